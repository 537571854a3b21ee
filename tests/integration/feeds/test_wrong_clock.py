"""This machine's clock is a day out: is it said, and is everything there once it is right again?"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from houselights.errors import CredentialsRefused
from houselights.feeds.actions import sync_now
from houselights.feeds.schedule import due
from houselights.sandbox.remote import Sandbox
from houselights.sandbox.running import started_sandbox

from .test_sync import figures_by_performance, ledger_by_performance, some_sale, synced_lyric

pytestmark = pytest.mark.django_db(transaction=True)
A_DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Sandbox]:
    """In a process of its own, whose clock stays right."""
    with started_sandbox(size="small") as sandbox:
        yield sandbox


@pytest.mark.parametrize("out", [A_DAY, -A_DAY], ids=["a day ahead", "a day behind"])
def test_a_clock_that_is_a_day_out_is_named_and_costs_no_ticket(elsewhere: Sandbox, home, out: timedelta):
    lyric = synced_lyric(elsewhere)
    elsewhere.sell("lyric", some_sale(elsewhere)["performance"], 3)

    with time_machine.travel(datetime.now(UTC) + out, tick=True), pytest.raises(CredentialsRefused) as refused:
        sync_now(connection=lyric, by=None)
    run = sync_now(connection=lyric, by=None)

    assert "clock" in f"{refused.value.message} {refused.value.remedy}"
    assert run.state == "complete"
    assert figures_by_performance(home, "lyric") == ledger_by_performance(elsewhere, "lyric")


@pytest.mark.parametrize("out", [A_DAY, -A_DAY], ids=["a day ahead", "a day behind"])
def test_it_is_read_by_itself_again_once_the_clock_is_right(elsewhere: Sandbox, out: timedelta):
    lyric = synced_lyric(elsewhere)
    with time_machine.travel(datetime.now(UTC) + out, tick=True), pytest.raises(CredentialsRefused):
        sync_now(connection=lyric, by=None)

    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=31), tick=True):
        assert due([lyric]) == [lyric]
