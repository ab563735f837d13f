"""One module a format: ``render(report, style)`` gives the text. A reporter reads no file and decides nothing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """How a reader wants a report: ``lang`` of its words, ``color`` for a terminal, what to leave out or to add."""

    lang: str = "en"
    color: bool = False
    quiet: bool = False
    statistics: bool = False
