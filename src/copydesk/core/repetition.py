"""What a text tells twice: matches that follow one another grow into one passage, and what repeats by right is left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from . import language as lang
from .lazy import lazy
from .loops import Loop, find_loops
from .matches import ALIKE, Match, find_matches
from .source import Span
from .squeezed import Squeezed

if TYPE_CHECKING:
    from .document import Document


class Repetition(NamedTuple):
    """A stretch that stands twice. ``first`` and ``later`` are spans of the source.

    kind: ``paragraph`` (one whole block), ``passage`` (several, or the greater part of a long one), ``loop``.
    ``similarity`` is rapidfuzz's ratio, 0 to 1, of the two without white space; ``share`` is the later copy's part of the
    text's prose; ``size`` its length in squeezed code points; ``blocks`` the number of paragraphs of the longer copy;
    ``rounds`` how often a loop says it. ``parts``: where the rest of it was told first, when that is not in one place.
    ``also``: further places where the same is told again.
    """

    kind: str
    first: Span
    later: Span
    similarity: float
    share: float
    size: int
    blocks: int
    rounds: int = 2
    parts: tuple[Span, ...] = ()
    also: tuple[Span, ...] = ()


_LEAST = 40  # squeezed code points, below any minimum that the options allow
_BRIDGED = 60  # squeezed code points that may differ between two matches of one passage
_APART = 400  # squeezed code points that may stand between two matches of one passage, if it stays alike as a whole
_FORMULA = 80  # squeezed code points of a sentence that may be a formula
_FEW_CHANGES = 8  # different ones: a parallel text swaps some names, an edited copy differs in many places
_TOKEN = lazy(r"[^\W\d_\u3040-\U0003ffff]+|\d+|\S")  # a word, a number, or a character
_ENTRY = lazy(r"\bv\d+\.\d|\b\d+\.\d+\.\d+|`|\w\([^)]*\)(?=\s*$)|\[Unreleased\]")  # a version, or a name of code
_SENTENCE_END = lazy(f"[{re.escape(lang.SENTENCE_ENDS)}]")


def find_repetitions(document: Document) -> tuple[Repetition, ...]:
    """Every repetition of a document, each later copy once, in the order of the later copies."""
    prose = document.once(Squeezed)
    if len(prose.text) < _LEAST:
        return ()
    loops = find_loops(prose)
    matches = [m for m in find_matches(prose) if not any(x.start <= m.j0 and m.j1 <= x.end for x in loops)]
    found = [r for run in _runs(prose, matches) if (r := _judge(prose, run))]
    return tuple(sorted([*_with_copies(found), *(_looping(prose, x) for x in loops)], key=lambda r: r.later))


def _looping(prose: Squeezed, loop: Loop) -> Repetition:
    size = loop.end - loop.start
    first, later = (
        prose.source(loop.start, loop.start + loop.period),
        prose.source(loop.start + loop.period, loop.end),
    )
    return Repetition("loop", first, later, 1.0, size / len(prose.text), size, 1, loop.rounds)


def _runs(prose: Squeezed, matches: list[Match]) -> list[list[Match]]:
    """Matches that follow one another in the later copy and are no copies of one another."""
    runs: list[list[Match]] = []
    for match in matches:
        if runs and (_goes_on(runs[-1], match) or _stands_beside(prose, runs[-1], match)):
            runs[-1].append(match)
        else:
            runs.append([match])
    return runs


def _goes_on(run: list[Match], match: Match) -> bool:
    """Whether a match goes on where a run ends, with so little between that the whole is still alike."""
    first, last = run[0], run[-1]
    gap = match.j0 - last.j1
    told = sum(m.ratio * (m.j1 - m.j0) for m in run) + match.ratio * (match.j1 - match.j0)
    return (
        gap <= _APART
        and -20 <= match.i0 - last.i1 <= _APART
        and match.i1 <= first.j0
        and (gap <= _BRIDGED or told >= ALIKE * (match.j1 - first.j0))
    )


def _stands_beside(prose: Squeezed, run: list[Match], match: Match) -> bool:
    """Whether a match of another place follows a run at once: to a reader, one stretch that was told before."""
    first, last = run[0], run[-1]
    least = _BRIDGED if prose.block_of(last.j0) == prose.block_of(match.j0) else _FORMULA
    return (
        match.j0 - last.j1 <= _BRIDGED
        and match.i1 <= first.j0
        and min(last.j1 - last.j0, match.j1 - match.j0) >= least
        and all(match.i1 <= m.i0 or m.i1 <= match.i0 for m in run)
    )


def _judge(prose: Squeezed, run: list[Match]) -> Repetition | None:
    """The repetition that a run of matches is; nothing for formulas, list lines and restarts after a cut."""
    j0, j1 = run[0].j0, run[-1].j1
    (i0, i1), *elsewhere = _origins(run)
    size = sum(m.j1 - m.j0 for m in run)
    ratio = sum(m.ratio * (m.j1 - m.j0) for m in run) / max(size, j1 - j0 - len(run) + 1)
    first, last = prose.block_of(j0), prose.block_of(j1 - 1)
    origin_first, origin_last = prose.block_of(i0), prose.block_of(max(i0, i1 - 1))
    start, end = prose.block_span(first)[0], prose.block_span(last)[1]
    covered = size / (end - start)
    if first == last and covered >= 0.75 and len(prose.pieces[first]) > 1 and _SENTENCE_END.search(prose.text, j0, j1):
        size = max(size, len(prose.raw(first)))  # the addresses of a sentence's links count
    if size < _FORMULA * (1 if covered >= 0.75 else 1.5 if ratio == 1.0 else 2 if covered >= 0.5 else 3):
        return None  # a sentence that is quoted, or summed up
    if len(run) > 1 and max(m.j1 - m.j0 for m in run) < _FORMULA and size < 2.5 * _FORMULA:
        return None  # formulas in a row
    if _listed(prose, first, last) and (last - first < 3 or size < 3 * _FORMULA):
        return None  # lines of a list recur by right: features, thanks, checksums of each version
    if prose.document.once(_follows_template) and (size < 4 * _FORMULA or _listed(prose, first, last, 2**20)):
        return None
    if _restart(prose, i1, j0, j1) or (ratio < 1.0 and _parallel(prose, i0, i1, j0, j1)):
        return None
    origin = prose.block_span(origin_first)
    one = first == last and origin_first == origin_last
    whole = one and covered >= 0.75 and i1 - i0 >= 0.75 * (origin[1] - origin[0])
    if whole and ratio == 1.0 and (j0, j1) != (start, end):
        ratio = 0.99  # a whole paragraph but for a few characters at its edge
    return Repetition(
        "paragraph" if whole else "passage",
        prose.source(i0, i1),
        prose.source(j0, j1),
        ratio,
        min(1.0, size / max(1, len(prose.text))),
        size,
        max(last - first, origin_last - origin_first) + 1,
        parts=tuple(prose.source(*origin) for origin in elsewhere),
    )


def _origins(run: list[Match]) -> list[tuple[int, int]]:
    """The squeezed spans that the matches of a run were told in first, those that follow one another as one."""
    origins: list[tuple[int, int]] = []
    for match in run:
        if origins and -20 <= match.i0 - origins[-1][1] <= _APART:
            origins[-1] = (origins[-1][0], max(origins[-1][1], match.i1))
        else:
            origins.append((match.i0, match.i1))
    return origins


def _with_copies(found: list[Repetition]) -> list[Repetition]:
    """Each repetition with the further places where a reader finds the same first copy told again."""
    by_first: dict[Span, list[Span]] = {}
    for repetition in found:
        by_first.setdefault(repetition.first, []).append(repetition.later)
    return [
        r._replace(also=tuple(where for where in copies if where != r.later))
        if len(copies := by_first[r.first]) > 1
        else r
        for r in found
    ]


def _listed(prose: Squeezed, first: int, last: int, short: int = 120) -> bool:
    """Whether blocks are nothing but items of lists, of less than ``short`` squeezed code points on average."""
    blocks = prose.blocks[first : last + 1]
    size = prose.block_span(last)[1] - prose.starts[first]
    return all("I" in b.path for b in blocks) and size / len(blocks) < short


def _follows_template(document: Document) -> bool:
    """Whether the text is written to a template, by its headings: release notes, or a reference of functions."""
    headings = [document.text[b.start : b.end] for b in document.blocks if b.kind == "heading"]
    named = sum(bool(_ENTRY.search(heading)) for heading in headings)
    return named >= 4 and (named >= 10 or named >= 0.4 * len(headings))


def _restart(prose: Squeezed, i1: int, j0: int, j1: int) -> bool:
    """Whether this is a cut sentence that the next paragraph begins again: another rule's finding."""
    before = prose.block_of(max(0, i1 - 1))
    at_end = prose.block_span(before)[1] - i1 <= 2
    unfinished = prose.text[max(0, i1 - 1) : i1] not in tuple(lang.SENTENCE_ENDS)
    follows = prose.block_of(j0) == before + 1 and prose.starts[before + 1] == j0
    return at_end and unfinished and follows and j1 - j0 < 300 and not _SENTENCE_END.search(prose.text, j0, j1 - 1)


def _parallel(prose: Squeezed, i0: int, i1: int, j0: int, j1: int) -> bool:
    """Whether two texts that are nearly alike speak of different things: their code differs, and little else."""
    document = prose.document
    later = prose.blocks[prose.block_of(j0) : prose.block_of(j1 - 1) + 1]
    if i1 - i0 > 2_000 or document.text.find("`", later[0].start, later[-1].end) < 0:
        return False
    code = [
        [document.text[i.start : i.end] for i in document.inlines_in(prose.source(*span)) if i.kind == "code"]
        for span in ((i0, i1), (j0, j1))
    ]
    if code[0] == code[1] and j1 - j0 > 2 * _FORMULA:
        return False
    from rapidfuzz.distance import Indel

    one, other = (_TOKEN.findall(document.text, *prose.source(*span)) for span in ((i0, i1), (j0, j1)))
    changes = {
        (*one[op.src_start : op.src_end], "", *other[op.dest_start : op.dest_end])
        for op in Indel.opcodes(one, other)
        if op.tag != "equal"
    }
    return len(changes) <= _FEW_CHANGES
