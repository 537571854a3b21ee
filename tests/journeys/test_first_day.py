"""Cal's first day at the Grand: from a link in a letter to the figures, with a mistake or two on the way."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from browsing import follow
from patience import until
from served import Served

pytestmark = pytest.mark.journey

PASSWORD = "a velvet seat in row twelve"


@pytest.fixture
def patient(page: Page) -> Page:
    """The first reading takes a while on a busy machine."""
    page.set_default_timeout(60_000)
    return page


def test_from_an_invitation_to_the_audience(patient: Page, house: Served):
    page = patient
    _choose_password(page, house)
    _connect(page, house)
    _watch_the_first_reading(page)
    _adopt(page)
    _see_the_audience(page, house)


def _choose_password(page: Page, house: Served) -> None:
    page.goto(house.invitations["Cal"])
    page.get_by_label("Choose a password").fill("short")
    page.get_by_role("button", name="Set the password").click()
    expect(page.get_by_role("alert")).to_contain_text("at least 12 characters")
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_role("button", name="Set the password").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Four steps to your audience")
    page.goto(house.invitations["Cal"])
    expect(page.get_by_role("main")).to_contain_text("Ask an admin of your organisation for a new one")
    page.goto("/")


def _connect(page: Page, house: Served) -> None:
    account = house.sandbox.client("grand")
    page.get_by_role("main").get_by_role("link", name="Connect the box office", exact=True).last.click()
    page.get_by_role("button", name="Test and connect").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the client name.")
    page.get_by_label("Client name").fill(account["client"])
    page.get_by_label("Login of the API account").fill(account["login"])
    page.get_by_label("Secret key").fill("bm90IHRoZSBrZXk=")
    page.get_by_role("button", name="Test and connect").click()
    expect(page.get_by_role("main")).to_contain_text("Nothing was stored.")
    expect(page.get_by_label("Secret key")).to_have_value("")
    page.get_by_label("Secret key").fill(account["secret"])
    page.get_by_role("button", name="Test and connect").click()
    expect(page.get_by_text("The box office is connected")).to_be_visible(timeout=60_000)


def _watch_the_first_reading(page: Page) -> None:
    """The bar moves by itself, and what came in is linked at its end: nobody reloads."""
    expect(page.get_by_role("progressbar")).to_be_visible(timeout=30_000)
    page.get_by_role("link", name="See what came in").click(timeout=60_000)
    expect(page.locator("main").get_by_text("up to date").first).to_be_visible()


def _adopt(page: Page) -> None:
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Events").click()
    page.get_by_role("link", name="Add events").first.click()
    page.get_by_role("button", name="Add the ticked events").click()
    expect(page.get_by_role("status")).to_contain_text("Nothing was ticked")
    page.get_by_role("button", name="Add all").click()
    expect(page.get_by_role("status")).to_contain_text("added as drafts")
    expect(page.get_by_role("table").get_by_text("draft").first).to_be_visible()


def _see_the_audience(page: Page, house: Served) -> None:
    """The figures follow the ticks by themselves, and are the ledger's."""
    performances = house.sandbox.ledger("grand")["performances"]
    sold = sum(each["tickets"] for each in performances if not each["cancelled"])
    card = page.locator(".card", has_text="Tickets").locator(".amount")
    until(
        lambda: card.count() > 0 and card.first.inner_text() != "0",
        lambda: page.goto("/o/grand/insights/?period=all"),
        what="the first figure",
    )
    assert int(card.first.inner_text().replace(",", "")) == sold


def test_everything_can_be_done_without_script(open_context: Callable[..., BrowserContext], adas_cookies: object):
    page = open_context(java_script_enabled=False, storage_state=adas_cookies).new_page()
    page.goto("/o/lyric/box-office/")

    check = page.get_by_role("button", name="Check for new sales")
    follow(check)

    look_again = page.get_by_role("link", name="Look again")
    until(lambda: check.count() > 0, lambda: follow(look_again), what="the end of the run")
    expect(page.get_by_role("progressbar")).to_have_count(0)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Insights").click()
    page.get_by_role("link", name="All time").click()
    expect(page.get_by_role("figure").first.get_by_role("img")).to_be_visible()
    page.get_by_text("As a table").first.click()
    expect(page.get_by_role("table").first.get_by_text("In all")).to_be_visible()


def test_an_event_that_waits_is_linked_by_hand_and_its_sales_arrive(ada: Page):
    page = ada
    page.goto("/o/lyric/events/add/")
    page.get_by_label("Name", exact=True).fill("The one that was forgotten")
    follow(page.get_by_role("button", name="Add it"))
    page.goto("/o/lyric/box-office/?only=waiting")
    waiting = page.get_by_role("region", name="Box-office events").get_by_role("row").nth(1)
    number, title = waiting.locator("code").inner_text(), waiting.get_by_role("rowheader").inner_text().split("\n")[0]
    page.goto("/o/lyric/events/?quarter=all&q=forgotten")
    page.get_by_role("link", name="The one that was forgotten", exact=True).click()
    page.get_by_label("Event ID at the box office").fill("99999999")
    page.get_by_role("button", name="Look it up").click()
    expect(page.get_by_role("status")).to_contain_text("The box office has no event “99999999”")

    page.get_by_label("Event ID at the box office").fill(number)
    page.get_by_role("button", name="Look it up").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Is this the same event?")
    expect(page.get_by_role("main")).to_contain_text(title)
    page.get_by_role("button", name="Yes, link them").click()

    amount = page.locator(".card", has_text="Tickets").locator(".amount")
    until(
        lambda: amount.count() > 0 and amount.first.inner_text() != "0",
        page.reload,
        what="the first sale",
    )
    assert int(amount.first.inner_text().replace(",", "")) > 0


def test_a_keyboard_reaches_the_page_and_its_main_button(ada: Page):
    page = ada
    page.goto("/o/lyric/box-office/")

    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_text("Skip to the page")
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(page.locator(":focus")).to_have_text("Check for new sales")
