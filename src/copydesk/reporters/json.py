"""JSON, as ``schemas/report.schema.json`` describes it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from copydesk import __version__
from copydesk.core import messages

if TYPE_CHECKING:
    from copydesk.core.model import Diagnostic, Report
    from copydesk.core.source import Place

    from . import Style

_SURROGATE = re.compile("[\ud800-\udfff]")


def render_place(place: Place) -> dict[str, int]:
    """Lines and columns in code points, from 1, the end exclusive in columns."""
    return {"line": place.line, "column": place.column, "end_line": place.end_line, "end_column": place.end_column}


def render_finding(diagnostic: Diagnostic, lang: str) -> dict[str, Any]:
    """One finding in the contract's shape. Its strings are those of the text, not escaped for a terminal."""
    rule, fix = diagnostic.rule, diagnostic.fix
    return {
        "rule": rule,
        "name": diagnostic.name,
        "severity": diagnostic.severity,
        "path": diagnostic.path,
        **render_place(diagnostic.place),
        "message": messages.render(rule, diagnostic.key, diagnostic.values, lang),
        "related": [
            {"path": r.path, **render_place(r.place), "message": messages.render(rule, r.key, r.values, lang)}
            for r in diagnostic.related
        ],
        "fix": fix and {
            "applicability": fix.applicability,
            "title": messages.render(rule, fix.key, fix.values, lang),
            "edits": [{**render_place(e.place), "text": e.text} for e in fix.edits],
        },
        "fingerprint": diagnostic.fingerprint,
    }  # fmt: skip


def render_report(report: Report, lang: str) -> dict[str, Any]:
    """The whole report as JSON types."""
    counts = report.counts()
    return {
        "version": 1,
        "copydesk": __version__,
        "findings": [render_finding(d, lang) for d in report.diagnostics],
        "errors": [
            {"kind": f.kind, "path": f.path, "rule": f.rule, "message": f.detail} for f in report.failures
        ],
        "summary": {
            "files": report.files,
            "findings": len(report.diagnostics),
            "error": counts["error"],
            "warning": counts["warning"],
            "info": counts["info"],
            "suppressed": report.suppressed,
        },
    }  # fmt: skip


def render(report: Report, style: Style) -> str:
    """The report as indented JSON with a newline at its end. Invalid bytes of a text become U+FFFD."""
    text = json.dumps(render_report(report, style.lang), ensure_ascii=False, indent=1) + "\n"
    return _SURROGATE.sub("\ufffd", text)
