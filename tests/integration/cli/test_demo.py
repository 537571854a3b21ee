"""`demo`: the whole path in a home of its own; repeated, cut off or refused, it harms nothing."""

import re
import signal
import sqlite3
import time
from contextlib import closing
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from commands import Command
from houselights.cli.company import PLANTED
from reference import give_small_reference
from served import free_port

from .ledgers import check_accounts
from .test_serving import serving

QUICK = ("demo", "--size", "small", "--no-serve")


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Command:
    """A demo that was cut off in the middle, and then done."""
    command = Command(tmp_path_factory.mktemp("demo") / "home")
    give_small_reference(command.home / "reference")
    process = command.started(*QUICK)
    assert process.stderr is not None
    for line in process.stderr:
        if "Reading orders" in line:
            break
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return command


@pytest.fixture(scope="module")
def answered(shown: Command) -> dict:
    return shown.answer(*QUICK)


def test_after_a_kill_everything_is_there(answered: dict) -> None:
    for theatre in answered["organisations"]:
        check_accounts(theatre)
        assert theatre["state"] == "complete"
        assert theatre["received"]["tickets"] >= 5000
        assert theatre["events"] == {"linked": 40 - PLANTED, "unlinked": PLANTED}
        assert theatre["waiting"]["tickets"] > 0
        assert theatre["counted"]["tickets"] > 4000
        assert [finding["code"] for finding in theatre["findings"]].count("unlinked") == PLANTED


def test_everybody_has_a_way_in_and_nothing_is_served(answered: dict) -> None:
    people = {person["name"]: (person["organisation"], person["role"]) for person in answered["people"]}

    assert answered["address"] is None
    assert people == {
        "Ada": ("lyric", "admin"),
        "Ben": ("lyric", "general"),
        "Cal": ("grand", "admin"),
        "Dee": ("arts-fund", "funder"),
    }


def test_its_figures_agree_and_the_theatres_are_apart(shown: Command, answered: dict) -> None:
    listed = {each["organisation"]: each["kind"] for each in shown.answer("organisation", "list")["organisations"]}
    counted = {each["organisation"]: each["counted"]["tickets"] for each in answered["organisations"]}

    assert listed == {"arts-fund": "funder", "grand": "npo", "lyric": "npo"}
    assert shown.answer("check")["ok"]
    assert counted["lyric"] != counted["grand"]


def test_repeated_it_stores_nothing_and_keeps_the_passwords(shown: Command, answered: dict) -> None:
    again = shown.answer(*QUICK)

    assert again["people"] == answered["people"]
    for before, after in zip(answered["organisations"], again["organisations"], strict=True):
        assert set(after["stored"].values()) == {0}
        assert after["counted"] == before["counted"]


def test_served_people_sign_in_and_check_for_new_sales(shown: Command, answered: dict) -> None:
    port = free_port()
    with serving(shown, "demo", "--size", "small", "--port", str(port)) as process:
        second = shown(*QUICK)
        ada = Browser(f"http://127.0.0.1:{port}")
        person = next(person for person in answered["people"] if person["name"] == "Ada")
        signed_in = ada.send("/sign-in/", login=person["email"], password=person["password"])
        before = newest_run(shown)
        ada.send("/o/lyric/box-office/sync/")
        after = until_ended(shown, before[0])
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)

    assert (second.code, str(process.pid) in second.err) == (5, True)
    assert "/o/lyric/" in signed_in
    assert (after[0] > before[0], after[1]) == (True, "complete")
    assert f"Open http://127.0.0.1:{port}/" in out
    assert all(person["password"] in out for person in answered["people"])
    assert all(words in out for words in ("The Lyric", "received", "In the figures", "Waiting", "All of it took"))
    assert (process.returncode, "Traceback" in err) == (0, False)


class Browser:
    """As much of one as a form without script needs."""

    def __init__(self, origin: str) -> None:
        self._origin, self._opener = origin, build_opener(HTTPCookieProcessor(CookieJar()))

    def send(self, path: str, **form: str) -> str:
        """Send a form with the token of the front page; where that leads."""
        page = self._opener.open(f"{self._origin}/", timeout=30).read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token
        body = urlencode({"csrfmiddlewaretoken": token[1], **form}).encode()
        return str(self._opener.open(f"{self._origin}{path}", body, timeout=30).url)


def newest_run(command: Command) -> tuple[int, str]:
    """Of the Lyric, whose connection is the first: its number and state."""
    with closing(sqlite3.connect(command.home / "houselights.sqlite3")) as database:
        found = database.execute("select id, state from feeds_syncrun where connection_id = 1 order by id desc limit 1")
        number, state = found.fetchone()
        return int(number), str(state)


def until_ended(command: Command, before: int) -> tuple[int, str]:
    """The newest run once it is another one and has ended; whatever it is after half a minute."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        number, state = newest_run(command)
        if number > before and state not in ("waiting", "running"):
            break
        time.sleep(0.2)
    return newest_run(command)


def test_a_home_with_anything_else_in_it_is_never_taken(command: Command, tmp_path: Path) -> None:
    mine = Command(tmp_path / "mine")
    mine.home.mkdir()
    (mine.home / "thesis.odt").write_text("mine")

    for refused in (command(*QUICK), mine(*QUICK)):
        assert (refused.code, "not a demo" in refused.err) == (2, True)
    assert [path.name for path in mine.home.iterdir()] == ["thesis.odt"]
    assert command("organisation", "list").code == 0
