"""Fay drafts figures for the public, a name stops her, Gil releases them, anybody reads them, then they are gone."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import choose_password, follow, own_browser
from commands import Command
from funder_lists import as_csv, made_up
from houselights.periods import parse_period, quarter_of
from houselights.submissions.drafting import quarter_before
from pictures import pictures
from served import serving

pytestmark = pytest.mark.journey

PASSWORD = "sixty small lanterns in a row"
QUARTER = quarter_before(quarter_of(date.today()))
ORGANISATIONS = 60


@pytest.fixture(scope="module")
def houselights(tmp_path_factory: pytest.TempPathFactory) -> Command:
    """A home with a funder, whose sixty organisations contribute to the quarter's figures."""
    folder = tmp_path_factory.mktemp("publishing")
    houselights = Command(folder / "home")
    houselights.answer("setup")
    houselights.answer("organisation", "add", "fund", "--name", "The Fund", "--kind", "funder")
    (folder / "list.csv").write_bytes(as_csv(made_up(ORGANISATIONS)))
    houselights.answer("organisation", "import", "fund", str(folder / "list.csv"))
    environment = houselights.env(HOUSELIGHTS_HOME=str(houselights.home), PYTHONPATH=str(Path(__file__).parents[1]))
    command = [sys.executable, "-m", "portfolio_figures", "fund", QUARTER]
    subprocess.run(command, env=environment, check=True, timeout=120)
    return houselights


@pytest.fixture(scope="module")
def address(houselights: Command) -> Iterator[str]:
    with serving(houselights) as address:
        yield address


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Callable[[], Page]]:
    """A browser of its own for each person."""
    with ExitStack() as browsers:
        yield lambda: browsers.enter_context(own_browser(browser, address))


@pytest.fixture
def come(houselights: Command, open_page: Callable[[], Page]) -> Callable[[str], Page]:
    """Somebody of the funder, who has chosen a password."""

    def person(name: str) -> Page:
        place = ("--organisation", "fund", "--role", "funder", "--name", name)
        invited = houselights.answer("user", "add", f"{name.lower()}@fund.example", *place)
        page = open_page()
        choose_password(page, invited["link"], PASSWORD)
        page.wait_for_url("**/f/fund/")
        return page

    return person


def test_two_people_publish_and_anybody_reads(
    come: Callable[[str], Page], open_page: Callable[[], Page], tmp_path: Path
):
    fay, gil, anybody = come("Fay"), come("Gil"), open_page()
    _release_figures(fay)

    fay.goto("/f/fund/")
    fay.get_by_role("link", name="Publications").click()
    follow(fay.get_by_role("link", name="Draft a publication"))
    pictures(fay, "publication-period")
    follow(fay.get_by_role("link", name=parse_period(QUARTER).title))
    fay.get_by_label("Title").fill("Audiences of Made-up Company 7 and others")
    fay.get_by_label("What it shows").fill("How many tickets people had for what The Fund pays for.")
    for box in fay.get_by_role("checkbox").all():
        box.check()
    pictures(fay, "publication-draft")
    fay.get_by_role("button", name="Save and look at it").click()
    expect(fay.get_by_role("heading", name="Names stand in the way")).to_be_visible()
    expect(fay.get_by_role("button", name="Ask for its release")).to_have_count(0)
    pictures(fay, "publication-names")

    fay.get_by_role("link", name="Change it").click()
    fay.get_by_label("Title").fill("Audiences of the portfolio")
    follow(fay.get_by_role("button", name="Save and look at it"))
    draft = urlsplit(fay.url).path
    fay.get_by_role("link", name="preview of the page").click()
    expect(fay.get_by_text("Nobody outside sees this yet")).to_be_visible()
    fay.goto(draft)
    fay.get_by_role("button", name="Ask for its release").click()
    expect(fay.get_by_text("You had a hand in it")).to_be_visible()
    expect(fay.get_by_role("button", name="Release it to the public")).to_have_count(0)

    gil.goto("/f/fund/publications/")
    follow(gil.get_by_role("link", name="Audiences of the portfolio"))
    pictures(gil, "publication-release")
    gil.get_by_role("button", name="Release it to the public").click()
    expect(gil.get_by_role("heading", name="Open to everybody")).to_be_visible()
    public = urlsplit(gil.get_by_role("link", name="/public/fund/").get_attribute("href") or "").path
    pictures(gil, "publication")

    _read(anybody, public, tmp_path)
    gil.get_by_text("Withdraw it").first.click()
    gil.get_by_label("Why").fill("A figure was counted twice at the source.")
    follow(gil.get_by_role("button", name="Withdraw it"))
    answer = anybody.goto(public)
    assert answer
    assert answer.status == 410
    expect(anybody.get_by_text("A figure was counted twice at the source.")).to_be_visible()
    pictures(anybody, "publication-withdrawn")


def _release_figures(page: Page) -> None:
    """In the background; the page is looked at again until they are there."""
    page.goto(f"/f/fund/figures/?quarter={QUARTER}")
    follow(page.get_by_role("button", name=f"Release the figures of {parse_period(QUARTER).title}"))
    deadline = time.monotonic() + 120
    while not page.get_by_role("navigation", name="Measures").count():
        assert time.monotonic() < deadline, "the figures were not released"
        time.sleep(1)
        page.goto(f"/f/fund/figures/?quarter={QUARTER}")


def _read(page: Page, public: str, tmp_path: Path) -> None:
    """Nobody is signed in here; nothing of a cookie stays."""
    page.goto(public)
    expect(page.get_by_role("heading", level=1)).to_have_text("Audiences of the portfolio")
    expect(page.get_by_text("Made-up")).to_have_count(0)
    pictures(page, "public")
    with page.expect_download() as download:
        page.get_by_role("link", name="figures.csv").click()
    download.value.save_as(tmp_path / "figures.csv")
    assert f"Tickets,tickets,,All organisations that contribute,{QUARTER}," in (tmp_path / "figures.csv").read_text(
        "utf-8"
    )
    page.get_by_role("link", name="How these figures were protected").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How these figures were protected")
    pictures(page, "public-protected")
    assert page.context.cookies() == []
