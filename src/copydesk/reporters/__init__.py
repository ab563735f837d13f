"""One module a format: ``render(report, style)`` gives the text. A reporter reads no file and decides nothing."""

from __future__ import annotations

from dataclasses import dataclass

FORMATS = ("text", "json", "github")


@dataclass(frozen=True, slots=True)
class Style:
    """How a reader wants a report.

    ``lang`` of its words (``en``, ``ja``); ``color`` for a terminal; ``width`` of a line in terminal columns; ``quiet``
    leaves the summary out; ``statistics`` adds the number of findings of each rule.
    """

    lang: str = "en"
    color: bool = False
    quiet: bool = False
    statistics: bool = False
    width: int = 100
