"""Facts to words: renders a message key and its values in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .model import Phrase
from .rule import discover

if TYPE_CHECKING:
    from .model import Value, Values

_JOIN = {"en": "; ", "ja": "、"}


def render(rule: str, key: str, values: Values, lang: str = "en") -> str:
    """The wording of ``key`` of ``rule`` in ``lang``, with its values in their places.

    Raises ``KeyError`` when the rule has no such key or the wording asks for a value that is not there.
    """
    wording = discover()[rule].messages[key]
    template = wording["ja"] if lang == "ja" else wording["en"]
    return template.format_map({name: _word(rule, value, lang) for name, value in values.items()})


def _word(rule: str, value: Value, lang: str) -> str:
    if isinstance(value, Phrase):
        return render(rule, value.key, value.values, lang)
    if isinstance(value, tuple):
        return _JOIN[lang].join(_word(rule, part, lang) for part in value)
    if isinstance(value, float):
        return f"{value:.0%}" if 0 <= value <= 1 else f"{value:g}"
    return f"{value:,}" if isinstance(value, int) else value
