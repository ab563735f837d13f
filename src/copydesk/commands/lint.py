"""``copydesk lint``: find what is wrong with the content of Markdown texts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from copydesk.engine.errors import UsageError, closest
from copydesk.reporters import FORMATS, Style

from .shared import (
    CRASH,
    FINDINGS,
    OK,
    add_config_options,
    add_lang_option,
    config_of,
    is_colored,
    language_of,
    progress_on,
    read_all,
    save,
    split,
    width_of,
    write,
)

if TYPE_CHECKING:
    import argparse
    from typing import TextIO

    from copydesk.core.model import Report
    from copydesk.engine.config import Config

    from .shared import Streams

DESCRIPTION = (
    "Find cut sentences, leaked markers, repeated passages, broken bold, wrong reading times, invalid front matter."
)

EPILOG = """\
examples:
  copydesk lint                          every Markdown file below this folder
  copydesk lint _posts/2025-*.md         some files
  copydesk lint --select FB,RP           fragment boundaries and repetitions only
  copydesk lint --ignore reading-time-mismatch
  cat post.md | copydesk lint - --stdin-filename _posts/post.md
  copydesk lint --format github          annotations in a GitHub Actions run

exit status: 0 nothing at or above --fail-on, 1 findings, 2 wrong call or configuration, 3 a rule crashed
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``copydesk lint``."""
    parser.add_argument(
        "paths", nargs="*", default=["."], metavar="PATHS", help="files and folders; - is standard input (default: .)"
    )
    parser.add_argument(
        "--stdin-filename", metavar="NAME", default="stdin.md", help="the name of the text on standard input"
    )
    report = parser.add_argument_group("report")
    report.add_argument(
        "--format",
        action="append",
        metavar="FORMAT[=FILE]",
        help=f"{', '.join(FORMATS)} (default: text); with =FILE into a file, so that several can be asked for",
    )
    report.add_argument("--output", metavar="FILE", help="write the report to FILE instead of standard output")
    add_lang_option(report)
    report.add_argument("--statistics", action="store_true", help="print the number of findings of each rule")
    report.add_argument("--verbose", action="store_true", help="say how the site's renderer was found out")
    report.add_argument("--quiet", action="store_true", help="print the findings and nothing else")
    report.add_argument(
        "--fail-on",
        choices=("error", "warning", "info"),
        help="the least severity that gives status 1 (default: warning)",
    )
    rules = parser.add_argument_group(
        "rules", "codes (RP001), prefixes (RP) or names (repeated-paragraph), with commas between them"
    )
    rules.add_argument("--select", action="append", metavar="RULES", help="run these rules only")
    rules.add_argument("--extend-select", action="append", metavar="RULES", help="run these rules too")
    rules.add_argument("--ignore", action="append", metavar="RULES", help="do not run these rules")
    settings = add_config_options(parser)
    settings.add_argument("--no-cache", action="store_true", help="neither read nor write a cache")
    settings.add_argument("--jobs", type=int, metavar="N", help="processes to use (default: one a core)")


def run(options: argparse.Namespace, streams: Streams) -> int:
    """Lint, write the reports, return the exit status."""
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
        report = session.lint_text(read_all(streams.stdin), shown_path(options.stdin_filename))
    else:
        report = session.lint(options.paths, None if options.quiet else progress_on(streams.stderr))
    if options.verbose:
        _explain(options, config, streams.stderr)
    for name, file in outputs:
        _report(name, file, report, options, streams.stdout)
    if "json" not in (name for name, file in outputs if not file):  # which holds them itself
        _describe_failures(report, streams.stderr)
    if any(f.kind == "crash" for f in report.failures):
        return CRASH
    return FINDINGS if any(at_least(d.severity, config.fail_on) for d in report.diagnostics) else OK


def _config(options: argparse.Namespace) -> Config:
    """The configuration that holds, with the command line's options over it."""
    config = config_of(options)
    if options.jobs is not None and options.jobs < 1:
        raise UsageError(f"--jobs is {options.jobs}", hint="it must be at least 1")
    if options.select:  # what the call selects, the file's own lists no longer widen or narrow
        config = replace(config, select=split(options.select), extend_select=[], ignore=[])
    return replace(
        config,
        extend_select=config.extend_select + split(options.extend_select),
        ignore=config.ignore + split(options.ignore),
        jobs=options.jobs or config.jobs,
        fail_on=options.fail_on or config.fail_on,
    )


def _explain(options: argparse.Namespace, config: Config, stderr: TextIO) -> None:
    """Say which renderer the texts were judged for, and how that was found out."""
    from copydesk.engine.dialect import notices
    from copydesk.engine.discovery import find_files
    from copydesk.reporters.plain import printable

    paths = [options.stdin_filename] if options.paths == ["-"] else find_files(options.paths, config)[0]
    for line in notices(paths, config.markdown.dialect):
        print(f"copydesk: {printable(line)}", file=stderr)


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


def _report(name: str, file: str | None, report: Report, options: argparse.Namespace, stdout: TextIO) -> None:
    import importlib

    style = Style(
        lang=language_of(options),
        color=not file and is_colored(stdout),
        quiet=options.quiet,
        statistics=options.statistics,
        width=100 if file else width_of(stdout),
    )
    text = importlib.import_module(f"copydesk.reporters.{name}").render(report, style)
    if file:
        save(text, file)
    else:
        write(text, stdout)


def _describe_failures(report: Report, stderr: TextIO) -> None:
    from copydesk.reporters.plain import describe_failure

    for failure in report.failures:
        print(describe_failure(failure), file=stderr)
