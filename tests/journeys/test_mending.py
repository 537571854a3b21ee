"""Ada mends: an event that brings nothing has its link suggested; a run is watched, left, come back to, and stopped."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from browsing import follow
from patience import until
from pictures import pictures
from served import Served

pytestmark = pytest.mark.journey


@pytest.fixture
def patient(ada: Page) -> Page:
    ada.set_default_timeout(60_000)
    return ada


@pytest.fixture
def slow(house: Served) -> Iterator[None]:
    """A box office that takes its time with every answer, so that a run can be watched."""
    house.sandbox.set_faults({"kind": "slow", "seconds": 1.5, "client": "lyric"})
    yield
    house.sandbox.set_faults()


def test_an_event_without_data_is_mended_by_its_suggested_link_without_reading_again(patient: Page):
    page = patient
    _open_a_sold_event(page)
    sold = _tickets(page).inner_text()
    runs = _runs(page)
    page.go_back()

    page.get_by_role("button", name="Take this link away").click()
    page.get_by_role("link", name="Why is its data not here?").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("not here?")
    expect(page.get_by_role("main")).to_contain_text("Because the register’s event is not linked")
    pictures(page, "why")
    page.get_by_role("button", name="Yes, link them").click()

    expect(page.get_by_role("status")).to_contain_text("Linked to")
    until(
        lambda: _tickets(page).count() > 0 and _tickets(page).inner_text() == sold,
        page.reload,
        what="the sales that waited",
    )
    page.get_by_role("link", name="Why is its data here?").click()
    # Two rebuilds follow, one for the link taken away: the page tells of the figures that are published by now.
    until(
        lambda: "is here" in page.get_by_role("heading", level=1).inner_text(),
        page.reload,
        what="figures that know of the link",
    )
    assert _runs(page) == runs


def test_a_run_is_watched_left_come_back_to_and_stopped(patient: Page, slow: None, house: Served):
    page = patient
    page.goto("/o/lyric/box-office/")
    page.get_by_role("button", name="Check for new sales").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    # The rebuild that the journey before this one caused may still have its turn.
    expect(page.get_by_role("main")).to_contain_text("Reading", timeout=60_000)

    page.get_by_role("navigation", name="Main").get_by_role("link", name="Events").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("What is on")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Box office").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.get_by_role("button", name="Stop it").click()
    expect(page.get_by_role("main")).to_contain_text("What has arrived is kept.")
    until(
        lambda: page.get_by_role("button", name="Check for new sales").count() > 0,
        lambda: page.goto("/o/lyric/box-office/"),
        what="the end of the run",
    )
    expect(_newest_run(page)).to_contain_text("cancelled")

    house.sandbox.set_faults()
    follow(page.get_by_role("button", name="Check for new sales"))
    until(
        lambda: "complete" in _newest_run(page).inner_text() and "incomplete" not in _newest_run(page).inner_text(),
        lambda: page.goto("/o/lyric/box-office/"),
        what="the run that goes on where the stopped one was",
    )


def _open_a_sold_event(page: Page) -> None:
    page.goto("/o/lyric/events/?quarter=all")
    table = page.get_by_role("region", name="Events").get_by_role("row")
    sold = [row for row in table.all()[1:] if row.get_by_role("cell").last.inner_text() not in ("0", "–", "")]
    # An earlier journey linked one of another name by hand: nothing would suggest that.
    rows = [row for row in sold if "The one that was forgotten" not in row.inner_text()]
    follow(rows[0].get_by_role("rowheader").get_by_role("link"))


def _tickets(page: Page) -> Locator:
    return page.locator(".card", has_text="Tickets").locator(".amount").first


def _runs(page: Page) -> int:
    page.goto("/o/lyric/box-office/")
    return page.get_by_role("region", name="Times the box office was read").get_by_role("row").count()


def _newest_run(page: Page) -> Locator:
    return page.get_by_role("region", name="Times the box office was read").get_by_role("row").nth(1)
