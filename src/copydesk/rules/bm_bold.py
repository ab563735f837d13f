"""BM001 to BM004: bold markers that readers see, because the site's own renderer makes no bold of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from copydesk.core.emphasis import Trouble, troubles
from copydesk.core.model import Finding, Fix, Phrase, Related
from copydesk.core.rule import FileRule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from copydesk.core.document import Document
    from copydesk.core.model import Value


class UnmatchedBold(FileRule):
    """A `**` or `__` stands alone, so readers see it on the page.

    Its partner was forgotten, was cut off with the rest of the text, or stands in the next paragraph, where bold cannot
    reach it. The finding lies on the marker that is alone, not on the pair beside it, and says where the partner
    probably belongs. Put it there, or remove the marker; `--unsafe-fixes` puts it there when nothing else in the
    paragraph is in doubt.

    Not found: `2 ** 3`, `src/**/*.md`, `**kwargs`, escaped markers, code in any form, math, template tags, and the mark of
    a footnote.
    """

    code = "BM001"
    name = "unmatched-bold"
    messages: ClassVar = {
        "opening": {
            "en": "this {mark} is never closed, so readers see it: close it after “{near}”, or remove it",
            "ja": "{mark} が閉じられておらず、読者に記号が見えます。『{near}』の後で閉じるか、削除してください",
        },
        "closing": {
            "en": "this {mark} closes nothing, so readers see it: open it before “{near}”, or remove it",
            "ja": "{mark} に対応する始まりがなく、読者に記号が見えます。『{near}』の前に補うか、削除してください",
        },
        "opening-next": {
            "en": "this {mark} is closed only in the next paragraph, but bold ends with its paragraph: "
            "readers see both markers",
            "ja": "{mark} を閉じる記号が次の段落にあります。太字は段落をまたげないため、読者に両方の記号が見えます",
        },
        "closing-last": {
            "en": "this {mark} was opened in the paragraph before, but bold ends with its paragraph: "
            "readers see both markers",
            "ja": "{mark} の始まりが前の段落にあります。太字は段落をまたげないため、読者に両方の記号が見えます",
        },
        "partner": {"en": "the other marker", "ja": "もう一方の記号"},
        "close": {"en": "Close the bold after “{near}”", "ja": "『{near}』の後で太字を閉じる"},
        "open": {"en": "Open the bold before “{near}”", "ja": "『{near}』の前で太字を始める"},
    }

    def check(self, document: Document, options: object) -> Iterable[Finding]:
        """Yield a finding on each marker that stands alone."""
        text = document.text
        for trouble in _of(document, "lone"):
            opening, where, place = trouble.side == "opening", trouble.where, trouble.place
            if trouble.partner:
                key = "opening-next" if opening else "closing-last"
                yield Finding(self.code, key, where, {"mark": trouble.mark}, (Related(trouble.partner, "partner"),))
                continue
            near = text[max(where.end, place - 12) : place] if opening else text[place : min(place + 12, where.start)]
            near = near.strip().replace("\n", " ")
            values: dict[str, Value] = {"mark": trouble.mark, "near": near}
            fix = (
                Fix("unsafe", "close" if opening else "open", trouble.edits, {"near": near}) if trouble.edits else None
            )
            yield Finding(self.code, trouble.side, where, values, fix=fix)


class UnrenderedBold(FileRule):
    """Two markers are a pair to their author, but this site's renderer prints them as they are.

    CommonMark decides by the characters on both sides of a marker. In `これは**「重要」**です` each stands between a bracket
    and a letter, where it can neither open nor close, so readers see four asterisks. kramdown (Jekyll) and renderers with
    the CJK-friendly amendment make bold of it. Which one your site has is found from its own files
    (`copydesk lint --verbose` says how), or set as `markdown.dialect`.

    The fix is the smallest change that this renderer makes bold of: most often one space outside a marker. When
    several pairs on a line go wrong, a renderer may make bold what stands *between* them; the finding says so.
    """

    code = "BM002"
    name = "unrendered-bold"
    messages: ClassVar = {
        "pair": {
            "en": "“{words}” is not bold, readers see the {mark} marks: {why}",
            "ja": "『{words}』が太字にならず、読者に {mark} が見えます：{why}",
        },
        "before": {
            "en": "“{inner}” after the opening {mark} needs a space before it, not “{outer}”",
            "ja": "始まりの {mark} が『{outer}』と『{inner}』に挟まれているため（前に空白が要る）",
        },
        "after": {
            "en": "“{inner}” before the closing {mark} needs a space after it, not “{outer}”",
            "ja": "終わりの {mark} が『{inner}』と『{outer}』に挟まれているため（後に空白が要る）",
        },
        "word": {
            "en": "{mark} does not work inside a word, ** does",
            "ja": "{mark} は文字と続けて書けないため（** なら書ける）",
        },
        "touching": {
            "en": "another bold passage follows without a space",
            "ja": "次の太字と空白なしで続いているため",
        },
        "tangled": {"en": "it gets mixed up with the markers around it", "ja": "前後の記号と組み合わさってしまうため"},
        "instead": {"en": "“{words}” becomes bold instead", "ja": "代わりに『{words}』が太字になる"},
        "here": {"en": "this becomes bold instead", "ja": "代わりにここが太字になる"},
        "space": {"en": "Put a space outside the marker", "ja": "記号の外側に空白を入れる"},
        "stars": {"en": "Write ** instead of {mark}", "ja": "{mark} を ** に替える"},
    }

    def check(self, document: Document, options: object) -> Iterable[Finding]:
        """Yield a finding on each pair."""
        for trouble in _of(document, "pair"):
            key = "stars" if trouble.reason == "word" else "space"
            fix = Fix("safe", key, trouble.edits, {"mark": trouble.mark}) if trouble.edits else None
            related = (Related(trouble.instead, "here"),) if trouble.instead else ()
            values: dict[str, Value] = {
                "mark": trouble.mark,
                "words": _words(document, trouble.where.start, trouble.where.end),
                "why": _why(document, trouble),
            }
            yield Finding(self.code, "pair", trouble.where, values, related, fix)


class SpacedBold(FileRule):
    """A space stands inside the markers, as in `** text **`, so readers see them on the page.

    No renderer makes bold of it. The fix removes the spaces inside, and puts one outside where the renderer needs it.
    """

    code = "BM003"
    name = "spaced-bold"
    messages: ClassVar = {
        "spaced": {
            "en": "“{words}” is not bold, readers see the {mark} marks: a space stands inside them",
            "ja": "『{words}』が太字にならず、読者に {mark} が見えます：記号の内側に空白があるため",
        },
        "fix": {"en": "Remove the spaces inside the markers", "ja": "記号の内側の空白を削除"},
    }

    def check(self, document: Document, options: object) -> Iterable[Finding]:
        """Yield a finding on each pair."""
        for trouble in _of(document, "spaced"):
            fix = Fix("safe", "fix", trouble.edits) if trouble.edits else None
            words = _words(document, trouble.where.start, trouble.where.end)
            yield Finding(self.code, "spaced", trouble.where, {"mark": trouble.mark, "words": words}, fix=fix)


class EmptyBold(FileRule):
    """Bold without any text in it: `****` or `** **`. Readers see the asterisks.

    The words were lost, or were never written. Write them, or let the fix remove the markers. Four asterisks beside a
    letter or digit (`s****`, `****1234`) hide something, and are not found.
    """

    code = "BM004"
    name = "empty-bold"
    messages: ClassVar = {
        "empty": {
            "en": "nothing stands between these markers, so readers see {marks}",
            "ja": "太字の中身がなく、読者に {marks} が見えます",
        },
        "fix": {"en": "Remove the empty markers", "ja": "空の記号を削除"},
    }

    def check(self, document: Document, options: object) -> Iterable[Finding]:
        """Yield a finding on each empty pair."""
        for trouble in _of(document, "empty"):
            marks = document.text[trouble.where.start : trouble.where.end].replace("\n", " ")
            yield Finding(self.code, "empty", trouble.where, {"marks": marks}, fix=Fix("safe", "fix", trouble.edits))


def _of(document: Document, kind: str) -> Iterator[Trouble]:
    return (t for t in document.once(troubles) if t.kind == kind)


def _words(document: Document, start: int, end: int) -> str:
    """The words of a stretch without its markers, short enough for a message."""
    words = document.text[start:end].strip("*_ \n").replace("\n", " ")
    return words if len(words) <= 32 else words[:16] + "…" + words[-14:]


def _why(document: Document, trouble: Trouble) -> tuple[Phrase | str, ...]:
    outer_left, inner_left, inner_right, outer_right = trouble.around
    left = Phrase("before", {"mark": trouble.mark, "inner": inner_left, "outer": outer_left})
    right = Phrase("after", {"mark": trouble.mark, "inner": inner_right, "outer": outer_right})
    known: dict[str, tuple[Phrase, ...]] = {"before": (left,), "after": (right,), "both": (left, right)}
    why = known.get(trouble.reason) or (Phrase(trouble.reason, {"mark": trouble.mark}),)
    if trouble.instead:
        return (*why, Phrase("instead", {"words": _words(document, *trouble.instead)}))
    return why
