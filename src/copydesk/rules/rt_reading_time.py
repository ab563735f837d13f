"""RT001 and RT002: the reading time that the front matter states, against the text's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, ClassVar

from copydesk.core.document import Document
from copydesk.core.lazy import lazy
from copydesk.core.model import Edit, Finding, Fix, Values
from copydesk.core.readingtime import reading_load
from copydesk.core.rule import FileRule
from copydesk.core.source import Span

_KEYS = ("reading_time", "readingTime", "read_time", "readtime", "readTime", "minutesRead")


@dataclass(frozen=True)
class ReadingTimeOptions:
    """How reading is measured."""

    characters: int = field(
        default=500, metadata={"help": "CJK characters read in a minute (Medium's figure; Hugo takes 501)", "min": 1}
    )
    words: int = field(
        default=200, metadata={"help": "words read in a minute (the figure of the npm package reading-time)", "min": 1}
    )
    tolerance: float = field(
        default=0.25, metadata={"help": "share of the text's own time that the stated one may be off", "min": 0}
    )
    minutes: float = field(
        default=1.0, metadata={"help": "minutes that the stated time may be off, if that is more", "min": 0}
    )
    keys: tuple[str, ...] = field(default=_KEYS, metadata={"help": "front-matter keys that state a reading time"})


class ReadingTimeMismatch(FileRule):
    """The stated reading time is far from what the text takes.

    Readers choose by it. The text's time is its CJK characters and its other words, each at their own speed, rounded to
    the nearest minute, at least 1; code blocks, front matter, comments and link targets do not count. A stated time
    may be off by a quarter or by a minute, whichever is more.
    """

    code = "RT001"
    name = "reading-time-mismatch"
    Options = ReadingTimeOptions
    messages: ClassVar = {
        "mismatch": {
            "en": "{key} says {stated}, the text takes about {minutes} min: {characters} characters at {cpm} a minute "
            "and {words} words at {wpm}",
            "ja": "{key} は {stated} 分ですが、本文は約 {minutes} 分です（{characters} 文字を毎分 {cpm} 文字、"
            "{words} 語を毎分 {wpm} 語で計算）",
        },
        "fix": {"en": "Set {key} to {minutes}", "ja": "{key} を {minutes} にする"},
    }

    def check(self, document: Document, options: ReadingTimeOptions) -> Iterable[Finding]:
        """Compare, where a time is stated."""
        fence = document.fence
        if fence is None or not any(key in document.text[fence.start : fence.end] for key in options.keys):
            return
        front = document.front_matter
        assert front is not None
        for key in options.keys:
            position = front.positions.get((key,))
            stated = _minutes(front.data.get(key))
            if position is None or stated is None:
                continue
            load = document.once(reading_load)
            exact = load.minutes(options.characters, options.words)
            wanted = max(1, int(exact + 0.5))
            if abs(stated - max(1.0, exact)) <= max(options.minutes, options.tolerance * exact) or stated == wanted:
                continue
            values: Values = {
                "key": key, "stated": f"{stated:g}", "minutes": wanted, "characters": load.characters,
                "words": load.words, "cpm": options.characters, "wpm": options.words,
            }  # fmt: skip
            yield Finding(
                self.code, "mismatch", position.value, values, fix=_rewrite(document, position.value, wanted, key),
                anchor=key,
            )  # fmt: skip


class ReadingTimeMissing(FileRule):
    """No reading time is stated. For sites that want one on every post; opt in with `extend-select = ["RT002"]`."""

    code = "RT002"
    name = "reading-time-missing"
    opt_in = True
    Options = ReadingTimeOptions
    messages: ClassVar = {
        "missing": {
            "en": "no reading time is stated; add {key}: {minutes}",
            "ja": "読了時間がありません。{key}: {minutes} を加えてください",
        },
    }

    def check(self, document: Document, options: ReadingTimeOptions) -> Iterable[Finding]:
        """A finding on the opening fence."""
        front = document.front_matter if document.fence else None
        if front is None or front.problem or any(key in front.data for key in options.keys):
            return
        minutes = max(1, int(document.once(reading_load).minutes(options.characters, options.words) + 0.5))
        yield Finding(self.code, "missing", Span(0, 3), {"key": options.keys[0], "minutes": minutes}, anchor="")


_NUMBER = lazy(r"\d+(?:[.,]\d+)?")


def _minutes(value: Any) -> float | None:  # noqa: ANN401
    """The minutes that a value states: a number, or the first number in words such as ``約8分``; no boolean."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return float(value) if abs(value) < 1e9 else None
    if isinstance(value, str) and len(value) < 60 and (found := _NUMBER.search(value)):
        return float(found[0].replace(",", "."))
    return None


def _rewrite(document: Document, where: Span, minutes: int, key: str) -> Fix | None:
    """Put the right number where the stated one stands, leaving the words around it."""
    number = _NUMBER.search(document.text, where.start, where.end)
    if number is None:
        return None
    edit = Edit(Span(*number.span()), str(minutes))
    return Fix("safe", "fix", (edit,), {"key": key, "minutes": minutes})
