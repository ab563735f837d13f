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

_EXCERPT = 240  # code points of a long line that a report keeps
_BEFORE = 80  # of them before the finding


def place_findings(found: Iterable[Finding], source: Source, severities: Mapping[str, Severity]) -> list[Diagnostic]:
    """Diagnostics for the findings of one text, in the order of their places."""
    counts: dict[tuple[str, str], int] = {}
    placed = [place_finding(f, source, severities[f.rule], counts) for f in sorted(found, key=_order)]
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


def place_finding(
    finding: Finding, source: Source, severity: Severity, counts: dict[tuple[str, str], int]
) -> Diagnostic:
    """The diagnostic for one finding in ``source``; ``counts`` is what ``fingerprint`` keeps from call to call."""
    anchor = finding.anchor
    if anchor is None:
        anchor = source.text[finding.where.start : finding.where.end] if isinstance(finding.where, Span) else ""
    place = _where(finding.where, source)
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
            PlacedRelated(r.path or source.path, _where(r.where, source), r.key, r.values) for r in finding.related
        ),
        fix=fix,
        fingerprint=fingerprint(finding.rule, source.path, anchor, counts),
        excerpt=excerpt,
        excerpt_column=column,
    )


def _where(where: Span | Place, source: Source) -> Place:
    return source.place(where) if isinstance(where, Span) else where


def _excerpt(source: Source, place: Place) -> tuple[str, int]:
    if place.line > len(source.line_starts):  # a file that changed since a corpus rule read it
        return "", 1
    start, end = source.line_span(place.line)
    first = max(start, min(start + place.column - 1 - _BEFORE, end - _EXCERPT))
    return source.text[first : min(end, first + _EXCERPT)], first - start + 1
