"""Text that was decoded with the wrong encoding: found where it can be turned back, and only there.

ftfy was considered: it repairs whole texts by heuristics and cannot say where. Here a run is mojibake when the bytes
that the wrong encoding made it from are valid UTF-8, which chance hardly produces.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .lazy import lazy
from .source import Span

# What Windows-1252 shows for the bytes 80 to 9F, where it shows anything.
_CP1252 = "€‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ\u0081"
_TAIL = f"[\u0080-\u00bf{_CP1252}]"
_LATIN = lazy(f"(?:[\u00c2-\u00df]{_TAIL}|[\u00e0-\u00ef]{_TAIL}{{2}}|[\u00f0-\u00f4]{_TAIL}{{3}})+")
# What single characters of mojibake nearly always were: accented Latin, Cyrillic, punctuation, kana, kanji, hangul, emoji.
_COMMON = lazy(
    "[\u00a0-\u017f\u0400-\u04ff\u2010-\u2044\u20ac\u2122\u3000-\u9fff\uac00-\ud7a3\uff00-\uffef\U0001f300-\U0001faff]"
)
_LEAD = lazy("[\u00c2-\u00f4]")
# UTF-8 kana and kanji read as Shift_JIS fall on a few lead characters.
_SJIS = lazy("(?:[縺繧繝荳蜿莉諤譁邱驕遘螟蛻蟄莠隱髢鬮逕莨蜍遉閾豁迺蠖邨迚][^\\s\x00-\x7f、。「」]{1,3}){2,}")


class Mojibake(NamedTuple):
    """A run of mojibake and the text it was."""

    where: Span
    original: str


def find_mojibake(text: str) -> Iterator[Mojibake]:
    """Every run that decodes to sensible text, in order."""
    for match in _LATIN.finditer(text) if _LEAD.search(text) else ():
        if (original := _as_utf8(match[0])) and _better(original):
            yield Mojibake(Span(*match.span()), original)
    if "縺" in text or "繧" in text or "繝" in text:
        for match in _SJIS.finditer(text):
            if found := _from_sjis(match[0]):
                original, run = found
                yield Mojibake(Span(match.start(), match.start() + len(run)), original)


def _as_utf8(run: str) -> str:
    """The text whose UTF-8 bytes Windows-1252 or Latin-1 shows as ``run``; empty when there is none."""
    data = bytearray()
    for char in run:
        try:
            data += bytes([ord(char)]) if ord(char) < 256 else char.encode("cp1252")
        except UnicodeEncodeError:
            return ""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _better(original: str) -> bool:
    """Whether what was recovered is printable text, and no accident of two Latin letters."""
    if len(original) == 1:  # two characters by chance make one of a rare script
        return bool(_COMMON.match(original))
    return original.isprintable() or "\u3000" in original


def _from_sjis(run: str) -> tuple[str, str] | None:
    """The text whose UTF-8 bytes Shift_JIS shows as ``run``, and the part of the run that it covers."""
    for size in range(len(run), max(2, len(run) - 4), -1):
        try:
            original = run[:size].encode("cp932").decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
        if any("\u3040" <= c <= "\u30ff" for c in original) and original.isprintable():
            return original, run[:size]
    return None
