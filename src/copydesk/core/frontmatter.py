"""Front matter: where it lies, what it says, and the position of every key and value.

The only importers of python-frontmatter and yaml are this module's readers, loaded when a front matter is parsed.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from .source import Span

KeyPath = tuple[str | int, ...]

LARGEST = 262_144  # code points: a front matter beyond this is none that anyone wrote


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
    """Why a front matter cannot be used: a message key of FM002 with its values, at a span."""

    key: str
    span: Span
    values: dict[str, str | int]


class Duplicate(NamedTuple):
    """A key that stands twice in one mapping; ``same`` says that both have the same value."""

    path: KeyPath
    first: Span
    later: Span
    same: bool


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A parsed front matter.

    ``data`` holds what the site generator would see; ``plain`` the same in JSON types for a schema, dates as ISO
    strings. Both are empty when ``problem`` says why it could not be parsed.
    """

    fence: Fence
    data: dict[Any, Any] = field(default_factory=dict)
    plain: dict[str, Any] = field(default_factory=dict)
    positions: dict[KeyPath, Position] = field(default_factory=dict)
    duplicates: tuple[Duplicate, ...] = ()
    problem: Problem | None = None


_OPENING = re.compile(r"(?:---|\+\+\+)[ \t]*(?:\n|\Z)|\{[ \t]*\n")
_CLOSING = {
    "yaml": re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.M),
    "toml": re.compile(r"^\+\+\+[ \t]*$", re.M),
    "json": re.compile(r"^\}[ \t]*$", re.M),
}
_KEY = re.compile(r"[ \t\n]*(?:#[^\n]*\n[ \t\n]*)*[\w\"'-]+[ \t]*[:=]")
_LINE = re.compile(r"(?:[ \t]*(?:#[^\n]*|-[ \t][^\n]*|[\w.\"'-]+[ \t]*[:=][^\n]*)|[ \t]+\S[^\n]*|\[[^\n]*)(?:\n|\Z)")


def locate(text: str) -> Fence | None:
    """The front matter that ``text`` starts with, or ``None``.

    A first line of ``---`` without a second one opens a front matter only when a ``key: value`` line follows;
    otherwise it is a thematic break.
    """
    opening = _OPENING.match(text)
    if not opening:
        return None
    kind: Literal["yaml", "toml", "json"] = "yaml" if text[0] == "-" else "toml" if text[0] == "+" else "json"
    start = 0 if kind == "json" else opening.end()
    if closing := _CLOSING[kind].search(text, opening.end()):
        end = closing.end() if kind == "json" else closing.start()
        after = closing.end() + (text[closing.end() : closing.end() + 1] == "\n")
        return Fence(kind, start, end, after, True)
    if kind == "json" or not _KEY.match(text, opening.end()):
        return None
    end = opening.end()
    while line := _LINE.match(text, end):
        if line.end() == end:
            break
        end = line.end()
    return Fence(kind, start, end, end, False)


def parse(text: str, fence: Fence) -> FrontMatter:
    """Parse the front matter that ``locate`` found. Never raises: what is wrong with it is its ``problem``."""
    if not fence.closed:
        return FrontMatter(fence, problem=Problem("unclosed", Span(0, 3), {"fence": text[:3]}))
    if fence.end - fence.start > LARGEST:
        return FrontMatter(fence, problem=Problem("too-large", Span(0, 3), {"size": fence.end - fence.start}))
    if fence.kind == "toml":
        from . import frontmatter_toml

        return frontmatter_toml.parse(text, fence)
    from . import frontmatter_yaml

    return frontmatter_yaml.parse(text, fence)


class TooMuchError(Exception):
    """A front matter whose aliases unfold to more values than anyone would write."""


def to_plain(value: Any, budget: list[int] | None = None, depth: int = 0) -> Any:  # noqa: ANN401
    """``value`` in JSON types: dates and times as ISO strings, keys as strings, sets as lists.

    Raises ``TooMuchError`` when aliases make it unfold to more than 20,000 values or 100 levels.
    """
    budget = budget if budget is not None else [20_000]
    budget[0] -= 1
    if budget[0] < 0 or depth > 100:
        raise TooMuchError
    if isinstance(value, dict):
        return {k if isinstance(k, str) else str(k): to_plain(v, budget, depth + 1) for k, v in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [to_plain(v, budget, depth + 1) for v in value]
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    return str(value)
