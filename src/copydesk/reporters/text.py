"""Text for a terminal: the place, the words, the offending line with a caret under it, and a summary."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from .plain import fix_title, location, message, printable, related_message

if TYPE_CHECKING:
    from copydesk.core.model import Diagnostic, Report

    from . import Style

_COLORS = {"error": "\x1b[31m", "warning": "\x1b[33m", "info": "\x1b[36m"}
_BOLD, _DIM, _OFF = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_RELATED = 3  # related places of a finding that are listed
_TAB = "    "

_WORDS = {
    "en": {
        "error": "error",
        "warning": "warning",
        "info": "info",
        "nothing": "No Markdown file to lint.",
        "none": "No findings in {files}.",
        "some": "{findings} in {files}: {parts}.",
        "suppressed": "{n} suppressed by directives.",
        "fixable": "{n} with a ready repair (--format json has them as edits).",
        "more": "and {n} more",
        "safe": "repair: {title}",
        "unsafe": "possible repair, to be read first: {title}",
        "next": "--select CODE shows one rule, --ignore CODE leaves one out; "
        "<!-- copydesk: ignore[CODE] reason --> above a paragraph accepts it as it is.",
    },
    "ja": {
        "error": "エラー",
        "warning": "警告",
        "info": "情報",
        "nothing": "対象の Markdown ファイルがありません。",
        "none": "{files}に指摘はありません。",
        "some": "{files}に{findings}: {parts}。",
        "suppressed": "ディレクティブによる抑制 {n} 件。",
        "fixable": "修正案あり {n} 件（--format json で編集内容を出力）。",
        "more": "ほか {n} か所",
        "safe": "修正案: {title}",
        "unsafe": "修正案（内容を確認してから）: {title}",
        "next": "--select CODE で 1 つのルールだけ表示、--ignore CODE で除外。"
        "段落の前に <!-- copydesk: ignore[CODE] 理由 --> と書くと、その段落の指摘を許容します。",
    },
}


def render(report: Report, style: Style) -> str:
    """The whole report. Nothing of a linted text reaches the terminal unescaped."""
    out = [_finding(d, style) for d in report.diagnostics]
    if style.statistics and report.diagnostics:
        out.append(("\n" if out else "") + _statistics(report))
    if not style.quiet:
        out.append(("\n" if out else "") + _summary(report, style))
    return "\n".join(out) + "\n" if out else ""


def _finding(d: Diagnostic, style: Style) -> str:
    words, color = _WORDS[style.lang], _COLORS[d.severity]
    head = f"{_paint(location(d.path, d.place), _BOLD, style)}: {_paint(words[d.severity], color, style)} {d.rule}"
    lines = [f"{head} {message(d, style.lang)} {_paint(f'[{d.name}]', _DIM, style)}"]
    if d.excerpt.strip():
        gutter = f"{d.place.line:>5} | "
        text, before, under = excerpt(d, max(20, style.width - len(gutter)))
        lines += [gutter + text, f"{'':>5} | {' ' * before}{_paint('^' * under, color, style)}"]
    for related in d.related[:_RELATED]:
        lines.append(f"        {location(related.path, related.place)}: {related_message(d, related, style.lang)}")
    if len(d.related) > _RELATED:
        lines.append("        " + words["more"].format(n=len(d.related) - _RELATED))
    if d.fix:
        lines.append("        " + words[d.fix.applicability].format(title=fix_title(d, d.fix, style.lang)))
    return "\n".join(lines)


def excerpt(d: Diagnostic, columns: int) -> tuple[str, int, int]:
    """The offending line, as much of it as ``columns`` hold, and where the caret line stands under it.

    Gives the text, the number of columns before the first caret and the number of carets. The window is chosen by
    display width: a kana takes two columns, a combining mark none, an escaped control character four.
    """
    line = d.excerpt
    start = min(max(0, d.place.column - d.excerpt_column), len(line))
    end = d.place.end_column - d.excerpt_column if d.place.end_line == d.place.line else len(line)
    end = min(max(start, end), len(line))
    widths = [_width_of(char) for char in line]
    first, last = 0, len(line)
    if sum(widths) > columns:
        first, last = _window(widths, start, columns - 2)  # without the dots on either side
    end = min(end, last)
    lead = "…" if first > 0 or d.excerpt_column > 1 else ""
    trail = "…" if last < len(line) else ""
    before, inside, after = (_shown(part) for part in (line[first:start], line[start:end], line[end:last]))
    return lead + before + inside + after + trail, width(lead + before), max(1, width(inside))


def _window(widths: list[int], start: int, columns: int) -> tuple[int, int]:
    """The part of a line that is shown: a third of the columns for what stands before ``start``, the rest from there."""
    first, spare = start, columns // 3
    while first > 0 and spare >= widths[first - 1]:
        first -= 1
        spare -= widths[first]
    while first < start and not widths[first]:  # a combining mark is nothing without its letter
        first += 1
    last, spare = first, columns
    while last < len(widths) and spare >= widths[last]:
        spare -= widths[last]
        last += 1
    return first, last


def _shown(text: str) -> str:
    return printable(text.replace("\t", _TAB)) if not text.isprintable() else text


def width(text: str) -> int:
    """Columns that printable ``text`` takes on a terminal, by the tables of wcwidth."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth  # here: a report in ASCII does not need the tables

    return max(0, wcswidth(text))


@cache
def _width_of(char: str) -> int:
    return width(_shown(char))


def _statistics(report: Report) -> str:
    counts: dict[tuple[str, str], int] = {}
    for d in report.diagnostics:
        counts[d.rule, d.name] = counts.get((d.rule, d.name), 0) + 1
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return "\n".join(f"{n:>7,}  {code} {name}" for (code, name), n in ranked)


def _summary(report: Report, style: Style) -> str:
    words = _WORDS[style.lang]
    if not report.files and not report.diagnostics:
        return words["nothing"]
    total = len(report.diagnostics)
    if style.lang == "ja":
        files, findings = f"{report.files:,} ファイル", f"指摘 {total:,} 件"
        parts = "、".join(f"{words[s]} {n:,}" for s, n in report.counts().items() if n)
    else:
        files, findings = _plural(report.files, "file"), _plural(total, "finding")
        parts = ", ".join(
            _plural(n, words[s]) if s != "info" else f"{n:,} info" for s, n in report.counts().items() if n
        )
    sentences = [words["some" if total else "none"].format(files=files, findings=findings, parts=parts)]
    if report.suppressed:
        sentences.append(words["suppressed"].format(n=f"{report.suppressed:,}"))
    if fixable := sum(d.fix is not None for d in report.diagnostics):
        sentences.append(words["fixable"].format(n=f"{fixable:,}"))
    summary = ("" if style.lang == "ja" else " ").join(sentences)
    return f"{summary}\n{_paint(words['next'], _DIM, style)}" if total else summary


def _plural(n: int, noun: str) -> str:
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


def _paint(text: str, color: str, style: Style) -> str:
    return f"{color}{text}{_OFF}" if style.color else text
