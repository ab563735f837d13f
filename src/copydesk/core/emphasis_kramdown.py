"""Emphasis as kramdown pairs it: from left to right, the next marker that may close closes, and none holds its like.

The rule is that of kramdown 2.4, of which Jekyll's GFM parser keeps this part.
"""

from __future__ import annotations

import re

from .emphasis_delimiters import Pair, Resolution

_MARK = re.compile(r"[*_]")
_SPACE = " \t\n\r\f\v"
_EM, _STRONG = 1, 2
_Found = tuple[int, list[Pair], list[tuple[int, int]]]  # where the closer stands, or -1; what lies before it


def resolve(text: str) -> Resolution:
    """Pair the markers of ``text``, an inline text without code and links. Linear in the number of markers."""
    reader = _Reader(text)
    pairs: list[Pair] = []
    literal: list[tuple[int, int]] = []
    at = 0
    while mark := _MARK.search(text, at):
        at = reader.emphasis(mark.start(), 0, 0, pairs, literal)
    return Resolution(tuple(sorted(pairs)), _joined(literal))


class _Reader:
    """The attempts that were made already, so that none is made twice."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.known: dict[tuple[int, str, int], _Found] = {}
        self.dead: dict[tuple[str, int], int] = {}  # from here on nothing closes this marker

    def emphasis(self, at: int, inside: int, around: int, pairs: list[Pair], literal: list[tuple[int, int]]) -> int:
        """Read the marker at ``at``; return where to go on. ``inside``: the kinds that are open; ``around``: the last."""
        text = self.text
        mark = text[at]
        size = 2 if text.startswith(mark, at + 1) else 1
        in_word = mark == "_" and (
            text[at - 1 : at].isalpha() or (text[at - 1 : at] == "-" and text[at - 2 : at - 1].isalpha())
        )
        after = text[at + size : at + size + 1]
        if not (in_word or size & inside or (after and after in _SPACE)):
            stop, inner, plain = self.spans(at + size, mark * size, inside | size)
            if stop < 0 and size == _STRONG and around != _EM and not inside & _EM:
                size = _EM
                stop, inner, plain = self.spans(at + size, mark, inside | size)
            if stop >= 0:
                pairs.append(Pair(at, stop, size))
                pairs += inner
                literal += plain
                return stop + size
            size = 2 if text.startswith(mark, at + 1) else 1
        literal.append((at, at + size))
        return at + size

    def spans(self, start: int, delimiter: str, inside: int) -> _Found:
        """Read from ``start`` to the closer of ``delimiter``."""
        if start >= self.dead.get((delimiter, inside), len(self.text)):
            return -1, [], []
        if found := self.known.get((start, delimiter, inside)):
            return found
        text, at = self.text, start
        pairs: list[Pair] = []
        literal: list[tuple[int, int]] = []
        while mark := _MARK.search(text, at):
            at = mark.start()
            if at > start and self._closes(at, delimiter):
                break
            at = self.emphasis(at, inside, len(delimiter), pairs, literal)
        if mark is None:
            self.dead[delimiter, inside] = min(start, self.dead.get((delimiter, inside), start))
            return -1, [], []
        self.known[start, delimiter, inside] = at, pairs, literal
        return at, pairs, literal

    def _closes(self, at: int, delimiter: str) -> bool:
        text = self.text
        if not text.startswith(delimiter, at) or text[at - 1] in _SPACE:
            return False
        mark, size = delimiter[0], len(delimiter)
        if size == _EM and text.startswith(mark, at + 1) and not text.startswith(mark, at + 2):
            return False
        return mark != "_" or not text[at + size : at + size + 1].isalnum()


def _joined(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans that touch, as one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and out[-1][1] == start:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return tuple(out)
