"""A random history through many runs, a fifth of whose requests fail: the end equals the ledger to the penny."""

import os
import shutil
from collections.abc import Iterator
from random import Random

import pytest

from houselights.home import Home
from houselights.sandbox.remote import Sandbox
from houselights.sandbox.running import running_sandbox
from reference import give_small_reference

from . import feed
from .conftest import many
from .history import CLIENTS, History, sales_in_strange_hours, troubles

SYNCS = many(short=30, full=300)
FAIL = 0.2
SEED = int(os.environ.get("HOUSELIGHTS_SOAK_SEED", "4"))

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def theatres(home: Home, settings) -> Iterator[Sandbox]:  # type: ignore[no-untyped-def]
    settings.BOX_OFFICE_WAITS = 0.01
    give_small_reference(home.reference)
    with running_sandbox(size="tiny") as sandbox:
        yield sandbox
    shutil.rmtree(home.path / "organisations", ignore_errors=True)


def test_a_random_history_through_failing_requests_ends_as_the_ledger_says(theatres: Sandbox, settings, capsys):
    history = History(theatres, Random(SEED))
    sales_in_strange_hours(history)
    connections = [feed.connected(client, theatres) for client in CLIENTS]
    states = []
    for number in range(SYNCS):
        history.goes_on(6)
        theatres.set_faults(*troubles(history.chance, FAIL))
        connection = connections[0 if number % 4 else 1]
        if number % 5 == 0:
            feed.a_night_passes(connection)
        states.append(feed.run(connection).state)
        feed.adopt_all(connection)

    theatres.set_faults()
    settings.BOX_OFFICE_WAITS = 1
    for connection in connections:
        feed.a_round_of_nights_passes(connection)
        assert not connection.set_aside.exists()
        assert feed.figures(connection) == feed.truth(connection, theatres)
        assert feed.disagreements(connection) == []
    with capsys.disabled():
        print(
            f"\nSeed {SEED}: {SYNCS} runs with {FAIL:.0%} of requests failing ({states.count('complete')} complete, "
            f"{states.count('incomplete')} incomplete): figures equal the ledger; it happened: {history.told}"
        )
