"""GitHub Actions workflow commands: an annotation a finding.

Escaping is that of GitHub's toolkit: ``%``, CR and LF in data, ``:`` and ``,`` as well in properties. Columns are named
only when a finding starts and ends on one line, because GitHub ignores them otherwise.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copydesk.core import messages

if TYPE_CHECKING:
    from copydesk.core.model import Diagnostic, Report

    from . import Style

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}
_UNPRINTABLE = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def render(report: Report, style: Style) -> str:
    """A line a finding, the worst first, since a step shows ten of each level."""
    order = {"error": 0, "warning": 1, "info": 2}
    ranked = sorted(report.diagnostics, key=lambda d: (order[d.severity], d.path, d.place))
    return "".join(_command(d, style) + "\n" for d in ranked)


def _command(d: Diagnostic, style: Style) -> str:
    properties = {"file": d.path, "line": str(d.place.line), "endLine": str(d.place.end_line)}
    if d.place.line == d.place.end_line:
        properties |= {"col": str(d.place.column), "endColumn": str(d.place.end_column)}
    properties["title"] = f"{d.rule} {d.name}"
    named = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_LEVELS[d.severity]} {named}::{_data(messages.render(d.rule, d.key, d.values, style.lang))}"


def _data(text: str) -> str:
    text = _UNPRINTABLE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
