"""Many events at once at the Arcade: the box office's own report, its blanks, two mistakes, and then the figures."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import BrowserContext, Page, expect

from browsing import choose_password, follow
from houselights.vocabularies import shipped
from patience import until
from pictures import pictures
from served import Served

pytestmark = pytest.mark.journey

PASSWORD = "a brass rail and a red rope"
CLIENT = "grand"  # the Arcade sells there, too
FOUR = ("EventType", "IsFunded", "SubDiscipline", "DistributionType")


class Report:
    """The workbook on its way: what it says, and where a cell of it is."""

    def __init__(self, content: bytes) -> None:
        self.book: Workbook = load_workbook(BytesIO(content))
        self.sheet: Any = self.book.worksheets[0]
        self.columns = {cell.value: cell.column for cell in self.sheet[1]}
        for row in self.rows():  # the box office has two slips of its own, which other tests are about
            if self.cell(row, "LocationPostcode").value == "Online":
                self.cell(row, "LocationPostcode").value = None
            if self.cell(row, "EventType").value not in shipped("event_type").labels():
                self.cell(row, "EventType").value = None

    def rows(self) -> Iterator[int]:
        yield from (row for row in range(2, self.sheet.max_row + 1) if self.cell(row, "EventName").value)

    def cell(self, row: int, heading: str) -> Any:
        return self.sheet.cell(row, self.columns[heading])

    def blank_rows(self) -> list[int]:
        return [row for row in self.rows() if not all(self.cell(row, heading).value for heading in FOUR)]

    def saved(self, path: Path) -> Path:
        self.book.save(path)
        return path


@pytest.fixture
def eve(page: Page, house: Served, tmp_path: Path) -> Page:
    """Eve runs the Arcade: its box office is connected and read, and nothing is on its register."""
    houselights, account, key = house.houselights, house.sandbox.client(CLIENT), tmp_path / "key.txt"
    houselights.answer("organisation", "add", "arcade", "--name", "The Arcade")
    place = ("--organisation", "arcade", "--role", "admin", "--name", "Eve")
    invited = houselights.answer("user", "add", "eve@arcade.example", *place)
    key.write_text(account["secret"])
    given = ("--client", CLIENT, "--login", account["login"], "--origin", house.sandbox.origin)
    since = str(date.today().replace(year=date.today().year - 1, day=1))
    houselights.answer("connect", "arcade", "spektrix", *given, "--secret-file", str(key), "--since", since)
    houselights.answer("sync", "arcade")
    page.set_default_timeout(60_000)
    choose_password(page, invited["link"], PASSWORD)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page


def test_from_the_box_offices_report_to_figures(eve: Page, house: Served, tmp_path: Path):
    page = eve
    report = Report(_download_from_the_box_office(house))
    _put_those_with_blanks_on_the_register(page, report)
    _fill_the_blanks(page)
    planted = _plant_two_mistakes(report)
    _upload(page, report.saved(tmp_path / "Report.xlsx"))
    _find_both_in_their_cells(page, planted)
    fixed = _get_the_copies(page, planted, tmp_path)
    _upload(page, fixed)
    many = _save(page)
    _every_event_is_linked(page, many)
    _figures_appear(page, house)
    _take_it_all_back(page, many)


def _download_from_the_box_office(house: Served) -> bytes:
    """“Run as Excel” at the made-up box office."""
    answer = httpx.get(f"{house.sandbox.control}/{CLIENT}/reports/events.xlsx", trust_env=False, timeout=60)
    answer.raise_for_status()
    return answer.content


def _put_those_with_blanks_on_the_register(page: Page, report: Report) -> None:
    page.goto("/o/arcade/events/adopt/")
    names = {str(report.cell(row, "EventName").value) for row in report.blank_rows()}
    assert names, "the report came without blanks"
    for name in names:
        page.get_by_role("checkbox", name=name, exact=True).first.check()
    page.get_by_role("button", name="Add the ticked events").click()
    expect(page.get_by_role("status").first).to_contain_text("added as drafts")


def _fill_the_blanks(page: Page) -> None:
    """The overview counts them; a suggestion is accepted by one key, the rest is chosen."""
    page.goto("/o/arcade/")
    page.get_by_role("link", name="blanks").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What is missing")
    expect(page.locator("[data-chosen]")).to_have_text("Nothing chosen yet")  # the script is there
    suggestion = page.locator("button.suggestion").first
    suggestion.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-chosen]")).to_contain_text("1 chosen, not saved yet")
    for select in page.locator("tbody select").all():
        if not select.input_value():
            select.select_option(index=1)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("filled in")
    expect(page.get_by_role("heading", name="Nothing is blank")).to_be_visible()


def _plant_two_mistakes(report: Report) -> dict[str, str]:
    """A slip in a word of a list, and a date written out; the cells and what stands in them."""
    first, second = [row for row in report.rows() if row not in report.blank_rows()][:2]
    kind, day = report.cell(first, "EventType"), report.cell(second, "StartDate")
    kind.value, day.value = kind.value[:-1], f"{day.value:%d %B %Y}"
    return {kind.coordinate: kind.value, day.coordinate: day.value}


def _upload(page: Page, path: Path) -> None:
    page.goto("/o/arcade/events/adopt/")
    page.get_by_role("link", name="Upload a workbook").click()
    page.get_by_label("Your workbook").set_input_files(path)
    page.get_by_role("button", name="Check it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check before anything is stored")


def _find_both_in_their_cells(page: Page, planted: dict[str, str]) -> None:
    expect(page.get_by_role("heading", name="2 rows need you")).to_be_visible()
    for address, value in planted.items():
        expect(page.get_by_role("alert").get_by_role("link", name=f"{address}:")).to_be_visible()
        expect(page.locator("td.cell-bad", has_text=value)).to_have_count(1)
    pictures(page, "check-upload")


def _get_the_copies(page: Page, planted: dict[str, str], tmp_path: Path) -> Path:
    """The person's own workbook back, with a comment in both cells; and the copy with both mended."""
    with page.expect_download() as marked:
        page.get_by_role("link", name="Get my workbook back, marked").click()
    with page.expect_download() as mended:
        page.get_by_role("link", name=re.compile("Get it with . safe fixes made")).click()
    annotated = load_workbook(BytesIO(marked.value.path().read_bytes()))
    for address, value in planted.items():
        assert annotated.worksheets[0][address].value == value
        assert annotated.worksheets[0][address].comment is not None
    assert "To do" in annotated.sheetnames
    fixed = tmp_path / "fixed.xlsx"
    mended.value.save_as(fixed)
    return fixed


