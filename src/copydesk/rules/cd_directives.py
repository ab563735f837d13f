"""CD001 and CD002: what is wrong with copydesk's own directives.

The engine finds both, because only it knows what they hid.
"""

from __future__ import annotations

from typing import ClassVar

from copydesk.core.rule import Rule


class UnusedDirective(Rule):
    """A directive suppresses nothing: what it was written for is gone, or it stands in the wrong place.

    A directive that names only rules that did not run is not judged.
    """

    code = "CD001"
    name = "unused-directive"
    messages: ClassVar = {
        "unused": {
            "en": "copydesk: {directive} suppresses nothing; remove it",
            "ja": "copydesk: {directive} は何も抑制していません。削除してください",
        },
        "fix": {"en": "Remove the directive", "ja": "ディレクティブを削除"},
    }


class UnknownRule(Rule):
    """A directive names a rule that does not exist, so it suppresses less than its author thinks."""

    code = "CD002"
    name = "unknown-rule"
    messages: ClassVar = {
        "unknown": {
            "en": "there is no rule {word}; `copydesk lint --help` tells how rules are named",
            "ja": "{word} というルールはありません",
        },
        "unknown-near": {
            "en": "there is no rule {word}; did you mean {near}?",
            "ja": "{word} というルールはありません。{near} のことですか？",
        },
    }
