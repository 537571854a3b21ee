"""Does the trail only grow, and show where anybody altered it?"""

import pytest
from django.db import connection, transaction

from houselights.audit.actions import record
from houselights.audit.models import Entry
from houselights.audit.queries import entries_about, first_broken_link, trail

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(db):
    return [
        record(action=f"action {number}", subject=f"event {number}", organisation="lyric", detail={"number": number})
        for number in (1, 2, 3)
    ]


def alter(entry, column, value):
    """As someone does who can write to the database, past all of our code."""
    with connection.cursor() as cursor:
        cursor.execute(f"update audit_entry set {column} = %s where id = %s", [value, entry.pk])  # noqa: S608


def test_each_entry_is_chained_to_the_one_before(three):
    assert [entry.previous for entry in three] == ["", three[0].chain, three[1].chain]
    assert first_broken_link() is None


def test_an_empty_trail_is_whole(db):
    assert first_broken_link() is None


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("action", "something else"),
        ("subject", "event 9"),
        ("organisation", "grand"),
        ("by_id", 7),
        ("at", "2020-01-01 00:00:00"),
        ("detail", '{"number": 4}'),
        ("previous", ""),
        ("chain", "0" * 64),
    ],
)
def test_an_altered_entry_is_found(three, column, value):
    alter(three[1], column, value)

    assert first_broken_link() == three[1]


def test_an_entry_taken_out_is_found_at_the_next(three):
    with connection.cursor() as cursor:
        cursor.execute("delete from audit_entry where id = %s", [three[1].pk])

    assert first_broken_link() == three[2]


def test_an_entry_put_between_is_found(three):
    forged = Entry(at=three[0].at, action="forged", previous=three[2].chain, chain="f" * 64)
    forged.save()

    assert first_broken_link() == forged


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
        lambda entry: Entry.objects.filter(pk=entry.pk).update(action="something else"),
        lambda entry: Entry.objects.filter(pk=entry.pk).delete(),
        lambda entry: Entry.objects.bulk_update([entry], ["action"]),
    ],
    ids=["save", "delete", "update", "delete many", "update many"],
)
def test_our_own_code_can_only_add(three, change):
    with pytest.raises(TypeError, match="never"), transaction.atomic():
        change(three[1])

    assert first_broken_link() is None
    assert Entry.objects.count() == 3


def test_what_was_not_done_is_not_in_the_trail(db):
    with transaction.atomic():
        record(action="began it")
        transaction.set_rollback(True)

    assert not Entry.objects.exists()


def test_an_organisations_trail_is_its_own_and_newest_first(three):
    record(action="elsewhere", subject="event 1", organisation="grand")

    assert list(trail("lyric")) == three[::-1]
    assert list(entries_about("lyric", "event 1")) == three[:1]


def test_an_entry_holds_the_number_of_a_person_and_nothing_else_of_them(ada):
    entry = record(action="did it", organisation="lyric", by=ada)

    assert entry.by_id == ada.pk
    assert not any(personal in str(vars(entry)) for personal in (ada.email, ada.name, "@"))
