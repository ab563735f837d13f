"""BM001 to BM004: bold markers that readers see instead of bold."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from copydesk.core.emphasis import Trouble, troubles
from copydesk.core.model import Finding, Fix, Phrase, Related
from copydesk.core.rule import FileRule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from copydesk.core.document import Document
    from copydesk.core.model import Wording


class UnmatchedBold(FileRule):
    """A `**` or `__` has no partner, so readers see the marker itself."""

    code = "BM001"
    name = "unmatched-bold"
    messages: ClassVar = {
        "opening": {
            "en": "this {mark} is never closed, so readers see it; its partner probably belongs after “{near}”",
            "ja": "{mark} が閉じられていないため、そのまま表示されます。「{near}」のあとに {mark} を補うか、削除してください",
        },
        "closing": {
            "en": "this {mark} closes nothing, so readers see it; its partner probably belongs before “{near}”",
            "ja": "対になる {mark} が前にないため、そのまま表示されます。「{near}」の前に {mark} を補うか、削除してください",
        },
        "opening-next": {
            "en": "this {mark} is closed only in the next paragraph; bold cannot cross a blank line, so readers see both markers",
            "ja": "{mark} が次の段落で閉じられています。太字は空行をまたげないため、どちらの {mark} もそのまま表示されます",
        },
        "closing-last": {
            "en": "this {mark} was opened in the paragraph before; bold cannot cross a blank line, so readers see both markers",
            "ja": "{mark} は前の段落で始まっています。太字は空行をまたげないため、どちらの {mark} もそのまま表示されます",
        },
        "partner": {"en": "its other half", "ja": "対になる側"},
    }

    def check(self, document: Document, options: object) -> Iterable[Finding]:
        """Yield a finding on each marker that stands alone."""
        for trouble in document.once(troubles):
            if trouble.kind != "lone":
                continue
            opening = trouble.side == "opening"
            if trouble.partner:
                key = "opening-next" if opening else "closing-last"
                related = (Related(trouble.partner, "partner"),)
                yield Finding(self.code, key, trouble.where, {"mark": trouble.mark}, related)
                continue
            place = trouble.place
            text = document.text
            near = (
                text[max(trouble.where.end, place - 12) : place]
                if opening
                else text[place : min(place + 12, trouble.where.start)]
            )
            yield Finding(self.code, trouble.side, trouble.where, {"mark": trouble.mark, "near": near.strip()})


_REASONS: dict[str, Wording] = {
    "before": {
        "en": "{inner} follows the opening {mark} and “{outer}” touches it from outside",
        "ja": "始まりの {mark} の直後が {inner}、直前が「{outer}」で、間に空白がない",
    },
    "after": {
        "en": "{inner} stands before the closing {mark} and “{outer}” touches it from outside",
        "ja": "終わりの {mark} の直前が {inner}、直後が「{outer}」で、間に空白がない",
    },
    "word": {
        "en": "{mark} does not work inside a word; ** does",
        "ja": "{mark} は語の途中では使えない（** なら使える）",
    },
    "touching": {
        "en": "two bold passages touch, and the four markers between them cannot be told apart",
        "ja": "2つの太字が隣り合い、間の4つの記号を区別できない",
    },
    "tangled": {"en": "other markers on this line pair with it", "ja": "同じ行の他の記号と組になってしまう"},
}
_FIXES: dict[str, Wording] = {
    "space": {"en": "Put a space outside the marker", "ja": "記号の外側に空白を入れる"},
    "stars": {"en": "Write ** instead of __", "ja": "__ を ** に替える"},
}


class UnrenderedBold(FileRule):
    """Two markers are a pair to their author, but this site's renderer prints them as they are."""

    code = "BM002"
    name = "unrendered-bold"
    messages: ClassVar = {
        "pair": {
            "en": "readers see the {mark} marks, not bold: {why}",
            "ja": "太字にならず {mark} がそのまま表示されます：{why}",
        },
        **_REASONS,
        **_FIXES,
    }

    def check(self, document: Document, options: object) -> Iterable[Finding]:
        """Yield a finding on each pair."""
        for trouble in document.once(troubles):
            if trouble.kind == "pair":
                fix = (
                    Fix("safe", "stars" if trouble.reason == "word" else "space", trouble.edits)
                    if trouble.edits
                    else None
                )
                yield Finding(self.code, "pair", trouble.where, {"mark": trouble.mark, "why": _why(trouble)}, fix=fix)


def _why(trouble: Trouble) -> tuple[Phrase | str, ...]:
    outer_left, inner_left, inner_right, outer_right = trouble.around
    left = Phrase("before", {"mark": trouble.mark, "inner": inner_left, "outer": outer_left})
    right = Phrase("after", {"mark": trouble.mark, "inner": inner_right, "outer": outer_right})
    known: dict[str, tuple[Phrase | str, ...]] = {"before": (left,), "after": (right,), "both": (left, right)}
    return known.get(trouble.reason) or (Phrase(trouble.reason, {"mark": trouble.mark}),)


class SpacedBold(FileRule):
    """Spaces inside the markers keep them from being bold: `** text **`."""

    code = "BM003"
    name = "spaced-bold"
    messages: ClassVar = {
        "spaced": {
            "en": "readers see the {mark} marks, not bold: there must be no space between a marker and the bold text",
            "ja": "太字にならず {mark} がそのまま表示されます：{mark} と文字の間に空白があります",
        },
        "fix": {"en": "Remove the spaces inside the markers", "ja": "記号の内側の空白を削除"},
    }

    def check(self, document: Document, options: object) -> Iterable[Finding]:
        """Yield a finding on each pair."""
        for trouble in document.once(troubles):
            if trouble.kind == "spaced":
                fix = Fix("safe", "fix", trouble.edits) if trouble.edits else None
                yield Finding(self.code, "spaced", trouble.where, {"mark": trouble.mark}, fix=fix)


class EmptyBold(FileRule):
    """Bold without any text in it: `****` or `** **`."""

    code = "BM004"
    name = "empty-bold"
    messages: ClassVar = {
        "empty": {
            "en": "bold without any text: readers see {mark}{mark}",
            "ja": "太字の中身がありません。記号がそのまま表示されます",
        },
        "fix": {"en": "Remove the empty markers", "ja": "空の記号を削除"},
    }

    def check(self, document: Document, options: object) -> Iterable[Finding]:
        """Yield a finding on each empty pair."""
        for trouble in document.once(troubles):
            if trouble.kind == "empty":
                fix = Fix("safe", "fix", trouble.edits)
                yield Finding(self.code, "empty", trouble.where, {"mark": trouble.mark}, fix=fix)
