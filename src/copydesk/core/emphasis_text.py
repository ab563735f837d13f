"""The inline text of a block as emphasis sees it: one string, in which whatever binds tighter has been made inert."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from .source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .document import Document
    from .markdown import Block, Inline

_KINDS = frozenset({"paragraph", "heading", "cell"})
_QUOTE = re.compile(r"\n[ \t]*(?:>[ \t]?)+")
_ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]")
_MARKER = re.compile(r"\*\*|__")
# Two markers that every dialect makes bold of: each has a word character inside or a space outside, and nothing between
# them could pair with either. It begins with a literal, so that the search runs at the speed of str.find.
_PLAIN = re.compile(
    r"\*\*(?<![*\\]\*\*)(?:(?=\w)|(?<!\S\*\*)(?=[^\s*]))[^*_\\]*\*\*(?:(?<=\w\*\*)(?!\*)|(?<=[^\s*]\*\*)(?!\S))"
)


class Scope(NamedTuple):
    """A stretch of text whose markers can pair with each other and with no others: a block's text, or a link's.

    ``shadow`` is as long as the text from ``start`` (a code point offset) and equal to it, but for the inside of code,
    links, HTML, math and template tags (``x``), escaped characters (``!``) and the ``>`` of quotes (spaces).
    """

    block: Block
    start: int
    shadow: str


def scopes(document: Document, *, plain: bool = False) -> Iterator[Scope]:
    """Every scope of ``document`` in which a double marker stands that may go wrong, in the order of the text.

    With ``plain``, also those in which every marker is plainly right.
    """
    text = document.text
    if "**" not in text and "__" not in text:
        return
    for block in document.blocks:
        if block.kind not in _KINDS:
            continue
        marks = text.find("**", block.start, block.end) >= 0 or text.find("__", block.start, block.end) >= 0
        if not marks:
            continue
        inlines = document.inlines_in(block)
        if not plain and not inlines and not _MARKER.search(_PLAIN.sub("", text[block.start : block.end])):
            continue
        yield from _scopes(document, block, block.start, block.end, inlines)


def _scopes(document: Document, block: Block, start: int, end: int, inlines: tuple[Inline, ...]) -> Iterator[Scope]:
    text, done = document.text, start
    pieces: list[str] = []
    links: list[Inline] = []
    for inline in sorted(inlines, key=lambda i: (i.start, -i.end)):
        if inline.start < done or inline.end > end:
            continue
        pieces += text[done : inline.start], _inert(text, inline, document.is_mdx)
        done = inline.end
        if inline.kind == "link" and _MARKER.search(text, inline.inner_start, inline.inner_end):
            links.append(inline)
    shadow = "".join(pieces) + text[done:end]
    if "\\" in shadow:
        shadow = _ESCAPE.sub("\\\\!", shadow)
    if "\n" in shadow and "Q" in block.path:
        shadow = _QUOTE.sub(lambda m: "\n" + " " * (len(m[0]) - 1), shadow)
    if _MARKER.search(shadow):
        yield Scope(block, start, shadow)
    for link in links:
        inside = Span(link.inner_start, link.inner_end)
        yield from _scopes(document, block, *inside, document.inlines_in(inside))


def _inert(text: str, inline: Inline, mdx: bool) -> str:
    """A stand-in of the same length. Its ends stay, because they decide whether a marker beside them can pair."""
    length = inline.end - inline.start
    if length < 2 or (inline.kind in ("expression", "tag") and not mdx):
        return "x" * length  # what a template tag puts there is not known; most often it is a word
    first = text[inline.start]
    return first + "x" * (length - 2) + _LAST.get(first, text[inline.end - 1])


_LAST = {"[": "]", "!": "!"}  # of a link: ``[`` … ``)`` would look like two halves of two brackets
