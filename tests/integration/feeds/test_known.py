"""What is landed already is asked for as records come: little where little comes, all at once where much does."""

from datetime import UTC, datetime

import pytest

from houselights.feeds import known
from houselights.feeds.known import Known, known_of
from houselights.feeds.models import LandedFile as LandedFileRow
from houselights.feeds.models import SyncRun
from houselights.warehouse import landed_queries
from houselights.warehouse.bundle import LandedFile


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Three orders are landed; the ids of each question, () for all."""
    landed = {"o1": "one", "o2": "two", "o3": "three"}
    questions: list[tuple[str, ...]] = []

    def some(_home, _files, _kind, ids):
        questions.append(tuple(ids))
        return {each: landed[each] for each in ids if each in landed}

    def every(_home, _files, _kind):
        questions.append(())
        return dict(landed)

    monkeypatch.setattr(landed_queries, "known_content_of", some)
    monkeypatch.setattr(landed_queries, "known_content", every)
    return questions


@pytest.fixture
def contents(home) -> Known:
    return Known(home, (LandedFile(1, "orders", "orders/1.parquet", 1), LandedFile(1, "events", "events/1.parquet", 1)))


def test_only_the_records_that_came_are_asked_for_and_each_once(contents, asked):
    assert contents.of("orders", ["o1", "new"]).has("o1", "one")

    assert contents.of("orders", ["o1", "o2"]).has("o2", "two")

    assert asked == [("o1", "new"), ("o2",)]


def test_where_many_come_all_are_asked_for_once_and_what_this_run_landed_stays(contents, asked, monkeypatch):
    monkeypatch.setattr(known, "MANY", 1)
    contents.of("orders", ["o1"]).note("o1", "landed by this run")

    contents.of("orders", ["o2", "o3"])
    contents.of("orders", ["new"])

    now = contents.of("orders", [])
    assert now.has("o1", "landed by this run")
    assert not now.has("o1", "one")
    assert now.has("o2", "two")
    assert now.has("o3", "three")
    assert asked == [("o1",), ()]


def test_a_list_that_comes_whole_is_asked_for_whole(contents, asked):
    contents.of("events", ["e1"])

    assert asked == [()]


def test_where_little_is_landed_all_of_it_is_asked_for_at_once(contents, asked):
    contents.few = frozenset({"orders"})

    contents.of("orders", ["o1"])
    contents.of("orders", ["o2"])

    assert asked == [()]


@pytest.mark.django_db
def test_how_little_is_landed_is_known_when_a_run_begins(lyric_connection, home):
    run = SyncRun.objects.create(connection=lyric_connection, started_at=datetime(2026, 11, 24, tzinfo=UTC))
    for kind, rows in (("orders", known.MANY), ("orders", 1), ("customers", known.MANY)):
        LandedFileRow.objects.create(connection=lyric_connection, run=run, kind=kind, path=f"{kind}/{rows}", rows=rows)

    assert known_of(lyric_connection, home).few == {"customers"}


def test_where_nothing_is_landed_nothing_is_asked(contents, asked):
    contents.of("customers", ["c1"])

    assert asked == []


def test_what_is_let_go_was_not_needed_again(contents, asked):
    contents.of("orders", ["o1"])

    contents.let_go("orders")

    assert "o1" not in contents.of("orders", [])
