"""Where a text was cut: how each paragraph ends and the next begins, weighed together.

No single sign is proof. A paragraph without a sentence end may be a caption, a paragraph that begins with ``…`` may be
style. So each sign has a weight, the weights of a tail, of the head after it and of the text's own habit add up, and
what reaches the threshold of the rule is a seam. The weights were set on real stitched posts and reviewed pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from . import language as lang
from .heads import Head, judge_head
from .lazy import lazy
from .markers import find_markers
from .source import Span
from .tails import Tail, judge_tail

if TYPE_CHECKING:
    from .document import Document
    from .markdown import Block

_PROSE = ("paragraph",)
_SEEN_THROUGH = ("comment", "rule")
_CONTINUES_IN = ("code", "html", "math", "cell", "template")  # what a sentence may be completed by


Evidence = tuple[str, "dict[str, str | float]"]


class Seam(NamedTuple):
    """A place where a text was cut or goes on in mid-sentence.

    kind: ``cut`` (a tail, with or without its continuation), ``orphan`` (a head whose beginning is missing).
    ``where`` covers the unfinished sentence of a cut, or the first words of an orphan. ``next`` covers the first words
    after the cut, if any. ``relation``: ``end`` (nothing follows), ``join`` (the text goes on there), ``overlap``
    (it tells the last ``overlap`` code points again), ``gap`` (the two do not fit). ``evidence`` holds message keys
    with their values; ``weight`` is their sum.
    """

    kind: str
    where: Span
    next: Span | None
    relation: str
    overlap: int
    weight: float
    evidence: tuple[Evidence, ...]


def find_seams(document: Document) -> tuple[Seam, ...]:
    """Every seam of a document with a weight of 1 or more, in order."""
    blocks = document.blocks
    marked = {m.where.start for m in document.once(find_markers) if m.alone}
    if marked:  # a marker is no text: what it parts may belong together
        blocks = tuple(b for b in blocks if not (b.start in marked and "\n" not in document.text[b.start : b.end]))
    tails = [judge_tail(document, b) if b.kind in _PROSE else None for b in blocks]
    seams = [*_unclosed(document, blocks), *_cut_cells(document, blocks)]
    if not any(t and (not t.complete or t.suspicious_head) for t in tails):
        return tuple(seams)
    habit = _Habit(tails, _introductions(blocks, tails))
    for at, (block, tail) in enumerate(zip(blocks, tails, strict=True)):
        if tail is None:
            continue
        if tail.suspicious_head:
            before = _previous(blocks, at)
            if before is None or not (t := tails[before]) or t.complete:
                seams += _orphan(document, block, tail, before is not None and tails[before] is not None, habit)
        if not tail.complete and tail.signs:
            seams += _cut(document, blocks, tails, at, habit)
    return tuple(sorted(seams, key=lambda s: s.where))


def _unclosed(document: Document, blocks: tuple[Block, ...]) -> list[Seam]:
    """A code fence or a comment that the end of the file closes, because its author's text ended there."""
    if not blocks or (last := blocks[-1]).path or document.text[last.end :].strip():
        return []
    text = document.text[last.start : last.end]
    first = text.split("\n", 1)[0]
    where = Span(last.start, last.start + len(first))
    if last.kind == "code" and last.info is not None and (fence := _FENCE.match(first)):
        closed = text.rstrip().rsplit("\n", 1)[-1].strip()
        if "\n" not in text.rstrip() or not closed.startswith(fence[0]) or closed.strip(fence[0][0]):
            return [Seam("cut", where, None, "end", 0, 3.0, (("open-fence", {"mark": fence[0]}),))]
    if last.kind == "html" and text.startswith("<!--") and "-->" not in text:
        return [Seam("cut", where, None, "end", 0, 3.0, (("open-comment", {}),))]
    return []


