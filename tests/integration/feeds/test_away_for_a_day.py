"""The box office is down for a whole day: the schedule goes on trying, says so, and then everything is there."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from cast import make_person
from houselights.connections.models import Connection
from houselights.feeds import tasks
from houselights.feeds.models import SyncRun
from houselights.feeds.queries import current_findings
from houselights.feeds.schedule import every, next_run_at
from houselights.periods import local_date
from houselights.sandbox.remote import Sandbox
from houselights.sandbox.running import running_sandbox

from .test_sync import figures_by_performance, ledger_by_performance, synced_lyric

pytestmark = pytest.mark.django_db(transaction=True)
A_WHILE, UK = timedelta(hours=3), ZoneInfo("Europe/London")
DOWN = {"kind": "reset", "route": "*"}


@pytest.fixture(scope="module")
def tiny() -> Iterator[Sandbox]:
    """In this process: its clock goes as ours does."""
    with running_sandbox(size="tiny") as sandbox:
        yield sandbox


@pytest.fixture
def lyric(tiny: Sandbox, settings: Any) -> Iterator[Connection]:
    settings.MAIL_IS_SET_UP = True
    tiny.set_faults()
    connection = synced_lyric(tiny)
    make_person("Ada", connection.organisation, "admin")
    yield connection
    tiny.set_faults()


def run_by_schedule(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> SyncRun:
    """What a minute of the worker does: a run is begun where one is due, and done to its end."""
    begun: list[int] = []
    wake = tasks.wake
    with monkeypatch.context() as patch:
        patch.setattr(tasks, "wake", begun.append)
        tasks.sweep.call_local()
    assert len(begun) == 1, "no run was due"
    wake.call_local(begun[0])
    return connection.runs.get(pk=begun[0])


def hours_pass(connection: Connection, monkeypatch: pytest.MonkeyPatch, *, hours: int) -> list[SyncRun]:
    """A run every few hours; each is asked for the next, which is due half an hour later."""
    began, runs = connection.runs.first().finished_at, []
    for hour in range(0, hours, A_WHILE.seconds // 3600):
        with time_machine.travel(began + timedelta(hours=hour, minutes=31), tick=True):
            runs.append(run_by_schedule(connection, monkeypatch))
            assert next_run_at(connection, timezone.now()) == runs[-1].finished_at + every()
    return runs


def test_a_box_office_down_for_a_day_costs_no_ticket_and_no_hand(lyric, tiny, home, monkeypatch):
    """It goes down in the midst of a second look at past weeks, so that windows are incomplete too."""
    sold = [each for each in tiny.ledger("lyric")["performances"] if each["tickets"] > 3 and not each["cancelled"]]
    before = tiny.sell("lyric", sold[0]["performance"], 3)
    Connection.objects.filter(pk=lyric.pk).update(looked_again_on=None)
    tiny.set_faults({"kind": "reset", "route": "orders", "after": 2})
    halfway = hours_pass(lyric, monkeypatch, hours=1)[0]
    assert halfway.state == "incomplete"
    assert lyric.windows.filter(is_complete=False).exists()
    tiny.set_faults(DOWN)
    tiny.give_back("lyric", before["order"], before["tickets"][:1])
    tiny.exchange("lyric", before["order"], sold[1]["performance"], before["tickets"][1:])

    failed = hours_pass(lyric, monkeypatch, hours=24)
    tiny.sell("lyric", sold[2]["performance"], 2)
    tiny.set_faults()
    with time_machine.travel(failed[-1].finished_at + timedelta(minutes=31), tick=True):
        back = run_by_schedule(lyric, monkeypatch)

    assert {run.state for run in failed} == {"incomplete"}
    assert back.state == "complete"
    assert not lyric.windows.filter(is_complete=False).exists()
    assert figures_by_performance(home, "lyric") == ledger_by_performance(tiny, "lyric")
    assert "not-read" not in {found.code for found in current_findings(lyric.organisation)}


def test_a_day_of_silence_is_said_in_a_sentence_on_the_page_and_in_one_mail_a_day(lyric, tiny, monkeypatch, client):
    tiny.set_faults(DOWN)
    first = lyric.runs.filter(state="complete").first()

    runs = hours_pass(lyric, monkeypatch, hours=24)

    assert not runs[0].findings.filter(code="not-read").exists()  # once may happen to anybody
    (found,) = runs[-1].findings.filter(code="not-read")
    assert f"since {first.finished_at.astimezone(UK):%-d %B %Y, %H:%M}. The last try: " in found.message
    assert len(mail.outbox) == len({local_date(run.finished_at, "Europe/London") for run in runs[1:]})
    assert found.message.partition(". ")[0] in mail.outbox[0].body
    client.force_login(lyric.organisation.members.get().user)
    assert found.message in client.get("/o/lyric/box-office/").content.decode()
