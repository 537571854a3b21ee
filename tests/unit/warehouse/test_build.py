"""A build: of a landing and a bundle, whole, told apart from another, and open for questions."""

import shutil
from collections import OrderedDict
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from houselights.errors import TooMuch
from houselights.warehouse import opened, store
from houselights.warehouse.build import Built, build, is_built
from houselights.warehouse.builds import TABLES, build_folder, current_tables, publish
from houselights.warehouse.bundle import Bundle, Link
from houselights.warehouse.geography.layouts import AREAS
from houselights.warehouse.opened import open_build
from houselights.warehouse.stages import STAGES, rules, stage

from .theatre import a_theatre, land


def build_and_publish(
    bundle: Bundle, home: Path, *, name: str = "lyric", data_as_of: str = "", areas: Path | None = None
) -> Built:
    folder = home / "organisations" / name
    built = build(bundle, home=home, organisation_folder=folder, areas=areas, whole=True)
    publish(folder, built.number, data_as_of=data_as_of)
    return built


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "organisations" / "lyric"


def test_a_build_says_how_many_tickets_and_pence_it_counts(tmp_path, folder):
    assert build_and_publish(a_theatre(tmp_path, tickets=3), tmp_path) == Built(1, 3, 3000)
    assert all(path.exists() for paths in current_tables(folder).values() for path in paths)


def test_a_build_of_nothing_is_whole(tmp_path, folder):
    folder.mkdir(parents=True)

    assert build_and_publish(Bundle("lyric", "Europe/London", (), (), (), "", ""), tmp_path) == Built(1, 0, 0)
    assert is_built(Bundle("lyric", "Europe/London", (), (), (), "", ""), folder)


def test_customers_have_the_area_of_their_postcode_token(tmp_path, folder):
    bundle = a_theatre(tmp_path)
    read = land(tmp_path, "customers", {"customer_id": "c1", "postcode_kind": "known", "postcode_token": "keyed"})
    areas = tmp_path / "areas.parquet"
    row = {"postcode_token": "keyed", "local_authority": "E08000035", "kilometre_east": 429, "kilometre_north": 433}
    pq.write_table(pa.Table.from_pylist([row], schema=AREAS), areas)

    build_and_publish(msgspec.structs.replace(bundle, files=(*bundle.files, read)), tmp_path, areas=areas)

    found = open_build(folder)
    assert found
    asked = "select area_local_authority, kilometre_east, kilometre_north from customers"
    assert found.rows(asked) == [("Leeds", 429, 433)]


def test_the_same_landing_and_decisions_are_built_already(tmp_path, folder):
    bundle = a_theatre(tmp_path)
    assert not is_built(bundle, folder)

    build_and_publish(bundle, tmp_path)

    assert is_built(bundle, folder)


def test_another_decision_is_not_built_yet(tmp_path, folder):
    bundle = a_theatre(tmp_path)
    build_and_publish(bundle, tmp_path)

    assert not is_built(msgspec.structs.replace(bundle, links=(Link(7, 1, "e2"),)), folder)


@pytest.mark.parametrize("table", TABLES)
def test_a_build_with_a_damaged_table_has_to_be_made_again(tmp_path, folder, table):
    bundle = a_theatre(tmp_path)
    build_and_publish(bundle, tmp_path)
    path = current_tables(folder)[table][0]

    path.write_bytes(path.read_bytes()[:40])

    assert not is_built(bundle, folder)


def test_a_build_that_fails_half_way_leaves_the_published_one(tmp_path, folder):
    bundle = a_theatre(tmp_path)
    build_and_publish(bundle, tmp_path)
    for file in bundle.files:
        (tmp_path / file.path).write_bytes(b"damaged")

    with pytest.raises(Exception, match=r"(?i)parquet|magic|invalid"):
        build(bundle, home=tmp_path, organisation_folder=folder, areas=None)

    assert tickets_in(folder) == 2


def test_a_build_that_runs_out_of_memory_is_made_with_more(tmp_path, folder, monkeypatch):
    had = []

    def too_little(home: Path, files: object) -> int:
        had.append(1)
        return 1

    monkeypatch.setattr(store, "memory_for", too_little)

    assert build_and_publish(a_theatre(tmp_path, tickets=3), tmp_path) == Built(1, 3, 3000)
    assert had == [1]
    assert [path.name for path in (folder / "warehouse/builds").iterdir()] == ["000001"]


def test_before_the_first_build_there_is_nothing_to_open(tmp_path, folder):
    assert open_build(folder) is None


def test_an_open_build_answers_until_another_is_published(tmp_path, folder):
    build_and_publish(a_theatre(tmp_path, tickets=2), tmp_path, data_as_of="then")
    first = open_build(folder)

    build_and_publish(a_theatre(tmp_path, tickets=5), tmp_path, data_as_of="now")

    assert first is not None
    assert (first.number, first.data_as_of, first.bundle.organisation) == (1, "then", "lyric")
    assert first.rows("select count(*) from ticket_sales") == [(2,)]
    assert tickets_in(folder) == 5


def test_the_same_build_is_kept_open(tmp_path, folder):
    build_and_publish(a_theatre(tmp_path), tmp_path)

    assert open_build(folder) is open_build(folder)


def test_a_build_published_again_as_of_later_says_so(tmp_path, folder):
    build_and_publish(a_theatre(tmp_path), tmp_path, data_as_of="then")
    open_build(folder)

    publish(folder, 1, data_as_of="now")

    found = open_build(folder)
    assert found
    assert found.data_as_of == "now"


def test_a_home_replaced_by_another_under_its_name_is_read_anew(tmp_path, folder):
    build_and_publish(a_theatre(tmp_path, tickets=2), tmp_path)
    assert tickets_in(folder) == 2
    shutil.rmtree(folder)

    build_and_publish(a_theatre(tmp_path, tickets=9), tmp_path)

    assert tickets_in(folder) == 9


