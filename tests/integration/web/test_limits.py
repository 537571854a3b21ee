"""Can figures that take for ever take the rest of the server down with them?"""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from django.core.servers.basehttp import get_internal_wsgi_application
from waitress import create_server

from houselights.cli.server import THREADS
from houselights.errors import TooMuch
from houselights.measures.question import Question
from houselights.web import gate

TICKETS = Question("tickets", of="lyric")
MANY = 3 * THREADS


class Figures:
    """The server as it is served, but that no figure is ever told before `stop` is set."""

    def __init__(self) -> None:
        self.stop = threading.Event()
        self.begun = threading.Semaphore(0)
        self._pages = get_internal_wsgi_application()

    def release(self, question: Question, home: Path) -> None:
        self.begun.release()
        self.stop.wait(120)

    def __call__(self, environ: dict[str, Any], start: Any) -> Any:
        if environ["PATH_INFO"] != "/figures":
            return self._pages(environ, start)
        try:
            gate.released(TICKETS)
        except TooMuch as problem:
            start("503 Service Unavailable", [("Content-Type", "text/plain; charset=utf-8")])
            return [problem.message.encode()]
        start("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
        return [b"told"]


def nothing_kept(question: Question, home: Path) -> None:
    """As after a new build."""


@pytest.fixture
def figures(monkeypatch: pytest.MonkeyPatch) -> Iterator[Figures]:
    found = Figures()
    monkeypatch.setattr(gate, "release", found.release)
    monkeypatch.setattr(gate, "kept", nothing_kept)
    yield found
    found.stop.set()


@pytest.fixture
def address(figures: Figures) -> Iterator[str]:
    server = create_server(figures, host="127.0.0.1", port=0, threads=THREADS, ident=None)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    figures.stop.set()
    server.close()
    server.task_dispatcher.shutdown()
    thread.join(60)


def test_people_sign_in_while_figures_take_for_ever(figures: Figures, address: str):
    with ThreadPoolExecutor(MANY) as pool, httpx.Client(trust_env=False, timeout=120) as reader:
        asked = [pool.submit(httpx.get, f"{address}/figures", timeout=120, trust_env=False) for _ in range(MANY)]
        turned_away = [each.result() for each in islice(as_completed(asked), MANY - gate.AT_ONCE - gate.WAITING)]

        page = reader.get(f"{address}/")

        assert "Sign in" in page.text
        assert sum(figures.begun.acquire(blocking=False) for _ in range(MANY)) >= gate.AT_ONCE
        assert sum(not each.done() for each in asked) >= gate.AT_ONCE  # still at it
        figures.stop.set()
        told = sum(each.result().status_code == 200 for each in asked)
    assert {each.status_code for each in turned_away} == {503}
    assert any("Very many people" in each.text for each in turned_away)
    assert told >= gate.AT_ONCE


def test_some_threads_of_the_server_are_never_at_figures():
    assert gate.AT_ONCE + gate.WAITING <= THREADS - 4


def test_a_turn_is_given_back_whatever_comes_of_it(monkeypatch: pytest.MonkeyPatch, settings: SimpleNamespace):
    def crash(question: Question, home: Path) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(gate, "release", crash)
    monkeypatch.setattr(gate, "kept", nothing_kept)

    for _ in range(2 * (gate.AT_ONCE + gate.WAITING)):
        with pytest.raises(ZeroDivisionError):
            gate.released(TICKETS)


def test_what_is_kept_is_told_while_others_have_every_turn(monkeypatch: pytest.MonkeyPatch, settings: SimpleNamespace):
    table = object()
    monkeypatch.setattr(gate, "kept", lambda question, home: table)

    with ExitStack() as others:
        for _ in range(gate.AT_ONCE):
            others.enter_context(gate._a_turn())
        assert gate.released(TICKETS) is table
