"""Which stretches of the prose stand twice: block against block first, then the parts of blocks.

Most of what is told twice is a whole paragraph. One that is equal to an earlier one is found in a dictionary, one that
was edited by the windows that it still shares with an earlier one, and rapidfuzz says how alike the two are. Only a block
that shares much with earlier ones and is like none of them is taken apart: it may be a section on one line, or half of it.
"""

from __future__ import annotations

from collections import Counter
from itertools import takewhile
from typing import NamedTuple

from .squeezed import Squeezed
from .windows import LOOP_PERIOD, WINDOW, Chain, Places, find_chains, places_of

ALIKE = 0.85  # the similarity from which two stretches are the same with edits
_MANY = 6  # windows that a block must share with another before their parts are compared
_CANDIDATES = 40  # earlier blocks that the parts of one block are compared with
_PIECE = 30  # squeezed code points of the shortest part of a block that is worth a comparison
_LONG = 20_000  # squeezed code points: the similarity is quadratic, so longer texts are compared in parts


class Match(NamedTuple):
    """Two stretches of squeezed text that are alike, the earlier ``[i0, i1)`` and the later ``[j0, j1)``."""

    i0: int
    i1: int
    j0: int
    j1: int
    ratio: float


def find_matches(prose: Squeezed) -> list[Match]:
    """Every later stretch with an earlier one that it repeats, in the order of the later ones; they do not overlap."""
    finder = _Finder(prose)
    for index in range(len(prose.blocks)):
        finder.take(index)
    return sorted(finder.matches, key=lambda m: m.j0)