def test_the_builds_longest_unasked_are_let_go(tmp_path, folder, monkeypatch):
    monkeypatch.setattr(opened, "KEPT_OPEN", 1)
    monkeypatch.setattr(opened, "_open", OrderedDict())
    bundle = a_theatre(tmp_path)
    for name in ("lyric", "grand"):
        (tmp_path / "organisations" / name).mkdir(exist_ok=True)
        build_and_publish(bundle, tmp_path, name=name)
    first = open_build(folder)

    open_build(tmp_path / "organisations" / "grand")

    assert open_build(folder) is not first


def test_every_stage_is_listed_once_and_every_listed_one_has_its_file():
    here = {path.stem for path in Path(opened.__file__).parent.joinpath("stages").glob("*.sql")}

    assert len(set(STAGES)) == len(STAGES)
    assert here == set(STAGES)


def test_a_stage_opens_by_saying_what_it_holds():
    assert [name for name in STAGES if not stage(name).startswith("-- ")] == []


def test_the_hash_of_the_stages_follows_their_text(monkeypatch):
    before = rules.__wrapped__()

    monkeypatch.setattr("houselights.warehouse.stages.stage", lambda name: stage(name) + " ")

    assert rules.__wrapped__() != before


def tickets_in(folder: Path) -> Any:
    found = open_build(folder)
    assert found
    return found.rows("select count(*) from ticket_sales")[0][0]


def test_no_question_to_a_build_runs_for_ever(tmp_path, folder, monkeypatch):
    build_and_publish(a_theatre(tmp_path), tmp_path)
    monkeypatch.setattr(opened, "PATIENCE", 0.2)
    found = open_build(folder)
    assert found

    with pytest.raises(TooMuch):
        found.rows(
            "select count(*) from range(3000000) as one(a) cross join range(3000000) as other(b) where a * b = 7"
        )

    assert found.rows("select count(*) from ticket_sales") == [(2,)]


def test_what_is_made_once_is_made_for_each_build_and_not_for_each_question(tmp_path, folder):
    for tickets in (2, 5):
        build_and_publish(a_theatre(tmp_path, tickets=tickets), tmp_path)
        found = open_build(folder)

        for least in (0, 100):  # the second time it stands already
            found.once(
                "standing", "select count(*) as tickets from ticket_sales where total_pence > $least", {"least": least}
            )

        assert found.rows("select tickets from standing") == [(tickets,)]


def test_what_stands_may_once_take_more_memory_than_a_question(tmp_path, folder, monkeypatch):
    monkeypatch.setattr(store, "MEMORY", 20)
    monkeypatch.setattr(store, "SPILL", "0KB")
    build_and_publish(a_theatre(tmp_path, tickets=2), tmp_path)
    found = opened_anew(folder, monkeypatch)
    found.once("before", "select total_pence from ticket_sales", {})
    much = "select a, len(list(b)) as many from (select range % 7 as a, range as b from range(3000000)) group by a"

    with pytest.raises(TooMuch, match="more memory"):
        found.rows(much)
    found.once("standing", f"{much} having a < (select count(*) from before)", {})  # noqa: S608  (our own)

    assert found.rows("select a, many from standing order by a") == [(0, 428572), (1, 428572)]


def test_what_stands_beside_a_build_is_made_by_the_first_that_opens_it(tmp_path, folder, monkeypatch):
    build_and_publish(a_theatre(tmp_path), tmp_path)
    asked = ("standing", "select count(*) as tickets from ticket_sales", {})
    first, second = opened_anew(folder, monkeypatch), opened_anew(folder, monkeypatch)
    first.once(*asked)
    (kept,) = build_folder(folder, first.number).glob(".standing-*")
    made = kept.stat().st_mtime_ns

    second.once(*asked)

    assert second.rows("select tickets from standing") == [(2,)]
    assert kept.stat().st_mtime_ns == made
    assert [each.name for each in build_folder(folder, first.number).glob(".*")] == [kept.name], "nothing half made"


def test_another_statement_of_the_same_name_is_not_taken_for_it(tmp_path, folder, monkeypatch):
    build_and_publish(a_theatre(tmp_path), tmp_path)
    opened_anew(folder, monkeypatch).once("standing", "select 1 as tickets where $least > 0", {"least": 1})

    for sql, least, rows in (("select 2 as tickets where $least > 0", 1, [(2,)]), ("select 1 where $least > 0", 0, [])):
        later = opened_anew(folder, monkeypatch)
        later.once("standing", sql, {"least": least})
        assert later.rows("select * from standing") == rows


def test_what_somebody_tidied_up_is_made_again(tmp_path, folder):
    build_and_publish(a_theatre(tmp_path), tmp_path)
    found = open_build(folder)
    assert found
    for _ in range(2):
        found.once("standing", "select count(*) as tickets from ticket_sales", {})
        (kept,) = build_folder(folder, found.number).glob(".standing-*")
        kept.unlink()

    found.once("standing", "select count(*) as tickets from ticket_sales", {})

    assert found.rows("select tickets from standing") == [(2,)]


def test_where_nothing_can_be_written_it_stands_in_memory(tmp_path, folder):
    build_and_publish(a_theatre(tmp_path), tmp_path)
    found = open_build(folder)
    assert found
    shutil.rmtree(build_folder(folder, found.number))

    found.once("standing", "select 7 as tickets", {})

    assert found.rows("select tickets from standing") == [(7,)]


def opened_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> opened.Warehouse:
    """As another process opens it."""
    monkeypatch.setattr(opened, "_open", OrderedDict())
    found = open_build(folder)
    assert found
    return found
