"""The examples of a rule: data beside the rules, printed in its documentation and run by the tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what the rule has to say about it.

    ``at`` lists the places of the expected findings as ``line:column-line:column`` (code points, from 1, the end
    exclusive); a bad example without it expects one finding or more, anywhere. ``note`` says what the example shows.
    ``path`` is the name the text is linted under, ``dialect`` and ``options`` the settings.
    """

    text: str
    bad: bool
    lang: str = "en"
    note: str = ""
    at: tuple[str, ...] = ()
    path: str = "post.md"
    dialect: str = "commonmark"
    schema: str = ""
    options: dict[str, Any] = field(default_factory=dict)


def load(code: str) -> list[Example]:
    """The examples in ``rules/examples/CODE.toml``: ``[[bad]]`` and ``[[good]]`` tables with ``Example``'s fields."""
    import tomllib
    from importlib.resources import files

    file = files("copydesk.rules") / "examples" / f"{code}.toml"
    if not file.is_file():
        return []
    return list(_read(tomllib.loads(file.read_text(encoding="utf-8"))))


def _read(data: dict[str, list[dict[str, Any]]]) -> Iterator[Example]:
    for kind in ("bad", "good"):
        for table in data.get(kind, []):
            yield Example(bad=kind == "bad", **{**table, "at": tuple(table.get("at", ()))})
