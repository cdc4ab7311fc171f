"""The command line assembled: its families of commands, and what each way of ending means."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import typer

from tracker import __version__, commands
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
    try:
        status = app(*arguments[:1])(list(arguments), prog_name="tracker", standalone_mode=False)
        sys.stdout.flush()
    except typer.Exit as ending:
        return ending.exit_code
    except _WRONG_USAGE as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            sys.stderr.write(error.format_message() + "\n")
            return USAGE
        return _complain(error.format_message(), USAGE)
    except TrackerError as error:
        return _complain(str(error), USAGE)
    except BrokenPipeError:
        return _reader_gone()
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
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
    sys.stderr.write("tracker: " + " ".join(message.split()) + "\n")
    return status


def _reader_gone() -> int:
    """End quietly: whoever read our output (head, less) has enough."""
    # Python flushes standard output once more at exit; it must find an open file.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _bug(error: Exception) -> int:
    if os.environ.get(DEBUG):
        import traceback

        traceback.print_exception(error)
    return _complain(
        f"this is a bug in tracker: {type(error).__name__}: {error}; {REPORT_BUGS} ({DEBUG}=1 shows more)", BUG
    )
