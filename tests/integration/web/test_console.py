"""The funder's console on pages: who has sent what, a signed statement under a grant, deadlines, figures."""

import csv
import io
from datetime import date

import pytest
from django.test import Client

import cast
from frozen_returns import frozen, line, submitted
from houselights.audit.queries import trail
from houselights.organisations.models import Listing
from houselights.organisations.portfolio.actions import grant_funder
from houselights.organisations.portfolio.models import Exemption
from houselights.organisations.portfolio.queries import deadlines_of
from houselights.submissions.document import Gap, Source
from markup import problems_of

pytestmark = pytest.mark.django_db
QUARTER = "2026-Q3"


@pytest.fixture
def desk(dee) -> Client:
    """Dee's browser."""
    client = Client()
    client.force_login(dee)
    return client


def listing_of(organisation) -> int:
    return Listing.objects.get(organisation=organisation).pk


def granted(lyric, funder, **changes):
    given = {"return_lines": True, "audience": False, "by": None}
    return grant_funder(organisation=lyric, funder=funder, **(given | changes))


def test_the_console_says_who_has_sent_and_links_the_statement(lyric, funder, desk):
    granted(lyric, funder)
    submitted(lyric)

    page = desk.get(f"/f/funder/?quarter={QUARTER}").text

    assert problems_of(page) == []
    assert "Submitted" in page
    assert f"/f/funder/return/{QUARTER}/{listing_of(lyric)}/" in page


def test_states_are_links_with_their_counts_and_choose(lyric, funder, desk):
    submitted(lyric)
    granted(lyric, funder)

    assert "The Lyric" in desk.get(f"/f/funder/?quarter={QUARTER}&only=submitted").text
    assert "Nobody here" in desk.get(f"/f/funder/?quarter={QUARTER}&only=late").text
    assert "Nobody here" in desk.get(f"/f/funder/?quarter={QUARTER}&q=grand").text


@pytest.mark.parametrize("query", ["?quarter=2026-Q9", "?quarter=all", "?quarter=%00"])
def test_a_quarter_that_is_none_is_not_found(desk, query):
    assert desk.get("/f/funder/" + query).status_code == 404


def test_a_statement_has_the_forms_columns_and_nothing_else_of_the_organisation(lyric, funder, desk):
    """Why a value was changed, what stayed open and who came is between the organisation and its board."""
    private = Source("person", detail="Jo Bloggs said", reason="Jo Bloggs counted", by=1)
    lines = (line(1, "Spring Gala", sources={"attendance": private}),)
    gaps = (Gap("blank", "Jo Bloggs forgot it.", 1),)
    granted(lyric, funder)
    submitted(lyric, frozen(lines=lines, gaps=gaps, left_open="Ask Jo Bloggs", reason="Jo Bloggs again"))
    address = f"/f/funder/return/{QUARTER}/{listing_of(lyric)}"

    page = desk.get(address + "/").text
    files = [desk.get(f"{address}.{form}") for form in ("csv", "xlsx")]

    assert problems_of(page) == []
    assert "Spring Gala" in page
    assert "AttendanceMethod" in page
    assert all(answer.status_code == 200 for answer in files)
    told = [page, *(answer.content.decode("latin-1") for answer in files)]
    assert not any("Bloggs" in text or "East Midlands" in text for text in told)


def test_all_lines_that_are_in_come_as_one_table_and_nobody_elses(lyric, grand, funder, desk):
    granted(lyric, funder)
    private = Source("person", reason="The manager fell ill.", by=1)
    submitted(lyric, frozen(lines=(line(1, "Gala", sources={"attendance": private}), line(2, "Talk"))))
    submitted(grand)  # which has granted nothing
    short = frozen(lines=(line(3, "Workshop"),), form="short 1", quarter="2026-Q2")
    submitted(lyric, short, quarter="2026-Q2")

    def rows(quarter):
        answer = desk.get(f"/f/funder/returns.csv?quarter={quarter}")
        return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))

    found, by_short = rows(QUARTER), rows("2026-Q2")
    assert [each["Name"] for each in found] == ["Gala", "Talk"]
    assert {each["Organisation"] for each in found} == {"The Lyric"}
    assert (found[0]["Attendance"], found[0]["Ticket income (£)"]) == ("240", "3120.5")
    assert "manager" not in str(found)
    assert (by_short[0]["Attendance"], by_short[0]["Ticket income (£)"]) == ("240", "")  # which the form does not ask
    assert desk.get(f"/f/funder/returns.xlsx?quarter={QUARTER}").content.startswith(b"PK")
    assert desk.get("/f/funder/returns.pdf").status_code == 404


