"""The author's reading of bold: which double markers are markers at all, and which two were meant to go together."""

from __future__ import annotations

import re
from typing import NamedTuple

from .emphasis_delimiters import SPACE, kind_of
from .language import BRACKETS, CLOSERS, SENTENCE_ENDS

_RUNS = {"*": re.compile(r"\*+"), "_": re.compile(r"_+")}
_INNER_END = re.compile(
    f"[{re.escape(SENTENCE_ENDS.replace('.', '').replace('…', '').replace('‥', ''))}](?=[^{re.escape(CLOSERS)}])|\\. (?=\\S)"
)
_PAIRED = [(o, c) for o, c in BRACKETS.items() if o not in "„"]
_OPENING = frozenset(BRACKETS)
_CLOSING = frozenset(BRACKETS.values()) | frozenset("、。，．,;；")
_EDGE = frozenset("\"'`“”‘’«»<>()[]{}|,;:。、（）「」")

_BRACKETS_CLOSING = frozenset(BRACKETS.values())

_LONE, _HALF, _EMPTY, _FAR = 7.0, 12.0, 5.0, 400  # a marker alone, half of four, a pair of nothing, so many code points
_NEAR = 200  # code points around a marker in which its lost partner is looked for

# What a double asterisk also is. Each looks at the text around a marker that the renderer prints literally.
_OPERAND_LEFT = re.compile(r"(?:(?<![^\W_])[^\W\d_]|\d|[)\]]) $")
_OPERAND_RIGHT = re.compile(r" [-+(]*(?:[^\W\d_](?![^\W_])|\d)")
_UNPACK = re.compile(
    r"(?:[A-Za-z_]*(?:kwargs|kwds|kwopts|opts)\b|[a-z_]\w*\s*[)\]}]|[a-z_]\w*(?:\s*,\s*(?:\*\*|&)?\w+)*\s*\))", re.A
)
_ARGUMENT = re.compile(r"(?:[(\[{]|\w\([^()\s][^()]{0,20},|\*\w+,|\w=\w*,) ?$", re.A)
_KEYWORDS = re.compile(r"[A-Za-z_]*(?:kwargs|kwds|kwopts)\b", re.A)
_POINTER = re.compile(r"\b(?:char|int|void|const|unsigned|struct \w+|double|float|long|FILE|size_t|u?int\d+_t) $", re.A)
_PHRASE_END = re.compile(r"[。！？：!?:]|(?<!\d)[.;] |、(?<=.{60})|, (?<=.{60})")
_PHRASE_START = re.compile(r"[。！？：、，]\s*|[!?,;:] |(?<!\d)\. ")
_NOTE = re.compile(r"^[ \t]*\*{2,} \S", re.M)


class Marker(NamedTuple):
    """A run of two or three asterisks or underscores. ``before`` and ``after`` say where its neighbours end and begin.

    ``split``: it is half of a run of four, where one bold stretch ends and the next begins.
    """

    start: int
    end: int
    before: int
    after: int
    split: bool = False

    def text(self, text: str) -> str:
        """The marker itself."""
        return text[self.start : self.end]

    def side(self, text: str) -> str:
        """``opening`` or ``closing``: which half of a pair a marker without a partner is, by what stands beside it."""
        before, after = text[self.start - 1 : self.start] or " ", text[self.end : self.end + 1] or " "
        if (kind_of(before) == SPACE) != (kind_of(after) == SPACE):
            return "opening" if kind_of(before) == SPACE else "closing"
        if after in _OPENING or before in _OPENING:
            return "opening"
        if before in _CLOSING or after in _CLOSING:
            return "closing" if before in _BRACKETS_CLOSING or after in _CLOSING else "opening"
        head = self.start - max(text.rfind("\n", self.before, self.start) + 1, self.before)
        return "opening" if head <= len(self._rest(text)) else "closing"

    def partner_place(self, text: str) -> int:
        """Where the missing partner probably belongs: at the end of the phrase after it, or at the start of that before."""
        if self.side(text) == "opening":
            rest = self._rest(text)
            phrase = rest.rstrip()
            if phrase[:1] in _OPENING and (at := phrase.find(BRACKETS[phrase[0]])) > 0:
                return self.end + at + 1
            if (cut := _PHRASE_END.search(phrase, 1)) and cut.start() < len(phrase):
                return self.end + cut.start()
            return self.end + len(phrase)
        line = max(text.rfind("\n", self.before, self.start) + 1, self.before, self.start - _NEAR)
        phrase = text[line : self.start]
        cuts = [m.end() for m in _PHRASE_START.finditer(phrase[:-1])]
        return line + (cuts[-1] if cuts else len(phrase) - len(phrase.lstrip("# \t>-*")))

    def _rest(self, text: str) -> str:
        """What follows on the line, up to the next marker."""
        rest = text[self.end : min(self.after, self.end + _NEAR)]
        return rest[: rest.find("\n")] if "\n" in rest else rest


