"""What a text tells twice: one engine for paragraphs, passages, collapsed lines and loops.

The prose of a document is squeezed to one string: no white space, no markup, width and case folded, a newline between
blocks. Short windows of it, sampled by their first character so that the same text gives the same sample wherever it
stands, are the exact candidates (the idea of winnowing, with a character class in place of a hash minimum, because a
compiled expression finds it at C speed). Windows that recur at the same distance are chained; a chain is extended,
snapped to the blocks that it nearly fills, and verified by rapidfuzz.
"""

from __future__ import annotations

import re
from itertools import groupby, pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

from . import language as lang
from .lazy import lazy
from .source import Span
from .squeezed import Squeezed

if TYPE_CHECKING:
    from .document import Document


class Repetition(NamedTuple):
    """A stretch that stands twice. ``first`` and ``later`` are spans of the source.

    kind: ``paragraph`` (one whole block), ``passage`` (several, or the greater part of a long one), ``loop``.
    ``similarity`` is rapidfuzz's ratio, 0 to 1, of the two without white space; ``share`` is the later copy's part of the
    text's prose; ``size`` its length in squeezed code points; ``rounds`` how often a loop says it.
    """

    kind: str
    first: Span
    later: Span
    similarity: float
    share: float
    size: int
    blocks: int
    rounds: int = 2


_Found = tuple[Repetition, tuple[int, int]]  # with the squeezed span of the later copy


def _stripes(start: int, end: int, width: int, period: int) -> str:
    """Ranges of ``width`` code points in every ``period``: a class that samples a script and compiles fast."""
    return "".join(f"{chr(c)}-{chr(min(c + width - 1, end))}" for c in range(start, end, period))


# One character in six or so of each script begins a window: enough for a paragraph of 120 characters with a fifth of
# them edited to keep some windows whole, few enough to be cheap.
_DENSE = "".join(chr(c) for c in range(0x3042, 0x30FF, 6)) + _stripes(0x3400, 0x9FFF, 16, 96)
_DENSE += _stripes(0xAC00, 0xD7A3, 16, 96)
_LIGHT = "aso" + "аоa" + _stripes(0x0900, 0x097F, 2, 12) + _stripes(0x0E00, 0x0E7F, 2, 12) + "اوم"
_WINDOW = lazy(f"(?=([{_DENSE}].{{5}}|[{_LIGHT}].{{8}}))")

_GAP = 120  # squeezed code points between two windows of a chain
_DRIFT = 24  # how far their distance may change between them, by insertions and deletions
_KEEP = 2  # earlier places of a window that are remembered: the first and the last
_SENTENCE_END = lazy(f"[{re.escape(lang.SENTENCE_ENDS)}]")
_SENTENCE = lazy(
    f"[^{re.escape(lang.SENTENCE_ENDS)}\n]*[{re.escape(lang.SENTENCE_ENDS)}]+|[^{re.escape(lang.SENTENCE_ENDS)}\n]+"
)
_FEW_CHANGES = 8  # a parallel text swaps some names; an edited copy differs in many places
_LOOP_PERIOD = 400  # a text that repeats at a longer distance is a passage told again, not a loop


class _Chain:
    """Windows that recur at about one distance: squeezed spans of the earlier and the later text."""

    __slots__ = ("i0", "i1", "j0", "j1", "windows")

    def __init__(self, i: int, j: int, size: int) -> None:
        self.i0, self.i1, self.j0, self.j1 = i, i + size, j, j + size
        self.windows = [(i, j)]


def find_repetitions(document: Document) -> tuple[Repetition, ...]:
    """Every repetition of a document, each later copy once, in the order of the later copies."""
    prose = document.once(Squeezed)
    if len(prose.text) < 40:
        return ()
    chains = [c for c in _chains(prose.text) if len(c.windows) >= 2]
    loops = _sentence_loops(prose)
    if not chains and not loops:
        return ()
    found = [repetition for repetition, _ in loops]
    taken = [where for _, where in loops]
    pieces = [piece for chain in _merge(chains) for piece in _rounds(chain)]
    for chain in sorted(pieces, key=lambda c: (c.j0 - c.j1, c.j0, c.i0)):  # the largest first
        if any(min(chain.j1, b) - max(chain.j0, a) > 0.5 * (chain.j1 - chain.j0) for a, b in _near(taken, chain.j0)):
            continue
        for repetition, where in _verify(prose, chain) or _by_block(prose, chain):
            if not any(min(where[1], b) - max(where[0], a) > 0.5 * (where[1] - where[0]) for a, b in _near(taken, 0)):
                found.append(repetition)
                taken.append(where)
    for repetition, where in _equal_blocks(prose):
        if not any(min(where[1], b) - max(where[0], a) > 0.5 * (where[1] - where[0]) for a, b in taken):
            found.append(repetition)
    return tuple(sorted(found, key=lambda r: r.later))


