"""BM001 to BM004: bold markers that a reader sees, because the site's own renderer does not make bold of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from copydesk.core.bold import Bold, printed_bold
from copydesk.core.document import Document
from copydesk.core.model import Edit, Finding, Fix, Related
from copydesk.core.rule import FileRule, Wording
from copydesk.core.source import Span

_FIX: dict[str, Wording] = {"fix": {"en": "Make “{words}” bold", "ja": "「{words}」を太字にする"}}


class UnmatchedBold(FileRule):
    """A `**` or `__` stands alone, so that readers see it.

    Its partner was forgotten, cut off, or stands in another paragraph, which emphasis cannot reach. Of several markers
    in a paragraph the finding lies on the one that no renderer can pair.
    """

    code = "BM001"
    name = "unmatched-bold"
    messages: ClassVar = {
        "lone": {
            "en": "{mark} before “{words}” has no partner and is printed; close the bold or remove it",
            "ja": "「{words}」の前の {mark} に対応する記号がなく、そのまま表示されます。閉じるか削除してください",
        },
        "lone-end": {
            "en": "{mark} after “{words}” has no partner and is printed; open the bold or remove it",
            "ja": "「{words}」の後の {mark} に対応する記号がなく、そのまま表示されます。開始側を補うか削除してください",
        },
        "across": {
            "en": "{mark} has its partner in another paragraph (line {line}), which emphasis cannot reach; "
            "make each paragraph bold by itself",
            "ja": "{mark} の相手が別の段落（{line} 行目）にあり、太字になりません。段落ごとに太字にしてください",
        },
        "partner": {"en": "the other marker", "ja": "もう一方の記号"},
    }

    def check(self, document: Document, options: object) -> Iterable[Finding]:
        """Every lone marker; two in neighbouring paragraphs are one finding."""
        lone = [b for b in document.once(printed_bold) if b.kind == "lone"]
        text, skip = document.text, False
        for at, bold in enumerate(lone):
            if skip:
                skip = False
                continue
            run = bold.first
            mark = text[run.start : run.end]
            before, after = text[bold.block.start : run.start], text[run.end : bold.block.end]
            other = lone[at + 1] if at + 1 < len(lone) else None
            if other and other.first.char == run.char and _neighbours(document, bold, other) and after[:1].strip():
                skip = True
                line = str(document.source.line_of(other.first.start))
                partner = (Related(Span(other.first.start, other.first.end), "partner"),)
                yield Finding(self.code, "across", Span(run.start, run.end), {"mark": mark, "line": line}, partner)
            elif after[:1].strip():
                words = after.strip().split("\n", 1)[0][:16]
                yield Finding(self.code, "lone", Span(run.start, run.end), {"mark": mark, "words": words}, anchor=words)
            else:
                words = before.strip()[-16:]
                yield Finding(
                    self.code, "lone-end", Span(run.start, run.end), {"mark": mark, "words": words}, anchor=words
                )


def _neighbours(document: Document, one: Bold, other: Bold) -> bool:
    """Whether two lone markers lie in paragraphs that follow each other."""
    gap = document.text[one.block.end : other.block.start]
    return (
        one.block != other.block
        and gap.count("\n") <= 3
        and not gap.strip(" \t\n>")
        and other.block.kind == "paragraph"
    )


class UnrenderedBold(FileRule):
    """Markers that are paired, and printed all the same.

    CommonMark renderers decide by the characters beside a marker: in `これは**「重要」**です` the closing `**` stands between
    a bracket and a letter, so it cannot close, and readers see the asterisks. kramdown (Jekyll) and renderers with the
    CJK-friendly amendment make bold of it; which one your site uses is found from its own files, or set as
    `markdown.dialect`. The fix is the smallest change that renders.
    """

    code = "BM002"
    name = "unrendered-bold"
    messages: ClassVar = {
        "closing": {
            "en": "{mark}{words}{mark} is printed with its markers: the closing {mark} stands between “{inner}” and “{outer}” "
            "and cannot close there",
            "ja": "{mark}{words}{mark} が太字にならず記号のまま表示されます（閉じる {mark} が「{inner}」と「{outer}」に挟まれているため）",
        },
        "opening": {
            "en": "{mark}{words}{mark} is printed with its markers: the opening {mark} stands between “{outer}” and “{inner}” "
            "and cannot open there",
            "ja": "{mark}{words}{mark} が太字にならず記号のまま表示されます（開始の {mark} が「{outer}」と「{inner}」に挟まれているため）",
        },
        "underscore": {
            "en": "{mark}{words}{mark} is printed with its markers: {mark} does not work inside a word; use ** instead",
            "ja": "{mark}{words}{mark} が太字にならず記号のまま表示されます（{mark} は語の途中では使えません。** を使ってください）",
        },
        "tangled": {
            "en": "{mark}{words}{mark} is printed with its markers, because of the characters beside them",
            "ja": "{mark}{words}{mark} が太字にならず記号のまま表示されます（前後の文字のため）",
        },
        "between": {"en": "this is bold instead", "ja": "代わりにここが太字になります"},
        **_FIX,
    }

    def check(self, document: Document, options: object) -> Iterable[Finding]:
        """Every printed pair, with what the renderer makes bold in its place."""
        for bold in document.once(printed_bold):
            if bold.kind == "pair":
                text, first, last = document.text, bold.first, bold.last
                opening = bold.reason == "opening"
                inner = text[first.end] if opening else text[last.start - 1]
                outer = text[first.start - 1 : first.start] if opening else text[last.end : last.end + 1]
                values = {"mark": text[first.start : first.end][:2], "inner": inner, "outer": outer.strip() or "␣"}
                yield _finding(self.code, bold.reason, document, bold, values)


class SpacedBold(FileRule):
    """`** text **`: with a space inside the markers, no renderer makes bold of them."""

    code = "BM003"
    name = "spaced-bold"
    messages: ClassVar = {
        "spaced": {
            "en": "{mark} {words} {mark} is printed with its markers: no space may stand inside them",
            "ja": "{mark} {words} {mark} が記号のまま表示されます。記号の内側の空白を取ってください",
        },
        "between": {"en": "this is bold instead", "ja": "代わりにここが太字になります"},
        **_FIX,
    }

    def check(self, document: Document, options: object) -> Iterable[Finding]:
        """Every spaced pair."""
        for bold in document.once(printed_bold):
            if bold.kind == "spaced":
                mark = document.text[bold.first.start : bold.first.end][:2]
                yield _finding(self.code, "spaced", document, bold, {"mark": mark})


class EmptyBold(FileRule):
    """`****` or `** **`: markers around nothing. The words were lost, or the markers were forgotten."""

    code = "BM004"
    name = "empty-bold"
    messages: ClassVar = {
        "empty": {
            "en": "{mark} marks nothing as bold and is printed; remove it",
            "ja": "{mark} は中身のない太字で、そのまま表示されます。削除してください",
        },
        "fix": {"en": "Remove {mark}", "ja": "{mark} を削除"},
    }

    def check(self, document: Document, options: object) -> Iterable[Finding]:
        """Every empty pair."""
        for bold in document.once(printed_bold):
            if bold.kind == "empty":
                where = Span(bold.first.start, bold.last.end)
                mark = document.text[where.start : where.end]
                yield Finding(
                    self.code,
                    "empty",
                    where,
                    {"mark": mark},
                    fix=Fix("safe", "fix", (Edit(where, ""),), {"mark": mark}),
                )


def _finding(code: str, key: str, document: Document, bold: Bold, values: dict[str, str]) -> Finding:
    """The finding for a pair: its span, what is bold instead, and the change that renders."""
    words = document.text[bold.first.end : bold.last.start].strip().replace("\n", " ")
    shown = words if len(words) <= 40 else words[:20] + "…" + words[-18:]
    related = tuple(Related(Span(*span), "between") for span in bold.between[:5])
    edits = tuple(Edit(Span(at, at + delete), insert) for at, delete, insert in bold.edits)
    fix = Fix("safe", "fix", edits, {"words": shown}) if edits else None
    where = Span(bold.first.start, bold.last.end)
    return Finding(code, key, where, {**values, "words": shown}, related, fix)
