"""The same sentence or phrase again and again in one place, as a language model in a loop writes it."""

from __future__ import annotations

import re
from itertools import groupby
from typing import NamedTuple

from . import language as lang
from .lazy import lazy
from .squeezed import Squeezed
from .windows import LOOP_PERIOD, WINDOW

_ENDS = re.escape(lang.SENTENCE_ENDS)
_SENTENCE = lazy(f"[^{_ENDS}\n]*[{_ENDS}]+|[^{_ENDS}\n]+")
_ROUNDS = 3  # as often as this a text must stand in a row
_LEAST = 40  # squeezed code points that a loop must have in all


class Loop(NamedTuple):
    """``rounds`` of one text in a row: squeezed span, and the length of one round."""

    start: int
    end: int
    period: int
    rounds: int


def find_loops(prose: Squeezed) -> list[Loop]:
    """Every loop of a text, in order."""
    loops = _in_blocks(prose)
    for index in range(len(prose.blocks)):
        start, end = prose.block_span(index)
        loops += _sentences(prose.text, start, end) or _phrases(prose.text, start, end)
    return sorted(loops)


def _in_blocks(prose: Squeezed) -> list[Loop]:
    """Equal blocks in a row, with nothing but white space between them: labels before code are no loop."""
    loops: list[Loop] = []
    text = prose.document.text
    first = 0
    for index in range(1, len(prose.blocks) + 1):
        if index < len(prose.blocks):
            (a, b), (c, d) = prose.block_span(index - 1), prose.block_span(index)
            gap = text[prose.blocks[index - 1].end : prose.blocks[index].start]
            if prose.text[a:b] == prose.text[c:d] and not gap.strip(" \t\n>*+-.0123456789"):
                continue
        start, end = prose.block_span(first)[0], prose.block_span(index - 1)[1]
        if index - first >= _ROUNDS and end - start >= _LEAST and prose.block_span(first)[1] - start <= LOOP_PERIOD:
            loops.append(Loop(start, end, prose.block_span(first)[1] - start + 1, index - first))
        first = index
    return loops


def _sentences(text: str, start: int, end: int) -> list[Loop]:
    """The same sentence in a row within a block; sentences too short for a window loop too."""
    sentences = _SENTENCE.findall(text, start, end)
    if len(sentences) < _ROUNDS or len(set(sentences)) > len(sentences) - _ROUNDS + 1:
        return []
    loops, at = [], start
    for sentence, group in groupby(sentences):
        rounds, size = len(list(group)), len(sentence)
        if rounds >= _ROUNDS and size >= 4 and rounds * size >= _LEAST:
            loops.append(Loop(at, at + rounds * size, size, rounds))
        at += rounds * size
    return loops


def _phrases(text: str, start: int, end: int) -> list[Loop]:
    """The same words in a row, whether or not they are a sentence."""
    windows = WINDOW.findall(text, start, end)
    if len(windows) - len(set(windows)) < _ROUNDS - 1:
        return []
    loops: list[Loop] = []
    seen: dict[str, int] = {}
    done = start
    for match in WINDOW.finditer(text, start, end):
        window, at = match[1], match.start()
        before = seen.get(window)
        seen[window] = at
        if before is None or before < done or not 4 <= (period := at - before) <= LOOP_PERIOD:
            continue
        unit, stop = text[before:at], at
        while stop + period <= end and text.startswith(unit, stop):
            stop += period
        rounds = (stop - before) // period
        if rounds >= _ROUNDS and stop - before >= _LEAST and len(set(unit)) > 1:
            loops.append(Loop(before, stop, period, rounds))
            done = stop
    return loops
