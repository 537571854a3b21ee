"""Ada compares the Lyric with its peers: refused among nine, shown among twelve, and by files carried by hand."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import choose_password, own_browser
from commands import Command
from houselights.benchmarks.files import carried, signing_key
from houselights.periods import parse_period, quarter_of
from houselights.submissions.drafting import quarter_before
from peers import REGION, figures, size_of
from pictures import pictures
from served import serving

pytestmark = pytest.mark.journey

PASSWORD = "twelve lanterns in a quiet row"
QUARTER = quarter_before(quarter_before(quarter_of(date.today())))  # whose comparison is ready on any day
BEFORE = quarter_before(QUARTER)
TITLE = parse_period(QUARTER).title


@pytest.fixture(scope="module")
def houselights(tmp_path_factory: pytest.TempPathFactory) -> Command:
    """A home with the Lyric and nothing else."""
    houselights = Command(tmp_path_factory.mktemp("benchmarks") / "home")
    houselights.answer("setup")
    houselights.answer("organisation", "add", "lyric", "--name", "The Lyric")
    return houselights


@pytest.fixture(scope="module")
def address(houselights: Command) -> Iterator[str]:
    with serving(houselights) as address:
        yield address


@pytest.fixture
def ada(browser: Browser, houselights: Command, address: str) -> Iterator[Page]:
    """Ada runs the Lyric, and has chosen her password."""
    place = ("--organisation", "lyric", "--role", "admin", "--name", "Ada")
    invited = houselights.answer("user", "add", "ada@lyric.example", *place)
    with own_browser(browser, address) as page:
        choose_password(page, invited["link"], PASSWORD)
        page.wait_for_url("**/o/lyric/")
        yield page


def test_nine_are_refused_and_twelve_are_shown(ada: Page, houselights: Command, tmp_path: Path):
    ada.goto("/o/lyric/insights/benchmarks/")
    expect(ada.get_by_role("heading", name="Who does not contribute does not see")).to_be_visible()
    pictures(ada, "benchmarks-not-yet")
    ada.get_by_role("link", name="See what leaves, and decide").click()
    ada.get_by_label("Region").select_option(REGION)
    ada.get_by_role("button", name="Contribute").click()
    expect(ada.get_by_text("You contribute.")).to_be_visible()
    ada.get_by_role("button", name="Form a new group").click()
    expect(ada.get_by_role("region", name="Your groups")).to_be_visible()
    pictures(ada, "contributing")

    _contribute(houselights, 8, 0)
    ada.goto(f"/o/lyric/insights/benchmarks/?quarter={QUARTER}")
    main = ada.get_by_role("main")
    expect(main).to_contain_text(f"9 organisations of this group contribute to {TITLE}; a comparison needs 10.")
    expect(ada.get_by_role("table")).to_have_count(0)
    pictures(ada, "benchmarks-nine")

    _contribute(houselights, 3, 8)
    ada.reload()
    expect(main).to_contain_text("12 organisations in the group")
    tickets = ada.get_by_role("region", name="Your figures beside your peers’").get_by_role("row", name="Tickets")
    expect(tickets).to_contain_text("between the lower quartile and the median")
    expect(main).to_contain_text(f"Tickets in {TITLE}, beside {parse_period(BEFORE).title}: yours rose by")
    assert "Peer " not in ada.content()
    pictures(ada, "benchmarks")

    # Peers on other servers gave their files, and one is not whole.
    given = [_file(tmp_path, number, period) for number in range(11) for period in (BEFORE, QUARTER)]
    (tmp_path / "short.json").write_bytes(Path(given[0]).read_bytes()[:-20])
    ada.get_by_role("link", name="Peers on other servers").click()
    ada.get_by_label("Files that your peers gave you").set_input_files([*given, tmp_path / "short.json"])
    ada.get_by_role("button", name="Take them in").click()
    expect(main).to_contain_text("22 files taken in. 11 keys are new here")
    expect(main).to_contain_text("short.json: it is no contribution of Houselights, or only a part of one.")
    pictures(ada, "benchmarks-by-hand-refused")
    ada.get_by_role("link", name="Say whose").first.click()
    ada.get_by_label("Whose key is it?").fill("Palace Theatre")
    pictures(ada, "benchmarks-key")
    ada.get_by_role("button", name="Save").click()
    expect(main).to_contain_text("12 organisations in the group")
    expect(ada.get_by_role("region", name="Files of peers")).to_contain_text("Palace Theatre")
    pictures(ada, "benchmarks-by-hand")


def _file(folder: Path, number: int, period: str) -> str:
    path = folder / f"peer-{number}-{period}.json"
    path.write_bytes(carried(figures("any", period, size_of(number)), signing_key(bytes([number]) * 32)))
    return str(path)


def _contribute(houselights: Command, count: int, first: int) -> None:
    """What others do, each in its own house, and then the night."""
    environment = houselights.env(HOUSELIGHTS_HOME=str(houselights.home), PYTHONPATH=str(Path(__file__).parents[1]))
    command = [sys.executable, "-m", "peers_there", str(count), str(first), QUARTER, BEFORE]
    subprocess.run(command, env=environment, check=True, timeout=120)
