"""Which rules run on a file, and how severe their findings are: decisions of the configuration, not of a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.core.model import SEVERITIES, Severity
from copydesk.core.rule import discover

from .errors import UsageError, closest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .config import Config

# What a reader cannot overlook is an error, what may be meant is info; everything else is a warning.
_DEFAULT_SEVERITY: Mapping[str, Severity] = {
    "FM001": "error", "FM002": "error", "FM003": "error", "FM004": "error", "FB001": "error", "FB004": "error",
    "FB006": "error", "RP004": "error", "FM008": "info", "RP005": "info",
}  # fmt: skip


def expand(word: str) -> frozenset[str]:
    """The codes that a code, a code prefix, a name or ``ALL`` stands for. Raises ``UsageError`` for an unknown word."""
    rules = discover()
    if word == "ALL":
        return frozenset(rules)
    found = frozenset(r.code for r in rules.values() if word == r.name or (word and r.code.startswith(word.upper())))
    if not found:
        words = [w for r in rules.values() for w in (r.code, r.name)]
        raise UsageError(f"unknown rule {word!r}", hint=closest(word, words) or f"rules: {', '.join(rules)}")
    return found


def expand_all(words: Iterable[str]) -> frozenset[str]:
    """The union of what ``words`` stand for."""
    return frozenset().union(*map(expand, words))


def active(config: Config) -> frozenset[str]:
    """The codes of the rules that run at all; ``ignore`` wins over ``select`` unless it is the less exact one."""
    rules = discover()
    chosen: dict[str, tuple[int, bool]] = {c: (0, not r.opt_in) for c, r in rules.items()}
    if config.select:
        chosen = dict.fromkeys(rules, (0, False))
    for words, value in ((config.select, True), (config.extend_select, True), (config.ignore, False)):
        for word in words:
            exactness = _exactness(word)
            for code in expand(word):
                if exactness >= chosen[code][0]:
                    chosen[code] = (exactness, value)
    return frozenset(c for c, (_, on) in chosen.items() if on)


def _exactness(word: str) -> int:
    """How much a word says: ``ALL`` the least, a prefix by its length, a name as much as a whole code."""
    if word == "ALL":
        return 1
    if any(word == rule.name for rule in discover().values()):
        return 1 + len(next(iter(discover())))
    return 1 + len(word)


def severity_of(code: str, config: Config) -> Severity:
    """The severity of a rule's findings; the most exact key of ``[severity]`` wins."""
    best: tuple[int, str] | None = None
    for word, severity in config.severity.items():
        if code in expand(word):
            exactness = _exactness(word)
            if best is None or exactness >= best[0]:
                best = (exactness, severity)
    if best:
        return next(s for s in SEVERITIES if s == best[1])
    return _DEFAULT_SEVERITY.get(code, "warning")


def at_least(severity: Severity, threshold: Severity) -> bool:
    """Whether ``severity`` is ``threshold`` or worse."""
    return SEVERITIES.index(severity) <= SEVERITIES.index(threshold)
