"""No sockets, no real waiting: what a client would have slept is written down instead."""

import time
from collections.abc import Callable, Iterator

import httpx
import pytest
from pytest_socket import disable_socket, enable_socket

Answering = Callable[[httpx.Request], httpx.Response]


@pytest.fixture(autouse=True)
def no_sockets() -> Iterator[None]:
    disable_socket()
    yield
    enable_socket()


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that would have been slept, in order; the clock has moved on as if they had been."""
    naps, clock = list[float](), time.monotonic
    monkeypatch.setattr(time, "sleep", naps.append)
    monkeypatch.setattr(time, "monotonic", lambda: clock() + sum(naps))
    return naps


class Chunks(httpx.SyncByteStream):
    """A body as it comes off the wire, still packed."""

    def __init__(self, *chunks: bytes) -> None:
        self._chunks = chunks

    def __iter__(self) -> Iterator[bytes]:
        yield from self._chunks


def answer(
    body: bytes | str = b"{}", status: int = 200, kind: str = "application/json; charset=utf-8", **headers: str
) -> Callable[[], httpx.Response]:
    """Makes the same answer each time; `Retry_After="7"` gives the header of that name."""
    named = {"Content-Type": kind, **{name.replace("_", "-"): value for name, value in headers.items()}}
    content = body.encode() if isinstance(body, str) else body
    return lambda: httpx.Response(status, headers=named, stream=Chunks(content))


class Box:
    """A box office that gives its answers one after the other, the last again and again; it keeps what it was asked."""

    def __init__(self, *answers: Callable[[], httpx.Response] | Exception) -> None:
        self.answers, self.asked = list(answers), list[httpx.Request]()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        found = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(found, Exception):
            raise found
        return found()
