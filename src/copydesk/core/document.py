"""A text with its structure: immutable, each part computed once and only when a rule asks for it."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from . import frontmatter, language, markdown
from .model import Context

if TYPE_CHECKING:
    from collections.abc import Callable

    from .markdown import Block, Inline
    from .source import Source, Span

T = TypeVar("T")

_PREFIX = re.compile(r"^[ \t]*(?:>[ \t]?)*", re.M)


class Document:
    """One file as the rules see it."""

    def __init__(self, source: Source, context: Context | None = None) -> None:
        """Wrap ``source``; nothing is parsed yet."""
        self.source = source
        self.text = source.text
        self.path = source.path
        self.context = context or Context()
        self._analyses: dict[object, object] = {}

    def once(self, analysis: Callable[[Document], T]) -> T:
        """The result of ``analysis``, a pure module-level function, computed once however many rules ask for it."""
        if analysis not in self._analyses:
            self._analyses[analysis] = analysis(self)
        return self._analyses[analysis]  # type: ignore[return-value]

    @cached_property
    def fence(self) -> frontmatter.Fence | None:
        """Where the front matter lies, or ``None``. Cheap: nothing in it is parsed."""
        return frontmatter.locate(self.text)

    @cached_property
    def front_matter(self) -> frontmatter.FrontMatter | None:
        """The parsed front matter with the position of every key and value, or ``None``."""
        return frontmatter.parse(self.text, self.fence) if self.fence else None

    @cached_property
    def body_start(self) -> int:
        """Offset of the first code point after the front matter and its fence."""
        return self.fence.body_start if self.fence else 0

    @cached_property
    def is_mdx(self) -> bool:
        """Whether JSX and ES module lines are part of the text."""
        return self.path.endswith(".mdx")

    @cached_property
    def structure(self) -> markdown.Structure:
        """Blocks and inlines, from one parse."""
        return markdown.parse(self.text, self.body_start, mdx=self.is_mdx)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Leaf blocks in the order of the text."""
        return self.structure.blocks

    @cached_property
    def _inline_starts(self) -> list[int]:
        return [i.start for i in self.structure.inlines]

    def inlines_in(self, span: Span | Block) -> tuple[Inline, ...]:
        """The inlines that start inside a span or block."""
        first = bisect_left(self._inline_starts, span.start)
        return self.structure.inlines[first : bisect_left(self._inline_starts, span.end, first)]

    def content(self, block: Block) -> str:
        """The text of a block without the ``>`` marks and the indent that its containers put before its lines."""
        text = self.text[block.start : block.end]
        return _PREFIX.sub("", text) if block.path and "\n" in text else text

    @cached_property
    def language(self) -> str:
        """Two-letter code of the text's main language: configured, named in the front matter, or detected."""
        if self.context.lang:
            return self.context.lang
        if self.fence and (named := _LANG.search(self.text, self.fence.start, self.fence.end)):
            return named[1].lower()
        return language.detect(self.text[self.body_start :])


_LANG = re.compile(r"^(?:lang|language|locale)\s*[:=]\s*[\"']?([A-Za-z]{2})(?:[-_][A-Za-z]+)?[\"']?\s*$", re.M)
