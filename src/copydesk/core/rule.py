"""The two protocols of a rule, its options and its words, and how rules are discovered."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import ModuleType

    from .document import Document
    from .model import Finding

Wording = dict[Literal["en", "ja"], str]


@dataclass(frozen=True)
class NoOptions:
    """The options of a rule that has none."""


class Rule:
    """What both kinds of rule have in common.

    A subclass that sets ``code`` and lies in a module of ``copydesk.rules`` is discovered; nothing lists it. Its
    docstring is its page in the reference. ``Options`` is a frozen dataclass of plain values whose fields carry
    ``help`` in their metadata; validation, the configuration schema and the reference come from it. ``messages`` words
    every key that its findings, related places, fixes and phrases use.
    """

    code: ClassVar[str] = ""
    name: ClassVar[str] = ""
    opt_in: ClassVar[bool] = False
    messages: ClassVar[Mapping[str, Wording]] = {}
    Options: ClassVar[type[Any]] = NoOptions


class FileRule(Rule):
    """A rule that judges one text at a time."""

    def check(self, document: Document, options: Any) -> Iterable[Finding]:  # noqa: ANN401
        """Yield what is wrong with ``document``. ``options`` is an instance of ``self.Options``. Pure."""
        raise NotImplementedError


class CorpusRule(Rule):
    """A rule that compares texts: facts are taken from each in a worker, then judged together, once."""

    def collect(self, document: Document, options: Any) -> object:  # noqa: ANN401
        """The facts of one text: small, and made of JSON types, because they are cached and sent between processes."""
        raise NotImplementedError

    def check(self, facts: Mapping[str, Any], options: Any) -> Iterable[tuple[str, Finding]]:  # noqa: ANN401
        """Judge the facts of all texts, by path; yield ``(path, finding)`` with places instead of spans."""
        raise NotImplementedError


@cache
def discover() -> dict[str, Rule]:
    """An instance of every rule, by code, in the order of the codes.

    Raises ``TypeError`` for two rules with one code or name, or a rule without words: a mistake of this project's.
    """
    found: dict[str, Rule] = {}
    names: set[str] = set()
    for module in _modules():
        for thing in vars(module).values():
            if (
                isinstance(thing, type)
                and issubclass(thing, Rule)
                and thing.code
                and thing.__module__ == module.__name__
            ):
                if thing.code in found or thing.name in names or not thing.messages:
                    raise TypeError(f"{thing.__module__}: {thing.code} {thing.name} is taken or has no messages")
                found[thing.code] = thing()
                names.add(thing.name)
    return dict(sorted(found.items()))


def _modules() -> list[ModuleType]:
    package = importlib.import_module("copydesk.rules")
    found = pkgutil.iter_modules(package.__path__, "copydesk.rules.")
    return [importlib.import_module(info.name) for info in sorted(found, key=lambda i: i.name)]
