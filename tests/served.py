"""A served Houselights in a home of its own, for journeys in a browser: a filled theatre, an empty one, a funder."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from commands import Command
from houselights.sandbox.remote import Sandbox
from reference import give_small_reference

PLANTED = 2  # box-office events with sales that stay unlinked
HISTORY = timedelta(days=1_200)  # all that the made-up theatre has


@dataclass(frozen=True)
class Served:
    """Where it is, and the one-time link of each person: Ada runs the Lyric, Cal the Grand."""

    address: str
    sandbox: Sandbox
    invitations: dict[str, str]
    houselights: Command


@contextmanager
def served(home: Path, sandbox: Sandbox) -> Iterator[Served]:
    """Prepared by the command line, as whoever runs a server does it, then served until the block ends."""
    houselights = Command(home)
    give_small_reference(home / "reference")
    houselights.answer("setup")
    invitations = _company(houselights)
    _fill_lyric(houselights, sandbox, home / "key.txt")
    _funder(houselights)
    environment = {
        "HOUSELIGHTS_BOX_OFFICE_ORIGINS": sandbox.origin,
        "HOUSELIGHTS_SUPPORT_CONTACT": "help@houselights.example",
    }
    with serving(houselights, **environment) as address:
        yield Served(address, sandbox, invitations, houselights)


@contextmanager
def serving(houselights: Command, **environment: str) -> Iterator[str]:
    """The address of a server for that home; it answers, and is stopped when the block ends."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    process = houselights.started("serve", "--port", str(port), **environment)
    try:
        wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.communicate(timeout=30)


def _company(houselights: Command) -> dict[str, str]:
    """The organisations and their people; the paths of the one-time links, by first name."""
    houselights.answer("organisation", "add", "lyric", "--name", "The Lyric")
    houselights.answer("organisation", "add", "grand", "--name", "The Grand")
    people = {"Ada": "lyric", "Cal": "grand"}
    links = {}
    for name, organisation in people.items():
        place = ("--organisation", organisation, "--role", "admin", "--name", name)
        invited = houselights.answer("user", "add", f"{name.lower()}@{organisation}.example", *place)
        links[name] = urlsplit(invited["link"]).path
    return links


def _funder(houselights: Command) -> None:
    """The Arts Fund has the Lyric on its list, and waits for the quarter that is over."""
    houselights.answer("organisation", "add", "fund", "--name", "The Arts Fund", "--kind", "funder")
    houselights.answer("organisation", "grant", "fund", "lyric")
    environment = houselights.env(HOUSELIGHTS_HOME=str(houselights.home), PYTHONPATH=str(Path(__file__).parent))
    subprocess.run([sys.executable, "-m", "funder_waits", "fund", "lyric"], env=environment, check=True, timeout=120)


def _fill_lyric(houselights: Command, sandbox: Sandbox, key: Path) -> None:
    account = sandbox.client("lyric")
    key.write_text(account["secret"])
    given = ("--client", "lyric", "--login", account["login"], "--secret-file", str(key), "--origin", sandbox.origin)
    houselights.answer("connect", "lyric", "spektrix", *given, "--since", str(date.today() - HISTORY))
    key.unlink()
    houselights.answer("sync", "lyric")
    unlinked = houselights.answer("links", "lyric", "list")["unlinked_box_office"]
    by_tickets = sorted(unlinked, key=lambda each: each["tickets"])
    houselights.answer("events", "lyric", "adopt", *(each["box_office_id"] for each in by_tickets[:-PLANTED]))
    houselights.answer("sync", "lyric")


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def wait_for(address: str, process: "subprocess.Popen[str]") -> None:
    for _ in range(300):
        assert process.poll() is None, process.communicate()[1]
        try:
            if httpx.get(f"{address}/healthz", trust_env=False).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise AssertionError("the server did not answer within a minute")
