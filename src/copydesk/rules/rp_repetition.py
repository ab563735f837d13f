"""RP001 to RP004: what a text tells twice, exactly, with edits, as a passage, or in a loop."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar

from copydesk.core.document import Document
from copydesk.core.model import Finding, Related, Values
from copydesk.core.repetition import Repetition, find_repetitions
from copydesk.core.rule import FileRule, Wording
from copydesk.core.squeezed import squeeze


@dataclass(frozen=True)
class RepetitionOptions:
    """What counts as told twice."""

    minimum: int = field(
        default=80, metadata={"help": "characters without white space that a repetition must have", "min": 20}
    )
    allow: tuple[str, ...] = field(
        default=(),
        metadata={
            "help": "texts that may stand twice; a repetition that contains one, or is part of one, is left alone"
        },
    )


@dataclass(frozen=True)
class SimilarityOptions(RepetitionOptions):
    """The same, and how alike two paragraphs must be."""

    similarity: float = field(
        default=0.85, metadata={"help": "share of the characters that two paragraphs must have in common", "min": 0.5}
    )


class _Base(FileRule):
    """What the family shares: the allowed texts and the shape of the finding."""

    def _wanted(self, document: Document, options: RepetitionOptions, kinds: tuple[str, ...]) -> Iterable[Repetition]:
        allowed = [squeeze(text) for text in options.allow]
        for found in document.once(find_repetitions):
            if found.kind not in kinds or (found.size < options.minimum and found.kind != "loop"):
                continue
            text = squeeze(document.text[found.later.start : found.later.end]) if allowed else ""
            if not any(a in text or text in a for a in allowed if a):
                yield found

    def _finding(self, document: Document, key: str, found: Repetition) -> Finding:
        line = str(document.source.line_of(found.first.start))
        words = document.text[found.later.start : found.later.start + 24].strip().replace("\n", " ")
        values: Values = {
            "line": line, "words": words, "size": found.size, "similarity": f"{found.similarity:.0%}",
            "share": f"{found.share:.0%}" if found.share >= 0.01 else "<1%", "count": found.rounds, "blocks": found.blocks,
        }  # fmt: skip
        related = [Related(where, "first") for where in (found.first, *found.parts)]
        related += [Related(where, "again") for where in found.also]
        return Finding(self.code, key, found.later, values, tuple(related[:_SHOWN]))


_SHOWN = 20  # related places of a finding
_FIRST: dict[str, Wording] = {
    "first": {"en": "told here first", "ja": "最初の記述"},
    "again": {"en": "told here as well", "ja": "ここにも同じ記述"},
}


class RepeatedParagraph(_Base):
    """A paragraph stands twice in a file, word for word; white space and width do not count.

    Texts written in pieces often tell the same thing again, because the piece that comes later does not know the earlier
    one. Keep the copy that stands better and delete the other.
    """

    code = "RP001"
    name = "repeated-paragraph"
    Options = RepetitionOptions
    messages: ClassVar = {
        "exact": {
            "en": "this paragraph (“{words}…”, {size} characters) stands in line {line} already; keep one of the two",
            "ja": "この段落（「{words}…」{size} 文字）は {line} 行目にもあります。一方だけを残してください",
        },
        **_FIRST,
    }

    def check(self, document: Document, options: RepetitionOptions) -> Iterable[Finding]:
        """Every later copy."""
        for found in self._wanted(document, options, ("paragraph",)):
            if found.similarity == 1.0:
                yield self._finding(document, "exact", found)


class NearRepeatedParagraph(_Base):
    """A paragraph stands twice with small edits.

    The similarity is the share of characters that the two have in common, in order.
    """

    code = "RP002"
    name = "near-repeated-paragraph"
    Options = SimilarityOptions
    messages: ClassVar = {
        "near": {
            "en": "this paragraph (“{words}…”) is {similarity} the same as the one in line {line}; keep one of the two",
            "ja": "この段落（「{words}…」）は {line} 行目の段落と {similarity} 同じです。一方だけを残してください",
        },
        **_FIRST,
    }

    def check(self, document: Document, options: SimilarityOptions) -> Iterable[Finding]:
        """Every later copy that is alike enough."""
        for found in self._wanted(document, options, ("paragraph",)):
            if options.similarity <= found.similarity < 1.0:
                yield self._finding(document, "near", found)


class RepeatedPassage(_Base):
    """A run of paragraphs, or the greater part of a long one, is told twice.

    Line breaks do not matter: a section that was squeezed onto one line is found against the paragraphs that it repeats. The
    whole run is one finding.
    """

    code = "RP003"
    name = "repeated-passage"
    Options = SimilarityOptions
    messages: ClassVar = {
        "passage": {
            "en": "a passage of {size} characters ({share} of the text), beginning “{words}…”, is told in line {line} already "
            "({similarity} the same); keep one of the two",
            "ja": "「{words}…」から始まる {size} 文字（本文の {share}）は {line} 行目からの繰り返しです（一致 {similarity}）。一方だけを残してください",
        },
        **_FIRST,
    }

    def check(self, document: Document, options: SimilarityOptions) -> Iterable[Finding]:
        """Every later copy of a passage."""
        for found in self._wanted(document, options, ("passage",)):
            if found.similarity >= options.similarity:
                yield self._finding(document, "passage", found)


class LoopingText(_Base):
    """The same sentence or phrase again and again in one place: a language model in a loop."""

    code = "RP004"
    name = "looping-text"
    Options = RepetitionOptions
    messages: ClassVar = {
        "loop": {
            "en": "“{words}…” is repeated {count} times in a row; keep it once",
            "ja": "「{words}…」が {count} 回続けて繰り返されています。1 回だけ残してください",
        },
        **_FIRST,
    }

    def check(self, document: Document, options: RepetitionOptions) -> Iterable[Finding]:
        """Every loop, on its repetitions."""
        for found in self._wanted(document, options, ("loop",)):
            yield self._finding(document, "loop", found)
