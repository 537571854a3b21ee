"""Is comparing what came as good as comparing everybody, whatever came, changed and went?"""

import json
import random
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from houselights.warehouse.bundle import Bundle, LandedFile, PartedRecords
from houselights.warehouse.identity import again, keeping, linking, tokens
from houselights.warehouse.identity.keeping import found_and_joined
from houselights.warehouse.landed import SCHEMAS

SHARED = ("email", "phone", "name_postcode", "surname_initial_postcode", "name_sector", "address", "surname_address")
_FILE = "customers/{reading:09d}.parquet"

People = dict[str, dict[str, str]]  # customer id, and its tokens


class Landed:
    """A landing of customers that grows, file by file."""

    def __init__(self, home: Path) -> None:
        self.home, self.files = home, 0
        (home / "customers").mkdir(parents=True)

    def add(self, people: People) -> None:
        self.files += 1
        self.write(self.files, people)

    def write(self, reading: int, people: People) -> None:
        rows = [
            {
                "customer_id": name,
                "postcode_kind": "unknown",
                "tokens": json.dumps(own),
                "content": json.dumps(own),
                "connection_id": 1,
                "reading": reading,
            }
            for name, own in people.items()
        ]
        pq.write_table(
            pa.Table.from_pylist(rows, schema=SCHEMAS["customers"]), self.home / _FILE.format(reading=reading)
        )

    def forget(self, name: str) -> None:
        """As forgetting does it: the rows go, the file keeps its name."""
        for reading in range(1, self.files + 1):
            path = self.home / _FILE.format(reading=reading)
            rows = [row for row in pq.read_table(path).to_pylist() if row["customer_id"] != name]
            self._write(reading, rows)

    def _write(self, reading: int, rows: list[dict[str, object]]) -> None:
        path = self.home / _FILE.format(reading=reading)
        pq.write_table(pa.Table.from_pylist(rows, schema=SCHEMAS["customers"]), path)

    def bundle(self, *parted: PartedRecords) -> Bundle:
        files = tuple(LandedFile(1, "customers", _FILE.format(reading=each), 1) for each in range(1, self.files + 1))
        return Bundle("lyric", "Europe/London", (), (), files, "", "", parted=parted)


@pytest.fixture
def landed(tmp_path: Path) -> Landed:
    return Landed(tmp_path)


def told(landed: Landed, *parted: PartedRecords, folder: str = "kept") -> tuple[list[object], list[object]]:
    """The pairs that were compared, and who is whose."""
    now = found_and_joined(landed.bundle(*parted), home=landed.home, organisation_folder=landed.home / folder)
    assert now
    found, joined = (duckdb.execute(f"from '{path}'").fetchall() for path in (now.pairs, now.joined))
    return found, joined


def compared_whole(landed: Landed, *parted: PartedRecords) -> tuple[list[object], list[object]]:
    return told(landed, *parted, folder=f"whole-{random.random()}")


def made_up(dice: random.Random) -> dict[str, str]:
    """Few values, so that people share; some have next to none."""
    return {
        name: f"{name}-{dice.randrange(12)}"
        for name in (*SHARED, "phone_other")
        if dice.random() < dice.choice((0.3, 0.7))
    }


def days(dice: random.Random, landed: Landed) -> Iterator[tuple[PartedRecords, ...]]:
    """Days on which records come, change, take on another's tokens (merges), go, and are parted and joined again."""
    known: People = {}
    parted: list[PartedRecords] = []
    for _ in range(5):
        came = {f"c{dice.randrange(10_000)}": made_up(dice) for _ in range(dice.randrange(1, 8))}
        changed = {name: made_up(dice) for name in known if dice.random() < 0.15}
        merged = {name: dice.choice(list(known.values())) for name in known if dice.random() < 0.1}
        landed.add(came | changed | merged)
        known |= came | changed | merged
        if dice.random() < 0.3:
            gone = dice.choice(list(known))
            landed.forget(gone)
            del known[gone]
        if parted and dice.random() < 0.4:
            parted.remove(dice.choice(parted))
        if len(known) > 1 and dice.random() < 0.8:
            one, other = dice.sample(list(known), 2)
            parted.append(PartedRecords(1, one, 1, other))
        yield tuple(parted)


@pytest.mark.parametrize("seed", range(3))
def test_comparing_what_came_is_as_good_as_comparing_everybody(
    landed: Landed, seed: int, monkeypatch: pytest.MonkeyPatch
):
    for module, name, value in (
        (linking, "TOO_COMMON", 4), (again, "TOO_COMMON", 4), (linking, "FEW", 2), (again, "FEW", 2),
        (tokens, "MOST_SINCE", 3),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, value)

    for parted in days(random.Random(seed), landed):
        assert told(landed, *parted) == compared_whole(landed, *parted)


LIZ = {name: f"{name} of Liz" for name in SHARED}


def test_only_what_came_is_compared(landed: Landed, monkeypatch: pytest.MonkeyPatch):
    landed.add({f"c{number}": {"email": f"{number}"} for number in range(40)} | {"liz": LIZ})
    told(landed)
    compared = []
    link = keeping.link
    monkeypatch.setattr(
        keeping, "link", lambda engine: (compared.append(engine.rows("select customer_id from again")), link(engine))
    )

    landed.add({"elizabeth": LIZ})
    _, joined = told(landed)

    assert compared == [[("elizabeth",)]]
    assert [row[1] for row in joined] == ["elizabeth", "liz"]


def test_of_a_forgotten_person_nothing_stays(landed: Landed):
    landed.add({"liz": LIZ, "elizabeth": LIZ})
    landed.add({"beth": LIZ})
    told(landed)

    landed.forget("liz")
    found, joined = told(landed)

    assert found
    for path in (landed.home / "kept").rglob("*"):
        assert path.is_dir() or b"liz\x00" not in path.read_bytes()
        assert path.suffix != ".parquet" or "liz" not in str(duckdb.execute(f"from '{path}'").fetchall()).split("'")
    assert (found, joined) == compared_whole(landed)


def test_files_written_together_change_nothing(landed: Landed, monkeypatch: pytest.MonkeyPatch):
    landed.add({"liz": LIZ})
    landed.add({"elizabeth": LIZ})
    before = told(landed)
    monkeypatch.delattr(keeping, "link")

    one = pa.concat_tables(pq.read_table(landed.home / _FILE.format(reading=each)) for each in (1, 2))
    pq.write_table(one, landed.home / _FILE.format(reading=1))
    landed.files = 1

    assert told(landed) == before


@pytest.mark.parametrize("broken", ["people.json", "tokens-", "found-", "joined-"])
def test_where_a_kept_file_is_gone_everybody_is_compared(landed: Landed, broken: str):
    landed.add({"liz": LIZ, "elizabeth": LIZ})
    before = told(landed)
    for path in (landed.home / "kept/warehouse/people").glob(f"{broken}*"):
        path.unlink()

    assert told(landed) == before


def test_what_another_engine_hashed_is_not_compared_with(landed: Landed, monkeypatch: pytest.MonkeyPatch):
    landed.add({"liz": LIZ})
    told(landed)
    monkeypatch.setattr(keeping, "ENGINE", "another")
    monkeypatch.delattr(keeping, "update_tokens")

    landed.add({"elizabeth": LIZ})

    _, joined = told(landed)
    assert len(joined) == 2