class _Finder:
    """What is known of the blocks so far."""

    def __init__(self, prose: Squeezed) -> None:
        self.prose = prose
        self.matches: list[Match] = []
        self._whole: dict[str, int] = {}  # the first block with a text
        self._windows: dict[str, int] = {}  # the last block with a window
        self._origin: dict[int, int] = {}  # of a block that is like an earlier one
        self._places: dict[int, Places] = {}
        self._expected = -1  # the block after the one that the last block repeats

    def take(self, index: int) -> None:
        """Match a block with the earlier ones, and remember it."""
        start, end = self.prose.block_span(index)
        body = self.prose.text[start:end]
        first = self._whole.setdefault(body, index)
        if first != index:
            if 0 <= self._expected < index and body == self.prose.text[slice(*self.prose.block_span(self._expected))]:
                first = self._expected
            self._add(first, index, 1.0)
            return
        windows: list[str] = WINDOW.findall(body)
        shared = Counter(map(self._windows.get, windows))
        del shared[None]
        own = len(windows) - len(set(windows))
        if not shared or not self._near(index, body, shared, len(windows)):
            most = [a for a, count in shared.most_common(_CANDIDATES) if count >= 2]
            if sum(shared[a] for a in most) >= _MANY or own >= _MANY:
                self._parts(index, most, own >= _MANY)
        self._windows.update(dict.fromkeys(windows, index))

    def _near(self, index: int, body: str, shared: Counter[int | None], windows: int) -> bool:
        """Match the block as a whole with the likeliest earlier ones."""
        least = max(1, windows // 25)
        likely = [other for other, count in shared.most_common(3) if other is not None and count >= least]
        if likely and 0 <= self._expected < index:
            likely.insert(0, self._expected)
        for other in likely:
            for earlier in dict.fromkeys((self._origin.get(other, other), other)):
                a, b = self.prose.block_span(earlier)
                if (ratio := self._similarity(earlier, index, a, b, body)) >= ALIKE:
                    self._add(earlier, index, ratio)
                    return True
        return False

    def _add(self, earlier: int, later: int, ratio: float) -> None:
        self.matches.append(Match(*self.prose.block_span(earlier), *self.prose.block_span(later), ratio))
        self._origin[later] = self._origin.get(earlier, earlier)
        self._expected = earlier + 1

    def _similarity(self, earlier: int, later: int, a: int, b: int, body: str) -> float:
        """How alike two blocks are: by what a reader sees, or else by the source, where an edit broke a link."""
        seen = ratio_of(self.prose.text[a:b], body)
        if seen < ALIKE and len(self.prose.pieces[earlier]) != len(self.prose.pieces[later]):
            return ratio_of(self.prose.raw(earlier), self.prose.raw(later))
        return seen

    def _parts(self, index: int, others: list[int | None], with_itself: bool) -> None:
        """Match parts of a block with parts of earlier ones, the longest first."""
        earlier = []
        for other in others:
            if other is not None:
                if other not in self._places:
                    self._places[other] = places_of(self.prose.text, *self.prose.block_span(other))
                earlier.append(self._places[other])
        start, end = self.prose.block_span(index)
        taken: list[tuple[int, int]] = []
        chains = find_chains(self.prose.text, earlier, start, end, with_itself)
        for chain in sorted(chains, key=lambda c: (c.j0 - c.j1, c.j0, c.i0)):
            match = self._verify(chain)
            if match and all(match.j1 <= a or b <= match.j0 for a, b in taken):
                taken.append((match.j0, match.j1))
                self.matches.append(match)

    def _verify(self, chain: Chain) -> Match | None:
        """Extend a chain to where the two agree no longer, or to the edges of their blocks, if they are alike."""
        i0, i1, j0, j1 = self._extend(chain)
        if i1 > j0 and j0 - i0 <= LOOP_PERIOD:
            return None  # a loop
        i1 = min(i1, j0)
        for a, b, c, d in (self._snap(i0, i1, j0, j1), (i0, i1, j0, j1)):
            if d - c >= _PIECE and b > a and (ratio := ratio_of(self.prose.text[a:b], self.prose.text[c:d])) >= ALIKE:
                return Match(a, b, c, d, ratio)
        return None

    def _extend(self, chain: Chain) -> tuple[int, int, int, int]:
        """Grow both copies as long as they agree."""
        text = self.prose.text
        i0, i1, j0, j1 = chain.i0, chain.i1, chain.j0, chain.j1
        back = zip(text[max(0, i0 - 400) : i0][::-1], text[max(0, j0 - 400) : j0][::-1], strict=False)
        less = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1] != "\n", back))
        more = sum(
            1
            for _ in takewhile(
                lambda pair: pair[0] == pair[1] != "\n", zip(text[i1 : i1 + 400], text[j1 : j1 + 400], strict=False)
            )
        )
        return i0 - less, i1 + more, j0 - less, j1 + more

    def _snap(self, i0: int, i1: int, j0: int, j1: int) -> tuple[int, int, int, int]:
        """Widen both copies to the edges of the later block when little of it is missing, by the earlier block's edges."""
        prose = self.prose
        start, end = prose.block_span(prose.block_of(j0))
        room = max(60, (j1 - j0) // 2)
        if 0 < j0 - start <= room:
            origin = prose.block_span(prose.block_of(i0))[0]
            i0, j0 = (origin if i0 - origin <= 2 * room else max(origin, i0 - (j0 - start))), start
        if 0 < end - j1 <= room:
            origin = prose.block_span(prose.block_of(max(0, i1 - 1)))[1]
            i1, j1 = (origin if origin - i1 <= 2 * room else min(origin, i1 + end - j1)), end
        return i0, min(i1, j0), j0, j1


def ratio_of(one: str, other: str) -> float:
    """Rapidfuzz's ratio of two texts, from 0 to 1; 0 when it is below ``ALIKE``."""
    if one == other:
        return 1.0
    size = len(one) + len(other)
    if abs(len(one) - len(other)) > (1 - ALIKE) * size:
        return 0.0
    if size > 2 * _LONG:
        step = _LONG // 2
        pairs = [(one[k : k + step], other[k : k + step]) for k in range(0, max(len(one), len(other)), step)]
        return sum(ratio_of(a, b) for a, b in pairs) / len(pairs)
    from rapidfuzz import fuzz  # here: most texts repeat nothing

    return fuzz.ratio(one, other, score_cutoff=100 * ALIKE) / 100
