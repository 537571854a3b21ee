"""Fay's portfolio: 985 organisations imported, 40 returns in, 3 late with their reasons, and the list taken along."""

import csv
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import choose_password, own_browser
from commands import Command
from funder_lists import as_csv, made_up
from houselights.periods import quarter_of
from houselights.submissions.drafting import quarter_before
from pictures import pictures
from served import serving

pytestmark = pytest.mark.journey

PASSWORD = "nine hundred small lanterns"
ORGANISATIONS, SUBMITTED, LATE = 985, 40, 3
QUARTER = quarter_before(quarter_before(quarter_of(date.today())))  # whose usual deadline is over on any day


@pytest.fixture(scope="module")
def houselights(tmp_path_factory: pytest.TempPathFactory) -> Command:
    """A home with a funder and nothing else."""
    houselights = Command(tmp_path_factory.mktemp("funder") / "home")
    houselights.answer("setup")
    houselights.answer("organisation", "add", "fund", "--name", "The Fund", "--kind", "funder")
    return houselights


@pytest.fixture(scope="module")
def address(houselights: Command) -> Iterator[str]:
    with serving(houselights) as address:
        yield address


@pytest.fixture
def fay(browser: Browser, houselights: Command, address: str) -> Iterator[Page]:
    """Fay is at the funder, and has chosen her password."""
    place = ("--organisation", "fund", "--role", "funder", "--name", "Fay")
    invited = houselights.answer("user", "add", "fay@fund.example", *place)
    with own_browser(browser, address) as page:
        choose_password(page, invited["link"], PASSWORD)
        page.wait_for_url("**/f/fund/")
        yield page


def test_a_funder_imports_its_list_sees_who_has_sent_and_takes_the_portfolio_along(
    fay: Page, houselights: Command, tmp_path: Path
):
    path = tmp_path / "list.csv"
    path.write_bytes(as_csv(made_up(ORGANISATIONS)))
    pictures(fay, "portfolio-empty")
    fay.get_by_role("link", name="Import your list").click()
    fay.get_by_label("Your list of organisations").set_input_files(path)
    fay.get_by_role("button", name="Import the list").click()
    expect(fay.get_by_text("Your list is in")).to_be_visible()
    expect(fay.get_by_role("link", name=f"Invite {ORGANISATIONS} organisations")).to_be_visible()
    pictures(fay, "portfolio-import")

    _answer(houselights)
    fay.goto(f"/f/fund/?quarter={QUARTER}")
    states = fay.get_by_role("navigation", name="States")
    expect(states.get_by_role("link", name=f"Submitted {SUBMITTED}")).to_be_visible()
    expect(states.get_by_role("link", name=f"Late {LATE}")).to_be_visible()
    pictures(fay, "portfolio")
    states.get_by_role("link", name=f"Late {LATE}").click()
    expect(fay.get_by_role("row")).to_have_count(LATE + 1)
    expect(fay.get_by_text("Nobody knows how many came").first).to_be_visible()
    assert "An event nobody counted" not in fay.content()
    pictures(fay, "portfolio-late")
    with fay.expect_download() as download:
        fay.get_by_role("link", name=".csv", exact=True).click()
    taken = tmp_path / "taken.csv"
    download.value.save_as(taken)

    rows = list(csv.DictReader(taken.read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == ORGANISATIONS
    assert sum(row["State"] == "Submitted" for row in rows) == SUBMITTED
    assert [bool(row["Still open"]) for row in rows if row["State"] == "Late"] == [True] * LATE

    states.get_by_role("link", name=f"Submitted {SUBMITTED}").click()
    fay.get_by_role("link", name="Made-up Company 1", exact=True).click()
    expect(fay.get_by_role("heading", level=1)).to_contain_text("Made-up Company 1: return for")
    pictures(fay, "portfolio-statement")
    for name, path_of in (("settings", "settings/"), ("figures", f"figures/?quarter={QUARTER}"), ("remind", "remind/")):
        fay.goto(f"/f/fund/{path_of}")
        pictures(fay, f"portfolio-{name}")


def _answer(houselights: Command) -> None:
    """What 43 organisations do, each for itself: grant, and send or not."""
    environment = houselights.env(HOUSELIGHTS_HOME=str(houselights.home), PYTHONPATH=str(Path(__file__).parents[1]))
    command = [sys.executable, "-m", "portfolio_sent", "fund", QUARTER, str(SUBMITTED), str(LATE)]
    subprocess.run(command, env=environment, check=True, timeout=120)