def _sentence_loops(prose: Squeezed) -> list[_Found]:
    """The same sentence three times in a row or more; sentences too short for a window loop too."""
    found: list[_Found] = []
    for index in range(len(prose.blocks)):
        start, end = prose.block_span(index)
        sentences = _SENTENCE.findall(prose.text, start, end)
        if len(sentences) < 3 or len(set(sentences)) > len(sentences) - 2:
            continue
        at = start
        for sentence, group in groupby(sentences):
            rounds = len(list(group))
            size = len(sentence)
            if rounds >= 3 and size >= 4 and rounds * size >= 40:
                first, later = prose.source(at, at + size), prose.source(at + size, at + rounds * size)
                share = rounds * size / max(1, len(prose.text))
                loop = Repetition("loop", first, later, 1.0, share, rounds * size, 1, rounds)
                found.append((loop, (at, at + rounds * size)))
            at += rounds * size
    return found


def _equal_blocks(prose: Squeezed) -> list[_Found]:
    """Blocks that are equal to an earlier one, whatever the windows saw of them."""
    seen: dict[str, int] = {}
    found: list[_Found] = []
    for index in range(len(prose.blocks)):
        start, end = prose.block_span(index)
        first = seen.setdefault(prose.text[start:end], index)
        if first != index:
            i0, i1 = prose.block_span(first)
            found += _classify(prose, i0, i1, start, end, 1.0)
    return found


def _by_block(prose: Squeezed, chain: _Chain) -> list[_Found]:
    """A chain that is too unlike as a whole, block by block: some of it may have been rewritten, and the rest told again."""
    found: list[_Found] = []
    windows: dict[int, list[tuple[int, int]]] = {}
    for i, j in chain.windows:
        windows.setdefault(prose.block_of(j), []).append((i, j))
    if len(windows) > 1:
        for inside in windows.values():
            piece = _Chain(min(i for i, _ in inside), min(j for _, j in inside), 6)
            piece.i1, piece.j1 = max(i for i, _ in inside) + 6, max(j for _, j in inside) + 6
            if len(inside) > 1:
                found += _verify(prose, piece)
    return found


def _near(taken: list[tuple[int, int]], at: int) -> list[tuple[int, int]]:
    return taken if len(taken) < 200 else taken[-200:]


def _chains(text: str) -> list[_Chain]:
    """Chain the recurring windows of ``text`` in one pass, each to the last chain of about the same distance."""
    places: dict[str, list[int]] = {}
    nearest: dict[int, _Chain] = {}  # by distance, in steps of _DRIFT
    chains: list[_Chain] = []
    get = places.get
    for match in _WINDOW.finditer(text):
        window, j = match[1], match.start()
        earlier = get(window)
        if earlier is None:
            places[window] = [j]
            continue
        size = len(window)
        for i in earlier:
            step = (j - i) // _DRIFT
            for key in (step, step - 1, step + 1):
                chain = nearest.get(key)
                if chain is not None and j - chain.j1 <= _GAP and -_GAP < i - chain.i1 <= _GAP:
                    chain.i1, chain.j1 = i + size, j + size
                    chain.windows.append((i, j))
                    if key != step:
                        nearest[step] = chain
                    break
            else:
                nearest[step] = chain = _Chain(i, j, size)
                chains.append(chain)
        earlier.append(j)
        if len(earlier) > _KEEP:
            del earlier[1]
    return chains


