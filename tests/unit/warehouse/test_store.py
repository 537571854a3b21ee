"""The engine works within its limits, off the network, and leaves nothing behind."""

import os
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from houselights.errors import TooMuch
from houselights.warehouse.bundle import LandedFile
from houselights.warehouse.landed import SCHEMAS
from houselights.warehouse.store import (
    LEAST_TO_BUILD,
    MEMORY,
    MOST_TO_BUILD,
    Engine,
    is_readable,
    memory_for,
    memory_to_ask,
)

NUMBERS = pa.table({"number": [1, 2, 3]})


@pytest.fixture
def engine(tmp_path):
    with Engine(tmp_path) as engine:
        yield engine


def setting(engine, name):
    return engine.rows(f"select current_setting('{name}')")[0][0]


def test_memory_and_spill_are_limited_on_every_connection(engine, tmp_path):
    memory, unit = setting(engine, "memory_limit").split()
    assert (float(memory) < 400, unit) == (True, "MiB")  # a sync stays below 600 MB in all
    assert setting(engine, "max_temp_directory_size") == "7.4 GiB"
    assert setting(engine, "temp_directory").startswith(str(tmp_path))


@pytest.mark.parametrize(("landed", "memory"), [(1, LEAST_TO_BUILD), (200_000_000, 800), (900_000_000, MOST_TO_BUILD)])
def test_a_great_landing_is_built_with_more_memory_within_a_limit(tmp_path, landed, memory):
    with (tmp_path / "tickets.parquet").open("wb") as file:
        file.truncate(landed)  # takes no room on the disk

    assert memory_for(tmp_path, [LandedFile(1, "tickets", "tickets.parquet", 1)]) == memory


@pytest.mark.parametrize(("megabytes", "memory"), [(1, MEMORY), (400, 800), (4_000, MOST_TO_BUILD)])
def test_questions_to_a_great_build_may_take_more_memory_within_a_limit(tmp_path, megabytes, memory):
    for name in ("one", "other"):
        (tmp_path / name).touch()
        os.truncate(tmp_path / name, megabytes * 500_000)

    assert memory_to_ask([tmp_path / "one", tmp_path / "other"]) == memory


@pytest.mark.parametrize("name", ["autoinstall_known_extensions", "autoload_known_extensions"])
def test_no_extension_is_ever_fetched(engine, name):
    assert setting(engine, name) is False


def test_no_statement_loosens_the_limits(engine):
    with pytest.raises(duckdb.Error, match="locked"):
        engine.rows("set memory_limit = '4GB'")


RUNAWAY = "select count(*) from range(3000000) as one(a) cross join range(3000000) as other(b) where a * b = 7"


def test_a_question_that_takes_too_long_is_stopped_and_the_next_is_answered(tmp_path):
    with Engine(tmp_path, patience=0.2) as engine:
        with pytest.raises(TooMuch, match=r"longer than 0\.2 seconds") as stopped:
            engine.rows(RUNAWAY)

        assert "shorter period" in stopped.value.remedy
        assert engine.rows("select 1") == [(1,)]


def test_one_question_is_stopped_and_not_those_beside_it(tmp_path):
    with Engine(tmp_path, patience=0.5) as engine, ThreadPoolExecutor(2) as pool:
        runaway = pool.submit(engine.rows, RUNAWAY)

        answers = [engine.rows("select 1") for _ in range(50)]

        assert answers == [[(1,)]] * 50
        with pytest.raises(TooMuch):
            runaway.result(timeout=60)


def test_a_question_too_big_for_its_limits_is_stopped_too(tmp_path, monkeypatch):
    monkeypatch.setattr("houselights.warehouse.store.SPILL", "0KB")
    with Engine(tmp_path, memory=20, patience=60) as engine:
        with pytest.raises(TooMuch, match="more memory"):
            engine.rows("select a, list(b) from (select range % 7 as a, range as b from range(20000000)) group by a")

        assert engine.rows("select 1") == [(1,)]


def test_rows_that_were_taken_are_seen_by_every_question(engine):
    engine.take("numbers", NUMBERS)

    with ThreadPoolExecutor(4) as pool:
        sums = list(pool.map(lambda _: engine.rows("select sum(number) from numbers"), range(20)))

    assert sums == [[(6,)]] * 20


