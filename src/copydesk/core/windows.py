"""Short windows of squeezed text, sampled by their first character, and the places where they recur.

A window is taken wherever one of certain characters stands, so that the same text gives the same windows wherever it
stands (the idea of winnowing, with a character class in place of a hash minimum, because a compiled expression finds it
at C speed).
"""

from __future__ import annotations

from .lazy import lazy


def _stripes(start: int, end: int, width: int, period: int) -> str:
    """Ranges of ``width`` code points in every ``period``: a class that samples a script and compiles fast."""
    return "".join(f"{chr(c)}-{chr(min(c + width - 1, end))}" for c in range(start, end, period))


# One character in six or so of each script begins a window: enough for a paragraph of 120 characters with a fifth of
# them edited to keep some windows whole, few enough to be cheap.
_DENSE = "".join(chr(c) for c in range(0x3042, 0x30FF, 6)) + _stripes(0x3400, 0x9FFF, 16, 96)
_DENSE += _stripes(0xAC00, 0xD7A3, 16, 96)
_LIGHT = "aso" + "аоa" + _stripes(0x0900, 0x097F, 2, 12) + _stripes(0x0E00, 0x0E7F, 2, 12) + "اوم"
WINDOW = lazy(f"(?=([{_DENSE}].{{5}}|[{_LIGHT}].{{7}}))")

_GAP = 120  # squeezed code points between two windows of a chain
_DRIFT = 24  # how far their distance may change between them, by insertions and deletions
_KEEP = 4  # places of a window in one block that are remembered
LOOP_PERIOD = 400  # a text that repeats at a longer distance is a passage told again, not a loop


class Chain:
    """Windows that recur at about one distance: squeezed spans ``i`` of the earlier and ``j`` of the later text."""

    __slots__ = ("i0", "i1", "j0", "j1", "windows")

    def __init__(self, i: int, j: int, size: int) -> None:
        """A chain of one window."""
        self.i0, self.i1, self.j0, self.j1 = i, i + size, j, j + size
        self.windows = 1


Places = dict[str, list[int]]


def places_of(text: str, start: int, end: int) -> Places:
    """Where the windows of ``text[start:end]`` stand, as offsets of ``text``; the first few of each."""
    places: Places = {}
    for match in WINDOW.finditer(text, start, end):
        at = places.setdefault(match[1], [])
        if len(at) < _KEEP:
            at.append(match.start())
    return places


def find_chains(text: str, earlier: list[Places], start: int, end: int, with_itself: bool) -> list[Chain]:
    """The chains of ``text[start:end]`` with earlier places, and ``with_itself`` with its own earlier parts.

    Chains that go on from one another are joined, and given one by one as well: what lies between may be too unlike.
    """
    nearest: dict[int, Chain] = {}  # by distance, in steps of _DRIFT
    chains: list[Chain] = []
    own: Places = {}
    for match in WINDOW.finditer(text, start, end):
        window, j = match[1], match.start()
        found = [i for places in earlier for i in places.get(window, ())]
        if with_itself:
            seen = own.setdefault(window, [])
            found += seen
            if len(seen) < _KEEP:
                seen.append(j)
            else:
                seen[-1] = j
        for i in found:
            _add(nearest, chains, i, j, len(window))
    chains = [chain for chain in chains if chain.windows >= 2]
    return chains + [chain for whole in _merge(chains) for chain in _rounds(whole)]


def _add(nearest: dict[int, Chain], chains: list[Chain], i: int, j: int, size: int) -> None:
    """Add a window to the last chain of about its distance, or begin one."""
    step = (j - i) // _DRIFT
    for key in (step, step - 1, step + 1):
        chain = nearest.get(key)
        if chain is not None and j - chain.j1 <= _GAP and -_GAP < i - chain.i1 <= _GAP:
            chain.i1, chain.j1 = max(chain.i1, i + size), j + size
            chain.windows += 1
            nearest[step] = chain
            return
    nearest[step] = chain = Chain(i, j, size)
    chains.append(chain)


def _merge(chains: list[Chain]) -> list[Chain]:
    """Join chains that go on from one another on both sides: what lies between was edited or is no prose."""
    merged: list[Chain] = []
    for chain in sorted(chains, key=lambda c: (c.j0, c.i0)):
        for last in reversed(merged[-8:]):
            gap_i, gap_j = chain.i0 - last.i1, chain.j0 - last.j1
            if -20 <= gap_j <= 2 * _GAP and -20 <= gap_i <= 2 * _GAP and abs(gap_i - gap_j) <= _GAP:
                last.i1, last.j1 = max(last.i1, chain.i1), max(last.j1, chain.j1)
                break
        else:
            merged.append(Chain(chain.i0, chain.j0, 0))
            merged[-1].i1, merged[-1].j1 = chain.i1, chain.j1
    return merged


def _rounds(chain: Chain) -> list[Chain]:
    """A passage told three times in a row is one chain that overlaps itself: take it apart, each copy against the first."""
    distance = chain.j0 - chain.i0
    if chain.i1 <= chain.j0 or distance <= LOOP_PERIOD:
        return [chain]
    pieces = []
    for start in range(chain.j0, chain.j1, distance):
        end = min(start + distance, chain.j1)
        if end - start > 20:
            pieces.append(Chain(chain.i0, start, end - start))
    return pieces
