"""Bytes to text and back: encoding, byte order mark, newlines, and positions in every unit an editor may count in."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_NEWLINE = re.compile("\r\n|\r|\n")
_STRIDE = 4096  # code points between the columns that are remembered of a long line


class Span(NamedTuple):
    """A stretch of ``Source.text``: code-point offsets, the end exclusive."""

    start: int
    end: int


class Place(NamedTuple):
    """A span as people and programs name it: lines and columns count from 1, the end column is exclusive.

    ``column`` and ``end_column`` count Unicode code points; the ``utf16_*`` and ``utf8_*`` fields name the same
    two points counted in UTF-16 units and in UTF-8 bytes, also from 1.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    utf16_column: int
    utf16_end_column: int
    utf8_column: int
    utf8_end_column: int


class Source:
    """A file's text, and all that is needed to name a place in it or to write it back.

    ``text`` has no byte order mark and only LF newlines, so that rules see one form. Bytes that are not valid in the
    file's encoding stand in it as lone surrogates (``surrogateescape``); ``encode`` turns them back into themselves.
    """

    __slots__ = ("__dict__", "bom", "data", "encoding", "path", "text")

    def __init__(self, data: bytes, path: str = "<stdin>") -> None:
        """Decode ``data``; ``path`` is the name that reports use, with ``/`` between its parts."""
        self.path = path
        self.data = data
        self.bom, self.encoding = next(((b, e) for b, e in _BOMS if data.startswith(b)), (b"", "utf-8"))
        raw = self._decode(data[len(self.bom) :])
        if "\r" in raw:
            raw = raw.replace("\r\n", "\n").replace("\r", "\n")
        self.text = raw

    def _decode(self, data: bytes) -> str:
        if self.encoding != "utf-8":
            try:
                return data.decode(self.encoding)
            except UnicodeDecodeError:  # it only looked like UTF-16: keep every byte, as invalid UTF-8
                self.bom, self.encoding = b"", "utf-8"
                data = self.data
        return data.decode("utf-8", "surrogateescape")

    @cached_property
    def line_starts(self) -> list[int]:
        """Offset in ``text`` of the first code point of each line; never empty."""
        starts = [0]
        find, at = self.text.find, 0
        while (at := find("\n", at) + 1) > 0:
            starts.append(at)
        return starts

    def line_of(self, offset: int) -> int:
        """The number, from 1, of the line that ``offset`` lies on."""
        return bisect_right(self.line_starts, offset)

    def line_span(self, line: int) -> Span:
        """The span of a line, counted from 1, without its newline."""
        starts = self.line_starts
        end = starts[line] - 1 if line < len(starts) else len(self.text)
        return Span(starts[line - 1], end)

    def place(self, span: Span) -> Place:
        """Name a span by line and column in all three units."""
        line, column, utf16, utf8 = self._point(span.start)
        end_line, end_column, utf16_end, utf8_end = self._point(span.end)
        return Place(line, column, end_line, end_column, utf16, utf16_end, utf8, utf8_end)

    def _point(self, offset: int) -> tuple[int, int, int, int]:
        """Line, and columns in code points, UTF-16 units and UTF-8 bytes, all from 1."""
        line = self.line_of(offset)
        start = self.line_starts[line - 1]
        done, utf16, utf8 = start, 1, 1
        if offset - start >= _STRIDE:
            at = (offset - start) // _STRIDE
            done += at * _STRIDE
            utf16, utf8 = self._strides(line)[at]
        rest = self.text[done:offset]
        return line, offset - start + 1, utf16 + _utf16(rest), utf8 + _utf8(rest)

    def _strides(self, line: int) -> list[tuple[int, int]]:
        """The UTF-16 and UTF-8 columns of every ``_STRIDE``-th code point of a line: a megabyte of it is read once."""
        known = self._stride_cache.get(line)
        if known is None:
            start, end = self.line_span(line)
            known = [(1, 1)]
            for at in range(start, end, _STRIDE):
                piece = self.text[at : min(at + _STRIDE, end)]
                known.append((known[-1][0] + _utf16(piece), known[-1][1] + _utf8(piece)))
            self._stride_cache[line] = known
        return known

    @cached_property
    def _stride_cache(self) -> dict[int, list[tuple[int, int]]]:
        return {}

    @cached_property
    def _folded(self) -> tuple[list[int], list[str]]:
        """Where newlines stand in ``text``, and how each is written in the file."""
        return self.line_starts[1:], _NEWLINE.findall(self._decode(self.data[len(self.bom) :]))

    @cached_property
    def newline(self) -> str:
        """The newline this file uses most; LF when it has none."""
        if b"\r" not in self.data:
            return "\n"
        kinds = self._folded[1]
        return max(("\n", "\r\n", "\r"), key=kinds.count)

    def encode(self, text: str) -> bytes:
        """The bytes of an edited ``text`` of this file: its BOM and encoding kept, new newlines in its own style.

        For a file that mixes newline styles, edit with ``apply`` instead, which keeps each as it is.
        """
        if self.newline != "\n":
            text = text.replace("\n", self.newline)
        return self.bom + text.encode(self.encoding, "surrogateescape" if self.encoding == "utf-8" else "strict")

    def apply(self, edits: list[tuple[Span, str]]) -> bytes:
        """The bytes of the file after ``edits``, sorted and not overlapping; every other byte stays as it is."""
        raw = self._decode(self.data[len(self.bom) :])
        out: list[str] = []
        done = 0
        for span, replacement in edits:
            start, end = self._raw_offset(span.start), self._raw_offset(span.end)
            out += raw[done:start], replacement.replace("\n", self.newline)
            done = end
        out.append(raw[done:])
        codec_errors = "surrogateescape" if self.encoding == "utf-8" else "strict"
        return self.bom + "".join(out).encode(self.encoding, codec_errors)

    def _raw_offset(self, offset: int) -> int:
        """Where ``offset`` of ``text`` lies in the decoded file, in which CRLF is two code points."""
        if b"\r\n" not in self.data and self.encoding == "utf-8":
            return offset
        return offset + self._crlf_before[self.line_of(offset) - 1]

    @cached_property
    def _crlf_before(self) -> list[int]:
        counts, count = [0], 0
        for kind in self._folded[1]:
            count += kind == "\r\n"
            counts.append(count)
        return counts


def _utf16(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _utf8(text: str) -> int:
    """Length in UTF-8 bytes; an invalid byte, kept as a lone surrogate, is the one byte it was."""
    return (
        len(text)
        if text.isascii()
        else len(text.encode("utf-8", "surrogateescape" if _only_bytes(text) else "surrogatepass"))
    )


def _only_bytes(text: str) -> bool:
    """Whether every lone surrogate in ``text`` stands for an undecodable byte (U+DC80 to U+DCFF)."""
    return not any("\ud800" <= c < "\udc80" or "\udcff" < c <= "\udfff" for c in text)
