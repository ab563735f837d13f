"""How the paragraph after an unfinished one begins: as its continuation, as the same sentence again, or as neither."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from . import language as lang
from .lazy import lazy
from .source import Span

if TYPE_CHECKING:
    from .document import Document
    from .markdown import Block
    from .tails import Tail


class Head(NamedTuple):
    """What the first words after an unfinished sentence say about it.

    ``relation``: ``join``, ``overlap`` or ``gap``; ``overlap`` counts the code points told again.
    ``key`` and ``values`` word the evidence, ``weight`` is what it adds.
    """

    weight: float
    key: str
    values: dict[str, str | float]
    relation: str
    overlap: int
    span: Span


_LEAD = lazy(r"[*_~\"'“”‘’\s\u3000]*(?:\.{2,}|…+|‥+)?[*_~\s]*")
_JA_PARTICLE = lazy("[のがをはにとでもへやな](?=、)|と(?:は|も)(?!いえ)")
_LOOK = 300


def judge_head(document: Document, tail: Tail, block: Block) -> Head:
    """Judge the first words of ``block``, which follows the unfinished ``tail``."""
    text = document.text
    lead = _LEAD.match(text, block.start, block.end)
    start = lead.end() if lead else block.start
    after = text[start : min(block.end, start + _LOOK)]
    line = after.split("\n", 1)[0]
    told = tail.text.rstrip(" \t\n*_~")
    span = Span(block.start, min(block.end, start + max(1, min(24, len(line)))))
    if text[block.start : block.end].strip() == told:
        return Head(0.0, "", {}, "gap", 0, span)  # a paragraph told twice is another matter
    short = 4 if tail.language in lang.UNSPACED else 10
    if (common := _common_prefix(told, after)) >= min(len(told), short * 2) and common >= short:
        return Head(3.0, "restart", {"words": told[:24]}, "overlap", len(told), span)
    if len(told) >= 2 and tail.language == "ja" and after.startswith(told + "、") and "、" not in told:
        return Head(1.5, "restart", {"words": told[:24]}, "overlap", len(told), span)
    if overlap := _overlap(told, after, short):
        return Head(3.0, "repeats", {"words": told[-overlap:]}, "overlap", overlap, span)
    if lead and ("…" in lead[0] or ".." in lead[0] or "‥" in lead[0]):
        return Head(2.0, "goes-on-dots", {}, "join", 0, span)
    if not after:
        return Head(0.0, "", {}, "gap", 0, span)
    if after[0] in "、。，．」』）】〉》〕］！？,;)؟،":
        return Head(2.5, "goes-on-mark", {"mark": after[0]}, "join", 0, span)
    orphan = lang.ORPHAN_HEAD.of(tail.language)
    if orphan and orphan.match(after):
        return Head(2.5, "goes-on-word", {"word": line[:8]}, "join", 0, span)
    if tail.language == "ja" and _JA_PARTICLE.match(after):
        return Head(1.5, "goes-on-word", {"word": line[:8]}, "join", 0, span)
    if (
        tail.language in lang.CASED
        and after[0].islower()
        and not re.match(r"[\w.-]*[A-Z_./(=:`\d]", after.split(" ", 1)[0])
    ):
        return Head(2.0, "goes-on-lower", {"word": after.split(None, 1)[0][:24]}, "join", 0, span)
    return Head(0.0, "", {}, "gap", 0, span)


def _common_prefix(one: str, other: str) -> int:
    size = min(len(one), len(other))
    if one[:size] == other[:size]:
        return size
    return next(i for i in range(size) if one[i] != other[i])


def _overlap(told: str, after: str, least: int) -> int:
    """How many of the last code points of ``told`` ``after`` begins with; 0 when fewer than ``least``."""
    probe = after[:least]
    if len(probe) < least:
        return 0
    at = told.find(probe)
    while at >= 0:
        if after.startswith(told[at:]):
            return len(told) - at
        at = told.find(probe, at + 1)
    return 0
