"""Emphasis as CommonMark pairs it (a stack of delimiter runs), with what each of its descendants changes: tables.

The algorithm is that of the CommonMark specification 0.31.2, "Phase 2: inline structure"; the flanking rule of
``cjk-friendly`` is that of the package markdown-it-cjk-friendly 3.0.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple
from unicodedata import category, east_asian_width, name

_RUN = re.compile(r"\*+|_+")
SPACE, PUNCTUATION, OTHER = 0, 1, 2
Flanking = Callable[[str, str, bool], tuple[bool, bool]]


class Pair(NamedTuple):
    """Two markers that belong together; ``size`` is 1 (emphasis) or 2 (bold). Offsets of their first characters."""

    opener: int
    closer: int
    size: int


class Resolution(NamedTuple):
    """What a renderer makes of a text: its pairs, and the stretches of markers that it prints literally."""

    pairs: tuple[Pair, ...]
    literal: tuple[tuple[int, int], ...]


@cache
def kind_of(char: str) -> int:
    """``SPACE``, ``PUNCTUATION`` (which includes symbols) or ``OTHER``, as CommonMark 0.31 has it."""
    if char in " \t\n\r\f\v" or category(char) == "Zs":
        return SPACE
    return PUNCTUATION if category(char)[0] in "PS" else OTHER


@cache
def kind_before_0_31(char: str) -> int:
    """The same before CommonMark 0.31: beyond ASCII, symbols are no punctuation."""
    kind = kind_of(char)
    return OTHER if kind == PUNCTUATION and category(char)[0] == "S" and char > "\x7f" else kind


def flanks(before: str, after: str, star: bool, kind: Callable[[str], int] = kind_of) -> tuple[bool, bool]:
    """Whether a run between these two characters can open and can close."""
    left, right = kind(before[-1]), kind(after)
    opens = right != SPACE and (right == OTHER or left != OTHER)
    closes = left != SPACE and (left == OTHER or right != OTHER)
    if star:
        return opens, closes
    return opens and (not closes or left == PUNCTUATION), closes and (not opens or right == PUNCTUATION)


def flanks_cjk_friendly(before: str, after: str, star: bool) -> tuple[bool, bool]:
    """The same where a CJK character on either side lets a run open and close. ``before`` is up to two characters."""
    last, earlier = before[-1], ""
    main = last
    if "\ufe00" <= last <= "\ufe0e" and len(before) > 1:
        earlier = before[-2]
        if category(earlier) != "Zs":
            main = earlier
    left, right = kind_of(main), kind_of(after)
    if left == SPACE or right == SPACE:
        return right != SPACE, left != SPACE
    opens, closes = left == PUNCTUATION, right == PUNCTUATION
    if star:
        beside = _is_cjk(after) or (
            _is_cjk(earlier) or (last == "\ufe01" and earlier in "‘’“”")
            if earlier
            else _is_cjk(last) or "\U000e0100" <= last <= "\U000e01ef"
        )
        opens = opens or beside or right == OTHER
        closes = closes or beside or left == OTHER
    return opens, closes


def flanks_python_markdown(before: str, after: str, star: bool) -> tuple[bool, bool]:
    """The same in Python-Markdown, to which only white space matters, and word characters beside ``_``."""
    last = before[-1]
    opens, closes = not after.isspace(), not last.isspace()
    if star:
        return opens, closes
    return opens and not (last.isalnum() or last == "_"), closes and not (after.isalnum() or after == "_")


@cache
def _is_cjk(char: str) -> bool:
    width = east_asian_width(char)
    if char < "\u1100" or width == "Na" or width == "A":
        return False
    if width == "W":  # all but the emoji that are shown as pictures by themselves
        return not ("\u2300" <= char <= "\u2bff" or "\U0001f000" <= char <= "\U0001faff")
    return width in "FH" or name(char, "").startswith("HANGUL")


def resolve(text: str, flanking: Flanking = flanks, strict: bool = True) -> Resolution:
    """Pair the markers of ``text``, an inline text without code and links. Linear in the number of markers.

    Runs whose lengths add up to a multiple of three stay apart when one of them could both open and close; unless
    ``strict``, only a closer of one or two that does not use up its opener does.
    """
    runs = [(m.start(), m.end()) for m in _RUN.finditer(text)]
    count = len(runs)
    stars = [text[start] == "*" for start, _ in runs]
    edges = [
        flanking(text[max(0, a - 2) : a] or " ", text[b : b + 1] or " ", star)
        for (a, b), star in zip(runs, stars, strict=True)
    ]
    taken_left, taken_right = [0] * count, [0] * count  # characters used up as a closer, as an opener
    previous = list(range(-1, count - 1))
    bottoms: dict[tuple[bool, bool, int], int] = {}
    pairs: list[Pair] = []
    following = list(range(1, count + 1))

    def unlink(at: int) -> None:
        if previous[at] >= 0:
            following[previous[at]] = following[at]
        if following[at] < count:
            previous[following[at]] = previous[at]

    closer = 0
    while closer < count:
        if not edges[closer][1]:
            closer = following[closer]
            continue
        length = runs[closer][1] - runs[closer][0]
        key = (stars[closer], edges[closer][0], length % 3)
        bottom = bottoms.get(key, -1)
        opener = previous[closer]
        while opener > bottom:
            if stars[opener] == stars[closer] and edges[opener][0]:
                other = runs[opener][1] - runs[opener][0]
                both = edges[closer][0] or edges[opener][1]
                if not both or (other + length) % 3 or length % 3 == 0:
                    break
                if not strict and (length > 2 or other - taken_left[opener] - taken_right[opener] == length):
                    break
            opener = previous[opener]
        if opener <= bottom:
            bottoms[key] = previous[closer]
            following_one = following[closer]
            if not edges[closer][0]:
                unlink(closer)
            closer = following_one
            continue
        left_open = runs[opener][1] - runs[opener][0] - taken_left[opener] - taken_right[opener]
        left_close = length - taken_left[closer] - taken_right[closer]
        size = 2 if left_open >= 2 and left_close >= 2 else 1
        pairs.append(Pair(runs[opener][1] - taken_right[opener] - size, runs[closer][0] + taken_left[closer], size))
        taken_right[opener] += size
        taken_left[closer] += size
        previous[closer], following[opener] = opener, closer
        if left_open == size:
            unlink(opener)
        if left_close == size:
            following_one = following[closer]
            unlink(closer)
            closer = following_one
    literal = tuple(
        (a + left, b - right)
        for (a, b), left, right in zip(runs, taken_left, taken_right, strict=True)
        if a + left < b - right
    )
    return Resolution(tuple(pairs), literal)
