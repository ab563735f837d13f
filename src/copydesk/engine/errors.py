"""The one way to say that a call or a configuration is wrong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class UsageError(Exception):
    """The call or the configuration is wrong: exit status 2. Formatted late, from its facts.

    ``where`` is a file or an option, ``line`` a line of that file, ``hint`` what to do about it.
    """

    problem: str
    where: str = ""
    line: int | None = None
    hint: str = ""

    def __str__(self) -> str:
        """``where:line: problem (hint)``."""
        place = f"{self.where}:{self.line}: " if self.line else f"{self.where}: " if self.where else ""
        return f"{place}{self.problem}" + (f"; {self.hint}" if self.hint else "")


def closest(word: str, candidates: list[str]) -> str:
    """``did you mean …?`` with the nearest candidate, or nothing when none is near."""
    import difflib

    near = difflib.get_close_matches(word, candidates, 1, 0.6) or difflib.get_close_matches(
        word.upper(), candidates, 1, 0.5
    )
    return f"did you mean {near[0]!r}?" if near else ""
