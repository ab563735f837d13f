"""Emphasis markers: which runs of ``*`` and ``_`` a renderer pairs, and which it prints.

The CommonMark family pairs by the delimiter-stack algorithm of the specification (section "Emphasis and strong
emphasis"); ``cjk-friendly`` relaxes its flanking rule beside CJK characters; kramdown and Python-Markdown take the next
marker that does not follow white space. Code, links, HTML and templates bind tighter and are opaque here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from . import language as lang

if TYPE_CHECKING:
    from .document import Document
    from .markdown import Block


class Run(NamedTuple):
    """A run of one marker character; offsets of the text. ``opens`` and ``closes`` say what the dialect lets it do."""

    start: int
    end: int
    char: str
    opens: bool
    closes: bool


class Rendered(NamedTuple):
    """What a renderer makes of a stretch of inline text.

    ``strong`` are the pairs shown bold, as (start of the opening marker, end of the closing one). ``literal`` are the
    stretches of two or more marker characters that are printed.
    """

    strong: tuple[tuple[int, int], ...]
    literal: tuple[Run, ...]


SEQUENTIAL = frozenset({"kramdown", "python-markdown"})
_RUN = re.compile(r"\*+|_+")
_CJK = re.compile(f"[{lang.HIRAGANA}{lang.KATAKANA}{lang.HAN}{lang.HANGUL}\u3000-\u303f\uff00-\uff60\uffe0-\uffe6]")


def stretches(document: Document, block: Block) -> list[tuple[int, int, str]]:
    """The inline texts of a block that pair markers among themselves: the block, then the text of each link in it.

    Each is (start, end, shadow): the shadow has the length of the text, and everything that binds tighter than
    emphasis is blotted out by a letter, or by ``!`` at its edges where a reader of it would see punctuation.
    """
    text = document.text
    shadow = list(text[block.start : block.end])
    base = block.start
    for at, char in enumerate(shadow):
        if char == "\\" and at + 1 < len(shadow) and shadow[at + 1] in "*_\\`[]<>":
            shadow[at] = shadow[at + 1] = "!"
    inner: list[tuple[int, int]] = []
    for inline in document.inlines_in(block):
        first, last = inline.start - base, min(inline.end, block.end) - base
        if inline.kind == "link" and inline.inner_end > inline.inner_start:
            inner.append((inline.inner_start, inline.inner_end))
            for at in (*range(first, inline.inner_start - base), *range(inline.inner_end - base, last)):
                shadow[at] = "!"
            continue
        for at in range(first, last):
            shadow[at] = "x" if shadow[at] != "\n" else "\n"
        if inline.kind not in ("html", "comment") and last > first:
            shadow[first] = shadow[last - 1] = "!"
    found = []
    whole = "".join(shadow)
    for start, end in inner:
        found.append((start, end, whole[start - base : end - base]))
    for start, end in inner:
        whole = whole[: start - base] + "!" * (end - start) + whole[end - base :]
    return [(block.start, block.end, whole), *found]


def render(shadow: str, base: int, dialect: str) -> Rendered:
    """Pair the markers of one stretch; ``base`` is the offset of its first code point."""
    runs = _runs(shadow, base, dialect)
    return _sequential(runs, shadow, base) if dialect in SEQUENTIAL else _delimiter_stack(runs)


def _runs(shadow: str, base: int, dialect: str) -> list[Run]:
    friendly = dialect in ("cjk-friendly", "goldmark-cjk")
    out = []
    for match in _RUN.finditer(shadow):
        before = shadow[match.start() - 1] if match.start() else " "
        after = shadow[match.end()] if match.end() < len(shadow) else " "
        opens, closes = _flanking(before, after, match[0][0], friendly)
        out.append(Run(base + match.start(), base + match.end(), match[0][0], opens, closes))
    return out


def _flanking(before: str, after: str, char: str, friendly: bool) -> tuple[bool, bool]:
    """Whether a run between two characters can open and can close emphasis."""
    space_before, space_after = before.isspace(), after.isspace()
    mark_before, mark_after = is_punctuation(before), is_punctuation(after)
    hard_before, hard_after = mark_before, mark_after
    loose_before, loose_after = space_before or mark_before, space_after or mark_after
    if friendly:
        cjk_before, cjk_after = bool(_CJK.match(before)), bool(_CJK.match(after))
        hard_before, hard_after = mark_before and not cjk_before, mark_after and not cjk_after
        loose_before, loose_after = loose_before or cjk_before, loose_after or cjk_after
    left = not space_after and (not hard_after or loose_before)
    right = not space_before and (not hard_before or loose_after)
    if char == "*":
        return left, right
    return left and (not right or mark_before), right and (not left or mark_after)


@lru_cache(maxsize=4096)
def is_punctuation(char: str) -> bool:
    """Whether CommonMark counts a character as punctuation: Unicode's categories P and S."""
    return unicodedata.category(char)[0] in "PS"


def _delimiter_stack(runs: list[Run]) -> Rendered:
    """The specification's "process emphasis", over runs instead of a linked list of nodes."""
    left = [r.end - r.start for r in runs]  # marker characters not yet used
    used_front = [0] * len(runs)  # of these, how many at the start of the run went to pairs that it closes
    strong: list[tuple[int, int]] = []
    bottoms: dict[tuple[str, bool, int], int] = {}
    stack: list[int] = []  # runs that may still open, in order
    for at, run in enumerate(runs):
        while run.closes and left[at]:
            key = (run.char, run.opens, (run.end - run.start) % 3)
            floor = bottoms.get(key, -1)
            partner = -1
            for place in range(len(stack) - 1, -1, -1):
                other = stack[place]
                if other <= floor:
                    break
                opener = runs[other]
                if opener.char != run.char or not left[other]:
                    continue
                if (opener.closes or run.opens) and (
                    (opener.end - opener.start + run.end - run.start) % 3 == 0
                    and not ((opener.end - opener.start) % 3 == 0 and (run.end - run.start) % 3 == 0)
                ):
                    continue
                partner = place
                break
            if partner < 0:
                bottoms[key] = at - 1
                break
            other = stack[partner]
            size = 2 if left[other] >= 2 and left[at] >= 2 else 1
            if size == 2:
                first = runs[other].start + used_front[other] + left[other] - 2
                strong.append((first, run.start + used_front[at] + 2))
            left[other] -= size
            left[at] -= size
            used_front[at] += size
            del stack[partner + 1 :]
            if not left[other]:
                stack.pop()
        if run.opens and left[at]:
            stack.append(at)
    literal = [
        Run(r.start + used_front[i], r.start + used_front[i] + left[i], r.char, r.opens, r.closes)
        for i, r in enumerate(runs)
        if left[i] >= 2
    ]
    return Rendered(tuple(sorted(strong)), tuple(literal))


def _sequential(runs: list[Run], shadow: str, base: int) -> Rendered:
    """Kramdown's way: a marker before a non-space opens, the next one of its kind after a non-space closes."""
    strong: list[tuple[int, int]] = []
    literal: list[Run] = []
    opened: Run | None = None
    for run in runs:
        if run.end - run.start < 2:
            continue
        before = shadow[run.start - base - 1 : run.start - base] or " "
        after = shadow[run.end - base : run.end - base + 1] or " "
        inside = run.char == "_" and before.isalnum() and after.isalnum()
        if opened and run.char == opened.char and not before.isspace() and not inside:
            strong.append((opened.start, run.end))
            opened = None
        elif opened is None and not after.isspace() and not inside:
            opened = run
        else:
            literal.append(run)
    if opened:
        literal.append(opened)
    return Rendered(tuple(strong), tuple(sorted(literal)))
