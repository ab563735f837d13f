"""The command line: takes arguments and streams, returns an exit status. It knows no command, only where they are."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import io
import os
import re
import sys
from typing import TYPE_CHECKING, NoReturn, TextIO, cast

from copydesk import __version__
from copydesk.commands import COMMANDS
from copydesk.commands.shared import CRASH, OK, USAGE, Streams
from copydesk.engine.errors import UsageError, closest

if TYPE_CHECKING:
    from copydesk.commands.shared import Command


class _Parser(argparse.ArgumentParser):
    """An argument parser whose errors are exceptions and name the nearest option."""

    def error(self, message: str) -> NoReturn:
        hint = ""
        if wrong := re.search(r"invalid choice: '([^']*)' \(choose from (.*)\)", message):
            hint = closest(wrong[1], re.findall(r"[\w-]+", wrong[2]))
        raise UsageError(message, hint=hint or f"see {self.prog} --help")


def run(arguments: list[str], stdin: TextIO, stdout: TextIO, stderr: TextIO) -> int:
    """Run the command with these arguments and streams; return the exit status.

    Raises nothing but ``SystemExit(0)``, for ``--help`` and ``--version``.
    """
    try:
        options = _parse(arguments, stdout)
        status = _module(options.command).run(options, Streams(stdin, stdout, stderr))
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
    return status


def _parser(arguments: list[str]) -> argparse.ArgumentParser:
    """The parser for a call; only the command that is called declares its options."""
    parser = _Parser(
        prog="copydesk",
        description="A content-quality linter for repositories of Markdown texts.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"copydesk {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=_Parser)
    called = next((a for a in arguments if not a.startswith("-")), None)
    for name, summary in COMMANDS.items():
        if name != called:
            commands.add_parser(name, help=summary)
            continue
        module = _module(name)
        module.add_arguments(
            commands.add_parser(
                name,
                allow_abbrev=False,
                help=summary,
                description=module.DESCRIPTION,
                epilog=module.EPILOG,
                formatter_class=argparse.RawDescriptionHelpFormatter,
            )
        )
    return parser


def _module(command: str) -> Command:
    return cast("Command", importlib.import_module(f"copydesk.commands.{command}"))


def _parse(arguments: list[str], stdout: TextIO) -> argparse.Namespace:
    parser = _parser(arguments)
    with contextlib.redirect_stdout(stdout):  # where argparse prints --help and --version
        options, unknown = parser.parse_known_args(arguments)
    if unknown:
        known = re.findall(r"(?<![\w-])--[a-z-]+", _help_of(parser, options.command))
        word = unknown[0].partition("=")[0]
        hint = closest(word, known) or f"see copydesk {options.command} --help"
        raise UsageError(f"unknown option {word!r}", hint=hint)
    return options


def _help_of(parser: argparse.ArgumentParser, command: str) -> str:
    """The help text of a command, which names all its options."""
    out = io.StringIO()
    with contextlib.suppress(SystemExit), contextlib.redirect_stdout(out):
        parser.parse_args([command, "--help"])
    return out.getvalue()
