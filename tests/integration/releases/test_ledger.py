"""The ledger keeps a release for ever: once, as it was, with who was given it; and shows where it was altered."""

import pytest
from django.db import IntegrityError, connection, transaction

from houselights.audit.queries import trail
from houselights.disclosure.attacks.made_up_organisation import count
from houselights.disclosure.cells import Key, Shown
from houselights.disclosure.frozen import Frozen
from houselights.disclosure.outside import answer_outside
from houselights.disclosure.shapes import dimensions_of
from houselights.errors import HomeProblem
from houselights.measures.question import Question
from houselights.periods import parse_period
from houselights.submissions.releases.ledger import KeptLedger
from houselights.submissions.releases.models import Given, Release
from houselights.submissions.releases.queries import every_release

WHOLE = Key("2026-Q1", "tickets", "", "")


def release(value=80, *, period="2026-Q1", is_final=True):
    return Frozen("lyric", period, is_final, "", 1, (Shown(WHOLE, "value", value),), (), ())


@pytest.mark.django_db
def test_the_first_release_of_a_period_stays():
    ledger = KeptLedger()

    assert ledger.freeze(release(80)) == release(80)
    assert ledger.freeze(release(95)) == release(80)
    assert ledger.earlier("lyric", ["2026-Q1"]) == [release(80)]


@pytest.mark.django_db
def test_a_period_has_one_release_before_it_is_over_and_a_final_one():
    ledger = KeptLedger()
    ledger.freeze(release(80, is_final=False))

    assert ledger.freeze(release(95)) == release(95)
    assert ledger.earlier("lyric", ["2026-Q1", "2026-Q2"]) == [release(95)]
    assert list(every_release()) == [release(80, is_final=False), release(95)]


@pytest.mark.django_db
def test_one_organisations_releases_are_not_anothers():
    KeptLedger().freeze(release())

    assert KeptLedger().earlier("grand", ["2026-Q1"]) == []


@pytest.mark.django_db
def test_freezing_is_on_the_trail_once_with_its_digest():
    KeptLedger().freeze(release())
    KeptLedger().freeze(release())

    (entry,) = trail("lyric")
    assert entry.action == "release.freeze"
    assert entry.detail["digest"] == Release.objects.get().digest


@pytest.mark.django_db
def test_a_release_is_never_changed_or_deleted():
    KeptLedger().freeze(release())
    kept = Release.objects.get()

    for attempt in (kept.save, kept.delete, Release.objects.all().delete, lambda: Release.objects.update(period="")):
        with pytest.raises(TypeError):
            attempt()


@pytest.mark.django_db
def test_a_release_that_was_altered_in_the_database_is_named():
    KeptLedger().freeze(release())
    with connection.cursor() as cursor:
        cursor.execute("update releases_release set digest = 'other'")

    with pytest.raises(HomeProblem, match=r"Release \d+ \(lyric 2026-Q1\) is not what was frozen"):
        list(every_release())


@pytest.mark.django_db
def test_the_database_itself_refuses_a_second_release_of_a_period():
    """Of two at once the loser reads the winner's: get_or_create catches this very refusal."""
    KeptLedger().freeze(release())
    kept = Release.objects.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.create(
            of=kept.of, period=kept.period, is_final=True, made_at=kept.made_at, content=b"", digest="other"
        )


@pytest.mark.django_db
def test_who_was_given_a_table_is_noted_once():
    plain = dict.fromkeys([*dimensions_of("tickets"), *dimensions_of("attendance")], "a term")
    about = {**plain, "quarter": "2025-Q1", "pence": 500, "took_part": False}
    rows = [{**about, "person": n, "order": n} for n in range(40)]
    question = Question("tickets", of="lyric", period=parse_period("2025-Q1"), reader="funder")
    ledger = KeptLedger()

    for _ in range(3):
        period_end = question.period.end
        table = answer_outside(question, lambda each: count(each, rows), last_day=period_end, ledger=ledger)
        ledger.note(table)

    (given,) = Given.objects.all()
    assert (given.of, given.period, given.reader, given.measure, given.to_id) == (
        "lyric", "2025-Q1", "funder", "tickets", None,
    )  # fmt: skip
