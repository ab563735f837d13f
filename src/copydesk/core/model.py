"""The shape of a finding, from the rule that sees it to the report that shows it. Frozen, slotted, picklable.

A rule yields a ``Finding``: facts over spans of one text. The engine places it (lines, columns, severity, fingerprint)
and gets a ``Diagnostic``; a ``Report`` is all of them. Neither holds a sentence: a finding has a message key and
values, and the wording is rendered in the reader's language by ``messages``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from .source import Place, Span

Severity = Literal["error", "warning", "info"]
Applicability = Literal["safe", "unsafe"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A part of a message that has its own wording in each language: a key of the rule's messages, and its values."""

    key: str
    values: Values = field(default_factory=dict)


Value = str | int | float | Phrase | tuple["Phrase | str", ...]
Values = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to a finding; ``path`` is ``None`` for the same file.

    ``where`` is a span when the rule saw the text, a place when a corpus rule knows only the facts of another file.
    """

    where: Span | Place
    key: str
    values: Values = field(default_factory=dict)
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace what ``span`` covers by ``text``, whose newlines are LF."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair as data. ``safe``: no reader could object. ``unsafe``: it deletes or joins prose."""

    applicability: Applicability
    key: str
    edits: tuple[Edit, ...]
    values: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule saw. ``anchor`` is the text that the fingerprint is made of; by default the text of the span."""

    rule: str
    key: str
    where: Span | Place
    values: Values = field(default_factory=dict)
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class PlacedRelated:
    """A ``Related`` with the file and the place where a reader finds it."""

    path: str
    place: Place
    key: str
    values: Values


@dataclass(frozen=True, slots=True)
class PlacedEdit:
    """An ``Edit`` by line and column, for editors and reports; ``span`` is the same in offsets of the text."""

    place: Place
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class PlacedFix:
    """A ``Fix`` whose edits are placed."""

    applicability: Applicability
    key: str
    values: Values
    edits: tuple[PlacedEdit, ...]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding that is placed and judged, ready for a reporter.

    ``excerpt`` is the part of the offending line that fits a terminal, and ``excerpt_column`` the column, from 1, of
    its first code point; reporters never read files. ``fingerprint`` stays the same when lines move.
    """

    rule: str
    name: str
    severity: Severity
    path: str
    place: Place
    key: str
    values: Values
    related: tuple[PlacedRelated, ...]
    fix: PlacedFix | None
    fingerprint: str
    excerpt: str
    excerpt_column: int


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that went wrong while linting: a file that cannot be read, a rule that raised.

    ``kind``: ``unreadable`` (the file is named, the run goes on) or ``crash`` (exit status 3).
    """

    kind: Literal["unreadable", "crash"]
    path: str
    rule: str | None
    detail: str


@dataclass(frozen=True, slots=True)
class Report:
    """All that a run found, in the order of path, line and column. ``files`` counts the files that were linted."""

    diagnostics: tuple[Diagnostic, ...]
    failures: tuple[Failure, ...]
    files: int
    suppressed: int = 0

    def counts(self) -> dict[Severity, int]:
        """The number of diagnostics of each severity."""
        return {s: sum(d.severity == s for d in self.diagnostics) for s in SEVERITIES}


@dataclass(frozen=True, slots=True)
class Context:
    """What a text does not say about itself: facts of the site and the configuration that hold for one file.

    ``dialect``: how the site's renderer pairs emphasis. ``lang``: a language set in the configuration (``ja``).
    ``schema``: the JSON Schema of this file's front matter, with ``schema_name`` as the reader knows it.
    """

    dialect: str = "commonmark"
    lang: str | None = None
    schema: dict[str, object] | bool | None = None
    schema_name: str = ""
    schema_required: bool = False
