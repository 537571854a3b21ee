"""Whatever happens in whatever order, with or without trouble: after a whole run the figures are the ledger's."""

import shutil
from collections.abc import Iterator
from itertools import count
from operator import attrgetter
from random import Random

import pytest
from django.test import override_settings
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from houselights.connections.models import Connection
from houselights.home import Home
from houselights.sandbox.remote import Sandbox
from houselights.sandbox.running import running_sandbox
from reference import give_small_reference

from . import feed
from .conftest import many
from .history import CUSTOMERS, MOVES, History

SCHEDULES, STEPS = many(short=2, full=40), many(short=8, full=25)
numbers = count(1)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def theatre(home: Home) -> Iterator[Sandbox]:
    give_small_reference(home.reference)
    with running_sandbox(size="tiny") as sandbox:
        yield sandbox
    shutil.rmtree(home.path / "organisations", ignore_errors=True)


def pass_the_nights(connection: Connection, history: History) -> None:
    """As many as it takes to find what nobody announced: one, or a round where its day is of long ago."""
    feed.a_night_passes(connection)
    if history.is_old:
        feed.a_round_of_nights_passes(connection)
    history.is_silent = history.is_old = False


def is_the_ledger(connection: Connection, theatre: Sandbox) -> None:
    assert feed.run(connection).state == "complete"  # what was adopted is linked now
    assert feed.figures(connection) == feed.truth(connection, theatre)


def test_no_schedule_loses_or_doubles_a_ticket(theatre: Sandbox):
    living = list(range(CUSTOMERS))  # the theatre goes on: whom one schedule merged is gone for the next

    class Schedule(RuleBasedStateMachine):
        """One new organisation for each schedule, all at the same theatre, which goes on."""

        @initialize(seed=st.integers(0, 1000))
        def connect(self, seed: int) -> None:
            self.history = History(theatre, Random(seed), living=living)
            self.connection = feed.connected("lyric", theatre, slug=f"lyric-{next(numbers)}")

        @rule(move=st.sampled_from(MOVES))
        def something_happens(self, move) -> None:  # type: ignore[no-untyped-def]
            self.history.happens(move)

        @rule(kinds=st.sampled_from([("error-500",), ("truncated",), ("html-503", "reset")]))
        def a_run_in_trouble(self, kinds: tuple[str, ...]) -> None:
            theatre.set_faults(*({"kind": kind, "probability": 0.3} for kind in kinds))
            with override_settings(BOX_OFFICE_WAITS=0.01):
                feed.run(self.connection)
            theatre.set_faults()

        @rule()
        def a_whole_run(self) -> None:
            assert feed.run(self.connection).state == "complete"
            feed.adopt_all(self.connection)
            if not self.history.is_silent:
                is_the_ledger(self.connection, theatre)

        @precondition(attrgetter("history.is_silent"))
        @rule()
        def the_night_after(self) -> None:
            pass_the_nights(self.connection, self.history)
            self.a_whole_run()

        def teardown(self) -> None:
            theatre.set_faults()
            pass_the_nights(self.connection, self.history)
            self.a_whole_run()
            is_the_ledger(self.connection, theatre)

    run_state_machine_as_test(
        Schedule,
        settings=settings(
            max_examples=SCHEDULES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
