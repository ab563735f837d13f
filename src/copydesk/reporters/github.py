"""GitHub Actions workflow commands: an annotation a finding.

Escaping is that of GitHub's toolkit: ``%``, CR and LF in data, ``:`` and ``,`` as well in properties. Columns are named
only when a finding starts and ends on one line, because GitHub ignores them otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .plain import location, message, printable, related_message

if TYPE_CHECKING:
    from copydesk.core.model import Diagnostic, Report

    from . import Style

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}
_RANK = {"error": 0, "warning": 1, "info": 2}


def render(report: Report, style: Style) -> str:
    """A line a finding, the worst first, since a step shows ten of each level."""
    ranked = sorted(report.diagnostics, key=lambda d: (_RANK[d.severity], d.path, d.place))
    return "".join(_command(d, style) + "\n" for d in ranked)


def _command(d: Diagnostic, style: Style) -> str:
    properties = {"file": d.path, "line": str(d.place.line), "endLine": str(d.place.end_line)}
    if d.place.line == d.place.end_line:
        properties |= {"col": str(d.place.column), "endColumn": str(d.place.end_column)}
    properties["title"] = f"{d.rule} {d.name}"
    named = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    lines = [message(d, style.lang)]
    lines += [f"{location(r.path, r.place)}: {related_message(d, r, style.lang)}" for r in d.related]
    return f"::{_LEVELS[d.severity]} {named}::{_data(chr(10).join(lines))}"


def _data(text: str) -> str:
    """``text`` for the data of a command: its line breaks are kept, other control characters shown as escapes."""
    return printable(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    """``text`` for a property of a command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
