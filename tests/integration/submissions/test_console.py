"""Does a funder learn who has sent what and why not, as far as each has granted it, and nothing else?"""

from datetime import date

import pytest
from django.core import mail

import cast
from frozen_returns import MADE_AT, submitted
from houselights.audit.actions import record
from houselights.audit.queries import trail
from houselights.errors import NotFound
from houselights.organisations.portfolio.actions import exempt, grant_funder, set_deadline
from houselights.submissions.console.actions import look_at, look_at_all, reminders
from houselights.submissions.console.files import console_csv, console_json, console_workbook
from houselights.submissions.console.models import Readiness
from houselights.submissions.console.queries import console_of, submitted_document
from houselights.submissions.models import Return

pytestmark = pytest.mark.django_db

QUARTER = "2026-Q3"
IN_TIME, TOO_LATE = date(2027, 1, 20), date(2027, 3, 1)


@pytest.fixture
def theatre(db):
    """With nothing of its own: a theatre that has just come."""
    return cast.make_grand()


@pytest.fixture
def fund(theatre):
    return cast.make_funder(theatre)


def granted(theatre, fund, lines=True, audience=False):
    return grant_funder(organisation=theatre, funder=fund, return_lines=lines, audience=audience, by=None)


def row_of(fund, today=IN_TIME):
    [row] = console_of(fund, QUARTER, today).rows
    return row


def test_without_a_grant_nothing_is_told_also_not_that_a_return_is_in(theatre, fund):
    submitted(theatre)

    row = row_of(fund, TOO_LATE)

    assert (row.state.name, row.version, row.submitted_at, row.reasons) == ("not-granted", None, None, [])
    with pytest.raises(NotFound):
        submitted_document(fund, theatre, QUARTER)


def test_a_grant_of_the_audience_alone_is_none_of_the_returns(theatre, fund):
    submitted(theatre)
    granted(theatre, fund, lines=False, audience=True)

    assert row_of(fund).state.name == "not-granted"
    with pytest.raises(NotFound):
        submitted_document(fund, theatre, QUARTER)


def test_a_submitted_return_is_in_with_its_day_and_version(theatre, fund):
    granted(theatre, fund)
    submitted(theatre)

    row = row_of(fund, TOO_LATE)

    assert (row.state.name, row.version, row.submitted_at) == ("submitted", 1, MADE_AT)
    assert submitted_document(fund, theatre, QUARTER).totals.attendance == 240


def test_a_revoked_grant_closes_it_again(theatre, fund):
    granted(theatre, fund)
    submitted(theatre)
    granted(theatre, fund, lines=False)

    with pytest.raises(NotFound):
        submitted_document(fund, theatre, QUARTER)


@pytest.mark.parametrize("state", ["draft", "checked", "signed"])
def test_what_is_not_submitted_is_not_in(theatre, fund, state):
    granted(theatre, fund)
    Return.objects.create(organisation=theatre, quarter=QUARTER, state=state)

    assert row_of(fund).state.name == "incomplete"
    with pytest.raises(NotFound):
        submitted_document(fund, theatre, QUARTER)


def test_while_it_is_amended_the_version_before_stays_in(theatre, fund):
    granted(theatre, fund)
    submitted(theatre)
    Return.objects.update(state="draft")

    assert row_of(fund).state.name == "submitted"


@pytest.mark.parametrize("state", ["withdrawn", "draft"])
def test_what_was_withdrawn_is_not_in_also_not_while_another_is_made(theatre, fund, state):
    granted(theatre, fund)
    submitted(theatre)
    record(action="return withdrawn", subject=f"return {QUARTER}", organisation=theatre.slug)
    Return.objects.update(state=state)

    with pytest.raises(NotFound):
        submitted_document(fund, theatre, QUARTER)


def test_submitted_again_after_a_withdrawal_it_is_in(theatre, fund):
    granted(theatre, fund)
    record(action="return withdrawn", subject=f"return {QUARTER}", organisation=theatre.slug)
    record(action="return amended", subject=f"return {QUARTER}", organisation=theatre.slug)
    submitted(theatre)

    assert row_of(fund).state.name == "submitted"


def test_after_the_deadline_it_is_late_and_the_deadline_is_the_funders_to_set(theatre, fund):
    granted(theatre, fund)

    assert row_of(fund, TOO_LATE).state.name == "late"
    set_deadline(funder=fund, quarter=QUARTER, due_on=TOO_LATE, by=None)
    assert row_of(fund, TOO_LATE).state.name == "incomplete"


def test_who_is_exempt_is_not_late(theatre, fund):
    granted(theatre, fund)
    exempt(funder=fund, organisation=theatre, quarter=QUARTER, why="closed", by=None)

    row = row_of(fund, TOO_LATE)

    assert (row.state.name, row.exemption) == ("exempt", "Closed for building work")


def test_what_is_open_is_told_by_count_and_never_by_name(theatre, fund):
    granted(theatre, fund)
    cast.make_event(theatre, "Secret Gala", starts_on=date(2026, 11, 6))

    readiness = look_at(organisation=theatre, quarter=QUARTER)

    assert readiness.lacks["no-attendance"] == 1
    assert ("Nobody knows how many came", 1) in row_of(fund).reasons
    everything = [str(Readiness.objects.values()), console_csv(console_of(fund, QUARTER, IN_TIME)).decode()]
    assert not any("Secret" in text for text in everything)


def test_only_those_who_grant_their_returns_are_looked_at(theatre, fund):
    assert look_at_all(funder=fund, quarter=QUARTER) == 0
    granted(theatre, fund)
    assert look_at_all(funder=fund, quarter=QUARTER) == 1


def test_a_reminder_goes_to_the_admins_of_those_who_owe_and_to_nobody_else(theatre, fund):
    cast.make_person("Cal", theatre, "admin")
    cast.make_person("Gil", theatre, "general")
    dee = cast.make_person("Dee", fund, "funder")
    none = reminders(funder=fund, console=console_of(fund, QUARTER, TOO_LATE), by=dee)
    granted(theatre, fund)

    mails = reminders(funder=fund, console=console_of(fund, QUARTER, TOO_LATE), by=dee)

    assert none == []
    assert [each.to for each in mails] == [["cal@grand.example"]]
    assert "/o/grand/return/2026-Q3/" in mails[0].body
    assert trail(fund.slug).first().action == "reminded"
    assert mail.outbox == []


def test_the_files_of_the_portfolio_say_the_same_as_the_page(theatre, fund):
    granted(theatre, fund)
    submitted(theatre)
    console = console_of(fund, QUARTER, IN_TIME)

    assert b"The Grand" in console_csv(console)
    assert b'"counts"' in console_json(console)
    assert console_workbook(console) == console_workbook(console_of(fund, QUARTER, IN_TIME))


def test_a_thousand_take_as_many_questions_as_one(theatre, fund, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        console_of(fund, QUARTER, IN_TIME)
