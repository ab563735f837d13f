"""One file from bytes to placed findings and facts. Runs in the parent or in a worker process alike."""

from __future__ import annotations

import gc
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from copydesk.core.document import Document
from copydesk.core.model import Failure
from copydesk.core.rule import CorpusRule, FileRule, discover
from copydesk.core.source import Source

from . import policy
from .globs import matches
from .placing import place_findings
from .site import context_for
from .suppression import Directive, find_directives

if TYPE_CHECKING:
    from copydesk.core.model import Diagnostic, Finding

    from .config import Config


@dataclass(slots=True)
class FileResult:
    """All that is kept of a file once it is linted: no text."""

    path: str
    diagnostics: list[Diagnostic] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    directives: list[Directive] = field(default_factory=list)
    active: frozenset[str] = frozenset()


class Linter:
    """The rules and settings of a run, ready to be applied to one file after another. Picklable."""

    def __init__(self, config: Config) -> None:
        """Resolve the selection once; raises ``UsageError`` for a word in it that is unknown."""
        # Most of what a text leaves behind is freed without the collector, whose passes over it cost a fifth of a run.
        gc.set_threshold(100_000, 20, 20)
        self.config = config
        self.active = policy.active(config)
        self.severities = {code: policy.severity_of(code, config) for code in discover()}
        self.options = {code: config.rule_options.get(code) or rule.Options() for code, rule in discover().items()}

    def active_on(self, path: str) -> frozenset[str]:
        """The rules that run on a file, after ``per-file-ignores``."""
        if not self.config.per_file_ignores or not (relative := self.config.relative(path)):
            return self.active
        off = [codes for glob, codes in self.config.per_file_ignores.items() if matches([glob], relative)]
        return self.active.difference(*map(policy.expand_all, off)) if off else self.active

    def lint_path(self, path: str) -> FileResult:
        """Read and lint a file; one that cannot be read is a failure in the result."""
        try:
            with open(path, "rb") as file:
                data = file.read()
        except (OSError, ValueError) as error:
            return FileResult(
                path, failures=[Failure("unreadable", path, None, getattr(error, "strerror", None) or str(error))]
            )
        return self.lint_bytes(data, path)

    def lint_bytes(self, data: bytes, path: str) -> FileResult:
        """Lint a text. A rule that raises is named in the result; the others still run."""
        document = Document(Source(data, path), context_for(path, self.config))
        result = FileResult(path, active=self.active_on(path))
        try:
            self._judge(document, result)
        except Exception as error:
            result.failures.append(crash(path, None, error))
        return result

    def _judge(self, document: Document, result: FileResult) -> None:
        found: list[Finding] = []
        for code, rule in discover().items():
            if code not in result.active:
                continue
            try:
                if isinstance(rule, FileRule):
                    found += rule.check(document, self.options[code])
                elif isinstance(rule, CorpusRule):
                    result.facts[code] = rule.collect(document, self.options[code])
            except Exception as error:
                result.failures.append(crash(result.path, code, error))
        result.directives = find_directives(document)
        if found:
            result.diagnostics = place_findings(found, document.source, self.severities)


def crash(path: str, rule: str | None, error: Exception) -> Failure:
    """The mistake of a rule, or of copydesk itself when ``rule`` is ``None``, as a report names it."""
    return Failure("crash", path, rule, f"{type(error).__name__}: {error}")
