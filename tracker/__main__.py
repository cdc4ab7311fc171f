"""The console script: the version is answered before anything heavy is imported."""

from __future__ import annotations

import sys

from tracker import __version__


def main() -> int:
    """Run one command line and return its exit status."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        sys.stdout.write(f"tracker {__version__}\n")
        return 0
    from tracker.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
