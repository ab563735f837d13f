"""TOML front matter: a python-frontmatter handler over tomllib, and a scanner for the positions tomllib does not keep."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from frontmatter.default_handlers import BaseHandler

from .frontmatter import Duplicate, Fence, FrontMatter, KeyPath, Position, Problem, TooMuchError, to_plain
from .source import Span


class TomllibHandler(BaseHandler):
    """TOML by the standard library; python-frontmatter's own handler needs a package that is no longer kept."""

    FM_BOUNDARY = re.compile(r"^\+{3,}\s*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "+++"

    def load(self, fm: str, **kwargs: object) -> Any:  # noqa: ANN401
        """Parse ``fm``. Raises ``tomllib.TOMLDecodeError``."""
        return tomllib.loads(fm)


_AT = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")
_TWICE = re.compile(r"Cannot (?:overwrite|declare|mutate)")


def parse(text: str, fence: Fence) -> FrontMatter:
    """Parse the TOML that ``fence`` encloses; spans are offsets of ``text``."""
    inside = text[fence.start : fence.end]
    try:
        data = TomllibHandler().load(inside)
        plain = to_plain(data)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError, TooMuchError) as error:
        return _broken(text, fence, inside, str(error) or "nested too deeply")
    scanner = _Scanner(inside, fence.start)
    scanner.run()
    return FrontMatter(fence, data, plain, scanner.positions)


def _broken(text: str, fence: Fence, inside: str, detail: str) -> FrontMatter:
    """Why the text is no TOML; a key that stands twice is told as that."""
    at = fence.start
    if (found := _AT.search(detail)) and found[1]:
        lines = inside.split("\n")
        at += sum(len(line) + 1 for line in lines[: int(found[1]) - 1]) + int(found[2]) - 1
    elif found:
        at = fence.start + max(0, len(inside.rstrip()) - 1)
    at = max(fence.start, min(at, fence.end - 1))
    if text[at : at + 1] == "\n" and at > fence.start:
        at -= 1
    if _TWICE.search(detail):
        scanner = _Scanner(inside, fence.start)
        scanner.run()
        if scanner.duplicates:
            return FrontMatter(fence, {}, {}, scanner.positions, tuple(scanner.duplicates))
    message = _AT.sub("", detail).strip()
    return FrontMatter(fence, problem=Problem("syntax", Span(at, min(at + 1, len(text))), {"detail": message}))


_BARE = r"[A-Za-z0-9_-]+|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'"
_KEY = re.compile(rf"[ \t]*({_BARE})((?:[ \t]*\.[ \t]*(?:{_BARE}))*)[ \t]*=[ \t]*")
_TABLE = re.compile(rf"[ \t]*(\[\[?)[ \t]*((?:{_BARE})(?:[ \t]*\.[ \t]*(?:{_BARE}))*)[ \t]*\]\]?")
_PART = re.compile(_BARE)
_SKIP = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_STRING = re.compile(r"\"\"\"(?:[^\\]|\\.)*?\"\"\"\"{0,2}|'''.*?''''{0,2}|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'", re.S)
_SCALAR = re.compile(r"[^,\]}#\n]*[^,\]}#\s]")


class _Scanner:
    """Walks valid TOML once and notes where keys and values stand."""

    def __init__(self, text: str, base: int) -> None:
        self.text, self.base = text, base
        self.positions: dict[KeyPath, Position] = {}
        self.duplicates: list[Duplicate] = []
        self.arrays: dict[KeyPath, int] = {}

    def run(self) -> None:
        at, prefix = 0, ()
        path: KeyPath = prefix
        while at < len(self.text):
            at = self._skip(at)
            if match := _TABLE.match(self.text, at):
                names: KeyPath = tuple(_name(p) for p in _PART.findall(match[2]))
                span = Span(self.base + match.start(2), self.base + match.end(2))
                if match[1] == "[[":
                    number = self.arrays[names] = self.arrays.get(names, -1) + 1
                    path = (*names, number)
                else:
                    path = names
                self.positions.setdefault(names, Position(span, span))
                at = match.end()
            elif match := _KEY.match(self.text, at):
                at = self._pair(match, path)
            else:
                newline = self.text.find("\n", at)
                at = len(self.text) if newline < 0 else newline + 1

    def _pair(self, match: re.Match[str], path: KeyPath) -> int:
        names = [match[1], *_PART.findall(match[2])]
        full: KeyPath = (*path, *(_name(n) for n in names))
        key = Span(self.base + match.start(1), self.base + match.end(2))
        end = self._value(match.end(), full)
        value = Span(self.base + match.end(), self.base + end)
        if full in self.positions and (first := self.positions[full].key):
            earlier = self.positions[full].value
            same = self._slice(earlier) == self._slice(value)
            self.duplicates.append(Duplicate(full, first, key, same))
        else:
            self.positions[full] = Position(key, value)
        return end

    def _slice(self, span: Span) -> str:
        return self.text[span.start - self.base : span.end - self.base]

    def _skip(self, at: int) -> int:
        match = _SKIP.match(self.text, at)
        return match.end() if match else at

    def _value(self, at: int, path: KeyPath) -> int:
        """The end of the value at ``at``; its items are noted below ``path``."""
        char = self.text[at : at + 1]
        if char == "[":
            at, number = self._skip(at + 1), 0
            while at < len(self.text) and self.text[at] != "]":
                end = self._value(at, (*path, number))
                if end <= at:
                    return at
                self.positions[*path, number] = Position(None, Span(self.base + at, self.base + end))
                at, number = self._skip(end), number + 1
                if self.text[at : at + 1] == ",":
                    at = self._skip(at + 1)
            return min(at + 1, len(self.text))
        if char == "{":
            at = self._skip(at + 1)
            while match := _KEY.match(self.text, at):
                at = self._skip(self._pair(match, path))
                if self.text[at : at + 1] == ",":
                    at = self._skip(at + 1)
            return min(at + 1, len(self.text))
        match = _STRING.match(self.text, at) or _SCALAR.match(self.text, at)
        return match.end() if match else at


def _name(part: str) -> str:
    if part[:1] == '"':
        try:
            return str(tomllib.loads(f"k = {part}")["k"])
        except tomllib.TOMLDecodeError:
            return part[1:-1]
    return part[1:-1] if part[:1] == "'" else part
