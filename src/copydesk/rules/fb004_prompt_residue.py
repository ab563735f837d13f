"""FB004: what a prompt or an assistant left in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from copydesk.core import residue
from copydesk.core.document import Document
from copydesk.core.lazy import lazy
from copydesk.core.markers import block_at
from copydesk.core.model import Finding
from copydesk.core.rule import FileRule
from copydesk.core.source import Span

_QUOTES = {"「": "」", "『": "』", "“": "”", "„": "“", "«": "»", '"': '"'}
_MARKS = " \t>*_#-"
_FENCE = lazy(r"(?:`{3,}|~{3,})[ \t]*(?:markdown|md|mdx)?[ \t]*$", re.I)


class PromptResidue(FileRule):
    """Text of the prompt or of the assistant stands in the post.

    Notes on where to go on (`（続き）`), reports on the number of characters, greetings, offers and refusals of an
    assistant, tokens of chat formats, citation tokens of chat products, blanks nobody filled in, a code fence around
    the whole text. Readers learn from it how the text was made, and that nobody read it.

    A text that writes *about* such phrases is left alone: in code, in quotation marks, below a heading about prompts.
    """

    code = "FB004"
    name = "prompt-residue"
    messages: ClassVar = {
        "continuation": {
            "en": "“{text}” is a note on where the text goes on; remove it",
            "ja": "「{text}」は続きを示す作業メモです。削除してください",
        },
        "request": {
            "en": "“{text}” is an instruction from a prompt; remove it",
            "ja": "「{text}」はプロンプトの指示文です。削除してください",
        },
        "length": {
            "en": "“{text}” reports on the length of the text; remove it",
            "ja": "「{text}」は文字数の報告です。削除してください",
        },
        "assistant": {
            "en": "“{text}” is an assistant speaking to whoever ordered the text; remove it",
            "ja": "「{text}」は AI アシスタントの応答文です。削除してください",
        },
        "token": {
            "en": "{text} is a token of a chat format; remove it",
            "ja": "{text} はチャット形式の制御トークンです。削除してください",
        },
        "citation": {
            "en": "{text} is a citation token of a chat product that leads nowhere; remove it or give the source",
            "ja": "{text} はチャット製品の引用トークンで、リンク先がありません。削除するか出典を示してください",
        },
        "placeholder": {
            "en": "{text} was never filled in; replace or remove it",
            "ja": "{text} が記入されないまま残っています。書き換えるか削除してください",
        },
        "fence": {
            "en": "the whole text stands in a code fence ({text}) and is shown as code; remove both fences",
            "ja": "本文全体がコードブロック（{text}）に入っており、コードとして表示されます。"
            "前後のフェンスを削除してください",
        },
    }

    def check(self, document: Document, options: object) -> Iterable[Finding]:
        """Every phrase of the tables outside code and quotation, and a fence around everything."""
        blocks = [b for b in document.blocks if b.kind not in ("comment", "template")]
        if len(blocks) == 1 and blocks[0].kind == "code" and blocks[0].info is not None:
            first = document.text[blocks[0].start : blocks[0].end].split("\n", 1)[0]
            if _FENCE.fullmatch(first):
                where = Span(blocks[0].start, blocks[0].start + len(first))
                yield Finding(self.code, "fence", where, {"text": first})
        text = document.text
        about = None
        seen = 0
        for start, end, kind in sorted(_candidates(document)):
            if start < seen or _quoted(document, start, end):
                continue
            if about is None:
                about = _about_prompts(document)
            if about and kind != "citation":
                return
            seen = end
            while start < end and text[start] in " \t>*_#-\n":
                start += 1
            shown = text[start:end].strip(" \t*_\n")
            yield Finding(self.code, kind, Span(start, end), {"text": shown if len(shown) < 60 else shown[:57] + "…"})


def _candidates(document: Document) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of every phrase of the tables: at the starts of lines, or anywhere after a cheap test."""
    text = document.text
    for block in document.blocks:
        if block.kind not in ("paragraph", "heading", "cell"):
            continue
        start = text.rfind("\n", 0, block.start) + 1
        while start < block.end:
            end = text.find("\n", start, block.end)
            end = block.end if end < 0 else end
            short = end - start <= residue.LONGEST_NOTE
            line = text[start : end if short else start + 8].lstrip(_MARKS).lower()
            for kind, (pattern, first, words) in residue.LINE_KINDS.items():
                if (
                    (short or kind == "assistant")
                    and (line[:1] in first if first else any(word in line for word in words))
                    and (match := pattern.match(text, start))
                ):
                    yield match.start(), match.end(), kind
            start = end + 1
    low = text.lower()
    for kind, (pattern, words) in residue.SPOT_KINDS.items():
        if any(word in low for word in words):
            for match in pattern.finditer(text, document.body_start):
                yield match.start(), match.end(), kind


def _quoted(document: Document, start: int, end: int) -> bool:
    """Whether a phrase stands in code, a template or quotation marks."""
    text = document.text
    while start < end and text[start] in " \t>*_\n":
        start += 1
    block = block_at(document, start)
    if block is None or block.kind not in ("paragraph", "heading", "cell", "html"):
        return True
    if any(i.kind == "code" and i.start <= start < i.end for i in document.inlines_in(block)):
        return True
    for opener, closer in _QUOTES.items():
        before = text[max(block.start, start - 80) : start]
        at = before.rfind(opener)
        if at >= 0 and closer not in before[at + 1 :] and closer in text[start : block.end]:
            return True
    return False


def _about_prompts(document: Document) -> bool:
    """Whether the title or a heading says that the text is about prompts."""
    if document.fence and residue.ABOUT.search(document.text, document.fence.start, document.fence.end):
        return True
    return any(b.kind == "heading" and residue.ABOUT.search(document.text, b.start, b.end) for b in document.blocks)
