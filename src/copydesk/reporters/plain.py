"""What the formats share: text made safe to print, a finding's words, the places that belong to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copydesk.core.messages import render

if TYPE_CHECKING:
    from copydesk.core.model import Diagnostic, Failure, PlacedFix, PlacedRelated
    from copydesk.core.source import Place

# C0 and C1 controls, the marks and overrides of bidirectional text, line separators, and lone surrogates: whatever
# could move a cursor, reorder or break a line, or not be encoded. The joiners stay, which emoji and Indic scripts need.
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb]"
)


def printable(text: str) -> str:
    r"""``text`` with control characters, overrides and invalid bytes shown as escapes (``\x1b``); one line."""
    return _UNPRINTABLE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xDC80 <= code <= 0xDCFF:  # an undecodable byte
        return f"\\x{code - 0xDC00:02x}"
    return {10: "\\n", 13: "\\r", 9: "\\t"}.get(code) or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")


def message(diagnostic: Diagnostic, lang: str) -> str:
    """The words of a finding, printable."""
    return printable(render(diagnostic.rule, diagnostic.key, diagnostic.values, lang))


def related_message(diagnostic: Diagnostic, related: PlacedRelated, lang: str) -> str:
    """The words of a related place, printable."""
    return printable(render(diagnostic.rule, related.key, related.values, lang))


def fix_title(diagnostic: Diagnostic, fix: PlacedFix, lang: str) -> str:
    """What a fix would do, printable."""
    return printable(render(diagnostic.rule, fix.key, fix.values, lang))


def location(path: str, place: Place) -> str:
    """``path:line:column``, printable; the column counts code points from 1."""
    return f"{printable(path)}:{place.line}:{place.column}"


def describe_failure(failure: Failure) -> str:
    """One line about a file that could not be read or a rule that crashed."""
    path, detail = printable(failure.path), printable(failure.detail)
    if failure.kind == "unreadable":
        return f"copydesk: {path} was not linted: {detail}"
    who = f"rule {failure.rule}" if failure.rule else "copydesk itself"
    rest = "the other rules ran" if failure.rule else "the other files were linted"
    return f"copydesk: {who} crashed{' on ' + path if path else ''}: {detail}; {rest}; please report this"
