"""From a rule's finding, which knows offsets of one text, to a diagnostic, which a reader can go to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.core.model import Diagnostic, PlacedEdit, PlacedFix, PlacedRelated
from copydesk.core.rule import discover
from copydesk.core.source import Place, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from copydesk.core.model import Finding, Severity
    from copydesk.core.source import Source

_EXCERPT = 160  # code points of a long line that a report keeps
_BEFORE = 40  # of them before the finding


def place_findings(found: Iterable[Finding], source: Source, severities: Mapping[str, Severity]) -> list[Diagnostic]:
    """Diagnostics for the findings of one text, in the order of their places."""
    counts: dict[tuple[str, str], int] = {}
    placed = [_place(f, source, severities[f.rule], counts) for f in sorted(found, key=_order)]
    return sorted(placed, key=lambda d: (d.place, d.rule))


def _order(finding: Finding) -> tuple[tuple[int, ...], str]:
    return tuple(finding.where), finding.rule


def fingerprint(rule: str, path: str, anchor: str, counts: dict[tuple[str, str], int]) -> str:
    """32 hexadecimal digits that do not change when lines move.

    Made of the rule, the path, the anchor's text without white space, and how many findings of the rule with that text
    came before it in the file.
    """
    import hashlib  # here: a run without findings does not need it

    key = "".join(anchor.split())
    ordinal = counts[rule, key] = counts.get((rule, key), 0) + 1
    text = "\0".join((rule, path, key, str(ordinal)))
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _place(finding: Finding, source: Source, severity: Severity, counts: dict[tuple[str, str], int]) -> Diagnostic:
    where = finding.where
    place = source.place(where) if isinstance(where, Span) else where
    anchor = finding.anchor
    if anchor is None:
        anchor = source.text[where.start : where.end] if isinstance(where, Span) else ""
    excerpt, column = _excerpt(source, place)
    fix = None
    if finding.fix:
        edits = tuple(PlacedEdit(source.place(e.span), e.span, e.text) for e in finding.fix.edits)
        fix = PlacedFix(finding.fix.applicability, finding.fix.key, finding.fix.values, edits)
    return Diagnostic(
        rule=finding.rule,
        name=discover()[finding.rule].name,
        severity=severity,
        path=source.path,
        place=place,
        key=finding.key,
        values=finding.values,
        related=tuple(
            PlacedRelated(
                r.path or source.path, source.place(r.where) if isinstance(r.where, Span) else r.where, r.key, r.values
            )
            for r in finding.related
        ),
        fix=fix,
        fingerprint=fingerprint(finding.rule, source.path, anchor, counts),
        excerpt=excerpt,
        excerpt_column=column,
    )


def place_elsewhere(path: str, finding: Finding, severity: Severity, counts: dict[tuple[str, str], int]) -> Diagnostic:
    """A diagnostic for a corpus rule's finding, whose text is not at hand: its anchor serves as the excerpt."""
    assert isinstance(finding.where, Place), "a corpus rule's finding has a place"
    return Diagnostic(
        rule=finding.rule,
        name=discover()[finding.rule].name,
        severity=severity,
        path=path,
        place=finding.where,
        key=finding.key,
        values=finding.values,
        related=tuple(
            PlacedRelated(r.path or path, r.where, r.key, r.values)
            for r in finding.related
            if isinstance(r.where, Place)
        ),
        fix=None,
        fingerprint=fingerprint(finding.rule, path, finding.anchor or "", counts),
        excerpt="",
        excerpt_column=1,
    )


def _excerpt(source: Source, place: Place) -> tuple[str, int]:
    span = source.line_span(place.line)
    line = source.text[span.start : span.end]
    if len(line) <= _EXCERPT:
        return line, 1
    first = max(0, min(place.column - 1 - _BEFORE, len(line) - _EXCERPT))
    return line[first : first + _EXCERPT], first + 1
