"""The one driver behind every face: finds the files, runs the rules on them, judges the whole, gives a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.core.model import Report
from copydesk.core.rule import CorpusRule, discover
from copydesk.core.source import Source

from . import suppression
from .discovery import find_files
from .placing import place_finding
from .worker import Linter, crash
from .workers import run

if TYPE_CHECKING:
    from collections.abc import Callable

    from copydesk.core.model import Diagnostic, Failure, Finding

    from .config import Config
    from .worker import FileResult


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
        results = run(self.linter, [*files, *self._others(asked)], self.config.jobs, progress)
        return self._report(results, asked, failures, {})

    def lint_text(self, data: bytes, path: str) -> Report:
        """Lint one text that is at hand, as standard input or an editor gives it."""
        others = run(self.linter, self._others({path: None}), self.config.jobs, None)
        return self._report([self.linter.lint_bytes(data, path), *others], {path: None}, [], {path: data})

    def _corpus_rules(self) -> dict[str, CorpusRule]:
        return {c: r for c, r in discover().items() if isinstance(r, CorpusRule) and c in self.linter.active}

    def _others(self, asked: dict[str, None]) -> list[str]:
        """The files that corpus rules read and nobody asked for."""
        if not self.config.corpus or not self._corpus_rules():
            return []
        from .globs import matches

        found, _ = find_files([str(self.config.root)], self.config)
        inside = [f for f in found if (name := self.config.relative(f)) and matches(self.config.corpus, name)]
        return [f for f in inside if f not in asked]

    def _report(
        self, results: list[FileResult], asked: dict[str, None], failures: list[Failure], texts: dict[str, bytes]
    ) -> Report:
        reported = [r for r in results if r.path in asked]
        for result in results:
            failures += result.failures
        elsewhere = self._judge_corpus(results, failures, texts)
        kept: list[Diagnostic] = []
        suppressed = 0
        for result in reported:
            found = result.diagnostics + elsewhere.get(result.path, [])
            if result.directives:
                found, hidden = suppression.apply(found, result.directives, result.active, self.linter.severities)
                suppressed += hidden
            kept += found
        kept.sort(key=lambda d: (d.path, d.place, d.rule))
        failures.sort(key=lambda f: (f.path, f.rule or ""))
        linted = sum(all(f.kind != "unreadable" for f in r.failures) for r in reported)
        return Report(tuple(kept), tuple(failures), linted, suppressed)

    def _judge_corpus(
        self, results: list[FileResult], failures: list[Failure], texts: dict[str, bytes]
    ) -> dict[str, list[Diagnostic]]:
        """What the corpus rules find, by path; their crashes are added to ``failures``."""
        out: dict[str, list[Diagnostic]] = {}
        active = {r.path: r.active for r in results}
        source: Source | None = None
        for code, rule in self._corpus_rules().items():
            facts = {r.path: r.facts[code] for r in results if code in r.facts}
            counts: dict[tuple[str, str], int] = {}
            try:
                for path, finding in sorted(rule.check(facts, self.linter.options[code]), key=_by_place):
                    if code not in active[path]:
                        continue
                    if source is None or source.path != path:
                        source = _read(path, texts)
                    severity = self.linter.severities[code]
                    out.setdefault(path, []).append(place_finding(finding, source, severity, counts))
            except Exception as error:
                failures.append(crash("", code, error))
        return out


def _by_place(found: tuple[str, Finding]) -> tuple[str, tuple[int, ...]]:
    return found[0], tuple(found[1].where)


def _read(path: str, texts: dict[str, bytes]) -> Source:
    """The text of a file again: corpus rules saw only facts, and a reader wants to see the line."""
    if path in texts:
        return Source(texts[path], path)
    try:
        with open(path, "rb") as file:
            return Source(file.read(), path)
    except OSError:
        return Source(b"", path)
