"""How old the people of an authority are: its own line of the census, or its small areas added up."""

import pytest

from houselights.warehouse.geography.ages import BANDS, ages
from houselights.warehouse.geography.loading import load
from unit.warehouse.geography.official import LEEDS, YORK, directory, listed
from unit.warehouse.geography.official import ages as census

LEEDS_CODE, YORK_CODE = "E08000035", "E06000014"


@pytest.fixture
def told(tmp_path):
    """Loads a census of the people that are given, and gives the ages of authorities."""

    def load_it(people, *, with_directory=False):
        if with_directory:
            load("postcodes", directory(tmp_path / "ONSPD_NOV_2025.csv", LEEDS, YORK), reference=tmp_path / "reference")
        load("ages", census(tmp_path / "ts007a.csv", people), reference=tmp_path / "reference")
        return ages(tmp_path / "reference")

    return load_it


def test_the_census_of_authorities_needs_no_directory(told):
    assert told({LEEDS_CODE: [5] * 18}) == {LEEDS_CODE: (10,) * 9}


def test_small_areas_are_added_up_to_the_authority_they_lie_in(told):
    # Leeds has one small area of 2011 and another of 2021 in the directory: the census knows the newer one.
    people = {LEEDS["lsoa21"]: list(range(18)), YORK["lsoa21"]: [7] * 18}

    assert told(people, with_directory=True) == {LEEDS_CODE: (1, 5, 9, 13, 17, 21, 25, 29, 33), YORK_CODE: (14,) * 9}


def test_small_areas_cannot_be_placed_without_a_directory(told):
    assert told({LEEDS["lsoa21"]: [1] * 18}) == {}


def test_an_authoritys_own_line_stands_before_its_small_areas(told):
    people = {LEEDS["lsoa21"]: [1] * 18, YORK["lsoa21"]: [2] * 18, LEEDS_CODE: [3] * 18}

    assert told(people, with_directory=True) == {LEEDS_CODE: (6,) * 9, YORK_CODE: (4,) * 9}


def test_a_census_without_bands_tells_no_ages(tmp_path):
    load("ages", listed(tmp_path / "a.csv", "geography code,Age: Total\nE08000035,9"), reference=tmp_path / "reference")

    assert ages(tmp_path / "reference") == {}


def test_nothing_is_told_where_nothing_was_loaded(tmp_path):
    assert ages(tmp_path / "reference") == {}


def test_bands_are_called_by_their_ages():
    assert (BANDS[0], BANDS[1], BANDS[7], BANDS[8]) == ("0 to 9", "10 to 19", "70 to 79", "80 and over")
