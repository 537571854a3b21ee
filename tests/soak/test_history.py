"""A random history through many runs, a fifth of whose requests fail: the end equals the ledger to the penny."""

import os
import shutil
import time
from collections.abc import Iterator
from random import Random

import pytest

from houselights.connections.models import Connection
from houselights.home import Home
from houselights.sandbox.remote import Sandbox
from houselights.sandbox.running import running_sandbox
from reference import give_small_reference

from . import feed
from .conftest import Tell, many
from .history import CLIENTS, History, sales_in_strange_hours, troubles

SYNCS = many(short=30, full=300)
COMPARED_EVERY = 100  # runs: a soak that is cut off has shown so much
TOLD_EVERY = 10
FAIL = 0.2
SEED = int(os.environ.get("HOUSELIGHTS_SOAK_SEED", "4"))

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def theatres(home: Home, settings) -> Iterator[Sandbox]:  # type: ignore[no-untyped-def]
    give_small_reference(home.reference)
    with running_sandbox(size="tiny") as sandbox:
        yield sandbox
    shutil.rmtree(home.path / "organisations", ignore_errors=True)


def test_a_random_history_through_failing_requests_ends_as_the_ledger_says(theatres: Sandbox, settings, tell: Tell):
    history = History(theatres, Random(SEED))
    sales_in_strange_hours(history)
    connections = [feed.connected(client, theatres) for client in CLIENTS]
    states: list[str] = []
    began = time.monotonic()
    for number in range(SYNCS):
        history.goes_on(6)
        theatres.set_faults(*troubles(history.chance, FAIL))
        settings.BOX_OFFICE_WAITS = 0.01
        states.append(state_of_a_run(number, connections[0 if number % 4 else 1]))
        if len(states) % TOLD_EVERY == 0:
            tell(f"seed {SEED}: run {counted(states)}; {time.monotonic() - began:.0f} s")
        if len(states) % COMPARED_EVERY == 0 and len(states) < SYNCS:
            figures_equal_the_ledger(theatres, connections, settings)
            tell(f"seed {SEED}: after run {len(states)} the figures equal the ledger")

    figures_equal_the_ledger(theatres, connections, settings)
    tell(
        f"Seed {SEED}: run {counted(states)}, with {FAIL:.0%} of requests failing: figures equal the ledger; "
        f"it happened: {history.told}"
    )


def state_of_a_run(number: int, connection: Connection) -> str:
    """How a run ends; what it brought to light is on the register before the next."""
    if number % 5 == 0:
        feed.a_night_passes(connection)
    state = feed.run(connection).state
    feed.adopt_all(connection)
    return state


def figures_equal_the_ledger(theatres: Sandbox, connections: list[Connection], settings) -> None:  # type: ignore[no-untyped-def]
    """Once the box office is well, and every window has been read again."""
    theatres.set_faults()
    settings.BOX_OFFICE_WAITS = 1
    for connection in connections:
        feed.a_round_of_nights_passes(connection)
        assert not connection.set_aside.exists()
        assert feed.figures(connection) == feed.truth(connection, theatres)
        assert feed.disagreements(connection) == []


def counted(states: list[str]) -> str:
    return f"{len(states)} of {SYNCS}, {states.count('complete')} complete, {states.count('incomplete')} incomplete"
