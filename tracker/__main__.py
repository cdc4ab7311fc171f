"""The console script: the version is answered before anything heavy is imported."""

from __future__ import annotations

import gc
import sys

from tracker import __version__


def main() -> int:
    """Run one command line and return its exit status."""
    if sys.argv[1:] in (["--version"], ["-V"]) and sys.stdout is not None:
        sys.stdout.write(f"tracker {__version__}\n")
        return 0
    # Values here hold no cycles: looking for them all the time costs a start, and a large comparison, a twentieth.
    gc.set_threshold(100_000, 50, 100)
    try:
        from tracker.cli import run

        status = run(sys.argv[1:])
    except KeyboardInterrupt:  # before or after the work
        status = 130
    # The process ends: Python would look through all of it once more.
    gc.freeze()
    return status


if __name__ == "__main__":
    sys.exit(main())
