"""The console script: the version is answered before anything heavy is imported."""

from __future__ import annotations

import gc
import sys

from tracker import __version__


def main() -> int:
    """Run one command line and return its exit status."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        return _print_version()
    # Values here hold no cycles: looking for them all the time costs a start, and a large comparison, a twentieth.
    gc.set_threshold(400_000, 50, 100)
    try:
        from tracker.cli import run

        status = run(sys.argv[1:])
    except KeyboardInterrupt:  # before or after the work
        status = 130
    # The process ends: Python would look through all of it once more.
    gc.freeze()
    return status


def _print_version() -> int:
    try:
        print(f"tracker {__version__}", flush=True)
        return 0 if sys.stdout else _unwritable("it is closed")
    except BrokenPipeError:
        from tracker.commands import streams

        streams.drop()
        return 0
    except OSError as error:
        return _unwritable(str(error.strerror))


def _unwritable(why: str) -> int:
    from tracker.commands import streams

    streams.opened()
    streams.drop()
    streams.tell(f"standard output cannot be written: {why}")
    return 2


if __name__ == "__main__":
    sys.exit(main())
