"""The command line: takes arguments and streams, returns an exit status. A thin face of the session."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from copydesk import __version__
from copydesk.engine.errors import UsageError, closest

if TYPE_CHECKING:
    from collections.abc import Callable

    from copydesk.core.model import Report
    from copydesk.engine.config import Config

OK, FINDINGS, USAGE, CRASH = 0, 1, 2, 3
FORMATS = ("text", "json", "github")

_EPILOG = """\
examples:
  copydesk lint                          every Markdown file below this folder
  copydesk lint _posts/2025-*.md         some files
  copydesk lint --select FB,RP           fragment boundaries and repetitions only
  copydesk lint --ignore reading-time-mismatch
  cat post.md | copydesk lint - --stdin-filename _posts/post.md
  copydesk lint --format github          annotations in a GitHub Actions run

exit status: 0 nothing at or above --fail-on, 1 findings, 2 wrong call or configuration, 3 a rule crashed
"""


class _Parser(argparse.ArgumentParser):
    """An argument parser whose errors are exceptions and name the nearest option."""

    def error(self, message: str) -> NoReturn:
        hint = ""
        if wrong := re.search(r"invalid choice: '([^']*)' \(choose from (.*)\)", message):
            hint = closest(wrong[1], re.findall(r"[\w-]+", wrong[2]))
        raise UsageError(message, hint=hint or f"see {self.prog} --help")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="copydesk",
        description="A content-quality linter for repositories of Markdown texts.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"copydesk {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=_Parser)
    lint = commands.add_parser(
        "lint",
        allow_abbrev=False,
        help="find what is wrong with the content of Markdown texts",
        description="Find cut sentences, leaked markers, repeated passages, broken bold, wrong reading times, "
        "invalid front matter.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    lint.add_argument(
        "paths", nargs="*", default=["."], metavar="PATHS", help="files and folders; - is standard input (default: .)"
    )
    lint.add_argument(
        "--stdin-filename", metavar="NAME", default="stdin.md", help="the name of the text on standard input"
    )
    report = lint.add_argument_group("report")
    report.add_argument(
        "--format",
        action="append",
        metavar="FORMAT[=FILE]",
        help=f"{', '.join(FORMATS)} (default: text); with =FILE into a file, so that several can be asked for",
    )
    report.add_argument("--output", metavar="FILE", help="write the report to FILE instead of standard output")
    report.add_argument("--lang", choices=("en", "ja"), help="language of the messages (default: from the environment)")
    report.add_argument("--statistics", action="store_true", help="print the number of findings of each rule")
    report.add_argument("--verbose", action="store_true", help="say how the site's renderer was found out")
    report.add_argument("--quiet", action="store_true", help="print the findings and nothing else")
    report.add_argument(
        "--fail-on",
        choices=("error", "warning", "info"),
        help="the least severity that gives status 1 (default: warning)",
    )
    rules = lint.add_argument_group(
        "rules", "codes (RP001), prefixes (RP) or names (repeated-paragraph), with commas between them"
    )
    rules.add_argument("--select", action="append", metavar="RULES", help="run these rules only")
    rules.add_argument("--extend-select", action="append", metavar="RULES", help="run these rules too")
    rules.add_argument("--ignore", action="append", metavar="RULES", help="do not run these rules")
    settings = lint.add_argument_group("settings")
    settings.add_argument("--config", metavar="FILE", help="use this configuration file")
    settings.add_argument("--isolated", action="store_true", help="read no configuration file")
    settings.add_argument("--no-cache", action="store_true", help="neither read nor write a cache")
    settings.add_argument("--jobs", type=int, metavar="N", help="processes to use (default: one a core)")
    return parser


def run(arguments: list[str], stdin: TextIO, stdout: TextIO, stderr: TextIO) -> int:
    """Run the command with these arguments and streams; return the exit status.

    Raises nothing but ``SystemExit(0)``, for ``--help`` and ``--version``.
    """
    try:
        return _lint(_parse(arguments, stdout), stdin, stdout, stderr)
    except UsageError as error:
        from copydesk.reporters.plain import printable

        print(f"copydesk: {printable(str(error))}", file=stderr)
        return USAGE
    except BrokenPipeError:  # the reader of our output has gone, as head(1) does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        print("copydesk: interrupted", file=stderr)
        return 130
    except Exception:
        import traceback

        print(f"copydesk: this is a mistake of copydesk, please report it\n{traceback.format_exc()}", file=stderr)
        return CRASH


def _parse(arguments: list[str], stdout: TextIO) -> argparse.Namespace:
    parser = _parser()
    with contextlib.redirect_stdout(stdout):  # where argparse prints --help and --version
        options, unknown = parser.parse_known_args(arguments)
    if unknown:
        known = re.findall(r"(?<![\w-])--[a-z-]+", _help_of_lint(parser))
        word = unknown[0].partition("=")[0]
        raise UsageError(f"unknown option {word!r}", hint=closest(word, known) or "see copydesk lint --help")
    return options


def _help_of_lint(parser: argparse.ArgumentParser) -> str:
    """The help text of ``lint``, which names all its options."""
    out = io.StringIO()
    with contextlib.suppress(SystemExit), contextlib.redirect_stdout(out):
        parser.parse_args(["lint", "--help"])
    return out.getvalue()


def _config(options: argparse.Namespace) -> Config:
    """The configuration file that holds for this call, with the command line's options over it."""
    from dataclasses import replace

    from copydesk.engine import config as configuration

    if options.config:
        config = configuration.load(Path(options.config).absolute())
    elif options.isolated or not (path := configuration.find(Path.cwd())):
        config = configuration.Config()
    else:
        config = configuration.load(path)
    if options.jobs is not None and options.jobs < 1:
        raise UsageError(f"--jobs is {options.jobs}", hint="it must be at least 1")
    if options.select:  # what the call selects, the file's own lists no longer widen or narrow
        config = replace(config, select=_split(options.select), extend_select=[], ignore=[])
    return replace(
        config,
        extend_select=config.extend_select + _split(options.extend_select),
        ignore=config.ignore + _split(options.ignore),
        jobs=options.jobs or config.jobs,
        fail_on=options.fail_on or config.fail_on,
    )


