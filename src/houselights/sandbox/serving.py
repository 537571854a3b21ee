"""Opens the made-up theatres and serves them on two ports of this machine: the box office, and its control port."""

import json
import os
import socket
import sys
import threading
from base64 import b64encode
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

import msgspec
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from houselights.errors import WrongUsage
from houselights.sandbox import control, server
from houselights.sandbox.clock import Clock
from houselights.sandbox.door import BoxOffice
from houselights.sandbox.faults import Fault, Faults
from houselights.sandbox.sizes import sizes_named
from houselights.sandbox.theatre import Account, make_theatre
from houselights.sandbox.wishes import SetFaults

HOST = "127.0.0.1"
THEATRES = (
    ("lyric", "The Lyric", "1 Drama Row, Lincoln LN1 2TJ"),
    ("grand", "The Grand", "7 Curtain Street, Exeter EX4 8EX"),
)


def _accounts(seed: int, client: str) -> list[Account]:
    """An owner and an agent; the secrets follow from the seed, for they guard nothing but made-up people."""

    def account(mode: str) -> Account:
        return Account(
            f"houselights-{mode}", b64encode(sha256(f"{seed}/{client}/{mode}".encode()).digest()).decode(), mode
        )

    return [account("owner"), account("agent")]


def open_box_office(size: str, seed: int, faults: list[Fault] | None, clock: datetime | None) -> BoxOffice:
    """The theatres in memory, not yet serving."""
    ticking = Clock(clock)
    theatres = {
        client: make_theatre(client, name, address, volumes, seed, ticking, _accounts(seed, client))
        for (client, name, address), volumes in zip(THEATRES, sizes_named(size), strict=True)
    }
    return BoxOffice(theatres, ticking, Faults(faults, seed))


def read_faults(path: Path) -> list[Fault]:
    """Faults from a file of JSON: an object with a list named `faults`."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=SetFaults).faults
    except OSError as error:
        raise WrongUsage(f"The faults file {path} cannot be read.", remedy="Give the path of a JSON file.") from error
    except msgspec.MsgspecError as error:
        raise WrongUsage(
            f"The faults file is not right: {error}.", remedy='Write {"faults": [{"kind": "html-503"}]}.'
        ) from error


def _listen(port: int) -> socket.socket:
    # Named as TCP, or asyncio leaves Nagle on and every kept connection waits forty milliseconds an answer.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        listening.listen()  # at once: whoever reads where it is may call before the server turns
    except OSError as error:
        listening.close()
        raise WrongUsage(
            f"Port {port} is in use.", remedy="Stop what uses it, or choose another with --port."
        ) from error
    return listening


def _by_port(control_port: int, office: ASGIApp, desk: ASGIApp) -> ASGIApp:
    """One server listens on both ports; the port says which of the two is meant."""

    async def choose(scope: Scope, receive: Receive, send: Send) -> None:
        inside = desk if scope["server"][1] == control_port else office
        await inside(scope, receive, send)

    return choose


class Serving:
    """A box office bound to its two ports; closed when left."""

    def __init__(self, box_office: BoxOffice, port: int, control_port: int) -> None:
        self._office_socket = _listen(port)
        try:
            self._control_socket = _listen(control_port)
        except WrongUsage:
            self._office_socket.close()
            raise
        desk_port = self._control_socket.getsockname()[1]
        app = _by_port(desk_port, server.application(box_office), control.application(box_office))
        self.server = uvicorn.Server(
            uvicorn.Config(
                app,
                http="httptools",
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                date_header=False,
                timeout_keep_alive=60,  # a client lets go of an idle connection after 5: at the same moment, it breaks
                timeout_graceful_shutdown=2,
            )
        )
        self.described: dict[str, Any] = {
            "origin": f"http://{HOST}:{self._office_socket.getsockname()[1]}",
            "control": f"http://{HOST}:{desk_port}",
            "clients": [
                {"client": theatre.client, "login": account.login, "secret": account.secret}
                for theatre in box_office.theatres.values()
                for account in theatre.accounts.values()
                if account.mode == "owner"
            ],
        }

    def run(self) -> None:
        """Serve until told to stop."""
        self.server.run(sockets=[self._office_socket, self._control_socket])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._office_socket.close()
        self._control_socket.close()


def serve(
    port: int = 8765,
    control_port: int = 8766,
    seed: int = 1,
    size: str = "small",
    faults: Path | None = None,
    *,
    clock: datetime | None = None,
    until_stdin_closes: bool = False,
) -> None:
    """Serve until stopped, having printed one line of JSON: where, and how to sign."""
    box_office = open_box_office(size, seed, read_faults(faults) if faults else None, clock)
    with Serving(box_office, port, control_port) as serving:
        print(json.dumps(serving.described), flush=True)
        if until_stdin_closes:
            threading.Thread(target=_stop_with_stdin, args=(serving.server,), daemon=True).start()
        serving.run()


def _stop_with_stdin(running: uvicorn.Server) -> None:
    """The parent holds the other end of stdin: when it goes, even killed, so does this process."""
    while os.read(sys.stdin.fileno(), 1024):
        pass
    running.should_exit = True