def _merge(chains: list[_Chain]) -> list[_Chain]:
    """Join chains that go on from one another on both sides: what lies between was edited or is no prose."""
    merged: list[_Chain] = []
    for chain in sorted(chains, key=lambda c: (c.j0, c.i0)):
        for last in reversed(merged[-8:]):
            gap_i, gap_j = chain.i0 - last.i1, chain.j0 - last.j1
            if -20 <= gap_j <= 2 * _GAP and -20 <= gap_i <= 2 * _GAP and abs(gap_i - gap_j) <= _GAP:
                last.i1, last.j1 = max(last.i1, chain.i1), max(last.j1, chain.j1)
                last.windows += chain.windows
                break
        else:
            merged.append(chain)
    return merged


def _rounds(chain: _Chain) -> list[_Chain]:
    """A passage told three times in a row is one chain that overlaps itself: take it apart, each copy against the first."""
    distance = chain.j0 - chain.i0
    if chain.i1 <= chain.j0 or distance <= _LOOP_PERIOD:
        return [chain]
    pieces = []
    for start in range(chain.j0, chain.j1, distance):
        end = min(start + distance, chain.j1)
        if end - start > 20:
            piece = _Chain(chain.i0, start, end - start)
            piece.windows = [(i, j) for i, j in chain.windows if start <= j < end]
            pieces.append(piece)
    return pieces


def _verify(prose: Squeezed, chain: _Chain) -> list[_Found]:
    """Extend, snap and compare a chain; nothing when it is too short or too unlike, or repeats by right."""
    text = prose.text
    i0, i1, j0, j1 = _extend(text, chain)
    distance = j0 - i0
    if i1 > j0 and distance <= _LOOP_PERIOD:
        return _loop(prose, i0, j1, distance)
    i1 = min(i1, j0)
    first, last = prose.block_of(j0), prose.block_of(j1 - 1)
    snapped = _snap(prose, i0, i1, j0, j1, first, last)
    for a, b, c, d in (snapped, (i0, i1, j0, j1)):
        if d - c < 20 or b <= a:
            continue
        ratio = _ratio(text[a:b], text[c:d])
        if ratio >= 0.85:
            return _classify(prose, a, b, c, d, ratio)
    return []


