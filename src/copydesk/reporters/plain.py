"""What all formats for people share: text made safe to print, a finding's words, the summary line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from copydesk.core.messages import render

if TYPE_CHECKING:
    from copydesk.core.model import Diagnostic, Failure, PlacedRelated

# C0 and C1 controls, the bidirectional overrides, line separators, and lone surrogates: whatever could move a cursor,
# reorder or break a line, or not be encoded.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


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


def describe_failure(failure: Failure) -> str:
    """One line about a file that could not be read or a rule that crashed."""
    path = printable(failure.path)
    if failure.kind == "crash":
        return (
            f"copydesk: rule {failure.rule} crashed{' on ' + path if path else ''}: {printable(failure.detail)}; "
            "the other rules ran; please report this"
        )
    return f"copydesk: {path} was not linted: {printable(failure.detail)}"
