"""A recommendation that was put away stays away for this organisation, in the trail, until it is brought back."""

import pytest

from houselights.audit.models import Entry
from houselights.errors import NotFound
from houselights.periods import ALL
from houselights.recommendations.actions import bring_back, dismiss
from houselights.recommendations.models import Dismissal
from houselights.recommendations.queries import dismissal_of, dismissals_of, not_dismissed
from houselights.recommendations.rules import Recommendation, rules


@pytest.fixture
def one() -> Recommendation:
    return Recommendation(rules()[0], "7", "38% of tickets have no postcode.", 0.62, 620, 1000, "Pace", ALL, "")


def test_what_was_put_away_says_when_by_whom_and_what_it_said(lyric, ada, one):
    dismiss(organisation=lyric, recommendation=one, by=ada)

    (kept,) = dismissals_of(lyric)
    assert (kept.rule, kept.subject, kept.said, kept.dismissed_by) == (one.rule.name, "7", one.says, ada)
    assert not_dismissed(lyric, [one]) == []


def test_another_organisation_is_still_told(lyric, grand, ada, one):
    dismiss(organisation=lyric, recommendation=one, by=ada)

    assert not_dismissed(grand, [one]) == [one]


def test_putting_away_twice_is_once_in_the_trail(lyric, ada, gus, one):
    dismiss(organisation=lyric, recommendation=one, by=ada)
    dismiss(organisation=lyric, recommendation=one, by=gus)

    assert Dismissal.objects.count() == 1
    (entry,) = Entry.objects.filter(action="recommendation dismissed")
    assert (entry.by_id, entry.subject, entry.detail) == (ada.pk, f"rule {one.rule.name}", {"about": "7"})


def test_what_was_brought_back_is_said_again(lyric, ada, gus, one):
    kept = dismiss(organisation=lyric, recommendation=one, by=ada)

    bring_back(dismissal=kept, by=gus)

    assert not_dismissed(lyric, [one]) == [one]
    assert Entry.objects.get(action="recommendation brought back").by_id == gus.pk


def test_another_organisations_decision_is_not_there(lyric, grand, ada, one):
    kept = dismiss(organisation=lyric, recommendation=one, by=ada)

    with pytest.raises(NotFound):
        dismissal_of(grand, kept.pk)


def test_a_person_who_left_leaves_the_decision(lyric, ada, one):
    dismiss(organisation=lyric, recommendation=one, by=ada)

    ada.delete()

    assert dismissals_of(lyric)[0].dismissed_by is None
