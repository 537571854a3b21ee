"""How a command fails: what happened and what to do on standard error, the right exit code, never a trace."""

import json
import logging
import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typer

from houselights.cli.answers import note
from houselights.errors import HouselightsError
from houselights.feeds.room import is_of_the_disk
from houselights.home import Home

BUG = 70
STOPPED = 130


def exit_code_of(command: Callable[[], Any], *, as_json: bool) -> int:
    """Run a command; the exit code it ends with, after whatever went wrong was told."""
    try:
        return _code(command())
    except typer.TyperException as problem:
        return _tell(problem.format_message(), _how_it_is_used(problem), problem.exit_code or 2, as_json)
    except typer.Abort:
        return _tell("Stopped.", "Nothing is lost: run it again to go on.", STOPPED, as_json)
    except HouselightsError as problem:
        return _tell(problem.message, problem.remedy, problem.exit_code, as_json)
    except Exception as problem:  # noqa: BLE001  (the outermost door: what comes here is a bug, told with a reference)
        return _tell_unforeseen(problem, as_json)


def _code(result: Any) -> int:
    return result if isinstance(result, int) else 0


def _how_it_is_used(problem: typer.TyperException) -> str:
    """Nothing where the message is the help itself: a group was called with nothing."""
    context = getattr(problem, "ctx", None)
    if problem.format_message().startswith("Usage:"):
        return ""
    return f"See `{context.command_path if context else 'houselights'} --help`."


def _tell(message: str, remedy: str, code: int, as_json: bool) -> int:
    note(f"{message} {remedy}".strip())
    if as_json:
        typer.echo(json.dumps({"error": message, "remedy": remedy}, indent=2, ensure_ascii=False))
    return code


def _tell_unforeseen(problem: Exception, as_json: bool) -> int:
    if is_of_the_disk(problem):
        remedy = "Free some space, or see to the disk, and run it again; nothing is lost."
        return _tell("The disk is full, or cannot be written.", remedy, 2, as_json)
    reference = secrets.token_hex(4)
    remedy = f"Look for {reference} in {_log(problem, reference)}, and report it with that reference."
    return _tell(f"Something went wrong inside Houselights (reference {reference}).", remedy, BUG, as_json)


def _log(problem: Exception, reference: str) -> Path:
    """Write the trace to the home's log, also where Django was never loaded; where that cannot be, to a file alone."""
    log, file = logging.getLogger("houselights.cli"), Home.from_environment().log
    if not logging.getLogger().handlers:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            log.addHandler(logging.FileHandler(file))
        except OSError:
            file = Path(tempfile.gettempdir()) / f"houselights-{reference}.log"
            log.addHandler(logging.FileHandler(file))
    log.error("bug %s in a command", reference, exc_info=problem)
    return file
