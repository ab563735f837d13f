"""What each script writes: sentence ends, brackets, words that cannot end a sentence. Tables; the logic is elsewhere."""

from __future__ import annotations

import re

HIRAGANA = "\u3041-\u309f"
KATAKANA = "\u30a0-\u30ff\u31f0-\u31ff\uff66-\uff9f"
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af々〆〇"
HANGUL = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
THAI = "\u0e00-\u0e7f"

# Unicode's Sentence_Terminal marks of the scripts that posts are written in: ASCII and Latin, CJK and full width, Arabic and
# Urdu, Devanagari (danda), Armenian, Ethiopic, Khmer and Myanmar, with the ellipses, which end a sentence by custom.
SENTENCE_ENDS = "。．！？｡!?.…‥؟۔।॥։።៖។။‼⁇⁈⁉⸮"
# Marks that close a line as a sentence end does, though the sentence they belong to goes on in what follows.
INTRODUCERS = ":：;；"
COMMAS = ",，、､،؛﹐﹑;；"

BRACKETS = {
    "「": "」", "『": "』", "（": "）", "【": "】", "〈": "〉", "《": "》", "〔": "〕", "［": "］", "｛": "｝", "｢": "｣",
    "〖": "〗", "〘": "〙", "〚": "〛", "(": ")", "[": "]", "{": "}", "“": "”", "«": "»", "‹": "›", "„": "“",
}  # fmt: skip
CLOSERS = "」』）】〉》〕］｝｣〗〙〛)]}”»›’\"'"

_KANA = re.compile(f"[{HIRAGANA}{KATAKANA}]")
_HAN = re.compile(f"[{HAN}]")
_HANGUL = re.compile(f"[{HANGUL}]")
_LETTER = re.compile(r"[^\W\d_]")
_SCRIPTS = (
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0600-\u06ff\u0750-\u077f]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("th", re.compile(f"[{THAI}]")),
)


def detect(text: str) -> str:
    """The language of ``text`` by its scripts: ``ja``, ``zh``, ``ko``, ``ru``, ``ar``, ``hi``, ``th``, or ``en`` for
    Latin letters and for a text without letters.

    A text in Han alone is Chinese; a twentieth of kana among the CJK characters makes it Japanese, as even
    kanji-heavy Japanese prose keeps its particles in kana.
    """
    if text.isascii():
        return "en"
    sample = text if len(text) <= 20_000 else text[:10_000] + text[-10_000:]
    kana, han, hangul = (len(r.findall(sample)) for r in (_KANA, _HAN, _HANGUL))
    letters = max(1, len(_LETTER.findall(sample)))
    if kana + han + hangul > letters * 0.15:
        if hangul > kana + han:
            return "ko"
        return "ja" if kana * 20 >= kana + han else "zh"
    for lang, script in _SCRIPTS:
        if len(script.findall(sample)) > letters * 0.3:
            return lang
    return "en"
