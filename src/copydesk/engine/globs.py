"""Globs of the configuration: gitignore's syntax, which every user of a repository knows, matched by pathspec."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pathspec import GitIgnoreSpec


@lru_cache(maxsize=256)
def _compile(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns)


def matches(patterns: Iterable[str], path: str) -> bool:
    """Whether a path, relative to where the patterns stand and with ``/``, matches any of ``patterns``.

    A folder's path ends with ``/``. Raises ``ValueError`` for a pattern that is none.
    """
    patterns = tuple(patterns)
    return bool(patterns) and _compile(patterns).match_file(path)
