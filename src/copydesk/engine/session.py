"""The one driver behind every face: finds the files, runs the rules on them, judges the whole, gives a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.core.model import Failure, Report
from copydesk.core.rule import CorpusRule, discover

from . import suppression
from .discovery import find_files
from .placing import place_elsewhere
from .worker import Linter
from .workers import run

if TYPE_CHECKING:
    from collections.abc import Callable

    from copydesk.core.model import Diagnostic

    from .config import Config
    from .worker import FileResult

Progress = "Callable[[int, int], None]"


class Session:
    """A configured linter. Every face (command line, editor, test) goes through it."""

    def __init__(self, config: Config) -> None:
        """Raises ``UsageError`` for a configuration that cannot be followed."""
        self.config = config
        self.linter = Linter(config)

    def lint(self, paths: list[str], progress: Callable[[int, int], None] | None = None) -> Report:
        """Lint files and folders. ``progress`` is called with the number of files done and of all."""
        files, failures = find_files(paths, self.config)
        asked = dict.fromkeys(files)
        others: list[str] = []
        if self.config.corpus and self._corpus_rules():
            others = [f for f in self._corpus_files() if f not in asked]
        results = run(self.linter, [*files, *others], self.config.jobs, progress)
        return self._report(results, asked, failures)

    def lint_text(self, data: bytes, path: str) -> Report:
        """Lint one text that is at hand, as standard input or an editor gives it."""
        return self._report([self.linter.lint_bytes(data, path)], {path: None}, [])

    def _corpus_rules(self) -> dict[str, CorpusRule]:
        return {c: r for c, r in discover().items() if isinstance(r, CorpusRule) and c in self.linter.active}

    def _corpus_files(self) -> list[str]:
        from .globs import matches

        root = str(self.config.root)
        found, _ = find_files([root], self.config)
        import os

        return [
            f for f in found
            if matches(self.config.corpus, os.path.relpath(os.path.abspath(f), root).replace(os.sep, "/"))
        ]  # fmt: skip

    def _report(self, results: list[FileResult], asked: dict[str, None], failures: list[Failure]) -> Report:
        severities = self.linter.severities
        by_path: dict[str, list[Diagnostic]] = {r.path: list(r.diagnostics) for r in results if r.path in asked}
        for code, rule in self._corpus_rules().items():
            facts = {r.path: r.facts[code] for r in results if code in r.facts}
            counts: dict[tuple[str, str], int] = {}
            try:
                for path, finding in rule.check(facts, self.linter.options[code]):
                    if path in by_path:
                        by_path[path].append(place_elsewhere(path, finding, severities[code], counts))
            except Exception as error:
                failures.append(Failure("crash", "", code, f"{type(error).__name__}: {error}"))
        suppressed = 0
        kept: list[Diagnostic] = []
        for result in results:
            failures += result.failures
            if result.path not in asked:
                continue
            found = by_path[result.path]
            if result.directives:
                found, hidden = suppression.apply(found, result.directives, result.active, severities)
                suppressed += hidden
            kept += found
        kept.sort(key=lambda d: (d.path, d.place, d.rule))
        failed = sum(f.kind == "unreadable" for f in failures)
        return Report(
            tuple(kept),
            tuple(sorted(failures, key=lambda f: (f.path, f.rule or ""))),
            max(0, len(asked) - failed),
            suppressed,
        )