def _save(page: Page) -> int:
    """Nothing needs anybody now."""
    expect(page.get_by_role("alert")).to_have_count(0)
    button = page.get_by_role("button", name="Save ")
    many = int(button.inner_text().split()[1].replace(",", ""))
    button.click()
    expect(page.get_by_role("status").first).to_contain_text(f"{many} events saved")
    return many


def _every_event_is_linked(page: Page, many: int) -> None:
    page.get_by_role("link", name="See the events").click()
    expect(page.get_by_role("link", name="Bring no data 0")).to_be_visible()
    assert page.get_by_role("region", name="Events").get_by_text("linked", exact=True).count() >= many


def _figures_appear(page: Page, house: Served) -> None:
    """After the next look at the box office, and they are the ledger's."""
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Box office").click()
    follow(page.get_by_role("button", name="Check for new sales"))
    performances = house.sandbox.ledger(CLIENT)["performances"]
    sold = sum(each["tickets"] for each in performances if not each["cancelled"])
    card = page.locator(".card", has_text="Tickets").locator(".amount")
    until(
        lambda: card.count() > 0 and card.first.inner_text() == f"{sold:,}",
        lambda: page.goto("/o/arcade/insights/?period=all"),
        what=f"the figure {sold:,}",
    )


def _take_it_all_back(page: Page, many: int) -> None:
    page.goto("/o/arcade/events/upload/")
    page.get_by_role("link", name="fixed.xlsx").click()
    page.get_by_text("Take this upload back").click()
    page.get_by_role("button", name="Take it all back").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Taken back")
    page.goto("/o/arcade/events/?quarter=all")
    expect(page.get_by_role("link", name="Drafts")).to_be_visible()


def test_a_name_and_a_list_are_copied_by_their_buttons(ada: Page):
    page = ada
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/o/lyric/box-office/attributes/")

    for button, copied in [("Copy the name", "Illuminate Is Funded"), ("Copy the values", "Yes\nNo")]:
        part = page.get_by_role("region", name="Illuminate Is Funded", exact=True)
        part.get_by_role("button", name=button).click()

        expect(part.get_by_role("button", name="Copied")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == copied
        expect(part.get_by_role("button", name=button)).to_be_visible()


def test_without_script_the_values_can_be_selected_and_nothing_promises_to_copy(
    open_context: Callable[..., BrowserContext], adas_cookies: object
):
    page = open_context(java_script_enabled=False, storage_state=adas_cookies).new_page()
    page.goto("/o/lyric/box-office/attributes/")

    expect(page.get_by_role("button", name="Copy")).to_have_count(0)
    expect(page.get_by_role("region", name="Values of Illuminate Is Funded")).to_have_text("Yes\nNo")
