"""The overview of an organisation with figures: how are we doing, what to do next; and the funder's portfolio."""

from houselights.web.tasks import tasks_of


def test_the_overview_shows_figures_tasks_and_what_is_coming_up(house):
    text = house.client_of("admin").get("/o/lyric/").text

    assert "What to do next" in text
    assert "Coming up" in text
    assert "<svg" in text
    assert text.count('class="card"') == 4
    assert "box-office events bring no data" in text


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


def test_a_funder_sees_who_is_connected_and_no_figure(house):
    text = house.client_of("funder").get("/f/funder/").text

    assert "The Lyric" in text
    assert "connected" in text
    assert "The Grand" not in text
    assert "£" not in text
