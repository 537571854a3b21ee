"""Does the address of an insights page hold its whole state, and refuse what does not exist?"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.http import QueryDict

from houselights.errors import WrongUsage
from houselights.measures.question import Question
from houselights.periods import ALL, parse_period
from houselights.web.insights.asking import beside_choices, choices, read, read_questions
from houselights.web.insights.cards import beside

TODAY = date(2026, 11, 27)


def asked(query: str = ""):
    return read(QueryDict(query), organisation="lyric", today=TODAY)


def test_an_address_without_a_word_is_this_financial_years_tickets():
    page = asked()

    assert page.question("tickets", "month") == Question(
        "tickets", of="lyric", by=("month",), period=parse_period("2026-27")
    )


def test_an_address_that_a_page_writes_is_read_back_whole():
    page = asked("measure=income&period=2026-Q3&dated=sale")

    assert asked(page.but().removeprefix("?")) == page


def test_two_periods_and_the_days_on_which_they_were_known_are_in_the_address():
    page = asked("period=2026-Q3&as_at=2026-11-20&beside=2025-Q3&beside_at=2025-11-20&event=7")

    assert asked(page.but().removeprefix("?")) == page
    assert page.question("tickets").as_at == datetime(2026, 11, 20, 23, 59, 59, tzinfo=ZoneInfo("Europe/London"))
    assert page.other.question("tickets").period == parse_period("2025-Q3")
    assert page.other.question("tickets").as_at.date() == date(2025, 11, 20)
    assert page.other.other is None


def test_a_day_without_a_period_beside_it_is_of_nothing():
    assert asked("beside_at=2025-11-20").beside_at is None


def test_the_period_before_is_one_click_away():
    hrefs = {label: asked(href[1:]) for label, href, _ in beside_choices(asked("period=2026-Q3"))}

    assert hrefs["Nothing"].beside is None
    assert hrefs["The year before"].beside == parse_period("2025-10-01..2025-12-31")
    assert hrefs["The period before"].beside == parse_period("2026-07-01..2026-09-30")
    assert [label for label, _, _ in beside_choices(asked("period=all"))] == ["Nothing"]


def test_the_same_point_is_offered_where_it_is_known():
    page = asked("period=2026-Q3&beside=2025-Q3")

    *_, (label, href, is_shown) = beside_choices(page, date(2025, 11, 27))

    assert "at this point" in label
    assert asked(href[1:]).beside_at == date(2025, 11, 27)
    assert not is_shown


def test_a_change_keeps_the_rest_of_the_address():
    page = asked("measure=income&period=2026-Q3&dated=sale")

    assert page.but(measure="customers") == "?measure=customers&period=2026-Q3&dated=sale"


@pytest.mark.parametrize(
    "query",
    [
        "measure=secrets",
        "period=yesterday",
        "dated=birthday",
        "dated=return",  # the page would say “by date of sale” and show performances
        "period=0001-01",
        "period=2026-12-31..2026-01-01",
        "beside=yesterday",
        "beside=0001-01",
        "as_at=now",
        "as_at=0001-01-01",
        "as_at=9999-12-31",
        "event=x",
        "event=-1",
        "event=²",
        "event=99999999999999999999",
        "beside=2026-Q3&beside_at=soon",
    ],
)
def test_what_does_not_exist_is_refused_and_never_guessed(query):
    with pytest.raises(WrongUsage) as refusal:
        asked(query)

    assert refusal.value.remedy


def test_the_year_before_is_asked_for_the_same_days():
    before = asked("period=2026-Q3").year_before().question("tickets").period

    assert (before.start, before.end) == (date(2025, 10, 1), date(2025, 12, 31))


def test_periods_one_click_away_are_those_around_today():
    periods = [period.name for _, href, _ in choices(asked(), TODAY) for period in [asked(href[1:]).period]]

    assert periods == ["2026-Q3", "2026-Q2", "2026-27", "2025-26", "all"]
    assert [is_shown for _, _, is_shown in choices(asked("period=all"), TODAY)] == [False, False, False, False, True]


def test_nobody_asks_for_another_organisation_by_the_address():
    (question,) = read_questions(QueryDict("of=grand&by=month,event&reader=public"), organisation="lyric", measure="yield", today=TODAY)  # fmt: skip # noqa: E501

    assert (question.of, question.reader, question.by) == ("lyric", "own", ("month", "event"))


def test_all_time_inside_a_sentence_has_no_capital_and_months_keep_theirs():
    assert asked("period=all&as_at=2026-08-01").within_a_sentence == "all time, as known on 1 August 2026"
    assert asked("period=2026-Q1").within_a_sentence == "April to June 2026"


def test_all_time_has_no_year_before():
    assert asked("period=all").year_before().question("tickets").period == ALL


@pytest.mark.parametrize(
    ("now", "before", "unit", "told"),
    [
        (109, 100, "tickets", ("+9%", "on 100 a year before")),
        (91, 100, "tickets", ("\N{MINUS SIGN}9%", "on 100 a year before")),
        (0.71, 0.66, "share", ("+5 points", "on 66% a year before")),
        (0.67, 0.66, "share", ("+1 point", "on 66% a year before")),
        (1001, 1000, "tickets", ("under 1% more", "on 1,000 a year before")),
        (999, 1000, "tickets", ("under 1% less", "on 1,000 a year before")),
        (0.662, 0.66, "share", ("under 1 point more", "on 66% a year before")),
        (4, 1000, "tickets", ("over 99% less", "on 1,000 a year before")),
        (0, 1000, "tickets", ("\N{MINUS SIGN}100%", "on 1,000 a year before")),
        (100, 100, "tickets", ("no change", "on 100 a year before")),
        (5, 0, "tickets", ("", "nothing a year before")),
        (None, 5, "tickets", ("", "nothing a year before")),
    ],
)
def test_a_figure_beside_the_year_before(now, before, unit, told):
    assert beside(now, before, unit, than="a year before") == told
