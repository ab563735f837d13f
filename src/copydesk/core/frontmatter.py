"""Front matter: where it lies, what it says, and the position of every key and value.

The only importer of python-frontmatter and yaml, and it imports them when a front matter is parsed, not before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from .source import Span

KeyPath = tuple[str | int, ...]


class Fence(NamedTuple):
    """Where a front matter lies; offsets in code points.

    ``start`` and ``end`` enclose what stands between the fence lines (for JSON, the braces included); ``body_start`` is
    the first code point after the closing fence line. ``closed`` is false when the closing fence is missing; the text
    then counts as front matter as far as it looks like one.
    """

    kind: Literal["yaml", "toml", "json"]
    start: int
    end: int
    body_start: int
    closed: bool


class Position(NamedTuple):
    """Where a key and its value stand; an item of a list has no key."""

    key: Span | None
    value: Span


class Problem(NamedTuple):
    """Why a front matter cannot be used: a message key with its values, at a span."""

    key: str
    span: Span
    values: dict[str, str | int]


class Duplicate(NamedTuple):
    """A key that stands twice in one mapping."""

    path: KeyPath
    first: Span
    later: Span


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A parsed front matter.

    ``data`` holds what the site generator would see; ``plain`` the same in JSON types for a schema, dates as ISO
    strings. Both are empty when ``problem`` says why it could not be parsed.
    """

    fence: Fence
    data: dict[str, Any] = field(default_factory=dict)
    plain: dict[str, Any] = field(default_factory=dict)
    positions: dict[KeyPath, Position] = field(default_factory=dict)
    duplicates: tuple[Duplicate, ...] = ()
    problem: Problem | None = None


_OPENING = re.compile(r"(?:---|\+\+\+)[ \t]*\n|\{[ \t]*\n")
_CLOSING = {
    "yaml": re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.M),
    "toml": re.compile(r"^\+\+\+[ \t]*$", re.M),
    "json": re.compile(r"^\}[ \t]*$", re.M),
}
_KEYS = re.compile(r"(?:[ \t]*(?:#[^\n]*|-[ \t][^\n]*|[\w.\"'-]+[ \t]*[:=][^\n]*|[ \t]+[^\n]*)?\n)+")


def locate(text: str) -> Fence | None:
    """The front matter that ``text`` starts with, or ``None``.

    A first line of ``---`` without a second one opens a front matter only when a ``key: value`` line follows;
    otherwise it is a thematic break.
    """
    opening = _OPENING.match(text)
    if not opening:
        return None
    kind: Literal["yaml", "toml", "json"] = {"-": "yaml", "+": "toml", "{": "json"}[text[0]]  # type: ignore[assignment]
    start = 0 if kind == "json" else opening.end()
    if closing := _CLOSING[kind].search(text, opening.end()):
        end = closing.end() if kind == "json" else closing.start()
        after = closing.end() + (text[closing.end() : closing.end() + 1] == "\n")
        return Fence(kind, start, end, after, True)
    if kind == "json" or not re.match(r"[\w\"'-]+[ \t]*[:=]", text[opening.end() : opening.end() + 200]):
        return None
    keys = _KEYS.match(text, opening.end())
    end = keys.end() if keys else opening.end()
    return Fence(kind, start, end, end, False)


def parse(text: str, fence: Fence) -> FrontMatter:
    """Parse the front matter that ``locate`` found. Never raises: what is wrong with it is its ``problem``."""
    if not fence.closed:
        return FrontMatter(fence, problem=Problem("unclosed", Span(0, 3), {"fence": text[:3]}))
    from . import frontmatter_yaml

    return frontmatter_yaml.parse(text, fence)
