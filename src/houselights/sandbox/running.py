"""Runs the sandbox: within this process (tests), in a child (demo, bench), or until stopped (the command)."""

import json
import os
import socket
import subprocess
import sys
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

import httpx
import msgspec
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from houselights.errors import WrongUsage
from houselights.sandbox import control, server
from houselights.sandbox.clock import Clock
from houselights.sandbox.faults import Fault, Faults
from houselights.sandbox.server import BoxOffice
from houselights.sandbox.sizes import sizes_named
from houselights.sandbox.theatre import Account, make_theatre

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
        return msgspec.json.decode(path.read_bytes(), type=control.SetFaults).faults
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


class _Serving:
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
                timeout_graceful_shutdown=2,
            )
        )
        self.described = {
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


class Sandbox:
    """A running sandbox, and its control port as methods that answer what the port answers."""

    def __init__(self, described: dict[str, Any]) -> None:
        self.origin: str = described["origin"]
        self.control: str = described["control"]
        self.clients: list[dict[str, str]] = described["clients"]
        self._http = httpx.Client(base_url=self.control, trust_env=False, timeout=30)

    def client(self, name: str) -> dict[str, str]:
        """The client, login and secret of one theatre."""
        return next(client for client in self.clients if client["client"] == name)

    def sell(self, client: str, performance: str, quantity: int = 1, **more: Any) -> dict[str, Any]:
        return self.post("sell", client=client, performance=performance, quantity=quantity, **more)

    def give_back(self, client: str, order: str, tickets: list[str] | None = None) -> dict[str, Any]:
        return self.post("return", client=client, order=order, tickets=tickets)

    def exchange(self, client: str, order: str, performance: str, tickets: list[str] | None = None) -> dict[str, Any]:
        return self.post("exchange", client=client, order=order, performance=performance, tickets=tickets)

    def scan(self, client: str, performance: str, quantity: int = 1) -> dict[str, Any]:
        return self.post("scan", client=client, performance=performance, quantity=quantity)

    def merge(self, client: str, gone: str, into: str) -> dict[str, Any]:
        return self.post("merge", client=client, gone=gone, into=into)

    def archive(self, client: str, event: str, *, archived: bool = True) -> dict[str, Any]:
        return self.post("archive", client=client, event=event, archived=archived)

    def set_attribute(self, client: str, event: str, name: str, value: Any) -> dict[str, Any]:
        return self.post("attribute", client=client, event=event, name=name, value=value)

    def set_clock(self, now: datetime) -> dict[str, Any]:
        return self.post("clock", now=now.isoformat())

    def move_clock(self, *, days: float = 0, minutes: float = 0) -> dict[str, Any]:
        return self.post("clock", days=days, minutes=minutes)

    def set_faults(self, *faults: dict[str, Any]) -> dict[str, Any]:
        """These faults and no others; none at all clears them."""
        return self.post("faults", faults=list(faults))

    def ledger(self, client: str) -> dict[str, Any]:
        """What one theatre truly sold."""
        answered = self._http.get("/ledger", params={"client": client})
        return dict(self._checked(answered)["clients"][client])

    def post(self, path: str, **body: Any) -> dict[str, Any]:
        """Any wish of the control port, by its path."""
        return self._checked(self._http.post(f"/{path}", json=body))

    @staticmethod
    def _checked(answered: httpx.Response) -> dict[str, Any]:
        if answered.status_code != 200:
            raise WrongUsage(f"The sandbox answered {answered.status_code}: {answered.json()['message']}")
        return dict(answered.json())

    def close(self) -> None:
        """Let go of the control port; the sandbox runs on."""
        self._http.close()


@contextmanager
def running_sandbox(
    *,
    size: str = "small",
    seed: int = 1,
    faults: list[Fault] | None = None,
    port: int = 0,
    control_port: int = 0,
    clock: datetime | None = None,
) -> Iterator[Sandbox]:
    """A sandbox within this process, on free loopback ports: for tests, where sharing the processor is fine."""
    with _Serving(open_box_office(size, seed, faults, clock), port, control_port) as serving:
        thread = threading.Thread(target=serving.run, name="sandbox", daemon=True)
        thread.start()
        sandbox = Sandbox(serving.described)
        try:
            yield sandbox
        finally:
            sandbox.close()
            serving.server.should_exit = True
            thread.join(timeout=10)


@contextmanager
def started_sandbox(
    *, size: str = "season", seed: int = 1, port: int = 0, control_port: int = 0, faults: Path | None = None
) -> Iterator[Sandbox]:
    """A sandbox in a process of its own, so that it does not slow this one down; it ends with it, however it ends."""
    arguments = ["--size", size, "--seed", str(seed), "--port", str(port), "--control-port", str(control_port)]
    arguments += ["--faults", str(faults)] if faults else []
    command = [sys.executable, "-m", "houselights.sandbox", "--until-stdin-closes", *arguments]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        line = child.stdout.readline()
        if not line:
            raise WrongUsage("The sandbox could not start.", remedy="Its reason is printed above.")
        sandbox = Sandbox(json.loads(line))
        try:
            yield sandbox
        finally:
            sandbox.close()
            child.stdin.close()
            child.wait(timeout=10)


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
    with _Serving(box_office, port, control_port) as serving:
        print(json.dumps(serving.described), flush=True)
        if until_stdin_closes:
            threading.Thread(target=_stop_with_stdin, args=(serving.server,), daemon=True).start()
        serving.run()


def _stop_with_stdin(running: uvicorn.Server) -> None:
    """The parent holds the other end of stdin: when it goes, even killed, so does this process."""
    while os.read(sys.stdin.fileno(), 1024):
        pass
    running.should_exit = True
