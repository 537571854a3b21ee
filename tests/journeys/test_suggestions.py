"""A suggested link in a browser: put off and accepted by one key each, and its waiting sales appear."""

import pytest
from playwright.sync_api import Page, expect

from patience import until
from served import Served

pytestmark = pytest.mark.journey

SUGGESTIONS = "/o/lyric/box-office/suggestions/#pairs"


@pytest.fixture
def event(house: Served) -> str:
    """What sells best of all that waits, on the register under its title in other letters; the event's number."""
    waiting = house.houselights.answer("links", "lyric", "list")["unlinked_box_office"]
    best = max(waiting, key=lambda each: each["tickets"])
    performances = house.sandbox.ledger("lyric")["performances"]
    days = sorted(each["start"][:10] for each in performances if each["event"] == best["box_office_id"])
    given = ("--name", f"{best['name'].upper()} (14+)", "--start", days[0], "--end", days[-1])
    return str(house.houselights.answer("events", "lyric", "add", *given)["event"]["id"])


def test_a_suggestion_is_put_off_and_accepted_by_one_key_and_its_sales_appear(ada: Page, event: str):
    page = ada
    page.goto(SUGGESTIONS)
    pair = page.locator(".pair", has_text="(14+)").first
    expect(page.locator(".pair").first).to_be_focused()

    pair.focus()
    page.keyboard.press("l")
    expect(page.get_by_text("1 pair put off, at the end.")).to_be_visible()
    pair.focus()
    page.keyboard.press("y")

    expect(page.get_by_role("status")).to_contain_text("is linked to")
    page.goto(f"/o/lyric/events/{event}/")
    amount = page.locator(".card", has_text="Tickets").locator(".amount")
    until(lambda: amount.count() > 0 and amount.first.inner_text() != "0", page.reload, what="the waiting sales")
