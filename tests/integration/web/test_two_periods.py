"""Two periods side by side: both in every table and file, the change explained whole, and what became known later."""

import csv
import html
import io
import re
from datetime import date, timedelta

import pytest
from django.conf import settings

from houselights.disclosure.gate import release
from houselights.measures.question import Question
from houselights.periods import parse_period, period_before
from houselights.web.insights.pages import pages
from houselights.web.templatetags.words import exact_pounds

NOW = "..".join(str(date.today() - timedelta(days=days)) for days in (90, 1))
BEFORE = period_before(parse_period(NOW)).name
BOTH = f"period={NOW}&beside={BEFORE}"


def total(measure: str, period: str, by: tuple[str, ...] = ()):
    return release(Question(measure, of="lyric", by=by, period=parse_period(period)), home=settings.HOME.path).total


def page_of(house, path: str) -> str:
    answer = house.client_of("reader").get(f"/o/lyric/insights/{path}")
    assert answer.status_code == 200
    return html.unescape(answer.text)


@pytest.mark.parametrize("name", pages())
def test_every_page_answers_for_two_periods(house, name):
    assert house.client_of("reader").get(f"/o/lyric/insights/{name}/?{BOTH}").status_code == 200


@pytest.mark.parametrize("path", ["?", "sells/?"])
def test_a_table_has_both_totals(house, path):
    text = page_of(house, f"{path}{BOTH}&measure=income")

    feet = re.findall(r"<tfoot>.*?</tfoot>", text, re.DOTALL)
    both = [exact_pounds(total("income", period)) for period in (NOW, BEFORE)]
    assert any(all(each in foot for each in both) for foot in feet)


def test_the_change_is_explained_to_the_penny(house):
    text = page_of(house, f"sells/?{BOTH}")

    (table,) = re.findall(r'aria-label="Why the two differ">(.*?)</table>', text, re.DOTALL)
    cells = re.findall(r'<td class="n">([^<]+)</td>', table)
    amounts = [int(re.sub(r"[^\d-]", "", cell) or 0) if cell != "–" else 0 for cell in cells]
    tickets, pence = amounts[0::2], amounts[1::2]
    assert sum(tickets[:-1]) == tickets[-1] == total("tickets", NOW) - total("tickets", BEFORE)
    assert sum(pence[:-1]) == pence[-1] == total("income", NOW) - total("income", BEFORE)


def test_by_date_of_sale_orders_take_the_place_of_performances(house):
    assert "The number of orders" in page_of(house, f"sells/?{BOTH}&dated=sale")


def test_with_nothing_on_one_side_there_is_nothing_to_explain(house):
    assert "nothing to explain" in page_of(house, f"sells/?period={NOW}&beside=2001-Q1")


def test_one_period_alone_explains_nothing(house):
    assert "Why the two differ" not in page_of(house, f"sells/?period={NOW}")


@pytest.mark.parametrize("path", ["sells.csv?", "insights.csv?"])
def test_the_files_have_both(house, path):
    address = f"/o/lyric/{path}" if path.startswith("insights") else f"/o/lyric/insights/{path}"

    answer = house.client_of("reader").get(address + BOTH)

    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert {row["period"] for row in rows} == {NOW, BEFORE}
    assert f"{NOW}-beside-{BEFORE}" in answer["Content-Disposition"]
    for period in (NOW, BEFORE):
        months = [row for row in rows if (row["measure"], row["period"]) == ("income", period) and row["month"]]
        assert sum(int(row["value"]) for row in months) == total("income", period)


def test_a_period_as_it_was_known_today_is_what_is_known_now(house):
    text = page_of(house, f"sells/?period={NOW}&beside={NOW}&beside_at={date.today()}")

    assert "Income is the same as" in text


def test_before_the_first_reading_nothing_was_known_and_the_page_says_so(house):
    text = page_of(house, f"sells/?period={NOW}&as_at=2020-01-01")

    assert "What was known is kept from" in text
    assert "cannot be told for this period" in text


def test_the_csv_of_a_moment_says_which(house):
    today = str(date.today())  # asked here, not where the file begins: midnight may pass, and then nothing was known
    answer = house.client_of("reader").get(f"/o/lyric/insights/sells.csv?period={NOW}&as_at={today}")

    assert {row["as_at"][:10] for row in csv.DictReader(io.StringIO(answer.text))} == {today}
