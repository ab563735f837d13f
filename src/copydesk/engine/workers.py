"""Files handed to worker processes when there is work enough, in the same order of results as in one process."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from .worker import FileResult, Linter

_WORTH_IT = 3_000_000  # bytes: below, starting a process costs more than it saves
_CHUNK = 1_000_000  # bytes of text handed over at a time

_linter: Linter | None = None


def run(linter: Linter, files: list[str], jobs: int, progress: Callable[[int, int], None] | None) -> list[FileResult]:
    """Lint ``files`` and give their results in that order."""
    sizes = [_size(f) for f in files]
    jobs = min(jobs or _cores(), len(files))
    if jobs <= 1 or sum(sizes) < _WORTH_IT:
        results = []
        for done, file in enumerate(files, 1):
            results.append(linter.lint_path(file))
            if progress:
                progress(done, len(files))
        return results
    import multiprocessing

    results = []
    chunks = _chunks(files, sizes)
    with multiprocessing.get_context().Pool(min(jobs, len(chunks)), _start, (linter,)) as pool:
        for part in pool.imap(_lint, chunks):
            results += part
            if progress:
                progress(len(results), len(files))
    return results


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS, Windows
        return os.cpu_count() or 1


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except (OSError, ValueError):
        return 0


def _chunks(files: list[str], sizes: list[int]) -> list[list[str]]:
    chunks: list[list[str]] = [[]]
    room = _CHUNK
    for file, size in zip(files, sizes, strict=True):
        if chunks[-1] and size > room:
            chunks.append([])
            room = _CHUNK
        chunks[-1].append(file)
        room -= size
    return chunks


def _start(linter: Linter) -> None:
    global _linter
    _linter = linter


def _lint(files: list[str]) -> list[FileResult]:
    assert _linter is not None
    return [_linter.lint_path(f) for f in files]
