"""FB001: leaked boundary markers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar

from copydesk.core.document import Document
from copydesk.core.markers import Marker, block_at, find_markers
from copydesk.core.model import Edit, Finding, Fix
from copydesk.core.rule import FileRule
from copydesk.core.source import Span


@dataclass(frozen=True)
class MarkerOptions:
    """Further markers."""

    patterns: tuple[str, ...] = field(
        default=(), metadata={"help": "regular expressions of further markers; each is searched in every line"}
    )

    def __post_init__(self) -> None:
        """Raises ``ValueError`` for a pattern that is none."""
        for pattern in self.patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"patterns: {pattern!r} is no regular expression: {error}") from None


class FragmentMarker(FileRule):
    """A marker that kept the parts of a text apart while it was written has stayed in it.

    Readers see `---END---` as text; next to other lines, Markdown may even make a heading of it. Every marker is also
    the place of a seam: look whether the sentence before it is whole.

    A thematic break (`---`), a Setext underline, the `<!-- more -->` of Jekyll, Hugo and Hexo, and anything in code are
    no markers. Your own markers go into the option `patterns`.
    """

    code = "FB001"
    name = "fragment-marker"
    Options = MarkerOptions
    messages: ClassVar = {
        "text": {
            "en": "the boundary marker {marker} is left in the text; remove it and look at the sentence before it",
            "ja": "区切りの印 {marker} が本文に残っています。削除し、直前の文が途切れていないか確認してください",
        },
        "heading": {
            "en": "the boundary marker {marker} is left in the text, and Markdown makes it part of a heading; "
            "remove it",
            "ja": "区切りの印 {marker} が本文に残り、Markdown では見出しの一部になります。削除してください",
        },
        "comment": {
            "en": "{marker} is a generator's mark between two parts; remove it and look at the sentence before it",
            "ja": "生成時の区切り {marker} が残っています。削除し、直前の文が途切れていないか確認してください",
        },
        "inline": {
            "en": "the boundary marker {marker} stands amid the text; remove it and join or part the sentences "
            "around it",
            "ja": "区切りの印 {marker} が文中に残っています。削除し、前後の文をつなぐか分けるかしてください",
        },
        "fix": {"en": "Remove the marker", "ja": "区切りの印を削除"},
    }

    def check(self, document: Document, options: MarkerOptions) -> Iterable[Finding]:
        """Every built-in marker and every configured one, each place once."""
        markers = list(document.once(find_markers))
        for pattern in options.patterns:
            for match in re.finditer(pattern, document.text[document.body_start :], re.M):
                span = Span(match.start() + document.body_start, match.end() + document.body_start)
                block = block_at(document, span.start)
                known = any(m.where.start < span.end and span.start < m.where.end for m in markers)
                if span.end > span.start and not known and not (block and block.kind == "code"):
                    line = document.source.line_span(document.source.line_of(span.start))
                    alone = not (document.text[line.start : span.start] + document.text[span.end : line.end]).strip()
                    markers.append(Marker(span, alone, "text" if alone else "inline"))
        for marker in markers:
            shown = document.text[marker.where.start : marker.where.end].strip()
            yield Finding(
                self.code, marker.becomes, marker.where, {"marker": shown}, fix=_removal(document.text, marker)
            )


def _removal(text: str, marker: Marker) -> Fix:
    """Take out a marker that stands alone, with its line and one of the blank lines around it; amid words, only it."""
    start, end = marker.where
    if not marker.alone:
        return Fix("unsafe", "fix", (Edit(Span(start, end), ""),))
    start = text.rfind("\n", 0, start) + 1
    end = text.find("\n", end)
    end = len(text) if end < 0 else end + 1
    blank_before = start == 0 or text[: start - 1].endswith("\n") or start == 1
    blank_after = end >= len(text) or text.startswith("\n", end)
    if blank_before and blank_after:
        while text.startswith("\n", end):
            end += 1
        if end >= len(text):
            start = len(text[:start].rstrip("\n")) + 1 if text[:start].strip() else start
        return Fix("safe", "fix", (Edit(Span(min(start, end), end), ""),))
    replacement = "" if blank_before or blank_after else "\n"
    return Fix("safe", "fix", (Edit(Span(start, end), replacement),))
