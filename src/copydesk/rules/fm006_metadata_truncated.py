"""FM006: titles, excerpts and descriptions that were cut."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import ClassVar

from copydesk.core import language as lang
from copydesk.core.document import Document
from copydesk.core.lazy import lazy
from copydesk.core.metadata import Metadata, plain_texts
from copydesk.core.model import Edit, Finding, Fix, Values
from copydesk.core.rule import FileRule
from copydesk.core.source import Span

# Particles that no Japanese headline ends with. 「に」「へ」「か」「も」「で」 and 「とは」 are headline style.
_JA_TAIL = lazy("(?P<word>にも|では|には|[をが]|(?<!と)は|(?<!も)の|、|・|という|として(?=$)|による|における|な)$")
_JA_STEM = lazy(f"(?<=[にを])(?P<word>[{lang.HAN}]{{1,3}}[けりみびぎじ])$")
# Set headline endings that look like a verb stem: 「実用化に向け」「首位に返り咲き」.
_JA_STYLE = lazy(
    "(?:向け|続き|備え|次ぎ|先駆け|返り咲き|乗り|絞り|入り|巡り|限り|呼び|狙い|見通し|関わり|頼り|歩み|取り組み)$"
)
_WORDS = "a an the and or und oder der die das et le la les des du y el los las de e и или в с для"
_LATIN_TAIL = lazy(rf"\s(?P<word>{'|'.join(_WORDS.split())})$")
_KANA = lazy(f"[{lang.HIRAGANA}]")
_POINTING = lazy(r"[:：,，、・\-–—/&＆(（「『【\[]$")


class MetadataTruncated(FileRule):
    """A title, excerpt or description stops in mid-sentence, mid-bracket, mid-word or mid-character.

    Programs cut titles after so many bytes; search results and social cards then show the stump. Where the title is the
    beginning of the first heading or line of the text, the finding says what it should read.
    """

    code = "FM006"
    name = "metadata-truncated"
    messages: ClassVar = {
        "character": {
            "en": "{field} is cut in the middle of a character: “{tail}”; write its end",
            "ja": "{field} が文字の途中で切れています（「{tail}」）。末尾を補ってください",
        },
        "bracket": {
            "en": "{field} opens {mark} and never closes it: “{tail}”; write its end",
            "ja": "{field} の「{mark}」が閉じないまま終わっています（「{tail}」）。末尾を補ってください",
        },
        "word": {
            "en": "{field} stops after “{mark}”, which ends no sentence: “{tail}”; write its end",
            "ja": "{field} が「{mark}」で途切れています（「{tail}」）。末尾を補ってください",
        },
        "sentence": {
            "en": "{field} stops in mid-sentence: “{tail}”; write its end",
            "ja": "{field} が文の途中で終わっています（「{tail}」）。末尾を補ってください",
        },
        "prefix": {
            "en": "{field} is the cut beginning of “{whole}”; write it out",
            "ja": "{field} は「{whole}」の途中で切れています。全文にしてください",
        },
        "fix": {"en": "Complete {field}", "ja": "{field} を補完"},
    }

    def check(self, document: Document, options: object) -> Iterable[Finding]:
        """Every cut value, by the first sign that shows it."""
        for item in plain_texts(document):
            if found := _judge(document, item):
                key, values = found
                value = item.value.rstrip()
                values |= {"field": item.key, "tail": value[-20:]}
                yield Finding(self.code, key, item.where, values, fix=_completion(document, item, values))


def _judge(document: Document, item: Metadata) -> tuple[str, Values] | None:
    value = item.value.rstrip()
    if value.endswith("\ufffd") or "\ud800" <= value[-1] <= "\udfff":
        return "character", {}
    bare = value.strip("*_# \t")
    if not bare:
        return None
    if mark := _open_bracket(bare):
        return "bracket", {"mark": mark}
    if whole := _longer(document, bare):
        return "prefix", {"whole": whole}
    if match := _POINTING.search(bare):
        return "word", {"mark": match[0]}
    if bare[-1] in lang.SENTENCE_ENDS or bare[-1] in lang.CLOSERS:
        return None
    spoken = "ja" if _KANA.search(bare) else lang.detect(bare)
    if spoken == "ja":
        if match := _JA_TAIL.search(bare):
            return "word", {"mark": match["word"]}
        if item.is_title and (match := _JA_STEM.search(bare)) and not _JA_STYLE.search(bare):
            return "word", {"mark": match["word"]}
    elif spoken == "zh":
        hanging = lang.HANGING_TAIL.of("zh")
        if hanging and (match := hanging.search(bare)):
            return "word", {"mark": match["word"]}
    elif match := _LATIN_TAIL.search(bare):
        return "word", {"mark": match["word"]}
    if not item.is_title and len(bare) >= 30 and re.search(r"[。！？]|[a-zа-я][.!?]\s+[A-ZА-Я]", bare):
        finished = lang.FINISHED_TAIL.of(spoken)
        if not (finished and finished.search(bare)):
            return "sentence", {}
    return None


def _open_bracket(value: str) -> str:
    """The bracket that is opened and never closed; ``(`` and ``[`` of ASCII faces such as ``:(`` do not count."""
    stack: list[str] = []
    for at, char in enumerate(value):
        if char in lang.BRACKETS and not (char in "([{" and value[max(0, at - 1) : at] in (":", ";")):
            stack.append(char)
        elif stack and char == lang.BRACKETS[stack[-1]]:
            stack.pop()
    return stack[-1] if stack and stack[-1] not in "„“" else ""


def _longer(document: Document, value: str) -> str:
    """The first heading or line of the text, when ``value`` is the beginning of it and ends inside one of its words."""
    if len(value) < 6:
        return ""
    for block in document.blocks[:3]:
        if block.kind not in ("heading", "paragraph"):
            continue
        line = document.text[block.start : block.end].lstrip("#*_ \t").split("\n", 1)[0].rstrip("#*_ \t")
        if line.startswith(value) and len(value) + 2 < len(line.rstrip(lang.SENTENCE_ENDS)) < 200:
            before, after = value[-1], line[len(value)]
            same = any(
                re.fullmatch(f"[{s}]{{2}}", before + after) for s in (lang.HAN, lang.KATAKANA, "A-Za-zА-Яа-яÀ-ɏ")
            )
            if same or re.match(f"[{lang.HIRAGANA}]", after):
                return line
    return ""


def _completion(document: Document, item: Metadata, values: Values) -> Fix | None:
    """Write a value out where the text says how it goes on."""
    whole = values.get("whole")
    source = document.text[item.where.start : item.where.end]
    at = source.rfind(item.value.rstrip())
    if not isinstance(whole, str) or at < 0 or '"' in whole or "'" in whole or "\\" in whole:
        return None
    bare = item.value.rstrip().strip("*_# \t")
    end = item.where.start + at + len(item.value.rstrip())
    return Fix("unsafe", "fix", (Edit(Span(end, end), whole[len(bare) :]),), {"field": item.key})
