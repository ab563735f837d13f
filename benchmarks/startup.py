"""How long the whole command takes: on a one-line text, and on a long post, as a user would call it.

``python benchmarks/startup.py`` prints the best and the median of ten calls in milliseconds. Compare figures of one
machine only, and of one run rather than two.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_CALLS = 10
_SENTENCE = "The harbour froze in the third week of January, and number {n} of the ferries stayed at its pier. "


def measure(path: Path) -> list[float]:
    """Milliseconds of each of ten calls of ``copydesk lint`` on ``path``."""
    taken = []
    for _ in range(_CALLS):
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "copydesk", "lint", "--isolated", "--no-cache", str(path)],
            capture_output=True,
            check=False,
        )
        taken.append((time.perf_counter() - started) * 1000)
    return taken


def main() -> None:
    """Print one line a text."""
    paragraphs = ["".join(_SENTENCE.format(n=n * 5 + k) for k in range(5)) for n in range(80)]
    texts = {"one line": "A short text.\n", "40 KB": "\n\n".join(paragraphs) + "\n"}
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            path = Path(folder) / "post.md"
            path.write_text(text, encoding="utf-8")
            taken = measure(path)
            print(f"{name:10} {len(text.encode()):>8,} bytes  best {min(taken):6.1f} ms", end="  ")
            print(f"median {statistics.median(taken):6.1f} ms")


if __name__ == "__main__":
    main()
