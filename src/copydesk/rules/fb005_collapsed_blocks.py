"""FB005: blocks squeezed onto one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from copydesk.core.document import Document
from copydesk.core.lazy import lazy
from copydesk.core.model import Finding, Phrase, Related
from copydesk.core.rule import FileRule
from copydesk.core.source import Span

if TYPE_CHECKING:
    from copydesk.core.markdown import Block


@dataclass(frozen=True)
class CollapsedOptions:
    """When a long line counts as several paragraphs."""

    paragraph: int = field(
        default=1500,
        metadata={"help": "code points from which a line of spaced sentences is several paragraphs", "min": 200},
    )


class _Lost(NamedTuple):
    kind: str
    where: Span


_HEADING = lazy(
    r"(?<=[^\s#|>*_-])[ \t\u3000]*(?P<mark>#{2,6})[ \t]+(?=[^\s#])"
    r"|(?<=[。！？.!?）」』)])[ \t]?(?P<tight>#{2,6})(?=[^\s#\w/!])"
)
_BOLD_HEADING = lazy(r"^(?:\*\*|__)[ \t]*(?P<mark>#{1,6})[ \t]+(?=\S)", re.M)
_BULLET = lazy(r"(?<=[。．！？!?：:）)」.])[ \t]+(?P<mark>[-*+•])[ \t]+(?=\S)")
_NUMBER = lazy(r"(?:^|(?<=[。．！？!?：:）)」.])[ \t]+)(?P<mark>(?P<n>\d{1,2})[.)])[ \t]+(?=\S)", re.M)
_TABLE = lazy(r"(?<![-:|])(?P<mark>\|[ \t]*:?-{3,}:?[ \t]*\|(?:[ \t]*:?-{3,}:?[ \t]*\|)*)[ \t]*\|?[ \t]*(?=[^\s|-])")
# In scripts without spaces, a space after a sentence end is where a paragraph break was.
_PARAGRAPH = lazy(r"(?<=[。！？])[ \t]+(?=[^\s\d(（])")
_MANY_PARAGRAPHS = 4


class CollapsedBlocks(FileRule):
    """Headings, list items, table rows or whole paragraphs are squeezed onto one line.

    A step that joined the parts of a text replaced line breaks by spaces. Markdown sees one paragraph then: a `###` in
    mid-line stays literal, a list is no list, and a reader meets a wall of text. The finding lists what should stand on
    a line of its own.
    """

    code = "FB005"
    name = "collapsed-blocks"
    Options = CollapsedOptions
    messages: ClassVar = {
        "collapsed": {
            "en": "{count} blocks are squeezed onto this line ({what}); put each on a line of its own",
            "ja": "{count} 個のブロックが 1 行に詰め込まれています（{what}）。それぞれ改行してください",
        },
        "one": {
            "en": "a block is squeezed into this line ({what}); put it on a line of its own",
            "ja": "この行に別のブロックが混ざっています（{what}）。改行してください",
        },
        "bold-heading": {
            "en": "{mark} inside bold is no heading and is shown as it is; take the ** away",
            "ja": "太字の中の {mark} は見出しにならず、そのまま表示されます。** を外してください",
        },
        "headings": {"en": "headings: {count}", "ja": "見出し {count}"},
        "items": {"en": "list items: {count}", "ja": "リスト項目 {count}"},
        "rows": {"en": "tables: {count}", "ja": "表 {count}"},
        "paragraphs": {"en": "paragraphs: {count}", "ja": "段落 {count}"},
        "place": {"en": "a new line should begin here", "ja": "ここで改行する"},
    }

    def check(self, document: Document, options: CollapsedOptions) -> Iterable[Finding]:
        """Every line in which other blocks hide."""
        text = document.text
        for block in document.blocks:
            if block.kind != "paragraph":
                continue
            if text.startswith(("**", "__"), block.start) and (
                match := _BOLD_HEADING.match(text, block.start, block.end)
            ):
                yield Finding(self.code, "bold-heading", Span(*match.span("mark")), {"mark": match["mark"]})
            if block.end - block.start < 12 or not _worth(text, block, options):
                continue
            yield from self._lines(document, block, options)

    def _lines(self, document: Document, block: Block, options: CollapsedOptions) -> Iterator[Finding]:
        text, start = document.text, block.start
        while start < block.end:
            end = text.find("\n", start, block.end)
            end = block.end if end < 0 else end
            hidden = [i for i in document.inlines_in(Span(start, end)) if i.kind != "link"] if end > start else []
            lost = [
                found
                for found in _hidden(text, start, end, options)
                if not any(i.start <= found.where.start < i.end for i in hidden)
            ]
            if lost:
                counts = {k: sum(x.kind == k for x in lost) for k in ("headings", "items", "rows", "paragraphs")}
                what = tuple(Phrase(kind, {"count": n}) for kind, n in counts.items() if n)
                related = tuple(Related(x.where, "place") for x in lost[:20])
                key = "one" if len(lost) == 1 else "collapsed"
                yield Finding(self.code, key, Span(start, end), {"count": len(lost), "what": what}, related)
            start = end + 1


def _worth(text: str, block: Block, options: CollapsedOptions) -> bool:
    """The cheap test: a mark that begins a block stands in the middle of a line, or the line is very long."""
    start, end = block.start, block.end
    if text.find("## ", start + 1, end) > 0 or text.find("##", start + 1, end) > 0:
        return True
    if end - start > options.paragraph and text.find("。 ", start, end) > 0:
        return True
    return (
        text.find(" - ", start, end) > 0
        or text.find(" * ", start, end) > 0
        or text.find(" • ", start, end) > 0
        or text.find(" 2. ", start, end) > 0
        or text.find(" 2) ", start, end) > 0
        or text.find("---", start, end) > 0
    )


def _hidden(text: str, start: int, end: int, options: CollapsedOptions) -> list[_Lost]:
    """The starts of blocks within the line from ``start`` to ``end``."""
    lost = [
        _Lost("headings", Span(*m.span("mark" if m["mark"] else "tight"))) for m in _HEADING.finditer(text, start, end)
    ]
    bullets = [_Lost("items", Span(*m.span("mark"))) for m in _BULLET.finditer(text, start, end)]
    if len(bullets) >= 2:
        lost += bullets
    lost += _numbers(text, start, end)
    lost += [_Lost("rows", Span(*m.span("mark"))) for m in _TABLE.finditer(text, start, end)]
    if end - start >= options.paragraph:
        breaks = [_Lost("paragraphs", Span(m.end(), m.end() + 1)) for m in _PARAGRAPH.finditer(text, start, end)]
        taken = {x.where.start for x in lost}
        breaks = [b for b in breaks if b.where.start not in taken]
        if len(breaks) >= _MANY_PARAGRAPHS:
            lost += breaks
    return sorted(lost, key=lambda x: x.where)


def _numbers(text: str, start: int, end: int) -> list[_Lost]:
    """Numbered items in a row: ``1.`` then ``2.`` and so on."""
    run: list[_Lost] = []
    for match in _NUMBER.finditer(text, start, end):
        if int(match["n"]) == len(run) + 1:
            run.append(_Lost("items", Span(*match.span("mark"))))
    return [x for x in run if x.where.start > start] if len(run) >= 3 else []