def test_what_nobody_knew_is_no_nought_in_a_statement(lyric, funder, desk):
    granted(lyric, funder)
    submitted(lyric)

    page = desk.get(f"/f/funder/return/{QUARTER}/{listing_of(lyric)}/").text

    assert "<dt>Participants</dt><dd>0</dd>" in page
    assert "<dt>Digital views</dt><dd>–, not known of 2 events</dd>" in page


def test_without_a_grant_a_statement_answers_as_if_it_were_not_there(lyric, funder, desk):
    submitted(lyric)
    address = f"/f/funder/return/{QUARTER}/{listing_of(lyric)}"

    assert desk.get(address + "/").status_code == 404
    assert desk.get(address + ".csv").status_code == 404


def test_another_funder_sees_nothing_of_it(lyric, funder, desk):
    other = cast.add_organisation(slug="other-fund", name="Other Fund", kind="funder", by=None)
    eve = cast.make_person("Eve", other, "funder")
    granted(lyric, funder)
    submitted(lyric)
    client = Client()
    client.force_login(eve)

    number = listing_of(lyric)
    assert client.get(f"/f/funder/return/{QUARTER}/{number}/").status_code == 404
    assert client.get(f"/f/other-fund/return/{QUARTER}/{number}/").status_code == 404


def test_a_deadline_is_set_on_the_page_and_is_in_the_trail(funder, desk):
    given = {"do": "deadline", "deadline-quarter": _this_quarter(), "deadline-due_on": "2999-01-01"}

    answer = desk.post("/f/funder/settings/", given)

    assert answer.status_code == 302
    assert deadlines_of(funder)[_this_quarter()].due_on == date(2999, 1, 1)
    assert trail("funder").first().action == "deadline set"


def test_a_deadline_before_the_quarter_is_over_is_refused_beside_the_form(funder, desk):
    given = {"do": "deadline", "deadline-quarter": _this_quarter(), "deadline-due_on": "2000-01-01"}

    answer = desk.post("/f/funder/settings/", given)

    assert answer.status_code == 422
    assert problems_of(answer.text) == []
    assert "before its quarter is over" in answer.text


def test_an_exemption_is_given_and_ended_on_the_page(lyric, funder, desk):
    given = {"do": "exempt", "exempt-organisation": listing_of(lyric), "exempt-why": "closed"}

    desk.post("/f/funder/settings/", {**given, "exempt-quarter": _this_quarter()})
    assert "Closed for building work" in desk.get("/f/funder/settings/").text
    desk.post("/f/funder/settings/", {"do": "end", "exemption": Exemption.objects.get().pk})

    assert not Exemption.objects.exists()


def test_an_organisation_that_is_not_on_the_list_cannot_be_exempted(grand, funder, desk):
    given = {"do": "exempt", "exempt-organisation": "99999", "exempt-why": "closed"}

    answer = desk.post("/f/funder/settings/", {**given, "exempt-quarter": _this_quarter()})

    assert answer.status_code == 422
    assert not Exemption.objects.exists()


def test_figures_of_a_portfolio_need_enough_who_grant_them(lyric, funder, desk):
    granted(lyric, funder, audience=True)

    page = desk.get("/f/funder/figures/?quarter=2020-Q3").text

    assert problems_of(page) == []
    assert "There have to be 10" in page
    assert "Release the figures" not in page


def test_figures_of_a_quarter_that_is_not_over_are_not_released(desk):
    answer = desk.post(f"/f/funder/figures/?quarter={_this_quarter()}")

    assert answer.status_code == 400
    assert "not over" in answer.text


def test_without_mail_a_reminder_says_so_and_sends_nothing(lyric, funder, desk, settings):
    settings.MAIL_IS_SET_UP = False
    granted(lyric, funder)

    page = desk.get("/f/funder/remind/").text

    assert problems_of(page) == []
    assert "cannot send mail" in page
    assert desk.post("/f/funder/remind/").status_code == 400


def test_people_of_an_organisation_have_no_console(lyric, funder, ada):
    client = Client()
    client.force_login(ada)

    for address in ("", "settings/", "figures/", "remind/", "portfolio.csv"):
        assert client.get("/f/funder/" + address).status_code == 404


def _this_quarter() -> str:
    from django.utils import timezone

    from houselights.periods import quarter_of

    return quarter_of(timezone.localdate())
