"""Where the time goes, by rule: microseconds for each kilobyte of text, and the share of the whole.

python benchmarks/rules.py PATH…        files, or folders of Markdown files
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from copydesk.core.document import Document
from copydesk.core.rule import CorpusRule, FileRule, discover
from copydesk.core.source import Source


def main(paths: list[str]) -> int:
    """Print a Markdown table. An analysis that rules share is charged to the first of them, in the order of the codes."""
    files = [f for p in map(Path, paths) for f in (sorted(p.rglob("*.md")) if p.is_dir() else [p])]
    spent: dict[str, float] = {}
    size = 0

    def timed(name: str, call: Callable[[], object]) -> None:
        start = time.perf_counter()
        call()
        spent[name] = spent.get(name, 0.0) + time.perf_counter() - start

    for file in files:
        data = file.read_bytes()
        size += len(data)
        timed("source", lambda data=data: Source(data, "a.md"))  # type: ignore[misc]
        document = Document(Source(data, file.name))
        timed("parse", lambda document=document: document.blocks)  # type: ignore[misc]
        timed("front matter", lambda document=document: document.front_matter)  # type: ignore[misc]
        for code, rule in discover().items():
            options = rule.Options()
            if isinstance(rule, FileRule):
                timed(code, lambda r=rule, d=document, o=options: list(r.check(d, o)))  # type: ignore[misc]
            elif isinstance(rule, CorpusRule):
                timed(code, lambda r=rule, d=document, o=options: r.collect(d, o))  # type: ignore[misc]
    total = sum(spent.values())
    families: dict[str, float] = {}
    for name, seconds in spent.items():
        families[name[:2] if name[:2].isupper() else name] = families.get(name[:2], 0.0) + seconds
    print("| step or rule | µs for a KB | share |\n| --- | --- | --- |")
    for name, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"| {name} | {seconds / size * 1024e6:.1f} | {seconds / total:.1%} |")
    print("\n" + ", ".join(f"{name} {seconds / total:.1%}" for name, seconds in sorted(families.items())))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
