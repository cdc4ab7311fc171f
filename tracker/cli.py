"""The command line assembled: its families of commands, and what each way of ending means."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import typer

from tracker import __version__, commands
from tracker.commands import streams
from tracker.errors import TrackerError

USAGE, BUG, INTERRUPTED = 2, 3, 130
DEBUG = "TRACKER_DEBUG"
# What typer raises for whatever is asked wrongly is click's own class, or, from 0.27 on, a copy that it brings along.
_WRONG_USAGE: type[typer.BadParameter] = next(c for c in typer.BadParameter.__mro__ if c.__name__ == "ClickException")
REPORT_BUGS = "please report it with the command and the documents that led to it"


def app(asked: str = "") -> typer.Typer:
    """Return the command line: the whole, or where *asked* is a command no more than its family."""
    # Rich is kept out of help and errors: importing it would cost every run half as much again.
    made = typer.Typer(
        name="tracker",
        help="Follow how Chinese reform reports and policy documents change.",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    made.callback()(_options)
    commands.register(made, asked)
    return made


def run(arguments: Sequence[str]) -> int:
    """Run one command line; return 0, 1 (changed, where asked), 2 (expected), 3 (a bug) or 130 (interrupted)."""
    streams.opened()
    status = _ran(arguments)
    lost = streams.closed()
    return status if lost is None else _complain(lost, USAGE)


def _ran(arguments: Sequence[str]) -> int:
    try:
        status = app(*arguments[:1])(list(arguments), prog_name="tracker", standalone_mode=False)
    except typer.Exit as ending:
        return ending.exit_code
    except _WRONG_USAGE as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            streams.complain(error.format_message() + "\n")
            return USAGE
        return _complain(error.format_message(), USAGE)
    except TrackerError as error:
        return _complain(str(error), USAGE)
    except (BrokenPipeError, SystemExit):  # click itself ends with status 1 there, which would read as "changed"
        streams.drop()
        return 0
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except OSError as error:
        return _refused(error)
    except MemoryError:
        return _complain("there is not enough memory for this: compare it in parts, or on a larger machine", USAGE)
    except Exception as error:  # Python's own status for a traceback is 1, which would read as "changed"
        return _bug(error)
    return status if isinstance(status, int) else 0


def _options(
    version: bool = typer.Option(False, "--version", "-V", help="Print the version and exit.", is_eager=True),
) -> None:
    if version:
        sys.stdout.write(f"tracker {__version__}\n")
        raise typer.Exit


def _complain(message: str, status: int) -> int:
    """Print *message* as one line of standard error."""
    streams.tell(message)
    return status


def _refused(error: OSError) -> int:
    """Tell what the system does not let us do, where no command had better words for it: a disk is full, or gone."""
    _traced(error)
    if not error.filename:
        streams.drop()
    place = f"{error.filename}: " if error.filename else ""
    return _complain(f"{place}the system refuses: {error.strerror or error}", USAGE)


def _bug(error: Exception) -> int:
    _traced(error)
    return _complain(
        f"this is a bug in tracker: {type(error).__name__}: {error}; {REPORT_BUGS} ({DEBUG}=1 shows more)", BUG
    )


def _traced(error: Exception) -> None:
    if os.environ.get(DEBUG):
        import traceback

        traceback.print_exception(error)
