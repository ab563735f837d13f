"""The front-matter values that a reader sees as plain text: titles, excerpts, descriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .document import Document
    from .source import Span

FIELDS = ("title", "subtitle", "excerpt", "description", "summary", "lead", "og_title", "seo_title", "meta_description")
_SHORT = ("title", "subtitle", "og_title", "seo_title")


class Metadata(NamedTuple):
    """A value, its key, its span in the source (quotes included), and whether it is a title rather than a text."""

    key: str
    value: str
    where: Span
    is_title: bool


def plain_texts(document: Document) -> Iterator[Metadata]:
    """The non-empty string values of the fields that are plain text by name, or because the schema says so.

    A schema marks a field with ``"x-plain-text": true``, or takes the mark from a known one with ``false``.
    """
    front = document.front_matter
    if front is None or not front.data:
        return
    schema = document.context.schema
    properties = schema.get("properties") if isinstance(schema, dict) else None
    for key, value in front.data.items():
        if not isinstance(key, str) or not isinstance(value, str) or not value.strip():
            continue
        described = properties.get(key) if isinstance(properties, dict) else None
        marked = described.get("x-plain-text") if isinstance(described, dict) else None
        if marked is False or (marked is None and key.lower() not in FIELDS):
            continue
        position = front.positions.get((key,))
        if position is not None:
            yield Metadata(key, value, position.value, key.lower() in _SHORT)
