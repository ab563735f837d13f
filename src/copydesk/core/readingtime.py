"""How long a text takes to read: what counts of it, and how fast each script is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from . import language as lang
from .lazy import lazy

if TYPE_CHECKING:
    from .document import Document


class ReadingLoad(NamedTuple):
    """What there is to read: CJK characters (kana, kanji, hangul) and words of all other scripts."""

    characters: int
    words: int

    def minutes(self, characters_per_minute: float, words_per_minute: float) -> float:
        """Minutes at these speeds; mixed text is the sum of its parts."""
        return self.characters / characters_per_minute + self.words / words_per_minute


_NOT_CJK = lazy(f"[^{lang.HIRAGANA}{lang.KATAKANA}{lang.HAN}{lang.HANGUL}]+")
# A run of letters and digits that are not CJK, with the marks that hold a word together.
_PART = rf"[^\W_{lang.HIRAGANA}{lang.KATAKANA}{lang.HAN}{lang.HANGUL}]+"
_WORD = lazy(rf"{_PART}(?:['’]{_PART})*")
_ASCII_WORD = lazy(r"[A-Za-z0-9]+(?:['’][A-Za-z0-9]+)*")
_TAG = lazy(r"<[^<>]*>|&[#\w]+;")


def reading_load(document: Document) -> ReadingLoad:
    """Count what a reader reads: not front matter, code blocks, comments, template tags, HTML tags or link targets."""
    text = document.text
    pieces: list[str] = []
    done = document.body_start
    for start, end in _unread(document):
        if start > done:
            pieces.append(text[done:start])
        done = max(done, end)
    pieces.append(text[done:])
    read = " ".join(pieces)
    if read.isascii():
        return ReadingLoad(0, len(_ASCII_WORD.findall(read)))
    characters = len(_NOT_CJK.sub("", read))
    return ReadingLoad(characters, len(_WORD.findall(read)))


def _unread(document: Document) -> list[tuple[int, int]]:
    """The stretches of the body that are not read, in order."""
    text = document.text
    out: list[tuple[int, int]] = []
    for block in document.blocks:
        if block.kind in ("code", "comment", "template", "math"):
            out.append((block.start, block.end))
        elif block.kind == "html":
            out += (match.span() for match in _TAG.finditer(text, block.start, block.end))
    for inline in document.structure.inlines:
        if inline.kind in ("comment", "html", "tag", "expression", "math", "footnote"):
            out.append((inline.start, inline.end))
        elif inline.kind in ("link", "image"):
            out.append((inline.inner_end, inline.end))
        elif inline.kind == "autolink":
            out.append((inline.start, inline.end))
    out.sort()
    return out
