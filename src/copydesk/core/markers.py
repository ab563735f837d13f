"""Boundary markers: they tell the parts of a text apart while it is written, and no published one should have them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from .lazy import lazy
from .source import Span
from .templates import fills_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .document import Document
    from .markdown import Block

# Words that name a boundary, in the languages that prompts are written in.
_NAME = "(?:PART|SECTION|FRAGMENT|CHUNK|SEGMENT|PIECE|BLOCK|OUTPUT|RESPONSE|ARTICLE|TEXT|CONTENT|DOCUMENT)"
_NUMBER = r"\s*#?\s*\d+(?:\s*(?:/|OF)\s*\d+)?"
_WORD = (
    r"(?:(?:THE\s+)?(?:END|START|BEGIN|BEGINNING|STOP|CONTINUE|CONTINUED|CONTINUES|EOF|EOM|EOT|BREAK|SPLIT|CUT)"
    rf"(?:\s+(?:OF|HERE)(?:\s+(?:THE\s+)?{_NAME}(?:{_NUMBER})?)?)?"
    rf"|{_NAME}(?:{_NUMBER}(?:\s+(?:END|START|BEGIN|BEGINS|ENDS))?|\s+(?:END|START|BEGINS|ENDS)))"
)
_CJK = (
    r"(?:(?:本文|記事|原稿|文章|出力|断片|パート|セクション|前半|後半)?(?:ここまで|ここから|終わり|終了|おわり|開始|続き|つづき|区切り)"
    r"|第?\s*\d+\s*(?:部|部分|パート|断片)(?:終了|開始|ここまで|ここから)?|(?:パート|断片|セクション)\s*\d+"
    r"|(?:正文|文章|第\s*\d+\s*部分)?(?:结束|結束|开始|開始|待续|续)|(?:본문|글|파트\s*\d+)?\s*(?:끝|시작|계속))"
)
_ANY = f"(?:{_WORD}|{_CJK})"
_RULE = "[-‐‑–—―─━=~*_#＝－]"
# Quantified parts: a rule with a word in it, a bracketed word, a comment of a generator, a half-written marker.
_OPEN, _CLOSE = r"[\[(<]", r"[\])>]"
_LINE = lazy(
    r"^[ \t>]*(?P<mark>"
    rf"{_RULE}{{2,}}[ \t]*{_OPEN}?[ \t]*{_ANY}[ \t]*{_CLOSE}?[ \t]*{_RULE}*"
    rf"|[\[<【［《]{{1,3}}[ \t]*/?[ \t]*{_ANY}[ \t]*/?[ \t]*[\]>】］》]{{1,3}}"
    rf"|{_ANY}[ \t]*{_RULE}{{2,}}"
    r")[ \t]*$",
    re.M | re.I,
)
_COMMENT = lazy(
    r"<!--[ \t]*(?P<mark>(?:(?:more|continued?|continues|continuation|end|start|begin|beginning|rest)"
    r"\s+(?:of|from|in|with)\s+)?"
    r"(?:part|fragment|chunk|segment|パート|断片)\s*#?\d+[^>\n]{0,40}?|(?:end|start)\s+of\s+(?:part|fragment|chunk|segment|output|"
    r"response|generation)[^>\n]{0,40}?|/?(?:fragment|chunk)(?:[-_ ](?:end|start|boundary))?)[ \t]*-->",
    re.I,
)
_INLINE = lazy(r"(?P<mark>-{2,}[ \t]?(?:END|CONTINUE|BREAK|START)[ \t]?-{2,})")
_HALF = lazy(r"^[ \t]*(?P<mark>-{2,}[ \t]*(?:E|EN|END)-{0,2}|(?:-{0,2}[ \t]*)(?:END|ND)-{2,})[ \t]*$", re.M)


class Marker(NamedTuple):
    """A leaked marker. ``where`` covers it without the white space around it; ``alone`` says that it fills its line.

    ``becomes``: what Markdown makes of it: ``text``, ``heading``, ``comment``, ``inline`` (amid other words).
    """

    where: Span
    alone: bool
    becomes: str


def find_markers(document: Document) -> tuple[Marker, ...]:
    """Every leaked marker of a document by the built-in patterns, in order; none in code."""
    text, start = document.text, document.body_start
    patterns = [_LINE]
    if "<!--" in text:
        patterns.append(_COMMENT)
    if any(word in text for word in ("--END", "-- END", "BREAK--", "CONTINUE--", "START--")):
        patterns.append(_INLINE)
    if "--E" in text or "ND--" in text:
        patterns.append(_HALF)
    candidates = [
        (Span(*(match.span() if pattern is _COMMENT else match.span("mark"))), order)
        for order, pattern in enumerate(patterns)
        for match in (_marked_lines(text, start) if pattern is _LINE else pattern.finditer(text, start))
    ]
    found: list[Marker] = []
    done = start
    for span, order in sorted(candidates):
        if span.start < done or not _is_marker(text, span, patterns[order]):
            continue
        block = block_at(document, span.start)
        if block is not None and (block.kind in ("code", "math", "template") or _in_code(document, block, span)):
            continue
        alone = fills_lines(text, span.start, span.end, " \t>")
        found.append(Marker(span, alone, _becomes(block, patterns[order] is _COMMENT, alone)))
        done = span.end
    return tuple(found)


def _in_code(document: Document, block: Block, span: Span) -> bool:
    near = document.inlines_in(Span(max(block.start, span.start - 500), span.end))
    return any(i.kind == "code" and i.start <= span.start < i.end for i in near)


def _marked_lines(text: str, start: int) -> Iterator[re.Match[str]]:
    """The lines that are markers: the long expression is tried only where a line begins like one."""
    for hint in _HINT.finditer(text, start):
        if match := _LINE.match(text, hint.start()):
            yield match


_HINT = lazy(rf"^[ \t>]*(?:{_RULE}{{2,}}[ \t]*[^\s\-=~*_#|:+]|[\[<【［《]|[A-Z]{{3,}}[^\n]{{0,30}}--)", re.M)
_CAPITALS = lazy(r"[A-Z]{3,}")


def _is_marker(text: str, span: Span, pattern: re.Pattern[str]) -> bool:
    """Rule out what only looks like a marker: headings, lists of words in brackets, armour of keys."""
    mark = text[span.start : span.end]
    if pattern is not _LINE:
        return True
    if mark[0] == "#" and not mark.rstrip().endswith("#"):
        return False
    if mark[0] in "*_" and not _CAPITALS.search(mark):  # a bold heading such as **Part 2**
        return False
    if mark[0] in "[<" and (text[span.end : span.end + 1] in ":(" or (not _CAPITALS.search(mark) and mark.isascii())):
        return False
    if mark[0] in "【［《" and not re.search(
        r"ここまで|ここから|終|おわり|続|つづ|END|結束|结束|待续|끝|계속", mark, re.I
    ):
        return False
    framed = mark[0] in "-‐‑–—―─━=~＝－" and mark[-1] in "-‐‑–—―─━=~＝－"
    return framed or bool(_CAPITALS.search(mark)) or not mark.isascii()


def block_at(document: Document, offset: int) -> Block | None:
    """The leaf block that covers an offset, or ``None``."""
    from bisect import bisect_right

    blocks = document.blocks
    at = bisect_right(blocks, offset, key=lambda b: b.start) - 1
    return blocks[at] if at >= 0 and blocks[at].end > offset else None


def _becomes(block: Block | None, comment: bool, alone: bool) -> str:
    if comment:
        return "comment"
    if block is not None and block.kind == "heading":
        return "heading"
    return "text" if alone else "inline"
