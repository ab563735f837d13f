"""What commands share: the configuration that holds for a call, streams, and the options for them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO

from copydesk.engine.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from copydesk.engine.config import Config

OK, FINDINGS, USAGE, CRASH = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Streams:
    """The three streams of a call."""

    stdin: TextIO
    stdout: TextIO
    stderr: TextIO


class Command(Protocol):
    """What the module of a command gives."""

    DESCRIPTION: str
    EPILOG: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's options."""

    def run(self, options: argparse.Namespace, streams: Streams) -> int:
        """Do it, and return the exit status."""
        ...


def add_config_options(parser: argparse.ArgumentParser) -> argparse._ArgumentGroup:
    """Add the options that ``config_of`` reads, in a group that a command may add to."""
    settings = parser.add_argument_group("settings")
    settings.add_argument("--config", metavar="FILE", help="use this configuration file")
    settings.add_argument("--isolated", action="store_true", help="read no configuration file")
    return settings


def add_lang_option(parser: argparse._ActionsContainer) -> None:
    """Add ``--lang``, which ``language_of`` reads."""
    parser.add_argument("--lang", choices=("en", "ja"), help="language of the messages (default: from the environment)")


def config_of(options: argparse.Namespace) -> Config:
    """The configuration file that holds for this call; raises ``UsageError`` for one that cannot be followed."""
    from copydesk.engine import config as configuration

    if options.config:
        return configuration.load(Path(options.config).absolute())
    if options.isolated or not (path := configuration.find(Path.cwd())):
        return configuration.Config()
    return configuration.load(path)


def split(words: list[str] | None) -> list[str]:
    """The values of an option that may be given several times and holds several values with commas between them."""
    return [w.strip() for word in words or [] for w in word.split(",") if w.strip()]


def language_of(options: argparse.Namespace) -> str:
    """``en`` or ``ja``: what the call asks for, or else what the environment says."""
    if options.lang:
        return str(options.lang)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "ja" if value.startswith("ja") else "en"
    return "en"


def write(text: str, stream: TextIO) -> None:
    """Write ``text`` as UTF-8, whatever encoding the terminal or pipe declares; what cannot be encoded is escaped."""
    buffer = getattr(stream, "buffer", None)
    if buffer is None:
        stream.write(text)
    else:
        stream.flush()
        buffer.write(text.encode("utf-8", "backslashreplace"))
        buffer.flush()


def read_all(stdin: TextIO) -> bytes:
    """The bytes of standard input, whatever encoding it is open in."""
    buffer = getattr(stdin, "buffer", None)
    return buffer.read() if buffer is not None else stdin.read().encode("utf-8", "surrogateescape")


def save(text: str, file: str) -> None:
    """Write a report into a file; raises ``UsageError`` with the reason when that cannot be done."""
    try:
        Path(file).write_text(text, encoding="utf-8", errors="backslashreplace", newline="")
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot be written: {getattr(error, 'strerror', None) or error}", file) from None


def is_colored(stream: TextIO) -> bool:
    """Whether colours are wanted on this stream: on a terminal that knows them, unless ``NO_COLOR`` is set."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width_of(stream: TextIO) -> int:
    """The width of a line in terminal columns: the terminal's own, 100 elsewhere."""
    if not stream.isatty():
        return 100
    import shutil

    return shutil.get_terminal_size((100, 24)).columns


def progress_on(stderr: TextIO) -> Callable[[int, int], None] | None:
    """A progress bar, when the stream is a terminal."""
    if not stderr.isatty():
        return None
    from copydesk.reporters.progress import Progress

    return Progress(stderr)
