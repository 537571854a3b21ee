"""`demo`: two made-up theatres from box office to figures, in a home of its own, then served."""

import os
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated, Any

import typer

from houselights.cli.answers import answer, note
from houselights.cli.demo_summary import Summary, Theatre
from houselights.cli.options import AsJson, Size, example
from houselights.cli.watching import watched

if TYPE_CHECKING:
    from houselights.cli.demo_home import Demo
    from houselights.connections.models import Connection
    from houselights.home import Home
    from houselights.organisations.models import Organisation
    from houselights.sandbox.running import Sandbox

HOST = "127.0.0.1"
REAL = ("DATABASE_URL", "EMAIL_URL", "HOUSELIGHTS_MASTER_KEY", "HOUSELIGHTS_SECRET_KEY")
NoServe = Annotated[bool, typer.Option("--no-serve", help="Do all of it, print the summary and exit.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("demo", epilog=example("demo", "demo --size small --no-serve --json"))(demo)


def demo(
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to serve on.")] = 8000,
    size: Size = "season",
    no_serve: NoServe = False,
    as_json: AsJson = False,
) -> None:
    """Show the whole path with made-up theatres: box office, register, figures, pages. Safe to repeat.

    It has a home of its own, begun anew each day. Nothing in it is real, and nothing of yours is touched.
    """
    from houselights.cli.demo_home import name_demo_home, remembered
    from houselights.cli.server import listen, only_server, serve_home
    from houselights.sandbox.running import started_sandbox
    from houselights.sandbox.sizes import sizes_named

    sizes_named(size)  # an unknown one is told before anything is touched, and so is a busy port
    home = name_demo_home()
    with ExitStack() as held:
        sockets = [] if no_serve else held.enter_context(listen(HOST, port))
        held.enter_context(only_server(home))
        kept = remembered(home, size)
        note(f"Starting a box office of made-up theatres, size {size} …")
        sandbox = held.enter_context(started_sandbox(size=size))
        address = f"http://{HOST}:{port}/"
        _name_settings(address, sandbox)
        summary = _whole_path(home, kept, sandbox)
        summary.address = "" if no_serve else address
        answer(summary.document(), summary.tell, as_json=as_json)
        if not no_serve:
            serve_home(home, sockets)


def _name_settings(address: str, sandbox: "Sandbox") -> None:
    """Before Django reads them: the pages are here, people may choose the sandbox, and no real home is meant."""
    for name in REAL:
        os.environ.pop(name, None)
        os.environ.pop(f"{name}_FILE", None)
    os.environ["HOUSELIGHTS_PUBLIC_URL"] = address.rstrip("/")
    os.environ["HOUSELIGHTS_BOX_OFFICE_ORIGINS"] = sandbox.origin


def _whole_path(home: "Home", kept: "Demo", sandbox: "Sandbox") -> Summary:
    from houselights.cli.company import gather_company
    from houselights.cli.setting_up import set_up

    began = time.monotonic()
    note("Making a home, two organisations, a funder and their people …")
    set_up(home)
    theatres = gather_company(kept)
    told = [_one_theatre(theatre, sandbox) for theatre in theatres]
    return Summary(home.path, kept, told, time.monotonic() - began)


def _one_theatre(theatre: "Organisation", sandbox: "Sandbox") -> Theatre:
    """Connect, read, fill the register, read again: customers are read once their orders are linked."""
    from houselights.cli.company import connect_theatre, fill_register

    began = time.monotonic()
    note(f"{theatre.name}: testing the key, step by step …")
    connection = connect_theatre(theatre, sandbox)
    runs = [_run(connection, theatre)]
    if fill_register(theatre):
        note(f"{theatre.name}: its events are on the register now, so their customers are read …")
        runs.append(_run(connection, theatre))
    return Theatre.of(theatre, runs, time.monotonic() - began)


def _run(connection: "Connection", theatre: "Organisation") -> dict[str, Any]:
    from houselights.feeds.actions import sync_now
    from houselights.feeds.queries import run_json

    with watched(f"{theatre.name}: ") as watcher:
        return run_json(sync_now(connection=connection, by=None, watcher=watcher))
