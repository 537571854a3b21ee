"""The postcode directory as it is published: its columns under any year's names, ended postcodes kept."""

import pyarrow.parquet as pq
import pytest

from houselights.errors import WrongUsage
from houselights.warehouse.geography.held import data_of, held
from houselights.warehouse.geography.loading import load
from unit.warehouse.geography.official import LEEDS, ONSPD_2025, directory


@pytest.fixture
def loaded(tmp_path):
    """Loads a directory and gives its rows by postcode."""

    def load_it(path, **more):
        found = load("postcodes", path, reference=tmp_path / "reference", **more)
        rows = pq.read_table(data_of(tmp_path / "reference", found)).to_pylist()
        return {row.pop("postcode"): row for row in rows}

    return load_it


def test_a_postcode_has_its_authority_square_areas_class_and_rank(loaded, tmp_path):
    assert loaded(directory(tmp_path / "ONSPD_NOV_2025_UK.csv"))["LS11AA"] == {
        "local_authority": "E08000035",
        "kilometre_east": 429,
        "kilometre_north": 433,
        "lsoa_2011": "E01011365",
        "lsoa_2021": "E01033011",
        "rural_urban": "urban",
        "imd_rank": 164,
    }


def test_the_zip_and_the_names_of_a_later_year_give_the_same(loaded, tmp_path):
    plain = loaded(directory(tmp_path / "ONSPD_NOV_2025_UK.csv"))

    assert loaded(directory(tmp_path / "ONSPD.zip", renamed=ONSPD_2025)) == plain


def test_a_postcode_that_has_ended_is_kept(loaded, tmp_path):
    assert loaded(directory(tmp_path / "ONSPD_NOV_2025_UK.csv"))["YO17HH"]["local_authority"] == "E06000014"


def test_northern_ireland_has_no_square_of_the_british_grid(loaded, tmp_path):
    belfast = loaded(directory(tmp_path / "ONSPD_NOV_2025_UK.csv"))["BT15GS"]

    assert (belfast["kilometre_east"], belfast["kilometre_north"]) == (None, None)
    assert (belfast["lsoa_2011"], belfast["lsoa_2021"]) == ("95GG30S1", "N20000421")


def test_pseudo_codes_of_the_islands_are_no_areas(loaded, tmp_path):
    assert set(loaded(directory(tmp_path / "ONSPD_NOV_2025_UK.csv"))["IM11AA"].values()) == {None}


def test_the_vintage_is_read_from_the_name_in_the_zip(tmp_path):
    load("postcodes", directory(tmp_path / "download (3).zip"), reference=tmp_path / "reference")

    assert held(tmp_path / "reference")["postcodes"].vintage == "2025-11"


def test_a_file_that_does_not_tell_its_vintage_needs_to_be_told(loaded, tmp_path):
    path = directory(tmp_path / "postcodes.csv")

    with pytest.raises(WrongUsage, match="does not tell"):
        loaded(path)
    assert loaded(path, vintage="2024-08")
    assert held(tmp_path / "reference")["postcodes"].vintage == "2024-08"


@pytest.mark.parametrize("vintage", ["last year", "2025-13", "20"])
def test_a_vintage_that_is_no_date_is_refused(loaded, tmp_path, vintage):
    with pytest.raises(WrongUsage, match="vintage"):
        loaded(directory(tmp_path / "postcodes.csv"), vintage=vintage)


def test_a_list_that_is_mostly_something_else_is_refused_whole(loaded, tmp_path):
    path = directory(tmp_path / "ONSPD_NOV_2025_UK.csv", LEEDS, {**LEEDS, "pcds": "Leeds"})

    with pytest.raises(WrongUsage, match="1 of 2 lines"):
        loaded(path)
    assert held(tmp_path / "reference") == {}
    assert list((tmp_path / "reference").iterdir()) == []
