"""The overview of an organisation with figures: how are we doing, what to do next; and the funder's portfolio."""

import re

from django.conf import settings
from django.utils import timezone

import cast
from houselights.disclosure.gate import release
from houselights.measures.question import Question
from houselights.periods import parse_period, quarter_of
from houselights.web.overview.ahead import FAR
from houselights.web.tasks import tasks_of
from houselights.web.templatetags.words import number, percent


def ask(measure, period, *by):
    return release(Question(measure, of="lyric", by=by, period=parse_period(period)), home=settings.HOME.path)


def test_the_overview_shows_figures_tasks_and_what_is_coming_up(house):
    text = house.client_of("admin").get("/o/lyric/").text

    assert "What to do next" in text
    assert "Coming up" in text
    assert "<svg" in text
    assert text.count('class="card"') == 6
    assert "box-office events bring no data" in text


def test_the_cards_are_the_quarter_so_far_beside_the_same_days_last_year(house):
    today = timezone.localdate()
    quarter = parse_period(quarter_of(today))
    text = house.client_of("reader").get("/o/lyric/").text

    assert f"<h1>{quarter.title}</h1>" in text
    assert number(ask("tickets", f"{quarter.start}..{today}").total) in text
    assert f"from {number(ask('customers', f'{quarter.start}..{today}').total)} records" in text
    assert "of tickets cannot be placed" in text
    assert f"period={quarter.name}" in text, "each card leads to its page"


def test_what_is_coming_up_says_what_was_sold_how_full_that_is_and_draws_its_curve(house):
    (ahead,) = re.findall(
        r'<table class="ahead">.*?</table>', house.client_of("reader").get("/o/lyric/").text, re.DOTALL
    )
    today = timezone.localdate()
    sold = {cell.codes[0]: cell for cell in ask("tickets", f"{today}..{today + FAR}", "event").cells}
    full = {cell.codes[0]: cell for cell in ask("occupancy", f"{today}..{today + FAR}", "event").cells}

    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", ahead, re.DOTALL)
    assert 0 < len(rows) <= 8
    for row in rows:
        code = re.search(r"/events/(\d+)/", row)[1]
        if "linked<" in row:
            assert f'<td class="n">{number(sold[code].value if code in sold else 0)}</td>' in row
            assert f'<td class="n">{percent(full[code].value if code in full else None)}</td>' in row
    assert "<svg" in ahead


def test_an_event_that_nothing_is_known_of_has_no_nought(house):
    """Sold nothing and not linked are two things."""
    event = cast.make_event(
        house.lyric, "A Play that Nobody Linked", starts_on=timezone.localdate(), ends_on=timezone.localdate()
    )

    text = house.client_of("reader").get("/o/lyric/").text

    (row,) = re.findall(rf'<tr><th scope="row"><a href="/o/lyric/events/{event.pk}/">.*?</tr>', text, re.DOTALL)
    assert '<td class="n">–</td>' in row
    assert f"/o/lyric/events/{event.pk}/why/" in row


def test_the_return_is_one_click_away(house):
    client = house.client_of("reader")

    (href,) = re.findall(r'<a class="button" href="([^"]+)">Open the return</a>', client.get("/o/lyric/").text)

    assert client.get(href).status_code == 200


def test_what_waits_comes_first_and_leads_to_its_list(house):
    first, *_ = tasks_of(house.lyric)

    assert first.count == 2
    assert first.kind == "bad"
    text = house.client_of("general").get(first.href).text
    assert house.unlinked.name.replace("'", "&#x27;").replace("&amp;", "&") in text.replace("&amp;", "&")


def test_every_count_of_a_task_is_the_length_of_its_list(house):
    client = house.client_of("admin")

    for task in tasks_of(house.lyric):
        if "/events/" in task.href:
            page = client.get(task.href).context
            shown = page["blanks"].numbers if "blanks" in page else page["listing"].rows
            assert len(shown) == task.count, task.text


def test_a_funder_sees_who_has_sent_the_return_and_no_figure(house):
    text = house.client_of("funder").get("/f/funder/").text

    assert "The Lyric" in text
    assert "Who has sent their return" in text
    assert "The Grand" not in text
    assert "£" not in text