def _split(words: list[str] | None) -> list[str]:
    return [w.strip() for word in words or [] for w in word.split(",") if w.strip()]


def _lint(options: argparse.Namespace, stdin: TextIO, stdout: TextIO, stderr: TextIO) -> int:
    from copydesk.engine.discovery import shown_path
    from copydesk.engine.policy import at_least
    from copydesk.engine.session import Session

    outputs = _outputs(options)
    config = _config(options)
    session = Session(config)
    if "-" in options.paths:
        if options.paths != ["-"]:
            raise UsageError(
                "- cannot be named together with other paths", hint="lint standard input in a call of its own"
            )
        report = session.lint_text(_read_all(stdin), shown_path(options.stdin_filename))
    else:
        report = session.lint(options.paths, _progress(stderr) if not options.quiet else None)
    if options.verbose:
        _explain(options, config, stderr)
    for name, file in outputs:
        _write(name, file, report, options, stdout)
    if "json" not in (name for name, file in outputs if not file):  # which holds them itself
        _describe_failures(report, stderr)
    if any(f.kind == "crash" for f in report.failures):
        return CRASH
    return FINDINGS if any(at_least(d.severity, config.fail_on) for d in report.diagnostics) else OK


def _explain(options: argparse.Namespace, config: Config, stderr: TextIO) -> None:
    """Say which renderer the texts were judged for, and how that was found out."""
    from copydesk.engine.dialect import notices
    from copydesk.engine.discovery import find_files
    from copydesk.reporters.plain import printable

    paths = [options.stdin_filename] if options.paths == ["-"] else find_files(options.paths, config)[0]
    for line in notices(paths, config.markdown.dialect):
        print(f"copydesk: {printable(line)}", file=stderr)


def _read_all(stdin: TextIO) -> bytes:
    buffer = getattr(stdin, "buffer", None)
    return buffer.read() if buffer is not None else stdin.read().encode("utf-8", "surrogateescape")


def _outputs(options: argparse.Namespace) -> list[tuple[str, str | None]]:
    """The formats asked for, each with its file, or ``None`` for standard output."""
    outputs: list[tuple[str, str | None]] = []
    for word in options.format or ["text"]:
        name, _, file = word.partition("=")
        if name not in FORMATS:
            hint = closest(name, list(FORMATS)) or f"formats: {', '.join(FORMATS)}"
            raise UsageError(f"unknown format {name!r}", "--format", hint=hint)
        outputs.append((name, file or options.output))
    files = [file for _, file in outputs]
    if len(set(files)) < len(files):
        raise UsageError("two formats would go to one place", "--format", hint="write --format NAME=FILE")
    return outputs


def _write(name: str, file: str | None, report: Report, options: argparse.Namespace, stdout: TextIO) -> None:
    import importlib

    from copydesk.reporters import Style

    terminal = not file and stdout.isatty()
    style = Style(
        lang=options.lang or _environment_language(),
        color=terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb",
        quiet=options.quiet,
        statistics=options.statistics,
        width=_terminal_width() if terminal else 100,
    )
    text = importlib.import_module(f"copydesk.reporters.{name}").render(report, style)
    if not file:
        _print(text, stdout)
        return
    try:
        Path(file).write_text(text, encoding="utf-8", errors="backslashreplace", newline="")
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot be written: {getattr(error, 'strerror', None) or error}", file) from None


def _terminal_width() -> int:
    import shutil

    return shutil.get_terminal_size((100, 24)).columns


def _describe_failures(report: Report, stderr: TextIO) -> None:
    from copydesk.reporters.plain import describe_failure

    for failure in report.failures:
        print(describe_failure(failure), file=stderr)


def _print(text: str, stream: TextIO) -> None:
    """Write ``text`` as UTF-8, whatever encoding the terminal or pipe declares; what cannot be encoded is escaped."""
    buffer = getattr(stream, "buffer", None)
    if buffer is None:
        stream.write(text)
    else:
        stream.flush()
        buffer.write(text.encode("utf-8", "backslashreplace"))
        buffer.flush()


def _environment_language() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "ja" if value.startswith("ja") else "en"
    return "en"


def _progress(stderr: TextIO) -> Callable[[int, int], None] | None:
    if not stderr.isatty():
        return None
    from copydesk.reporters.progress import Progress

    return Progress(stderr)
