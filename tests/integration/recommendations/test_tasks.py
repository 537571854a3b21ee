"""The worker asks the rules once figures are built, and on each new day, before anybody reads."""

import logging
from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import timezone
from huey.contrib.djhuey import HUEY

from houselights.errors import TooMuch
from houselights.feeds.models import Build
from houselights.feeds.tasks import rebuild_figures, sweep_uploads, wake
from houselights.recommendations import tasks
from houselights.recommendations.keeping import is_current
from houselights.recommendations.models import Look

pytestmark = pytest.mark.django_db


def build(organisation) -> Build:
    now = datetime.now(UTC)
    return Build.objects.create(organisation=organisation, number=1, built_at=now, data_as_of=now, tickets=1, pence=1)


@pytest.fixture
def woken(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the worker was told to do next."""
    asked: list[Any] = []
    monkeypatch.setattr(HUEY, "enqueue", asked.append)
    return asked


def test_a_new_build_is_looked_at_before_anybody_reads(lyric, grand):
    build(lyric)

    tasks.look_again.call_local()

    assert is_current(lyric, timezone.localdate())
    assert list(Look.objects.values_list("organisation__slug", flat=True)) == ["lyric"], "the Grand has no figures"


def test_what_was_looked_at_is_left_alone(lyric, monkeypatch):
    build(lyric)
    tasks.look_again.call_local()
    looked: list[Any] = []
    monkeypatch.setattr(tasks, "look", lambda *args: looked.append(args))

    tasks.look_again.call_local()

    assert looked == []


def test_a_new_day_is_looked_at_by_itself(lyric):
    build(lyric)
    tasks.look_again.call_local()
    Look.objects.update(day="2026-01-01")

    tasks.look_again.call_local()

    assert Look.objects.get().day == timezone.localdate()


@pytest.mark.parametrize("done", [wake.task_class((0,)), rebuild_figures.task_class((0,))], ids=["run", "rebuild"])
def test_the_end_of_a_run_and_of_a_rebuild_wakes_it(done, woken):
    HUEY.execute(done)

    assert [type(task) for task in woken] == [tasks.look_again.task_class]


def test_other_work_does_not_wake_it(woken):
    HUEY.execute(sweep_uploads.task_class())
    HUEY.execute(tasks.look_again.task_class())

    assert woken == [], "least of all its own end"


def test_figures_that_take_too_long_keep_nobody_elses_waiting(lyric, grand, monkeypatch, caplog):
    build(lyric)
    build(grand)
    prepare = tasks.gate.prepare

    def slow(questions, *, home) -> None:
        if questions[0].of == "lyric":
            raise TooMuch("Too much.")
        prepare(questions, home=home)

    monkeypatch.setattr(tasks.gate, "prepare", slow)
    with caplog.at_level(logging.WARNING):
        tasks.look_again.call_local()

    assert (is_current(lyric, timezone.localdate()), is_current(grand, timezone.localdate())) == (False, True)
    assert f"organisation {lyric.pk} were not found: TooMuch" in caplog.text


def test_of_very_many_some_are_looked_at_in_one_go_and_each_has_its_turn(lyric, grand, funder, monkeypatch):
    monkeypatch.setattr(tasks, "AT_ONCE", 2)
    for organisation in (lyric, grand, funder):
        build(organisation)

    tasks.look_again.call_local()
    assert Look.objects.count() == 2
    tasks.look_again.call_local()
    assert Look.objects.count() == 3


def test_one_look_at_a_time_leaves_the_worker_its_other_hand(lyric):
    build(lyric)

    with tasks._looking:
        tasks.look_again.call_local()

    assert not Look.objects.exists()
