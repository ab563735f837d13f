"""A progress bar for a run that takes over a second; on a terminal only."""

from __future__ import annotations

import time
from typing import TextIO


class Progress:
    """Call it with the number of files done and of all; it draws on ``stream`` and clears itself at the end."""

    def __init__(self, stream: TextIO) -> None:
        """Start the clock."""
        self.stream = stream
        self.started = self.drawn = time.monotonic()
        self.shown = False

    def __call__(self, done: int, total: int) -> None:
        """Draw at most ten times a second, and nothing in the first second."""
        now = time.monotonic()
        if done == total and self.shown:
            self.stream.write("\r\x1b[K")
            self.stream.flush()
        elif done < total and now - self.started > 1 and now - self.drawn > 0.1:
            filled = 30 * done // total
            self.stream.write(f"\r[{'█' * filled}{'·' * (30 - filled)}] {done:,}/{total:,}")
            self.stream.flush()
            self.drawn, self.shown = now, True