def _ratio(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if max(len(one), len(other)) > 20_000:  # the ratio is quadratic: compare long copies by their parts
        parts = [_ratio(one[k : k + 8_000], other[k : k + 8_000]) for k in range(0, max(len(one), len(other)), 8_000)]
        return sum(parts) / len(parts)
    from rapidfuzz import fuzz  # here: most texts repeat nothing

    return float(fuzz.ratio(one, other)) / 100


def _extend(text: str, chain: _Chain) -> tuple[int, int, int, int]:
    """Grow both copies as long as they agree."""
    i0, i1, j0, j1 = chain.i0, chain.i1, chain.j0, chain.j1
    while i0 > 0 and text[i0 - 1] == text[j0 - 1] and text[i0 - 1] != "\n":
        i0, j0 = i0 - 1, j0 - 1
    line = text.find("\n", j1)
    stop = min(j1 + 400, line if line >= 0 else len(text))
    pairs = zip(text[i1 : i1 + 400], text[j1:stop], strict=False)
    more = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return i0, i1 + more, j0, j1 + more


def _snap(prose: Squeezed, i0: int, i1: int, j0: int, j1: int, first: int, last: int) -> tuple[int, int, int, int]:
    """Widen both copies to the edges of the later blocks when little of them is missing, by the earlier blocks' edges."""
    start, end = prose.block_span(first)[0], prose.block_span(last)[1]
    room = max(60, (j1 - j0) // 2)
    if 0 < j0 - start <= room:
        origin = prose.block_span(prose.block_of(i0))[0]
        i0, j0 = (origin if i0 - origin <= 2 * room else max(origin, i0 - (j0 - start))), start
    if 0 < end - j1 <= room:
        origin = prose.block_span(prose.block_of(max(0, i1 - 1)))[1]
        i1, j1 = (origin if origin - i1 <= 2 * room else min(origin, i1 + end - j1)), end
    return i0, min(i1, j0), j0, j1


def _classify(prose: Squeezed, i0: int, i1: int, j0: int, j1: int, ratio: float) -> list[_Found]:
    """What kind of repetition a verified pair is; nothing for formulas, list lines and restarts after a cut."""
    text, size = prose.text, j1 - j0
    first, last = prose.block_of(j0), prose.block_of(j1 - 1)
    least = 80
    if size < least or (ratio < 1.0 and _parallel(prose, i0, i1, j0, j1)):
        return []
    blocks = prose.blocks[first : last + 1]
    listed = [b for b in blocks if "I" in b.path]
    if len(listed) == len(blocks) and size / len(blocks) < least * 1.5:
        return []  # lines of a list recur by right: features, thanks, checksums of each version
    start, end = prose.block_span(first)[0], prose.block_span(last)[1]
    covered = size / (end - start)
    if covered < 0.5 and size < 3 * least:
        return []
    if _restart(prose, i1, j0, j1, size):
        return []
    origin_first, origin_last = prose.block_of(i0), prose.block_of(max(i0, i1 - 1))
    one = first == last and origin_first == origin_last
    origin = prose.block_span(origin_first)
    whole = one and covered >= 0.75 and (i1 - i0) >= 0.75 * (origin[1] - origin[0])
    kind = "paragraph" if whole else "passage"
    if kind == "paragraph" and ratio == 1.0 and (j0, j1) != (start, end):
        ratio = 0.99  # a whole paragraph but for a few characters at its edge
    share = size / max(1, len(text))
    found = Repetition(
        kind,
        prose.source(i0, i1),
        prose.source(j0, j1),
        ratio,
        share,
        size,
        max(len(blocks), origin_last - origin_first + 1),
    )
    return [(found, (j0, j1))]


def _parallel(prose: Squeezed, i0: int, i1: int, j0: int, j1: int) -> bool:
    """Whether two texts that are nearly alike speak of different things: their code or their numbers differ."""
    document = prose.document
    later = prose.blocks[prose.block_of(j0) : prose.block_of(j1 - 1) + 1]
    if document.text.find("`", later[0].start, later[-1].end) < 0:
        return False
    facts = []
    for start, end in ((i0, i1), (j0, j1)):
        span = prose.source(start, end)
        code = [document.text[i.start : i.end] for i in document.inlines_in(span) if i.kind == "code"]
        facts.append(code)
    if facts[0] == facts[1] or i1 - i0 > 2_000:
        return False
    from rapidfuzz.distance import Indel

    changes = [op for op in Indel.opcodes(prose.text[i0:i1], prose.text[j0:j1]) if op.tag != "equal"]
    return len(changes) <= _FEW_CHANGES


def _restart(prose: Squeezed, i1: int, j0: int, j1: int, size: int) -> bool:
    """Whether this is a cut sentence that the next paragraph begins again: another rule's finding."""
    before = prose.block_of(max(0, i1 - 1))
    at_end = prose.block_span(before)[1] - i1 <= 2
    unfinished = prose.text[max(0, i1 - 1) : i1] not in tuple(lang.SENTENCE_ENDS)
    follows = prose.block_of(j0) == before + 1 and prose.starts[before + 1] == j0
    return at_end and unfinished and follows and size < 300 and not _SENTENCE_END.search(prose.text, j0, j1 - 1)


def _in_one_place(prose: Squeezed, start: int, end: int) -> bool:
    """Whether nothing but prose stands between the blocks of a squeezed span: labels before code are no loop."""
    blocks = prose.blocks[prose.block_of(start) : prose.block_of(end - 1) + 1]
    text = prose.document.text
    return all(not text[a.end : b.start].strip() for a, b in pairwise(blocks))


def _loop(prose: Squeezed, i0: int, j1: int, period: int) -> list[_Found]:
    """A text that repeats itself at once, again and again."""
    if period < 4:
        return []
    unit, rounds = prose.text[i0 : i0 + period], 1
    while (again := prose.text[i0 + rounds * period : i0 + (rounds + 1) * period]) and (
        again == unit
        or (period >= 12 and len(again) == period and _ratio(unit, again) >= 0.9 and again[:4] == unit[:4])
    ):
        rounds += 1
    j1 = min(j1, i0 + rounds * period)
    if rounds < 3 or j1 - i0 < 40 or not _in_one_place(prose, i0, j1):
        return []
    share = (j1 - i0) / max(1, len(prose.text))
    first, later = prose.source(i0, i0 + period), prose.source(i0 + period, j1)
    return [(Repetition("loop", first, later, 1.0, share, j1 - i0, 1, rounds), (i0, j1))]