def _cut_cells(document: Document, blocks: tuple[Block, ...]) -> list[Seam]:
    """Table cells need no sentence end; only what nothing can end with shows that one was cut."""
    seams: list[Seam] = []
    for block in blocks:
        if block.kind == "cell" and block.end - block.start >= 10:
            match = _CELL_CUT.search(document.text, max(block.start, block.end - 12), block.end)
            if match:
                where = Span(max(block.start, block.end - 60), block.end)
                sign: Evidence = (
                    ("comma", {"mark": match[0]}) if match[0] in lang.COMMAS else ("hanging", {"word": match[0]})
                )
                seams.append(Seam("cut", where, None, "gap", 0, 2.5, (sign,)))
    return seams


_BY_HABIT = frozenset({"no-end", "no-mark", "phrase", "stump"})
_SURE = 0.97  # the share of whole paragraphs from which a single one without a full stop is no slip
_FENCE = lazy(r"`{3,}|~{3,}")
_CELL_CUT = lazy(f"(?:[、，]|(?<=[{lang.HAN}{lang.KATAKANA}])[をがは]|[「『（])$")


class _Habit:
    """How the prose of this text ends: the share of its paragraphs, and of its list items, that end a sentence."""

    def __init__(self, tails: list[Tail | None], introductions: list[bool]) -> None:
        self.introductions = introductions
        self.counts: dict[bool, tuple[int, int]] = {}
        for listed in (False, True):
            ends = [t.complete for t in tails if t and t.prose and t.listed == listed]
            self.counts[listed] = (sum(ends), len(ends))

    def share(self, listed: bool) -> float:
        """From 0 to 1, of all but one paragraph, the one that is judged; 1 when there are too few to tell."""
        complete, count = self.counts[listed]
        if count >= 4:
            return min(1.0, complete / (count - 1))
        return self.share(False) * 0.95 if listed else 1.0

    def introduces_with_mark(self, least: int) -> bool:
        """Whether all but one of the paragraphs before a list, a quote or code end with a mark, the one judged."""
        return len(self.introductions) >= least and sum(self.introductions) >= len(self.introductions) - 1

    def strict(self, listed: bool) -> bool:
        """Whether a missing mark alone stands out: hardly one in a score of many paragraphs ends without."""
        return self.share(listed) >= 0.9 and self.counts[False][1] >= 8


def _previous(blocks: tuple[Block, ...], at: int) -> int | None:
    """The block before ``at`` that a reader sees as the text before it."""
    for before in range(at - 1, -1, -1):
        if blocks[before].kind not in _SEEN_THROUGH:
            return before
    return None


def _next(blocks: tuple[Block, ...], at: int) -> int | None:
    for after in range(at + 1, len(blocks)):
        if blocks[after].kind not in _SEEN_THROUGH:
            return after
    return None


def _cut(document: Document, blocks: tuple[Block, ...], tails: list[Tail | None], at: int, habit: _Habit) -> list[Seam]:
    tail = tails[at]
    assert tail is not None
    block = blocks[at]
    after = _next(blocks, at)
    if (
        after is not None
        and not tail.hard
        and _completes(block, blocks[after])
        and not _no_introduction(tail, block, blocks[after], habit)
    ):
        return []
    sibling = after is not None and tail.listed and "I" in blocks[after].path
    head: Head | None = None
    weight = 0.0
    evidence: list[tuple[str, dict[str, str | float]]] = []
    if after is not None and tails[after] is not None and not sibling:
        head = judge_head(document, tail, blocks[after])
    following = tails[after] if after is not None else None
    for key, value, values in tail.signs:
        if key == "comma" and tail.language not in lang.UNSPACED and after is not None and following:
            names = document.text[blocks[after].start : blocks[after].end]
            if not following.prose or "<br" in names or "  \n" in names:
                return []  # the end of a letter: a comma, then names
        if sibling and (key == "comma" or (key == "hanging" and str(values["word"]).lower() in lang.COORDINATORS)):
            return []  # the items of a list, told as one sentence
        if key in _BY_HABIT:
            key, value = _by_habit(key, value, tail, block, habit, _amid_prose(blocks, tails, at))
            if not value:
                continue
        weight += value
        evidence.append((key, values))
    relation, overlap = "gap", 0
    next_span = None
    if after is None:
        relation = "end"
    elif head is not None:
        next_span = head.span
        if head.weight > 0:
            weight += head.weight
            evidence.append((head.key, head.values))
            relation, overlap = head.relation, head.overlap
    if weight < 1 or not evidence:
        return []
    return [Seam("cut", tail.span, next_span, relation, overlap, weight, tuple(evidence))]


