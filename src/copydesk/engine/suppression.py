"""Directives in a text: which findings they suppress, and what is said about the directives themselves.

``ignore[…]`` on a line of text holds for that line; standing alone, for the next block. ``ignore-file[…]`` holds for
the file, ``off[…]`` until ``on[…]`` or the end. Without brackets a directive means every rule.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from copydesk.core.model import Edit, Finding, Fix
from copydesk.core.rule import discover
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
_INK = re.compile(r"\S")
_GAP = re.compile(r"\n(?=[ \t>]*(?:\n|\Z))")  # before a blank line, which may stand in a quote


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
    matches = list(_DIRECTIVE.finditer(text, document.body_start))
    if not matches:
        return []
    surroundings = _Surroundings(document)
    found: list[Directive] = []
    opened: list[Directive] = []
    last = len(source.line_starts)
    for match in matches:
        if surroundings.code.end_at(match.start()):
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
            first, end = surroundings.target(span, line)
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


class _Cover:
    """Where any of some spans covers an offset, by bisection: a text may hold a directive on each of its lines."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self.starts = [start for start, _ in ordered]
        self.ends = list(accumulate((end for _, end in ordered), max))

    def end_at(self, offset: int) -> int:
        """The furthest end of the spans that cover ``offset``; 0 when none does."""
        at = bisect_right(self.starts, offset) - 1
        return self.ends[at] if at >= 0 and self.ends[at] > offset else 0


class _Surroundings:
    """What a text has around its directives: its code, its blocks and its blank lines."""

    def __init__(self, document: Document) -> None:
        self.text, self.source = document.text, document.source
        code = [(b.start, b.end) for b in document.blocks if b.kind in ("code", "template")]
        self.code = _Cover(code + [(i.start, i.end) for i in document.structure.inlines if i.kind == "code"])
        self.blocks = _Cover((b.start, b.end) for b in document.blocks)
        self.gaps = [m.start() for m in _GAP.finditer(self.text, document.body_start)]

    def target(self, span: Span, line: int) -> tuple[int, int]:
        """The lines that an ``ignore`` at ``span`` on ``line`` holds for."""
        own = self.source.line_span(line)
        if (self.text[own.start : span.start] + self.text[span.end : own.end]).strip(" \t>"):
            return line, line
        after = _INK.search(self.text, span.end)
        if not after:
            return line, line
        start = after.start()
        gap = bisect_left(self.gaps, start)
        end = self.gaps[gap] if gap < len(self.gaps) else len(self.text)
        return self.source.line_of(start), self.source.line_of(max(end, self.blocks.end_at(start)))


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
    ordered = sorted(diagnostics, key=lambda d: d.place.line)
    lines = [d.place.line for d in ordered]
    hidden: set[int] = set()
    for directive in directives:
        for at in range(bisect_left(lines, directive.first_line), bisect_right(lines, directive.last_line)):
            if ordered[at].rule in directive.codes:
                directive.used = True
                hidden.add(at)
    kept = [d for at, d in enumerate(ordered) if at not in hidden]
    for directive in directives:
        # A directive for a rule that did not run may well be needed when it does.
        needed = {code for code in directive.codes if not discover()[code].opt_in}
        judged = directive.codes & active and needed <= active.union(_CODES)
        if directive.unused and not directive.used and judged and "CD001" in active:
            kept.append(_judged(directive.unused, severities))
        if "CD002" in active:
            kept += [_judged(d, severities) for d in directive.unknown]
    return kept, len(hidden)


def _judged(diagnostic: Diagnostic, severities: Mapping[str, Severity]) -> Diagnostic:
    return replace(diagnostic, severity=severities[diagnostic.rule])
