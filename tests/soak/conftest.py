"""A theatre read by the command itself, and processes that can be killed; `make soak` asks for more of everything."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from commands import Ended
from houselights.feeds import schedule
from houselights.sandbox.remote import Sandbox
from houselights.sandbox.running import started_sandbox
from houselights.warehouse.opened import open_build
from reference import give_small_reference

from .nursery import Child, Nursery, opened_nursery

FULL = "HOUSELIGHTS_SOAK" in os.environ  # `make soak`
Figures = dict[str, tuple[int, int]]
Tell = Callable[[str], None]


def many(short: int, full: int) -> int:
    """So many here, and so many in `make soak`."""
    return full if FULL else short


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """These first, the longest before the others: begun last, one of them would keep everybody waiting alone."""
    first = ("test_history", "test_any_schedule", "test_kills", "test_crash_points", "test_full_disk")
    places = {f"soak/{name}.py": place for place, name in enumerate(first)}
    items.sort(key=lambda item: places.get("/".join(item.path.parts[-2:]), len(first)))


@pytest.fixture(autouse=True)
def short_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three nights for a month of them."""
    monkeypatch.setattr(schedule, "ROUND", 3)


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Tell:
    """How far it has come, at once: one that is cut off has said so. To stderr, which comes through from a worker."""

    def said(words: str) -> None:
        with capsys.disabled():
            print(f"\n{words}", file=sys.stderr, flush=True)

    return said


@dataclass
class Theatre:
    """The Lyric in a home of its own, the commands that run there, and what was truly sold."""

    home: Path
    nursery: Nursery
    sandbox: Sandbox
    chance: Random = field(default_factory=lambda: Random(1))

    def run(self, *arguments: str, killed_after: float = 0, **environment: str) -> Ended:
        return self.nursery(self.home, *arguments, killed_after=killed_after, **environment)

    def start(self, *arguments: str, **environment: str) -> Child:
        return self.nursery.start(self.home, *arguments, **environment)

    def answer(self, *arguments: str) -> Any:
        return self.nursery.answer(self.home, *arguments)

    def something_happens(self) -> None:
        """A sale and a return, so that the next run has something to bring."""
        performance = self.chance.choice(self._on())
        sold = self.sandbox.sell("lyric", performance, self.chance.randint(2, 5))
        self.sandbox.give_back("lyric", sold["order"], sold["tickets"][:1])

    def figures(self) -> Figures:
        """{performance: (tickets, pence)} of the published build."""
        warehouse = open_build(self.home / "organisations" / "lyric")
        assert warehouse
        rows = warehouse.rows(
            "select performance_id, count(*), cast(sum(total_pence) as bigint) "
            "from ticket_sales inner join performances using (performance_number) "
            "where seen_until is null group by performance_id"
        )
        return {performance: (tickets, pence) for performance, tickets, pence in rows}

    def truth(self) -> Figures:
        """The same of the box office's own ledger."""
        listed = self.sandbox.ledger("lyric")["performances"]
        return {each["performance"]: (each["tickets"], each["pence"]) for each in listed if each["tickets"]}

    def is_whole(self) -> bool:
        """Does `check` say so?"""
        return self.run("check").code == 0

    def _on(self) -> list[str]:
        return [each["performance"] for each in self.sandbox.ledger("lyric")["performances"] if not each["cancelled"]]


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """In a process of its own: what is killed here must not slow it."""
    with started_sandbox(size="small") as running:
        yield running


@pytest.fixture(scope="session")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    with opened_nursery(tmp_path_factory.mktemp("nursery")) as opened:
        yield opened


@pytest.fixture
def nursery_beside(tmp_path: Path) -> Iterator[Nursery]:
    """A second one, for what happens at the same time."""
    with opened_nursery(tmp_path / "nursery") as opened:
        yield opened


@pytest.fixture(scope="session")
def _connected(nursery: Nursery, sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("connected") / "home"
    give_small_reference(home / "reference")
    nursery.answer(home, "setup")
    nursery.answer(home, "organisation", "add", "lyric", "--name", "The Lyric")
    account, key = sandbox.client("lyric"), home.parent / "key.txt"
    key.write_text(account["secret"])
    given = ("--client", "lyric", "--login", account["login"], "--secret-file", str(key), "--origin", sandbox.origin)
    nursery.answer(home, "connect", "lyric", "spektrix", *given, "--since", str(date.today() - timedelta(days=400)))
    return home


@pytest.fixture(scope="session")
def _read(_connected: Path, nursery: Nursery, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = shutil.copytree(_connected, tmp_path_factory.mktemp("read") / "home")
    nursery.answer(home, "sync", "lyric")
    nursery.answer(home, "events", "lyric", "adopt", "--all")
    nursery.answer(home, "sync", "lyric")
    return home


@pytest.fixture
def theatre_in(nursery: Nursery, sandbox: Sandbox, tmp_path: Path) -> Callable[[Path], Theatre]:
    def copied(home: Path) -> Theatre:
        return Theatre(shutil.copytree(home, tmp_path / "home"), nursery, sandbox)

    return copied


@pytest.fixture
def new(_connected: Path, theatre_in: Callable[[Path], Theatre]) -> Theatre:
    """Connected, and nothing read."""
    return theatre_in(_connected)


@pytest.fixture
def lyric(_read: Path, theatre_in: Callable[[Path], Theatre]) -> Theatre:
    """Everything on its register, and read."""
    return theatre_in(_read)