def _no_introduction(tail: Tail, block: Block, after: Block, habit: _Habit) -> bool:
    """Whether a plain end before a list, a quote or code is a cut all the same: introductions here end with a mark.

    Languages with spaces lead into lists and code without one too often to tell from one text's habit alone, and a
    function word (``such as``, ``using``) is how they do it.
    """
    if not habit.strict(tail.listed) or after.kind not in ("paragraph", "code"):
        return False
    key, value, _ = tail.signs[-1]
    unspaced = tail.language in lang.UNSPACED or tail.language == "ko"
    plain = key == "no-end" and value >= 2
    if after.kind == "code":
        alone = len(tail.text) + 3 >= block.end - block.start  # one sentence, as commands are introduced
        return plain and (unspaced or not alone) and habit.introduces_with_mark(4)
    if key != "hanging" and habit.introduces_with_mark(2):
        return True
    return unspaced and (plain or key == "phrase" or (key == "comma" and tail.prose and value >= 2))


def _introductions(blocks: tuple[Block, ...], tails: list[Tail | None]) -> list[bool]:
    """Whether each paragraph of prose right before a list, a quote or code ends with a mark."""
    pairs = zip(blocks, tails, blocks[1:], strict=False)
    return [t.complete for b, t, after in pairs if t and not t.listed and _completes(b, after) and after.kind != "html"]


def _by_habit(key: str, value: float, tail: Tail, block: Block, habit: _Habit, amid: bool) -> tuple[str, float]:
    """What it weighs, in this text, that a paragraph ends without a mark; 0 when the text often does."""
    share, strict = habit.share(tail.listed), habit.strict(tail.listed)
    if key == "stump" and not (strict and amid):
        key, value = "no-end", 0.75
    if share < 0.6 or (key in ("phrase", "stump") and not strict):
        return key, 0.0
    if tail.language in lang.CASED and share < _SURE and len(tail.text) + 3 >= tail.span.end - block.start:
        return key, 0.0  # one sentence alone, in a text that forgets a full stop now and then
    value *= 1.0 if share >= 0.85 else 0.6
    if key == "no-mark":
        return key, value if strict else value * 0.4
    return "no-end", value


def _amid_prose(blocks: tuple[Block, ...], tails: list[Tail | None], at: int) -> bool:
    """Whether a block stands between whole paragraphs of prose, one of which may be a heading."""
    if not 0 < at < len(blocks) - 1:
        return False
    near = [tails[i] for i in (at - 1, at + 1) if blocks[i].kind != "heading"]
    return bool(near) and all(t is not None and t.prose and t.complete and not t.listed for t in near)


def _completes(block: Block, after: Block) -> bool:
    """Whether what follows may complete a sentence: code, a table, an image, or a list or quote that it introduces."""
    if after.kind in _CONTINUES_IN:
        return True
    return len(after.path) > len(block.path) and after.path.startswith(block.path)


def _orphan(document: Document, block: Block, tail: Tail, follows_prose: bool, habit: _Habit) -> list[Seam]:
    key, value, values, end = tail.suspicious_head  # type: ignore[misc]
    if tail.listed or (not follows_prose and key == "starts-dots"):
        value -= 1.0
    if habit.share(False) < 0.6:
        value -= 0.5
    if value < 1:
        return []
    return [Seam("orphan", Span(block.start, end), None, "gap", 0, value, ((key, values),))]
