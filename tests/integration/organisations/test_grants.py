"""Does an organisation, and nobody else, say what a funder sees; version by version, and until it says otherwise?"""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from houselights.audit.queries import trail
from houselights.errors import NotFound, WrongUsage
from houselights.organisations.portfolio.actions import end_exemption, exempt, grant_funder, set_deadline
from houselights.organisations.portfolio.models import Grant
from houselights.organisations.portfolio.queries import deadlines_of, exemptions_of, grant_in_force, grants_so_far

pytestmark = pytest.mark.django_db


def granted(organisation, funder, lines, audience, by=None):
    return grant_funder(organisation=organisation, funder=funder, return_lines=lines, audience=audience, by=by)


def test_being_on_a_list_grants_nothing(lyric, funder):
    assert grant_in_force(funder, lyric) is None


def test_a_grant_is_dated_and_says_who_gave_it(lyric, funder, ada):
    grant = granted(lyric, funder, True, False, by=ada)

    assert (grant.version, grant.granted_by, grant.ended_at) == (1, ada, None)
    assert grant.granted_at is not None


def test_another_choice_is_another_version_and_the_one_before_stays_as_it_was(lyric, funder, ada):
    granted(lyric, funder, True, False, by=ada)
    granted(lyric, funder, True, True, by=ada)

    newest, first = grants_so_far(lyric)
    assert (newest.version, newest.audience, newest.ended_at) == (2, True, None)
    assert (first.version, first.audience, first.ended_by) == (1, False, ada)
    assert first.ended_at is not None


def test_the_same_choice_again_is_no_new_version(lyric, funder):
    assert granted(lyric, funder, True, True) == granted(lyric, funder, True, True)


def test_nothing_is_a_revocation(lyric, funder, ada):
    granted(lyric, funder, True, True)

    assert granted(lyric, funder, False, False, by=ada) is None
    assert grant_in_force(funder, lyric) is None
    assert [entry.action for entry in trail("lyric")][:2] == ["grant to funder ended", "funder granted"]


def test_there_is_one_grant_in_force_whoever_writes(lyric, funder):
    grant = granted(lyric, funder, True, True)
    grant.pk, grant.version = None, 2

    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(
            funder=funder, organisation=lyric, version=2, return_lines=True, audience=True, granted_at=grant.granted_at
        )


def test_nothing_is_granted_to_a_funder_that_does_not_list_it(grand, funder):
    with pytest.raises(NotFound):
        granted(grand, funder, True, True)


def test_a_deadline_is_after_its_quarter_and_in_the_trail(funder, dee):
    with pytest.raises(WrongUsage):
        set_deadline(funder=funder, quarter="2026-Q3", due_on=date(2026, 12, 31), by=dee)

    set_deadline(funder=funder, quarter="2026-Q3", due_on=date(2027, 1, 31), by=dee)

    assert deadlines_of(funder)["2026-Q3"].due_on == date(2027, 1, 31)
    assert trail(funder.slug).first().action == "deadline set"


@pytest.mark.parametrize("quarter", ["2026-Q5", "2026-27", "all", "", "2026-Q3 "])
def test_a_deadline_is_of_a_quarter(funder, quarter):
    with pytest.raises(WrongUsage):
        set_deadline(funder=funder, quarter=quarter, due_on=date(2027, 1, 31), by=None)


def test_an_exemption_has_a_reason_of_the_list_and_can_end(lyric, funder):
    with pytest.raises(WrongUsage):
        exempt(funder=funder, organisation=lyric, quarter="2026-Q3", why="Ada is ill", by=None)

    exempt(funder=funder, organisation=lyric, quarter="2026-Q3", why="closed", by=None)
    assert exemptions_of(funder, "2026-Q3")[lyric.pk].why == "closed"
    end_exemption(funder=funder, organisation=lyric, quarter="2026-Q3", by=None)

    assert exemptions_of(funder, "2026-Q3") == {}


def test_nobody_is_exempted_by_a_funder_that_does_not_list_them(grand, funder):
    with pytest.raises(NotFound):
        exempt(funder=funder, organisation=grand, quarter="2026-Q3", why="closed", by=None)
