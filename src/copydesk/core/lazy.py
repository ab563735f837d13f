"""Regular expressions that are compiled when they are first used.

Compiling all tables of all languages costs more than linting a post; a call needs a few of them.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Lazy:
    """Stands in for a compiled expression; from the first use on, its methods are those of the compiled one."""

    def __init__(self, expression: str, flags: int) -> None:
        self.expression, self.flags = expression, flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        compiled = re.compile(self.expression, self.flags)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "sub"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)

    def __reduce__(self) -> tuple[Any, ...]:
        return _Lazy, (self.expression, self.flags)


def lazy(expression: str, flags: int = 0) -> re.Pattern[str]:
    """``re.compile``, later. A wrong expression is an error when it is used, so tests use every one."""
    return cast("re.Pattern[str]", _Lazy(expression, flags))
