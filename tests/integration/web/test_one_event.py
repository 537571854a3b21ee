"""The page of one event: each of its performances with its figures, and in short who came to it."""

import re
from html import unescape

import pytest

import cast
from houselights.measures.question import Question
from houselights.register.models import Link
from houselights.web.gate import released


def page_of(house, number: int, who: str = "reader") -> str:
    answer = house.client_of(who).get(f"/o/lyric/events/{number}/")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def performances_on(page: str) -> list[list[str]]:
    """The cells of each row, as they are read."""
    table = page.partition('id="performances"')[2].partition("</table>")[0]
    rows = re.findall(r"<tr>(<th scope=\"row\".*?)</tr>", table)
    return [[re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)] for row in rows]


def test_each_performance_has_what_the_box_office_sold_for_it(house):
    event = house.event
    (number,) = Link.objects.filter(event=event).values_list("box_office_id", flat=True)

    shown = performances_on(page_of(house, event.pk))

    ledger = house.sandbox.ledger("lyric")["performances"]
    sold = [each for each in ledger if each["event"] == number and not each["cancelled"]]
    assert sorted(int(row[1].replace(",", "")) for row in shown) == sorted(each["tickets"] for each in sold)
    pence = sorted(int(re.sub(r"[£,.]", "", row[2])) for row in shown)
    assert pence == sorted(each["pence"] for each in sold)


def test_who_came_is_what_the_gate_releases_of_this_event_alone(house):
    event = house.event
    of_it = (("event", (str(event.pk),)),)

    page = page_of(house, event.pk)

    bookers = released(Question("bookers", of="lyric", where=of_it)).total
    places = released(Question("tickets", of="lyric", by=("area_local_authority",), where=of_it))
    came = page.partition('id="came"')[2].partition("</section>")[0]
    assert f'<span class="amount">{bookers:,}</span>' in came
    for cell in places.cells:
        assert cell.labels[0] in came
    assert f"/o/lyric/insights/who/?measure=tickets&period=all&dated=performance&where=event%3D{event.pk}" in page


@pytest.mark.parametrize("who", ["admin", "reader"])
def test_its_performances_are_shared_out_from_there_by_those_who_may(house, who: str):
    assert ("Which of “" in page_of(house, house.event.pk, who)) == (who == "admin")


def test_an_event_without_figures_says_nothing_of_who_came(house):
    page = page_of(house, cast.make_event(house.lyric, "Not there yet").pk)

    assert "Who came" not in page
    assert "Its performances" not in page


def test_until_a_second_day_is_known_the_page_says_that_a_line_will_stand_there(house):
    assert "as known on each day stands here" in page_of(house, house.event.pk)
