"""What an author meant by the ``**`` and ``__`` that a renderer prints: lone markers, and pairs that do not render."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from . import emphasis
from .emphasis import Run

if TYPE_CHECKING:
    from .document import Document
    from .markdown import Block


class Bold(NamedTuple):
    """Printed markers. kind: ``lone``, ``pair``, ``spaced`` or ``empty``.

    ``first`` and ``last`` are its runs, the same one for a lone marker. ``between`` are the offsets of what the renderer
    makes bold instead, inside a pair. ``reason`` words why a pair does not render; ``edits`` is the smallest
    change (offset, characters to delete, text to insert) that makes it.
    """

    kind: str
    block: Block
    first: Run
    last: Run
    between: tuple[tuple[int, int], ...] = ()
    reason: str = ""
    edits: tuple[tuple[int, int, str], ...] = ()


_OPERAND = re.compile(r"[\w)\]]")
_PARAMETER = re.compile(r"[A-Za-z_]\w*\s*[,)\]]")


def printed_bold(document: Document) -> tuple[Bold, ...]:
    """Every printed marker of a document, in order."""
    text = document.text
    if text.find("**", document.body_start) < 0 and text.find("__", document.body_start) < 0:
        return ()
    found: list[Bold] = []
    for block in document.blocks:
        if block.kind not in ("paragraph", "heading", "cell"):
            continue
        if text.find("**", block.start, block.end) < 0 and text.find("__", block.start, block.end) < 0:
            continue
        for start, _, shadow in emphasis.stretches(document, block):
            found += _judge(document, block, start, shadow)
    return tuple(sorted(found, key=lambda b: b.first.start))


def _judge(document: Document, block: Block, base: int, shadow: str) -> list[Bold]:
    dialect = document.context.dialect
    rendered = emphasis.render(shadow, base, dialect)
    found: list[Bold] = []
    runs = []
    for run in rendered.literal:
        if run.end - run.start == 4 and _edge(shadow, base, run):
            found.append(Bold("empty", block, run, run))
        elif not _innocent(shadow, base, run):
            runs.append(run)
    waiting: Run | None = None
    for run in runs:
        if waiting is None:
            waiting = run
        elif waiting.char == run.char and (kind := _pair_kind(shadow, base, waiting, run)):
            found.append(_pair(block, base, shadow, dialect, rendered, kind, waiting, run))
            waiting = None
        else:
            found.append(Bold("lone", block, waiting, waiting))
            waiting = run
    if waiting is not None:
        found.append(Bold("lone", block, waiting, waiting))
    return [b for b in found if b.kind != "lone" or not _operator(shadow, base, b.first)]


def _around(shadow: str, base: int, run: Run) -> tuple[str, str]:
    """The characters beside a run; a space at the edges of the text."""
    before = shadow[run.start - base - 1] if run.start > base else " "
    after = shadow[run.end - base] if run.end - base < len(shadow) else " "
    return before, after


def _edge(shadow: str, base: int, run: Run) -> bool:
    before, after = _around(shadow, base, run)
    return not (before.isalnum() and before.isascii() and after.isalnum() and after.isascii())


def _innocent(shadow: str, base: int, run: Run) -> bool:
    """Whether a printed run was never meant as bold: a glob, a keyword parameter, a name with underscores, a blank."""
    before, after = _around(shadow, base, run)
    if before in "/\\" or after in "/\\" or (after == "." and before == " "):
        return True
    if run.char == "_":
        return run.end - run.start > 2 or (before.isascii() and after.isascii())
    if run.end - run.start > 4:
        return True
    rest = shadow[run.end - base : run.end - base + 60]
    return before in "(,[ " and bool(_PARAMETER.match(rest)) and (before in "([," or "(" in shadow[: run.start - base])


def _operator(shadow: str, base: int, run: Run) -> bool:
    """Whether a lone marker is a power sign or a footnote mark: spaces or operands on both sides, or after a word."""
    before, after = _around(shadow, base, run)
    head, tail = shadow[: run.start - base].rstrip(), shadow[run.end - base :].lstrip()
    if before.isspace() and after.isspace():
        return bool(head) and bool(tail)
    operands = bool(head) and bool(tail) and before.isascii() and after.isascii()
    return operands and before.isdigit() and after.isdigit()


def _pair_kind(shadow: str, base: int, first: Run, last: Run) -> str:
    """What two printed markers in a row are: a ``pair``, a ``spaced`` one, or nothing that belongs together."""
    inside = shadow[first.end - base : last.start - base]
    if not inside.strip():
        return "empty" if len(inside) <= 3 else ""
    before, after = _around(shadow, base, first)[0], _around(shadow, base, last)[1]
    opens, closes = not inside[0].isspace(), not inside[-1].isspace()
    if opens and closes:
        return "pair"
    if opens or closes:
        return "spaced" if not (before.isalnum() and before.isascii() and closes) else ""
    if (
        _OPERAND.match(shadow[: first.start - base].rstrip()[-1:])
        and _OPERAND.match(inside.strip()[:1])
        and before.isspace()
    ):
        return ""  # a ** b ** c
    return "spaced" if before.isspace() or not before.isascii() or after.isspace() else ""


def _pair(
    block: Block, base: int, shadow: str, dialect: str, rendered: emphasis.Rendered, kind: str, first: Run, last: Run
) -> Bold:
    between = tuple(s for s in rendered.strong if first.end <= s[0] and s[1] <= last.start)
    inside = shadow[first.end - base : last.start - base]
    if kind == "empty":
        return Bold("empty", block, first, last, edits=((first.start, last.end - first.start, ""),))
    if kind == "spaced":
        edits = []
        if lead := len(inside) - len(inside.lstrip()):
            edits.append((first.end, lead, ""))
        if trail := len(inside) - len(inside.rstrip()):
            edits.append((last.start - trail, trail, ""))
        tight = _renders(shadow, base, dialect, tuple(edits), len(rendered.literal))
        return Bold("spaced", block, first, last, between, "", tuple(edits) if tight else ())
    reason = _reason(shadow, base, first, last)
    for edits_tried in _candidates(shadow, base, first, last):
        if _renders(shadow, base, dialect, edits_tried, len(rendered.literal)):
            return Bold("pair", block, first, last, between, reason, edits_tried)
    return Bold("pair", block, first, last, between, reason)


def _reason(shadow: str, base: int, first: Run, last: Run) -> str:
    """Which neighbours keep a pair from rendering, as a message key."""
    before, opened = _around(shadow, base, first)
    closed, after = _around(shadow, base, last)
    if first.char == "_" and (before.isalnum() or after.isalnum()):
        return "underscore"
    if not last.closes and emphasis.is_punctuation(closed):
        return "closing"
    if not first.opens and emphasis.is_punctuation(opened):
        return "opening"
    return "tangled"


def _candidates(shadow: str, base: int, first: Run, last: Run) -> list[tuple[tuple[int, int, str], ...]]:
    """Changes to try, the smallest first: markers inside the brackets that touch them, then spaces outside."""
    inside = shadow[first.end - base : last.start - base]
    size = first.end - first.start
    mark = first.char * size
    out: list[tuple[tuple[int, int, str], ...]] = []
    from .language import BRACKETS

    if len(inside) > 2 and BRACKETS.get(inside[0]) == inside[-1]:
        out.append(
            ((first.start, size, ""), (first.end + 1, 0, mark), (last.start - 1, 0, mark), (last.start, size, ""))
        )
    if first.char == "_":
        out.append(((first.start, size, "*" * size), (last.start, size, "*" * size)))
    after, before = (last.start + size, 0, " "), (first.start, 0, " ")
    return [*out, (after,), (before,), (before, after)]


def _renders(shadow: str, base: int, dialect: str, edits: tuple[tuple[int, int, str], ...], printed: int) -> bool:
    """Whether fewer markers are printed after ``edits``."""
    changed = shadow
    for offset, delete, insert in sorted(edits, reverse=True):
        at = offset - base
        changed = changed[:at] + insert + changed[at + delete :]
    return len(emphasis.render(changed, base, dialect).literal) <= printed - 2