def test_a_name_can_be_given_again(engine):
    engine.take("numbers", NUMBERS)
    engine.take("numbers", NUMBERS.slice(0, 1))

    assert engine.rows("select number from numbers") == [(1,)]


def test_a_defined_name_is_worked_out_where_it_is_used_and_a_made_one_once(engine):
    engine.take("numbers", NUMBERS)
    engine.define("defined", "select sum(number) from numbers")
    engine.make("made", "select sum(number) from numbers")
    engine.take("numbers", NUMBERS.slice(0, 1))

    assert engine.rows("from defined") == [(1,)]
    assert engine.rows("from made") == [(6,)]


def test_values_are_never_part_of_the_statement(engine):
    engine.take("names", pa.table({"name": ["O'Hara", "Emma"]}))

    assert engine.rows("select name from names where name = $name", {"name": "O'Hara"}) == [("O'Hara",)]


def test_what_is_written_is_read_by_its_name_also_from_a_folder_with_a_quote(engine, tmp_path):
    folder = tmp_path / "the lyric's"
    folder.mkdir()
    engine.take("numbers", NUMBERS)

    engine.write("doubled", "select 2 * number as number from numbers order by number", folder / "doubled.parquet")

    assert engine.rows("select number from doubled") == [(2,), (4,), (6,)]
    assert is_readable(folder / "doubled.parquet")


def test_several_files_are_read_as_one(engine, tmp_path):
    engine.take("numbers", NUMBERS)
    for name in ("one", "two"):
        engine.write(name, "select number from numbers", tmp_path / f"{name}.parquet")

    engine.read("all_numbers", [tmp_path / "one.parquet", tmp_path / "two.parquet"])

    assert engine.rows("select count(*) from all_numbers") == [(6,)]


@pytest.mark.parametrize(("at_hand", "is_held"), [(100_000, True), (100, False), (0, False)])
def test_small_files_alone_are_held_in_memory(tmp_path, at_hand, is_held):
    with Engine(tmp_path, at_hand=at_hand) as engine:
        engine.take("numbers", NUMBERS)
        engine.write("doubled", "select 2 * number as number from numbers", tmp_path / "doubled.parquet")

        assert engine.rows("select number from doubled") == [(2,), (4,), (6,)]
        assert engine.rows("select count(*) from duckdb_views() where view_name = 'doubled'") == [(int(not is_held),)]


def test_a_kind_that_never_landed_is_an_empty_table_of_its_shape(engine, tmp_path):
    engine.take("events", SCHEMAS["events"].empty_table())
    engine.write("landed", "select * from events", tmp_path / "events.parquet")

    engine.read_landed(tmp_path, [LandedFile(1, "events", "events.parquet", 1)])

    for kind, schema in SCHEMAS.items():
        described = [column for column, *_ in engine.rows(f"describe landed_{kind}")]
        assert described == schema.names
        assert engine.rows(f"from landed_{kind}") == []


def test_what_was_spilled_is_gone_when_the_engine_closes(tmp_path):
    with Engine(tmp_path) as engine:
        spill = tmp_path / engine.rows("select current_setting('temp_directory')")[0][0]
        spill.mkdir()
        (spill / "half").write_bytes(b"rows")

    assert list(tmp_path.iterdir()) == []


def test_a_damaged_or_missing_file_is_not_readable(tmp_path):
    (tmp_path / "damaged.parquet").write_bytes(b"PAR1 and no more")

    assert not is_readable(tmp_path / "damaged.parquet")
    assert not is_readable(tmp_path / "missing.parquet")


def test_what_had_not_landed_is_read_by_the_same_engine_once_it_has(engine, tmp_path):
    count = "select count(*) from landed_customers"
    engine.read_landed(tmp_path, [])
    assert engine.rows(count) == [(0,)]

    nobody = {name: [None] for name in SCHEMAS["customers"].names}
    pq.write_table(pa.table(nobody, SCHEMAS["customers"]), tmp_path / "one.parquet")
    engine.read_landed(tmp_path, [LandedFile(1, "customers", "one.parquet", 1)])

    assert engine.rows(count) == [(1,)]
