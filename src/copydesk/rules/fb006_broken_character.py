"""FB006: characters that were broken on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import ClassVar

from copydesk.core.document import Document
from copydesk.core.lazy import lazy
from copydesk.core.markers import block_at
from copydesk.core.model import Edit, Finding, Fix
from copydesk.core.mojibake import find_mojibake
from copydesk.core.rule import FileRule
from copydesk.core.source import Span

_BROKEN = lazy("\ufffd+|[\ud800-\udfff]+")
_VALUE_END = lazy(r"[ \t\"']*(?:,[ \t]*)?$", re.M)


class BrokenCharacter(FileRule):
    """A character was lost, cut in two, or decoded with the wrong encoding.

    `�` stands where a byte was no text any more, mostly because a text was cut after so many bytes; `ã‚ã„` and `縺ゅ＞`
    are UTF-8 that something read as Windows-1252 or Shift_JIS. Where the original can be worked out, the finding says
    it.
    A `�` at the end of a front-matter value is FM006's: the value was cut.
    """

    code = "FB006"
    name = "broken-character"
    messages: ClassVar = {
        "replacement": {
            "en": "a character was lost here (U+FFFD); type it again",
            "ja": "文字が失われています（U+FFFD）。入力し直してください",
        },
        "bytes": {
            "en": "bytes that are no UTF-8 ({bytes}); save the file as UTF-8",
            "ja": "UTF-8 として読めないバイトがあります（{bytes}）。UTF-8 で保存し直してください",
        },
        "surrogate": {
            "en": "half a character (a lone surrogate, {bytes}); type it again",
            "ja": "文字の半分だけが残っています（{bytes}）。入力し直してください",
        },
        "mojibake": {
            "en": "“{text}” was decoded with the wrong encoding; it probably was “{original}”",
            "ja": "「{text}」は文字化けです。元は「{original}」と思われます",
        },
        "fix": {"en": "Restore “{original}”", "ja": "「{original}」に戻す"},
    }

    def check(self, document: Document, options: object) -> Iterable[Finding]:
        """Lost characters, invalid bytes, lone surrogates, mojibake; code is not judged for mojibake."""
        text = document.text
        if text.isascii():
            return
        for match in _BROKEN.finditer(text) if _may_be_broken(text) else ():
            span = Span(*match.span())
            if match[0][0] == "\ufffd":
                if span.end <= document.body_start and _VALUE_END.match(text, span.end):
                    continue
                yield Finding(self.code, "replacement", span)
            else:
                escaped = [c for c in match[0] if "\udc80" <= c <= "\udcff"]
                shown = " ".join(f"{ord(c) - 0xDC00:02X}" if escaped else f"U+{ord(c):04X}" for c in match[0][:8])
                yield Finding(self.code, "bytes" if escaped else "surrogate", span, {"bytes": shown})
        for run in find_mojibake(text):
            block = block_at(document, run.where.start)
            if block is not None and block.kind == "code":
                continue
            shown = text[run.where.start : run.where.end]
            fix = Fix("unsafe", "fix", (Edit(run.where, run.original),), {"original": run.original[:30]})
            yield Finding(
                self.code, "mojibake", run.where, {"text": shown[:30], "original": run.original[:30]}, fix=fix
            )


def _may_be_broken(text: str) -> bool:
    """Whether a replacement character or a lone surrogate is in the text: encoding tells faster than looking."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return "\ufffd" in text
