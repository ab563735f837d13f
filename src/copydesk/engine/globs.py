"""Globs of the configuration: gitignore's syntax, which every user of a repository knows, matched by pathspec."""

from __future__ import annotations

import re
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


def verdict_of(lines: tuple[str, ...], path: str) -> bool | None:
    """What a .gitignore of these ``lines`` says of a path: ignored, taken back by a ``!`` line, or nothing.

    A line that is no pattern says nothing, as in git.
    """
    try:
        spec = _compile(lines)
    except (ValueError, re.error):
        spec = _compile(tuple(line for line in lines if is_pattern(line)))
    return spec.check_file(path).include


def is_pattern(text: str) -> bool:
    """Whether ``text`` can be understood as a glob."""
    try:
        _compile((text,))
    except (ValueError, re.error):
        return False
    return True