def markers(text: str, mark: str, literal: set[int]) -> list[Marker]:
    """The markers of ``text``. A literal run that is an operator, a glob, unpacking or a footnote is none."""
    bounds: list[tuple[int, int, bool]] = []
    for m in _RUNS[mark].finditer(text):
        start, end = m.span()
        size = end - start
        if size == 1 or size > 4 or (start in literal and _is_something_else(text, start, end, mark)):
            continue
        if size == 4:
            bounds += (start, start + 2, True), (start + 2, end, True)
        else:
            bounds.append((start, end, False))
    ends = [0, *(b[1] for b in bounds)]
    starts = [*(b[0] for b in bounds), len(text)]
    return [Marker(a, b, ends[i], starts[i + 1], split) for i, (a, b, split) in enumerate(bounds)]


def _is_something_else(text: str, start: int, end: int, mark: str) -> bool:
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    if mark == "_":  # part of a name, or a blank to fill in
        return end - start > 2 or (_is_name(before) and _is_name(after))
    head, tail = text[max(0, start - 24) : start], text[end : end + 80]
    if before == " " and after == " ":
        return bool(_OPERAND_LEFT.search(head) and _OPERAND_RIGHT.match(tail))
    if after == "/" or before == "/":
        outer = before if after == "/" else after
        if outer.isspace() or outer in _EDGE or outer in "/*.":
            return True
    if _is_name(after):
        return bool(_KEYWORDS.match(tail) or (_ARGUMENT.search(head) and _UNPACK.match(tail)) or _POINTER.search(head))
    return False


def has_notes(text: str) -> bool:
    """Whether a line of ``text`` is a footnote that two asterisks introduce."""
    return bool(_NOTE.search(text))


def is_innocent(text: str, marker: Marker, only: bool, notes: bool) -> bool:
    """Whether a marker without a partner is no bold at all: an operator, a footnote mark, a name such as ``__init``.

    ``only``: no other marker stands in its text. ``notes``: a line of it is a footnote.
    """
    start, end = marker.start, marker.end
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    if text[start] == "_":
        return _is_name(before) or _is_name(after)
    if before.isspace() and after.isspace():
        return only or end - start > 2
    return notes and not before.isspace() and (after.isspace() or after in _CLOSING)


def _is_name(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char == "_")


def is_mask(text: str, start: int, end: int) -> bool:
    """Whether four asterisks hide characters (``s****``) and are no bold without text."""
    return any(
        c.isascii() and (c.isalnum() or c in "/-@._#") for c in (text[start - 1 : start], text[end : end + 1]) if c
    )


def pairing(text: str, found: list[Marker], bold: dict[int, int]) -> tuple[list[tuple[Marker, Marker]], list[Marker]]:
    """The cheapest way to pair neighbours: the pairs, and the markers left alone. Linear in the length of the text."""
    count = len(found)
    best = [0.0] * (count + 1)
    taken = [False] * count
    for i in range(count - 1, -1, -1):
        best[i] = best[i + 1] + (_HALF if found[i].split else _LONE)
        if i + 1 < count:
            cost = best[i + 2] + _cost(text, found[i], found[i + 1], bold)
            if cost <= best[i]:
                best[i], taken[i] = cost, True
    pairs, alone, i = [], [], 0
    while i < count:
        if taken[i]:
            pairs.append((found[i], found[i + 1]))
            i += 2
        else:
            alone.append(found[i])
            i += 1
    return pairs, alone


def joined(bold: dict[int, int], opener: Marker, closer: Marker) -> bool:
    """Whether a renderer makes bold of these two; ``bold`` tells where the pair closes that opens at an offset."""
    return any(closer.start <= bold.get(at, -1) < closer.end for at in range(opener.start, opener.end))


def _cost(text: str, opener: Marker, closer: Marker, bold: dict[int, int]) -> float:
    """How unlikely it is that an author meant these two as one pair."""
    inside = text[opener.end : closer.start]
    bare = inside.strip()
    if not bare:
        return _EMPTY
    cost = 0.0
    if joined(bold, opener, closer):
        cost -= 0.5
    if BRACKETS.get(bare[0]) == bare[-1]:
        cost -= 1
    if opener.end - opener.start != closer.end - closer.start:
        cost += 4
    before, after = text[opener.start - 1 : opener.start] or " ", text[closer.end : closer.end + 1] or " "
    if inside[0].isspace():
        cost += 20 if _is_name(before) and bare[0].isascii() else 3
        cost += 0 if before.isspace() else 2
    if inside[-1].isspace():
        cost += 20 if _is_name(after) and bare[-1].isascii() else 3
        cost += 0 if after.isspace() else 2
    if bare[0] in _CLOSING:
        cost += 6
    if bare[-1] in _OPENING:
        cost += 6
    if bare[-1] in "、,，":
        cost += 1
    if _INNER_END.search(bare):
        cost += 3
    if "ぁ" <= bare[0] <= "ん":
        cost += 1
    cost += 4 * sum(inside.count(o) != inside.count(c) for o, c in _PAIRED if o in inside or c in inside)
    return cost + min(6.0, len(inside) / _FAR)
