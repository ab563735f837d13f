"""From the paths of a call to the files to lint."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.core.model import Failure

from .errors import UsageError
from .globs import matches, verdict_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .config import Config

SUFFIXES = (".md", ".markdown", ".mdown", ".mdx")
_NEVER = frozenset({".git", ".hg", ".svn", "node_modules", ".venv", "__pycache__", ".tox", ".copydesk_cache"})


def find_files(paths: list[str], config: Config) -> tuple[list[str], list[Failure]]:
    """The Markdown files that ``paths`` name, sorted, each once, relative to the working directory if they lie in it.

    A file that is named is taken whatever its ending, unless the configuration excludes it; a folder is searched.
    Raises ``UsageError`` for a path that does not exist.
    """
    found: dict[str, None] = {}
    failures: list[Failure] = []
    for path in paths:
        try:
            mode = os.stat(path).st_mode
        except (OSError, ValueError) as error:
            if os.path.islink(path):
                failures.append(Failure("unreadable", shown_path(path), None, "a link that leads nowhere"))
                continue
            reason = getattr(error, "strerror", None) or str(error)
            raise UsageError(f"{reason}: {path!r}", hint="name files or folders that exist") from None
        if stat.S_ISDIR(mode):
            for file in _walk(path, config, failures):
                found[shown_path(file)] = None
        elif not _excluded(path, config):
            found[shown_path(path)] = None
    return sorted(found), failures


def shown_path(path: str | Path) -> str:
    """``path`` as reports show it: relative to the working directory if it lies below it, with ``/``."""
    path = os.fspath(path)
    if not os.path.isabs(path):
        path = os.path.normpath(path)
        if not path.startswith(".."):
            return path.replace(os.sep, "/")
    absolute = os.path.abspath(path)
    here = os.getcwd()
    relative = (
        os.path.relpath(absolute, here) if os.path.splitdrive(absolute)[0] == os.path.splitdrive(here)[0] else absolute
    )
    return relative.replace(os.sep, "/")


def _excluded(path: str, config: Config, is_folder: bool = False) -> bool:
    if not config.exclude or not (relative := config.relative(path)):
        return False
    return matches(config.exclude, relative + "/" * is_folder)


def _walk(top: str, config: Config, failures: list[Failure]) -> Iterator[str]:
    """The Markdown files below ``top``, leaving out what .gitignore files and the configuration leave out."""
    ignores = _Ignores(os.path.abspath(top)) if config.respect_gitignore else None
    pending = [top]
    while pending:
        folder = pending.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda e: e.name)
        except OSError as error:
            failures.append(Failure("unreadable", shown_path(folder), None, error.strerror or str(error)))
            continue
        for entry in entries:
            try:
                is_folder = entry.is_dir(follow_symlinks=False)
            except OSError:
                is_folder = False
            if is_folder:
                if entry.name in _NEVER:
                    continue
            elif not entry.name.endswith(SUFFIXES):
                continue
            path = entry.path
            absolute = os.path.abspath(path)
            if (ignores and ignores.match(absolute, is_folder)) or _excluded(absolute, config, is_folder):
                continue
            if is_folder:
                pending.append(path)
            elif os.path.isfile(path):
                yield path
            elif entry.is_symlink() and not os.path.exists(path):
                failures.append(Failure("unreadable", shown_path(path), None, "a link that leads nowhere"))


class _Ignores:
    """The .gitignore files that hold for a folder: its own, those below it, and those above it in its repository."""

    def __init__(self, top: str) -> None:
        self.patterns: dict[str, tuple[str, ...]] = {}
        self.root = top
        for folder in (Path(top), *Path(top).parents):
            if (folder / ".git").exists():
                self.root = str(folder)
                break

    def match(self, path: str, is_folder: bool) -> bool:
        """Whether ``path`` is ignored. Deeper files win over the ones above them, as in git."""
        folder = os.path.dirname(path)
        while True:
            lines = self._lines(folder)
            if lines:
                relative = os.path.relpath(path, folder).replace(os.sep, "/") + "/" * is_folder
                verdict = verdict_of(lines, relative)
                if verdict is not None:
                    return verdict
            if folder == self.root or len(folder) <= len(self.root):
                return False
            folder = os.path.dirname(folder)

    def _lines(self, folder: str) -> tuple[str, ...]:
        if folder not in self.patterns:
            try:
                with open(os.path.join(folder, ".gitignore"), encoding="utf-8", errors="replace") as file:
                    lines = tuple(file.read().splitlines())
            except OSError:
                lines = ()
            self.patterns[folder] = lines
        return self.patterns[folder]
