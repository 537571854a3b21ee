"""Are the controlled lists this installation's to edit, and do events follow?"""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cast import make_box_office_event, make_connection, make_event
from houselights.audit.models import Entry
from houselights.errors import WrongUsage
from houselights.register.actions import adopt_events, change_event
from houselights.register.lists import add_term, import_terms, retire_term
from houselights.register.models import VocabularyEdit
from houselights.register.queries import terms, vocabulary
from houselights.vocabularies import Term, discipline_of, shipped

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


def test_without_edits_the_lists_are_as_shipped(today):
    for name in ("event_type", "is_funded", "sub_discipline", "distribution_type"):
        assert vocabulary(name) == shipped(name)
        assert terms(name) == shipped(name).labels(today)


def test_a_term_of_our_own_can_be_chosen(lyric, ola):
    with pytest.raises(WrongUsage):
        make_event(lyric, event_type="Parade")

    add_term(name="event_type", label="  Parade ", by=ola)

    assert terms("event_type") == (*shipped("event_type").labels(), "Parade")
    assert make_event(lyric, event_type="parade").event_type == "Parade"
    [entry] = Entry.objects.filter(action="term added")
    assert (entry.subject, entry.by_id, entry.detail) == ("list event_type", ola.pk, {"term": "Parade"})


def test_the_box_office_may_use_a_term_of_our_own(lyric):
    add_term(name="event_type", label="Parade", by=None)
    found = make_box_office_event(make_connection(lyric), attributes={"Illuminate Event Type": "PARADE"})

    [event] = adopt_events(box_office_events=[found], by=None)

    assert event.event_type == "Parade"


def test_a_sub_discipline_of_our_own_has_a_discipline(today):
    with pytest.raises(WrongUsage, match="needs a discipline"):
        add_term(name="sub_discipline", label="Clowning", by=None)

    add_term(name="sub_discipline", label="Clowning", parent="Theatre", by=None)

    assert discipline_of("Clowning", vocabulary("sub_discipline")) == "Theatre"


@pytest.mark.parametrize(
    ("name", "label"),
    [("event_type", " "), ("event_type", "x" * 101), ("event_type", "FESTIVAL"), ("is_funded", "Maybe"), ("nine", "x")],
)
def test_a_term_that_cannot_be_added_is_refused(db, name, label):
    with pytest.raises(WrongUsage):
        add_term(name=name, label=label, by=None)

    assert not VocabularyEdit.objects.exists()


def test_a_term_that_begins_later_can_be_chosen_from_then(lyric, today):
    add_term(name="event_type", label="Parade", valid_from=today + timedelta(days=1), by=None)

    assert "Parade" not in terms("event_type")
    with pytest.raises(WrongUsage):
        make_event(lyric, event_type="Parade")


def test_a_retired_term_is_kept_by_the_events_that_have_it(lyric, ola, today):
    event = make_event(lyric, event_type="Residency")
    retire_term(name="event_type", label="Residency", last_day=today - timedelta(days=1), by=ola)

    change_event(event=event, by=None, name="Gala", event_type="Residency")

    event.refresh_from_db()
    assert (event.name, event.event_type) == ("Gala", "Residency")
    assert "Residency" not in terms("event_type")
    with pytest.raises(WrongUsage):
        make_event(lyric, event_type="Residency")
    assert Entry.objects.filter(action="term retired", by_id=ola.pk).count() == 1


def test_a_term_can_be_chosen_on_its_last_day(today):
    retire_term(name="event_type", label="Residency", last_day=today, by=None)

    assert "Residency" in terms("event_type")


def test_a_retired_term_keeps_its_discipline_and_comes_back(today):
    retire_term(name="sub_discipline", label="Circus", last_day=today - timedelta(days=1), by=None)
    assert discipline_of("Circus", vocabulary("sub_discipline")) == "Theatre"

    add_term(name="sub_discipline", label="Circus", by=None)

    assert vocabulary("sub_discipline") == shipped("sub_discipline")


@pytest.mark.parametrize(
    ("name", "label"), [("event_type", "residency"), ("event_type", "Parade"), ("is_funded", "Yes")]
)
def test_only_a_term_that_is_on_a_list_is_retired(db, name, label):
    with pytest.raises(WrongUsage):
        retire_term(name=name, label=label, last_day=date(2026, 1, 1), by=None)


def test_an_imported_list_is_the_list_from_its_day_on(ola):
    first_day = date(2026, 4, 1)
    wanted = [Term("Performance"), Term("Parade")]

    changed = import_terms(name="event_type", terms=wanted, first_day=first_day, by=ola)

    listed = vocabulary("event_type")
    assert listed.labels(first_day) == ("Performance", "Parade")
    assert listed.labels(first_day - timedelta(days=1)) == shipped("event_type").labels()
    assert changed == len(shipped("event_type").terms)
    assert import_terms(name="event_type", terms=wanted, first_day=first_day, by=ola) == 0


def test_a_list_imported_by_mistake_is_mended_the_same_day():
    first_day = date(2026, 4, 1)
    import_terms(name="event_type", terms=[Term("Performance"), Term("Parade")], first_day=first_day, by=None)

    import_terms(name="event_type", terms=shipped("event_type").terms, first_day=first_day, by=None)

    listed = vocabulary("event_type")
    assert listed.labels(first_day) == shipped("event_type").labels()
    assert not any(
        Term("Parade") == term or term.is_valid(first_day) for term in listed.terms if term.label == "Parade"
    )


def test_an_import_with_one_term_that_cannot_be_changes_nothing(db):
    with pytest.raises(WrongUsage):
        import_terms(
            name="sub_discipline",
            terms=[Term("Clowning", "Theatre"), Term("Cooking", "Kitchen")],
            first_day=date(2026, 4, 1),
            by=None,
        )

    assert vocabulary("sub_discipline") == shipped("sub_discipline")
