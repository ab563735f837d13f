"""``python -m copydesk`` and the ``copydesk`` command."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line on the process's own arguments and streams; return its exit status."""
    from copydesk.cli import run

    return run(sys.argv[1:], sys.stdin, sys.stdout, sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
