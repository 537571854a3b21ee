"""What builds take of the reference data: one index for each nation, classes, people, and a mark of it all."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from houselights.warehouse.geography import places
from houselights.warehouse.geography.loading import load
from unit.warehouse.geography.official import EVERYWHERE, IMD_2019, LEEDS, directory, index, listed

DIRECTORY = "ONSPD_NOV_2025_UK.csv"
TEN_OF_2011 = {f"E0100000{place}": str(place + 1) for place in range(9)} | {"E01011365": "10"}
TEN_OF_2021 = {f"E0100000{place}": str(place + 2) for place in range(9)} | {"E01033011": "1"}
COMPOSITE = """
    nation,lsoa,original_decile
    E,E01011365,4
    W,W01001939,5
    N,95GG30S1,6
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A reference folder with a directory in it."""
    load("postcodes", directory(tmp_path / DIRECTORY), reference=tmp_path / "reference")
    return tmp_path


def small_areas(home: Path) -> dict[str, dict[str, object]]:
    """By code, after everything was made ready."""
    places.prepare_reference(home / "reference")
    rows = pq.read_table(places.lists(home / "reference")["small_areas"]).to_pylist()
    return {row.pop("small_area"): row for row in rows}


def deciles(home: Path) -> dict[str, object]:
    return {area: row["imd_decile"] for area, row in small_areas(home).items()}


def test_the_directorys_own_ranks_give_deciles_of_each_nation(home):
    assert deciles(home) == {
        "E01011365": 1,
        "E01013365": 10,
        "E01033011": None,  # the index with so many areas is of 2011
        "W01001939": 10,
        "S01008677": 10,
        "95GG30S1": 10,
        "N20000421": None,
    }


def test_ranks_of_no_known_index_give_no_decile(tmp_path):
    load("postcodes", directory(tmp_path / DIRECTORY, {**LEEDS, "imd": "32843"}), reference=tmp_path / "reference")

    assert set(deciles(tmp_path).values()) == {None}


def test_an_index_that_was_loaded_stands_before_the_directorys_ranks_in_its_nation_alone(home):
    load("deprivation-2019", index(home / "file7.csv", TEN_OF_2011), reference=home / "reference")

    found = deciles(home)

    assert (found["E01011365"], found["E01013365"]) == (10, None)
    assert (found["W01001939"], found["S01008677"]) == (10, 10)


def test_indices_of_one_nation_are_never_mixed_and_the_newest_is_used(home):
    load("deprivation-uk", listed(home / "uk.csv", COMPOSITE), reference=home / "reference")
    load("deprivation-2019", index(home / "2019.csv", TEN_OF_2011), reference=home / "reference")
    heading = IMD_2019.replace("2011", "2021")
    load("deprivation-2025", index(home / "2025.csv", TEN_OF_2021, heading), reference=home / "reference")

    found = deciles(home)

    assert (found["E01033011"], found["E01011365"]) == (1, None)
    assert (found["W01001939"], found["95GG30S1"], found["S01008677"]) == (5, 6, 10)


def test_a_class_of_2021_stands_before_one_of_2011_and_the_directorys_stay_with_their_postcodes(home):
    older = "LSOA11CD,RUC11CD\nE01013365,A1\nE01011365,E1"
    load("rural-urban-2011", listed(home / "2011.csv", older), reference=home / "reference")
    load(
        "rural-urban-2021", listed(home / "2021.csv", "LSOA21CD,RUC21CD\nE01013365,RSF1"), reference=home / "reference"
    )

    classes = {area: row["rural_urban"] for area, row in small_areas(home).items()}

    assert (classes["E01013365"], classes["E01011365"], classes["E01033011"]) == ("rural", "rural", None)
    assert (classes["W01001939"], classes["S01008677"]) == (None, None)


def test_an_area_on_a_border_is_where_most_of_its_postcodes_are(tmp_path):
    rows = [
        {**LEEDS, "pcds": f"LS1 1A{letter}", "oslaua": code}
        for letter, code in zip("ABD", ["E08000035"] * 2 + ["E06000014"], strict=True)
    ]
    load("postcodes", directory(tmp_path / DIRECTORY, *rows), reference=tmp_path / "reference")

    assert small_areas(tmp_path)["E01011365"]["local_authority"] == "E08000035"


def test_people_come_from_the_census(home):
    text = "geography code,Age: Total\nE01011365,1500"
    load("ages", listed(home / "ages.csv", text), reference=home / "reference")

    assert small_areas(home)["E01011365"]["people"] == 1500


def test_without_a_directory_only_what_needs_no_small_area_is_told(tmp_path):
    for kind, text in {
        "deprivation-uk": COMPOSITE,
        "households": "geography code,Number of households\nE08000035,3",
        "priority-places": "Area code,Place\nE08000035,Leeds",
    }.items():
        load(kind, listed(tmp_path / "file.csv", text), reference=tmp_path / "reference", vintage="2026")

    assert places.told(tmp_path / "reference") == ("priority_place", "households")
    assert "small_areas" not in places.lists(tmp_path / "reference")


def test_a_directory_alone_tells_areas_deciles_and_classes(home):
    assert places.told(home / "reference") == ("area_lsoa", "imd_decile", "rural_urban")


def test_a_directory_without_ranks_and_classes_tells_neither(tmp_path):
    bare = [{**row, "imd": "", "ru11ind": ""} for row in EVERYWHERE]
    load("postcodes", directory(tmp_path / DIRECTORY, *bare), reference=tmp_path / "reference")

    assert places.told(tmp_path / "reference") == ("area_lsoa",)


def test_the_mark_differs_when_a_file_does_and_not_when_it_is_loaded_again(home):
    first = places.prepare_reference(home / "reference")
    load("postcodes", directory(home / DIRECTORY), reference=home / "reference")
    assert places.prepare_reference(home / "reference") == first

    load("postcodes", directory(home / DIRECTORY, LEEDS), reference=home / "reference")

    assert places.prepare_reference(home / "reference") != first
    assert len(list((home / "reference").glob("small-areas-*"))) == 1
