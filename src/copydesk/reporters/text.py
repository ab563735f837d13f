"""Text for a terminal: the place, the words, the offending line with a caret under it, and a summary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .plain import message, printable, related_message

if TYPE_CHECKING:
    from copydesk.core.model import Diagnostic, Report

    from . import Style

_WIDTH = 100  # columns of a terminal that an excerpt may take
_COLORS = {"error": "\x1b[31m", "warning": "\x1b[33m", "info": "\x1b[36m"}
_BOLD, _DIM, _OFF = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_RELATED = 3  # related places of a finding that are listed

_WORDS = {
    "en": {
        "none": "No findings in {files} {file}.",
        "some": "{count} {finding} in {files} {file}: {parts}.",
        "suppressed": "{n} suppressed by directives.",
        "fixable": "{n} can be repaired: the json format carries each fix.",
        "more": "and {n} more places",
        "next": "copydesk lint --select CODE shows one rule; <!-- copydesk: ignore[CODE] reason --> accepts a finding.",
    },
    "ja": {
        "none": "{files} ファイルに指摘はありません。",
        "some": "{files} ファイルに {count} 件の指摘: {parts}。",
        "suppressed": "ディレクティブで抑制: {n} 件。",
        "fixable": "{n} 件は修正案があります（json 形式に含まれます）。",
        "more": "ほか {n} か所",
        "next": "1 つのルールだけ見るには copydesk lint --select CODE、"
        "指摘を許容するには <!-- copydesk: ignore[CODE] 理由 -->。",
    },
}
_SEVERITY_JA = {"error": "エラー", "warning": "警告", "info": "情報"}


def render(report: Report, style: Style) -> str:
    """The whole report. Nothing of a linted text reaches the terminal unescaped."""
    out = [_finding(d, style) for d in report.diagnostics]
    if style.statistics:
        out.append(_statistics(report, style))
    if not style.quiet:
        out.append(_summary(report, style))
    return "\n".join(out) + "\n" if out else ""


def _finding(diagnostic: Diagnostic, style: Style) -> str:
    d, place = diagnostic, diagnostic.place
    severity = _SEVERITY_JA[d.severity] if style.lang == "ja" else d.severity
    where = f"{printable(d.path)}:{place.line}:{place.column}"
    head = f"{_paint(where, _BOLD, style)}: {_paint(severity, _COLORS[d.severity], style)}"
    lines = [f"{head} {d.rule} {message(d, style.lang)} {_paint(f'[{d.name}]', _DIM, style)}"]
    if d.excerpt.strip():
        text, caret = _excerpt(d)
        number = str(place.line)
        lines += [f"  {number} | {text}", f"  {' ' * len(number)} | {_paint(caret, _COLORS[d.severity], style)}"]
    for related in d.related[:_RELATED]:
        at = f"{printable(related.path)}:{related.place.line}:{related.place.column}"
        lines.append(f"    {at}: {related_message(d, related, style.lang)}")
    if len(d.related) > _RELATED:
        lines.append("    " + _WORDS[style.lang]["more"].format(n=len(d.related) - _RELATED))
    return "\n".join(lines)


def _excerpt(d: Diagnostic) -> tuple[str, str]:
    """The offending line, as much of it as fits, and the caret line that stands right under it.

    The window is chosen by display width, because a kana takes two columns and a combining mark none.
    """
    start = d.place.column - d.excerpt_column
    end = d.place.end_column - d.excerpt_column if d.place.end_line == d.place.line else len(d.excerpt)
    start = max(0, min(start, len(d.excerpt)))
    end = max(start, min(end, len(d.excerpt)))
    first = start
    while first > 0 and width(d.excerpt[first - 1 : start]) <= _WIDTH // 3:
        first -= 1
    last = first
    while last < len(d.excerpt) and width(d.excerpt[first : last + 1]) <= _WIDTH:
        last += 1
    before, inside, after = d.excerpt[first:start], d.excerpt[start : min(end, last)], d.excerpt[min(end, last) : last]
    lead = "…" if first > 0 or d.excerpt_column > 1 else ""
    trail = "…" if last < len(d.excerpt) else ""
    shown = [printable(part) for part in (before, inside, after)]
    caret = " " * (width(lead) + width(shown[0])) + "^" * max(1, width(shown[1]))
    return lead + "".join(shown) + trail, caret


def width(text: str) -> int:
    """Columns that ``text`` takes on a terminal, by wcwidth's tables; without it, of control characters none."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth  # here: plain ASCII reports do not need the tables

    columns = wcswidth(text)
    return columns if columns >= 0 else len(re.sub(r"[\x00-\x1f\x7f-\x9f]", "", text))


def _statistics(report: Report, style: Style) -> str:
    counts: dict[tuple[str, str], int] = {}
    for d in report.diagnostics:
        counts[d.rule, d.name] = counts.get((d.rule, d.name), 0) + 1
    return "\n".join(f"{n:6}  {code} {name}" for (code, name), n in sorted(counts.items(), key=lambda i: (-i[1], i[0])))


def _summary(report: Report, style: Style) -> str:
    words = _WORDS[style.lang]
    counts = report.counts()
    names = {
        s: _SEVERITY_JA[s] if style.lang == "ja" else s + "s" * (n != 1 and s != "info") for s, n in counts.items()
    }
    facts = {
        "files": f"{report.files:,}",
        "file": "file" if report.files == 1 else "files",
        "count": f"{len(report.diagnostics):,}",
        "finding": "finding" if len(report.diagnostics) == 1 else "findings",
        "parts": ", ".join(f"{n:,} {names[s]}" for s, n in counts.items() if n),
    }
    out = [words["some" if report.diagnostics else "none"].format(**facts)]
    if report.suppressed:
        out.append(words["suppressed"].format(n=report.suppressed))
    if fixable := sum(d.fix is not None for d in report.diagnostics):
        out.append(words["fixable"].format(n=fixable))
    lines = [" ".join(out)]
    if report.diagnostics:
        lines.append(_paint(words["next"], _DIM, style))
    return "\n".join(lines)


def _paint(text: str, color: str, style: Style) -> str:
    return f"{color}{text}{_OFF}" if style.color else text
