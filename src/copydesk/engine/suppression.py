"""Directives in a text: which findings they suppress, and what is said about the directives themselves.

``ignore[…]`` on a line of text holds for that line; standing alone, for the next block. ``ignore-file[…]`` holds for
the file, ``off[…]`` until ``on[…]`` or the end. Without brackets a directive means every rule.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from copydesk.core.model import Edit, Finding, Fix
from copydesk.core.source import Span

from . import policy
from .errors import UsageError
from .placing import place_findings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from copydesk.core.document import Document
    from copydesk.core.model import Diagnostic, Severity

_DIRECTIVE = re.compile(
    r"(?:<!--|\{/\*)[ \t]*copydesk:[ \t]*(?P<verb>ignore-file|ignore|off|on)\b"
    r"(?:\[(?P<codes>[^\]\n]*)\])?[^\n]*?(?:-->|\*/\})"
)
_CODES = ("CD001", "CD002")


@dataclass(slots=True)
class Directive:
    """A directive and the lines, from 1, that it holds for. ``diagnostics`` are what would be said of it."""

    codes: frozenset[str]
    first_line: int
    last_line: int
    unused: Diagnostic | None
    unknown: list[Diagnostic]
    used: bool = False


def find_directives(document: Document) -> list[Directive]:
    """The directives of a text, in order; those in code are none."""
    text, source = document.text, document.source
    if "copydesk:" not in text:
        return []
    found: list[Directive] = []
    opened: list[Directive] = []
    last = len(source.line_starts)
    for match in _DIRECTIVE.finditer(text, document.body_start):
        if _in_code(document, match.start()):
            continue
        span, verb = Span(*match.span()), match["verb"]
        codes, unknown = _expand(match["codes"], source.text, match)
        line = source.line_of(span.start)
        if verb == "on":
            for directive in opened:
                if not codes or directive.codes & codes:
                    directive.last_line = line
            opened = [d for d in opened if d.last_line != line]
            first, end = 1, 0
        elif verb == "off":
            first, end = line, last
        elif verb == "ignore-file":
            first, end = 1, last
        else:
            first, end = _target(document, span, line)
        warnings: Mapping[str, Severity] = dict.fromkeys(_CODES, "warning")
        words = match["codes"] or "*"
        unused = [] if verb == "on" or (unknown and not codes) else [
            Finding("CD001", "unused", span, {"directive": f"{verb}[{words}]"}, fix=_removal(text, span))
        ]  # fmt: skip
        placed = place_findings([*unused, *unknown], source, warnings)
        directive = Directive(
            codes,
            first,
            end,
            next((d for d in placed if d.rule == "CD001"), None),
            [d for d in placed if d.rule == "CD002"],
        )
        if verb == "off":
            opened.append(directive)
        found.append(directive)
    return found


def _expand(words: str | None, text: str, match: re.Match[str]) -> tuple[frozenset[str], list[Finding]]:
    """The codes of a directive, and a finding for each word of it that names no rule."""
    if words is None:
        return policy.expand("ALL") - set(_CODES), []
    codes: set[str] = set()
    unknown: list[Finding] = []
    for word in re.finditer(r"[^\s,]+", words):
        at = match.start("codes") + word.start()
        try:
            codes |= policy.expand(word[0])
        except UsageError as error:
            span = Span(at, at + len(word[0]))
            near = re.search(r"did you mean '(.+)'\?", error.hint)
            key = "unknown-near" if near else "unknown"
            unknown.append(Finding("CD002", key, span, {"word": word[0], "near": near[1] if near else ""}))
    return frozenset(codes), unknown


def _in_code(document: Document, offset: int) -> bool:
    if any(b.kind in ("code", "template") and b.start <= offset < b.end for b in document.blocks):
        return True
    return any(i.kind == "code" and i.start <= offset < i.end for i in document.structure.inlines)


def _target(document: Document, span: Span, line: int) -> tuple[int, int]:
    """The lines that an ``ignore`` holds for."""
    text, source = document.text, document.source
    own = source.line_span(line)
    if (text[own.start : span.start] + text[span.end : own.end]).strip(" \t>"):
        return line, line
    after = re.compile(r"\S").search(text, span.end)
    if not after:
        return line, line
    first = source.line_of(after.start())
    gap = re.compile(r"\n[ \t>]*(?:\n|$)").search(text, after.start())
    end = gap.start() if gap else len(text)
    for block in document.blocks:
        if block.start <= after.start() < block.end:
            end = max(end, block.end)
    return first, source.line_of(end)


def _removal(text: str, span: Span) -> Fix:
    """Take a directive out; with its line when it stands alone, and with the space before it when it does not."""
    start, end = span
    before = text.rfind("\n", 0, start) + 1
    after = text.find("\n", end)
    after = len(text) if after < 0 else after + 1
    if not (text[before:start] + text[end:after]).strip():
        start, end = before, after
    else:
        start -= text[before:start].endswith(" ")
    return Fix("safe", "fix", (Edit(Span(start, end), ""),))


def apply(
    diagnostics: Iterable[Diagnostic],
    directives: list[Directive],
    active: frozenset[str],
    severities: Mapping[str, Severity],
) -> tuple[list[Diagnostic], int]:
    """What is left of a file's diagnostics, with what is to say about the directives, and how many were suppressed."""
    kept: list[Diagnostic] = []
    suppressed = 0
    for diagnostic in diagnostics:
        hit = False
        for directive in directives:
            inside = directive.first_line <= diagnostic.place.line <= directive.last_line
            if inside and diagnostic.rule in directive.codes:
                directive.used = hit = True
        suppressed += hit
        if not hit:
            kept.append(diagnostic)
    for directive in directives:
        # A directive for a rule that did not run may well be needed when it does.
        judged = (directive.codes and directive.codes <= active | {"CD001"}) or len(directive.codes) > 5
        if directive.unused and not directive.used and judged and "CD001" in active:
            kept.append(_judged(directive.unused, severities))
        if "CD002" in active:
            kept += [_judged(d, severities) for d in directive.unknown]
    return kept, suppressed


def _judged(diagnostic: Diagnostic, severities: Mapping[str, Severity]) -> Diagnostic:
    from dataclasses import replace

    return replace(diagnostic, severity=severities[diagnostic.rule])
