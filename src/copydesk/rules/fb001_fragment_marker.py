"""FB001: leaked boundary markers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import ClassVar

from copydesk.core.document import Document
from copydesk.core.model import Edit, Finding, Fix
from copydesk.core.rule import FileRule
from copydesk.core.source import Span

_MARKER = re.compile(r"^[ \t]*-{2,}[ \t]*END[ \t]*-*[ \t]*$", re.M)


class FragmentMarker(FileRule):
    """A marker that told the parts of a text apart has stayed in it."""

    code = "FB001"
    name = "fragment-marker"
    messages: ClassVar = {
        "marker": {"en": "{marker} is a leaked marker", "ja": "区切り {marker} が残っています"},
        "fix": {"en": "Remove", "ja": "削除"},
    }

    def check(self, document: Document, options: object) -> Iterable[Finding]:
        """Find the markers."""
        for m in _MARKER.finditer(document.text, document.body_start):
            yield Finding(
                self.code,
                "marker",
                Span(*m.span()),
                {"marker": m[0].strip()},
                fix=Fix("safe", "fix", (Edit(Span(m.start(), m.end()), ""),)),
            )
