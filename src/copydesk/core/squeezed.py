"""The prose of a document as one string without white space, markup or width, and the way back to the source."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import TYPE_CHECKING

from .lazy import lazy
from .source import Span

if TYPE_CHECKING:
    from .document import Document
    from .markdown import Block

_WIDE = lazy("[\uff01-\uff9f\u3300-\u33ff]")
_ADDRESS = lazy(r"https?://[^\s)>\]」）]+")
_SKIPPED = " \t\n\r\x0b\x0c\u3000\u00a0*#>_`"


class Squeezed:
    """The prose of a document as one string, and the way back to the source."""

    def __init__(self, document: Document) -> None:
        """Squeeze every paragraph, list item and quote; headings, tables, code and link lists are no prose."""
        self.document = document
        self.blocks: list[Block] = []
        self.starts: list[int] = []
        self.pieces: list[list[tuple[int, int]]] = []
        parts: list[str] = []
        at = 0
        for block in document.blocks:
            if block.kind != "paragraph" or block.end - block.start < 30:
                continue
            pieces = _read_pieces(document, block)
            text = squeeze("".join(document.text[a:b] for a, b in pieces))
            if len(text) < 24 or _mostly_links(document, block):
                continue
            self.pieces.append(pieces)
            self.blocks.append(block)
            self.starts.append(at)
            parts.append(text)
            at += len(text) + 1
        self.text = "\n".join(parts)

    def block_of(self, offset: int) -> int:
        """The index of the block that a squeezed offset lies in."""
        return bisect_right(self.starts, offset) - 1

    def block_span(self, index: int) -> tuple[int, int]:
        """The squeezed span of a block."""
        end = self.starts[index + 1] - 1 if index + 1 < len(self.starts) else len(self.text)
        return self.starts[index], end

    def raw(self, index: int) -> str:
        """A block squeezed with its addresses, which ``text`` leaves out."""
        block = self.blocks[index]
        return squeeze(self.document.text[block.start : block.end])

    def source(self, start: int, end: int) -> Span:
        """The source span of a squeezed span."""
        return Span(self._offset(start, False), self._offset(max(start, end - 1), True))

    def _offset(self, offset: int, after: bool) -> int:
        index = self.block_of(offset)
        block, wanted = self.blocks[index], offset - self.starts[index]
        last = self.block_span(index)[1]
        if wanted == 0 and not after:
            return block.start
        if after and offset >= last - 1:
            return block.end
        seen = 0
        for piece in self.pieces[index]:
            for at in range(*piece):
                char = self.document.text[at]
                if char in _SKIPPED:
                    continue
                seen += len(unicodedata.normalize("NFKC", char)) if _WIDE.match(char) else 1
                if seen > wanted:
                    return at + after
        return block.end


def squeeze(text: str) -> str:
    """``text`` without white space and Markdown's marks, in one width and one case."""
    text = "".join(text.replace("*", "").replace("#", "").replace(">", "").replace("_", "").replace("`", "").split())
    if _WIDE.search(text):
        text = _WIDE.sub(_narrow, text)
    return text.lower()


def _narrow(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0])


def _read_pieces(document: Document, block: Block) -> list[tuple[int, int]]:
    """The source spans of a block's words: addresses are left out, of links and bare ones, and tags."""
    text = document.text
    hidden: list[tuple[int, int]] = []
    if text.find("](", block.start, block.end) > 0:
        hidden = [(i.inner_end, i.end) for i in document.inlines_in(block) if i.kind in ("link", "image")]
    if text.find("<", block.start, block.end) >= 0:
        hidden += [(i.start, i.end) for i in document.inlines_in(block) if i.kind == "html"]
    if text.find("://", block.start, block.end) > 0:
        hidden += [match.span() for match in _ADDRESS.finditer(text, block.start, block.end)]
    if not hidden:
        return [(block.start, block.end)]
    pieces, done = [], block.start
    for start, end in sorted(hidden):
        if start > done:
            pieces.append((done, start))
        done = max(done, end)
    if done < block.end:
        pieces.append((done, block.end))
    return pieces


def _mostly_links(document: Document, block: Block) -> bool:
    """Whether more than half of what a reader sees of a block are links, images, code or tags."""
    inlines = [i for i in document.inlines_in(block) if i.kind in ("link", "image", "autolink", "code", "html")]
    hidden = sum(i.end - i.inner_end for i in inlines if i.kind in ("link", "image"))
    linked = sum(i.end - i.start for i in inlines) - hidden
    return linked > 0.6 * (block.end - block.start - hidden)
