"""Insights in a browser: three clicks to where first-timers live, two people parted, and by keyboard alone."""

import csv
import io
import re

import pytest
from playwright.sync_api import FileChooser, Locator, Page, TimeoutError, expect

from figures_seen import figures_of
from patience import until

pytestmark = pytest.mark.journey

FIRST_TIMERS = "first-time-bookers-area-local-authority"


def test_three_clicks_from_the_overview_to_where_last_quarters_first_timers_live(ada: Page):
    page = ada
    page.set_default_timeout(60_000)
    page.goto("/o/lyric/")

    page.get_by_role("navigation", name="Main").get_by_role("link", name="Insights").click()
    page.get_by_role("link", name="Where from").click()
    page.get_by_role("navigation", name="Period").get_by_role("link", name="Last quarter").click()

    expect(page.locator(f"#{FIRST_TIMERS}")).to_be_visible()
    seen = next(figure for figure in figures_of(page.content()) if figure.name == FIRST_TIMERS)
    assert {name: count for name, count in seen.parts if count != "0"} == first_timers_in_the_csv(page)
    assert sum(int(count) for _, count in seen.parts) == int(seen.totals[1]) >= 5


def first_timers_in_the_csv(page: Page) -> dict[str, str]:
    """By local authority, of the file that the page itself offers."""
    href = page.get_by_role("link", name="csv", exact=True).get_attribute("href")
    assert href
    lines = csv.DictReader(io.StringIO(page.request.get(href).text(), newline=""))
    found = [each for each in lines if each["measure"] == "first_time_bookers" and each["area_local_authority"]]
    return {each["area_local_authority"]: f"{int(each['value']):,}" for each in found if each["value"] != "0"}


def test_two_people_wrongly_joined_are_parted_and_both_figures_change_and_change_back(ada: Page):
    page = ada
    page.set_default_timeout(60_000)
    people, bookers = people_of(page), bookers_of(page)

    page.goto("/o/lyric/insights/people/matches/")
    page.get_by_role("button", name="These are two people").first.click()
    expect(page.get_by_role("status").first).to_contain_text("Parted: they stay two people from now on.")
    until(lambda: people_of(page) == people + 1, lambda: None, what="one person more")
    until(lambda: bookers_of(page) == bookers + 1, lambda: None, what="one booker more")

    page.goto("/o/lyric/insights/people/matches/")
    page.get_by_role("button", name="Join again").first.click()
    expect(page.get_by_role("status").first).to_contain_text("They may be one person again.")
    until(lambda: (people_of(page), bookers_of(page)) == (people, bookers), lambda: None, what="the figures of before")


def people_of(page: Page) -> int:
    """As the page of who is who says."""
    page.goto("/o/lyric/insights/people/matches/")
    return _number(page.locator("main .lead b").first)


def bookers_of(page: Page) -> int:
    """Of all time, on the page that says who comes."""
    page.goto("/o/lyric/insights/who/?period=all")
    return _number(page.locator(".card", has=page.get_by_text("Bookers", exact=True)).locator(".amount"))


def _number(place: Locator) -> int:
    return int(re.sub(r"\D", "", place.inner_text()))


class Keys:
    """Hands that have a keyboard and no mouse; they look where they are at each step."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, wanted: Locator, most: int = 60) -> None:
        """By the tabulator until it is there; what has the focus can be seen to have it, every time."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            assert self.page.evaluate(_IS_SEEN), self.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
            if wanted.evaluate("node => node === document.activeElement"):
                return
        raise AssertionError(f"{most} steps do not lead to {wanted}")

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def enter(self, wanted: Locator) -> None:
        self.to(wanted)
        self.press("Enter")

    def write(self, wanted: Locator, text: str) -> None:
        self.to(wanted)
        self.page.keyboard.type(text)


_IS_SEEN = """() => {
  const node = document.activeElement, style = getComputedStyle(node), box = node.getBoundingClientRect();
  if (node === document.body) return true;
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && box.width > 1 && box.height > 1
    && box.bottom > 0 && box.top < innerHeight;
}"""


def test_by_keyboard_alone_from_signing_in_to_a_figures_table(page: Page, adas_password: str):
    keys = Keys(page)
    page.set_default_timeout(60_000)
    page.goto("/")
    keys.write(page.get_by_label("E-mail"), "ada@lyric.example")
    keys.write(page.get_by_label("Password"), adas_password)
    keys.press("Enter")
    page.wait_for_url("**/o/lyric/")

    keys.enter(page.get_by_role("link", name="Insights", exact=True))
    page.wait_for_url("**/insights/")
    keys.enter(page.get_by_role("link", name="What sells"))
    page.wait_for_url("**/insights/sells/**")
    keys.press("Tab")
    keys.press("Enter")
    expect(page.locator("main")).to_be_focused()
    table = page.locator("figure", has_text="As a table").first
    keys.enter(table.locator("summary"))

    expect(table.get_by_role("row").first).to_be_visible()
    keys.to(table.get_by_role("region"))


def asked_for_a_file(keys: Keys) -> FileChooser:
    """Once a busy browser swallowed the key: a person presses it again."""
    for _ in range(5):
        try:
            with keys.page.expect_file_chooser(timeout=12_000) as chosen:
                keys.press("Space")
            return chosen.value
        except TimeoutError:
            continue
    raise AssertionError("the browser does not ask which file")


def test_by_keyboard_alone_a_workbook_becomes_events(ada: Page, tmp_path):
    page, keys = ada, Keys(ada)
    page.set_default_timeout(60_000)
    book = tmp_path / "two.csv"
    book.write_text("EventName,StartDate\nA Lantern Parade,2027-02-03\nThe Long Table,2027-03-04\n")
    page.goto("/o/lyric/events/")

    keys.enter(page.get_by_role("link", name="Add events"))
    page.wait_for_url("**/adopt/**")
    keys.enter(page.get_by_role("link", name="Upload a workbook"))
    page.wait_for_url("**/upload/")
    keys.to(page.locator("input[type=file]"))
    asked_for_a_file(keys).set_files(book)
    keys.enter(page.get_by_role("button", name="Check it"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Check before anything is stored", timeout=60_000)
    keys.enter(page.get_by_role("button", name="Save 2 events"))

    expect(page.get_by_role("status").first).to_be_visible()
    page.goto("/o/lyric/events/?quarter=all")
    expect(page.get_by_text("A Lantern Parade").first).to_be_visible()
