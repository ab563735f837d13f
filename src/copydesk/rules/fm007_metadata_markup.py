"""FM007: Markdown or prompt residue in a front-matter value that is plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import ClassVar

from copydesk.core.document import Document
from copydesk.core.lazy import lazy
from copydesk.core.metadata import plain_texts
from copydesk.core.model import Edit, Finding, Fix
from copydesk.core.rule import FileRule
from copydesk.core.source import Span

_LABEL = lazy(
    r"^[\s*#「【\[]*(?P<mark>(?:記事)?(?:タイトル|見出し|題名|件名|副題|概要|要約|抜粋|説明文?|メタディスクリプション)|"
    r"(?:blog |post |article |seo )?(?:title|headline|subtitle|summary|excerpt|description|meta description)|"
    r"标题|標題|题目|摘要|简介|제목|요약|Titel|Überschrift|Zusammenfassung|Titre|Título|Заголовок|Название)"
    r"[】\]」*]*[ \t]*[:：][ \t]*",
    re.I,
)
_HEADING = lazy(r"^\s*(?P<mark>#{1,6})[ \t]+")
_BOLD = lazy(
    r"(?<![\w*/])(?P<mark>\*\*|__)(?=[^\s*_/])|(?<=[^\s*_/])(?P<closing>\*\*)(?![\w*/])|(?<=[^\x00-\x7f])(?P<cjk>\*\*)"
)
_LINK = lazy(r"!?\[[^\]\n]+\]\((?:https?:|/|#|\.)[^)\s]*\)")
_TAG = lazy(r"</?(?:b|i|em|strong|br|p|span|div|a|h[1-6])(?:\s[^<>]*)?/?>", re.I)
_CODE = lazy(r"`{3,}")


class MetadataMarkup(FileRule):
    """A plain-text field holds Markdown or what a prompt left.

    A title of `**…**` or `# …` is shown with its marks in lists, feeds, browser tabs and search results; a label such
    as `タイトル：` was part of an answer, not of the title.
    """

    code = "FM007"
    name = "metadata-markup"
    messages: ClassVar = {
        "label": {
            "en": "{field} begins with the label “{mark}”, which was part of an answer; remove it",
            "ja": "{field} が「{mark}」というラベルで始まっています。ラベルを削除してください",
        },
        "heading": {
            "en": "{field} begins with {mark}: Markdown is shown as it is here; remove it",
            "ja": "{field} の先頭の {mark} はそのまま表示されます。削除してください",
        },
        "bold": {
            "en": "{field} holds {mark}: Markdown is shown as it is here; remove it",
            "ja": "{field} の {mark} はそのまま表示されます。削除してください",
        },
        "link": {
            "en": "{field} holds a Markdown link, {mark}, which is shown as it is here; keep its text only",
            "ja": "{field} の Markdown リンク {mark} はそのまま表示されます。文字だけを残してください",
        },
        "tag": {
            "en": "{field} holds the HTML tag {mark}; a plain-text field should have none",
            "ja": "{field} に HTML タグ {mark} があります。削除してください",
        },
        "code": {
            "en": "{field} holds a code fence, {mark}; remove it",
            "ja": "{field} にコードフェンス {mark} があります。削除してください",
        },
        "fix": {"en": "Remove the markup from {field}", "ja": "{field} のマークアップを削除"},
    }

    def check(self, document: Document, options: object) -> Iterable[Finding]:
        """One finding a field, for the first kind of residue in it."""
        for item in plain_texts(document):
            value = item.value
            for key, pattern in (
                ("label", _LABEL),
                ("heading", _HEADING),
                ("bold", _BOLD),
                ("link", _LINK),
                ("tag", _TAG),
                ("code", _CODE),
            ):
                if match := pattern.search(value):
                    mark = next((g for g in match.groups() if g), match[0])
                    fix = _clean(document, item.where, value, item.key)
                    yield Finding(self.code, key, item.where, {"field": item.key, "mark": mark[:40]}, fix=fix)
                    break


def _clean(document: Document, where: Span, value: str, key: str) -> Fix | None:
    """The value without labels, heading marks and bold markers, when it stands in the source as it is read."""
    source = document.text[where.start : where.end]
    at = source.find(value)
    if at < 0:
        return None
    plain = _BOLD.sub("", _HEADING.sub("", _LABEL.sub("", value))).strip()
    if not plain or plain == value or _LINK.search(plain) or _TAG.search(plain):
        return None
    start = where.start + at
    return Fix("unsafe", "fix", (Edit(Span(start, start + len(value)), plain),), {"field": key})
