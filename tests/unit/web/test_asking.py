"""Does the address of an insights page hold its whole state, and refuse what does not exist?"""

from datetime import date

import pytest
from django.http import QueryDict

from houselights.errors import WrongUsage
from houselights.measures.question import Question
from houselights.periods import ALL, parse_period
from houselights.web.insights.asking import choices, read, read_question
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


def test_a_change_keeps_the_rest_of_the_address():
    page = asked("measure=income&period=2026-Q3&dated=sale")

    assert page.but(measure="customers") == "?measure=customers&period=2026-Q3&dated=sale"


@pytest.mark.parametrize(
    "query",
    ["measure=secrets", "period=yesterday", "dated=birthday", "period=0001-01", "period=2026-12-31..2026-01-01"],
)
def test_what_does_not_exist_is_refused_and_never_guessed(query):
    with pytest.raises(WrongUsage) as refusal:
        asked(query)

    assert refusal.value.remedy


def test_the_year_before_is_asked_for_the_same_days():
    before = asked("period=2026-Q3").question("tickets", a_year_before=True).period

    assert (before.start, before.end) == (date(2025, 10, 1), date(2025, 12, 31))


def test_periods_one_click_away_are_those_around_today():
    periods = [period.name for _, href, _ in choices(asked(), TODAY) for period in [asked(href[1:]).period]]

    assert periods == ["2026-Q3", "2026-Q2", "2026-27", "2025-26", "all"]
    assert [is_shown for _, _, is_shown in choices(asked("period=all"), TODAY)] == [False, False, False, False, True]


def test_nobody_asks_for_another_organisation_by_the_address():
    question = read_question(QueryDict("of=grand&by=month,event&reader=public"), organisation="lyric", measure="yield", today=TODAY)  # fmt: skip # noqa: E501

    assert (question.of, question.reader, question.by) == ("lyric", "own", ("month", "event"))


def test_all_time_has_no_year_before():
    assert asked("period=all").question("tickets", a_year_before=True).period == ALL


@pytest.mark.parametrize(
    ("now", "before", "unit", "told"),
    [
        (109, 100, "tickets", ("+9%", "on 100 a year before")),
        (91, 100, "tickets", ("-9%", "on 100 a year before")),
        (0.71, 0.66, "share", ("+5 points", "on 66% a year before")),
        (0.67, 0.66, "share", ("+1 point", "on 66% a year before")),
        (5, 0, "tickets", ("", "nothing a year before")),
        (None, 5, "tickets", ("", "nothing a year before")),
    ],
)
def test_a_figure_beside_the_year_before(now, before, unit, told):
    assert beside(now, before, unit) == told
