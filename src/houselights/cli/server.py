"""The server: one per home, pages in threads, the worker beside them, and a stop that finishes what was begun."""

import fcntl
import gc
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from houselights.cli.answers import note
from houselights.cli.worker import worker_beside
from houselights.errors import AlreadyRunning, WrongUsage

if TYPE_CHECKING:
    from houselights.home import Home

THREADS = 16  # more than figures may ever take: web/gate.py
MOST_BYTES = 64 << 20  # of a request; a workbook may have 20 MB, and a page says so before more is kept
DRAIN = 8.0  # seconds that requests already accepted are given to end; the worker stops meanwhile
# Values between two looks for circular garbage: with Python's 700 looking is a third of a large page.
OFTEN_ENOUGH = (50_000, 10, 10)
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104  (recognised, not chosen)


@contextmanager
def listen(host: str, port: int) -> Iterator[list[socket.socket]]:
    """Sockets bound to the port, or WrongUsage when it is taken or may not be used."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError:
        raise WrongUsage(f"“{host}” is no address of this machine.", remedy="Try --host 127.0.0.1.") from None
    with listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
            listener.listen()
        except OSError as problem:
            raise WrongUsage(
                f"Port {port} of {host} cannot be used: {os.strerror(problem.errno or 0).lower()}.",
                remedy="Choose another with --port, or stop what uses it.",
            ) from None
        yield [listener]


def address_of(host: str, port: int) -> str:
    """`http://127.0.0.1:8000`."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


@contextmanager
def only_server(home: "Home") -> Iterator[None]:
    """Hold the home's server lock; AlreadyRunning names the process that has it. It dies with its process."""
    home.locks.mkdir(parents=True, exist_ok=True)
    with (home.locks / "serve.pid").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise AlreadyRunning(
                f"This home is served already, by process {file.read().strip() or 'unknown'}.",
                remedy="Stop that one first, or serve another home with --home.",
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def serve_home(home: "Home", sockets: list[socket.socket]) -> None:
    """Pages and worker of an open home, until SIGTERM or Ctrl-C. Call while holding the server lock."""
    host, port = sockets[0].getsockname()[:2]
    with worker_beside(home) as stop_worker:
        note(f"Houselights is at {address_of(host, port)}/ (Ctrl-C stops it).")
        serve_pages(sockets, host, before_draining=stop_worker)
    note("Stopped.")


def serve_pages(sockets: list[socket.socket], host: str, *, before_draining: Callable[[], None] = lambda: None) -> None:
    """Answer requests until told to stop, then finish those accepted."""
    from django.conf import settings
    from django.core.servers.basehttp import get_internal_wsgi_application
    from waitress import create_server

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, *_names_of(host)]
    server = create_server(
        get_internal_wsgi_application(), sockets=sockets, threads=THREADS, ident=None, max_request_body_size=MOST_BYTES
    )
    gc.freeze()  # what was imported stays: no look need walk it
    gc.set_threshold(*OFTEN_ENOUGH)
    with _told_to_stop(server) as stop:
        while not stop:
            _turn(server, 1.0)
    before_draining()
    _drain(server)


@contextmanager
def _told_to_stop(server: Any) -> Iterator[list[int]]:
    """A list that is empty until SIGTERM or SIGINT arrives."""
    heard: list[int] = []

    def hear(number: int, frame: Any) -> None:  # noqa: ARG001  (the signal's own signature)
        heard.append(number)
        server.pull_trigger()

    before = {number: signal.signal(number, hear) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield heard
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _drain(server: Any) -> None:
    """Take what is in the backlog, accept no more, and let what was begun end, for as long as DRAIN says."""
    _turn(server, 0.0)
    server.accepting = False
    server.socket.close()
    server._map.pop(server._fileno, None)
    until = time.monotonic() + DRAIN
    while time.monotonic() < until and any(_busy(channel) for channel in server.active_channels.values()):
        _turn(server, 0.1)
    server.task_dispatcher.shutdown(timeout=1)


def _busy(channel: Any) -> bool:
    return bool(channel.requests or channel.total_outbufs_len)


def _turn(server: Any, timeout: float) -> None:
    """One turn of waitress's loop: its own `run` gives no way to stop between requests."""
    server.asyncore.loop(timeout=timeout, map=server._map, use_poll=True, count=1)


def _names_of(host: str) -> list[str]:
    """What browsers may call this server besides the public URL: its own names where it listens everywhere."""
    if host not in EVERYWHERE:
        return [host]
    name = socket.gethostname()
    try:
        return [name, *{str(found[4][0]) for found in socket.getaddrinfo(name, None)}]
    except OSError:
        return [name]
