"""Official files loaded: what becomes of each, and that whatever is odd is refused whole with its reason."""

import re
import zipfile
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import xlsxwriter

from houselights.errors import WrongUsage
from houselights.warehouse.geography.held import data_of, held
from houselights.warehouse.geography.kinds import NOT_TRIED, kind_named, kinds
from houselights.warehouse.geography.layouts import BAND_COLUMNS
from houselights.warehouse.geography.loading import load
from unit.warehouse.geography.official import IMD_2019, ages, index, listed

TEN = {f"E0100000{place}": str(place + 1) for place in range(10)}


@pytest.fixture
def rows_of(tmp_path):
    """Loads a file of a kind and gives its rows."""

    def load_it(kind, path, **more):
        found = load(kind, path, reference=tmp_path / "reference", **more)
        return pq.read_table(data_of(tmp_path / "reference", found)).to_pylist()

    return load_it


def test_a_decile_is_a_tenth_of_the_ranks_whatever_the_file_says(rows_of, tmp_path):
    ranks = {f"E01{place:06d}": f"{place + 1:,}" for place in range(2011)}

    rows = rows_of("deprivation-2019", index(tmp_path / "File_7.csv", ranks))

    deciles = [row["imd_decile"] for row in rows]
    assert (deciles[0], deciles[200], deciles[201], deciles[-1]) == (1, 1, 2, 10)
    assert {deciles.count(each) for each in range(1, 11)} == {201, 202}


def test_the_index_of_2025_is_of_areas_of_2021(rows_of, tmp_path):
    heading = IMD_2019.replace("2011", "2021")

    assert rows_of("deprivation-2025", index(tmp_path / "a.csv", TEN, heading))[9] == {
        "small_area": "E01000009",
        "imd_decile": 10,
    }
    with pytest.raises(WrongUsage, match=r"no column .*2021"):
        rows_of("deprivation-2025", index(tmp_path / "b.csv", TEN))


def workbook(path, heading, rows, *, above=0):
    """As the ministry publishes its first file: a sheet of notes, then the list."""
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Notes").write_row(0, 0, ["English indices of deprivation"])
        sheet = book.add_worksheet("IMD2019")
        for line, row in enumerate([*[["A title"]] * above, heading, *rows]):
            sheet.write_row(line, 0, row)
    return path


FILE_1 = ["LSOA code (2011)", "LSOA name (2011)", "Index of Multiple Deprivation (IMD) Rank", "Index of Multiple Deprivation (IMD) Decile"]  # fmt: skip # noqa: E501


@pytest.mark.parametrize("above", [0, 3])
def test_the_index_is_read_from_the_workbook_as_it_is_published(rows_of, tmp_path, above):
    lines = [[area, "A name", int(rank), 1] for area, rank in TEN.items()]

    rows = rows_of("deprivation-2019", workbook(tmp_path / "File_1.xlsx", FILE_1, lines, above=above))

    assert rows == rows_of("deprivation-2019", index(tmp_path / "File_7.csv", TEN))


def test_a_list_of_ones_own_may_be_a_workbook_with_real_days(rows_of, tmp_path):
    lines = [["E08000035", "Leeds", "2026-04-01", "2027-03-31"]]
    path = workbook(tmp_path / "places 2026.xlsx", ["Area code", "Place", "From", "Until"], lines)

    (row,) = rows_of("priority-places", path)

    assert (row["valid_from"], row["valid_until"]) == (date(2026, 4, 1), date(2027, 3, 31))


def test_a_workbook_without_the_columns_is_refused_with_those_it_lacks(rows_of, tmp_path):
    path = workbook(tmp_path / "other.xlsx", ["Area", "Rank"], [["E01000001", 1]])

    with pytest.raises(WrongUsage, match=r"no column .*2011"):
        rows_of("deprivation-2019", path)


def test_a_workbook_that_is_damaged_or_too_big_is_refused(rows_of, tmp_path, monkeypatch):
    with zipfile.ZipFile(tmp_path / "broken.xlsx", "w") as packed:
        packed.writestr("xl/workbook.xml", "<nothing")

    with pytest.raises(WrongUsage, match="damaged"):
        rows_of("deprivation-2019", tmp_path / "broken.xlsx")
    monkeypatch.setattr("houselights.warehouse.geography.books.UNPACKED", 4)
    with pytest.raises(WrongUsage, match="more than any list"):
        rows_of("deprivation-2019", workbook(tmp_path / "big.xlsx", FILE_1, []))


@pytest.mark.parametrize(
    ("ranks", "reason"),
    [
        ({**TEN, "E01000009": "12"}, "not whole"),
        ({**TEN, "E01000009": "9"}, "not whole"),
        ({**TEN, "E01000009": ""}, "not whole"),
        ({**TEN, "E08000035": "11"}, "E08000035"),
    ],
)
def test_an_index_that_is_not_whole_is_refused_whole(rows_of, tmp_path, ranks, reason):
    rows_of("deprivation-2019", index(tmp_path / "good.csv", TEN))
    before = held(tmp_path / "reference")

    with pytest.raises(WrongUsage, match=reason) as refused:
        rows_of("deprivation-2019", index(tmp_path / "bad.csv", ranks))

    assert "Nothing was changed" in refused.value.remedy
    assert held(tmp_path / "reference") == before
    assert not list((tmp_path / "reference").glob(".*"))


def test_each_nation_of_the_composite_index_keeps_its_own_deciles(rows_of, tmp_path):
    path = listed(
        tmp_path / "UK_IMD_E.csv",
        """
        nation,lsoa,overall_local_score,original_decile,UK_IMD_E_rank,UK_IMD_E_pop_decile
        N,95ZZ06W1,75.2,1,1.0,1
        E,E01021988,68.1,3,20.0,1
        """,
    )

    assert rows_of("deprivation-uk", path) == [
        {"small_area": "95ZZ06W1", "imd_decile": 1},
        {"small_area": "E01021988", "imd_decile": 3},
    ]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("rural-urban-2011", "LSOA11CD,LSOA11NM,RUC11CD,RUC11\nE01000001,City,A1,Urban major conurbation", "urban"),
        ("rural-urban-2011", "LSOA11CD,RUC11CD\nW01000001,E2", "rural"),
        ("rural-urban-2021", "LSOA21CD,LSOA21NM,RUC21CD,RUC21NM\nE01000001,City,UN1,Urban: Nearer to a town", "urban"),
        ("rural-urban-2021", "LSOA21CD,RUC21CD\nE01000001,RSF1", "rural"),
        ("rural-urban-2021", "LSOA21CD,RUC21NM\nE01000001,Larger rural: Further from a major town or city", "rural"),
    ],
)
def test_ten_and_six_classes_become_rural_and_urban(rows_of, tmp_path, kind, text, expected):
    (row,) = rows_of(kind, listed(tmp_path / "ruc.csv", text))

    assert row["rural_urban"] == expected


def test_households_of_authorities_are_summed_and_other_areas_left(rows_of, tmp_path):
    path = listed(
        tmp_path / "census2021-ts041.csv",
        """
        date,geography,geography code,Number of households
        2021,England,E92000001,23436085
        2021,Leeds,E08000035,"341,484"
        """,
    )

    assert rows_of("households", path) == [{"area": "E08000035", "households": 341484}]


def test_people_are_the_total_or_the_sum_of_their_ages(rows_of, tmp_path):
    wide = listed(
        tmp_path / "census2021-ts007a-lsoa.csv",
        """
        date,geography,geography code,Age: Total
        2021,City of London 001A,E01000001,1473
        """,
    )
    long = listed(
        tmp_path / "custom.csv",
        """
        Lower layer Super Output Areas Code,Lower layer Super Output Areas,Age (6 categories) Code,Observation
        E01000001,City of London 001A,1,1400
        E01000001,City of London 001A,2,73
        """,
    )

    expected = [{"area": "E01000001", "people": 1473} | dict.fromkeys(BAND_COLUMNS)]
    assert rows_of("ages", wide) == rows_of("ages", long) == expected


def test_people_of_each_band_of_age_are_read_of_small_areas_and_authorities(rows_of, tmp_path):
    counts = {"E01000001": list(range(18)), "E08000035": list(range(100, 118))}

    rows = rows_of("ages", ages(tmp_path / "census2021-ts007a.csv", counts))

    assert {row["area"]: [row[name] for name in BAND_COLUMNS] for row in rows} == counts
    assert [row["people"] for row in rows] == [153, 1953]


def test_the_headings_of_a_download_with_measures_are_the_same_bands(rows_of, tmp_path):
    path = ages(tmp_path / "downloaded.csv", {"E01000001": list(range(18))})
    first, rest = path.read_text().split("\n", 1)
    path.write_text(re.sub(r"(Age: [^,]+)", r"\1; measures: Value", first) + "\n" + rest)

    assert rows_of("ages", path)[0]["aged_85"] == 17


def test_of_a_zip_the_files_of_small_areas_and_authorities_are_read_and_no_larger_one(rows_of, tmp_path):
    counts = {"E01000001": [1] * 18, "W01000003": [2] * 18, "E06000014": [3] * 18, "W06000015": [4] * 18}

    rows = rows_of("ages", ages(tmp_path / "census2021-ts007a.zip", counts))

    assert {row["area"]: row["aged_40"] for row in rows} == {code: by[0] for code, by in counts.items()}


def test_priority_places_have_their_days_and_may_be_small_areas(rows_of, tmp_path):
    path = listed(
        tmp_path / "places.csv",
        """
        Area code,Priority Place,From,Until
        E08000001,Bolton,2021-09-01,31/03/2026
        E01019000,Barrow,,
        """,
    )

    rows = rows_of("priority-places", path, vintage="2021-09")

    assert rows[0]["valid_until"] == date(2026, 3, 31)
    assert rows[1] == {"area": "E01019000", "priority_place": "Barrow", "valid_from": None, "valid_until": None}


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        ("households", "geography code,Number of households\nE08000035,many", "no whole number"),
        ("households", "geography code,Number of households\nE01000001,4", "No line is of an area"),
        ("households", "geography code,Number of households", "nothing below"),
        ("households", "a,b\n1,2", "no column .geography code"),
        ("households", "geography code,Number of households\nE08000035,4,5", "whole csv"),
        ("ages", "geography code\nE01000001", "neither a total"),
        ("ages", "geography code,Age: Total,Age: Aged 4 years and under\nE01000001,9,2", "lacks others"),
        ("ages", "geography code,Age: Total\nE01000001,9\nE01000001,9", "twice"),
        ("ages", "geography code,Age: Total\nE02000001,9", "No line is of an area"),
        ("rural-urban-2021", "LSOA21CD,RUC21CD\nE01000001,?", "neither rural nor urban"),
        ("deprivation-uk", "nation,lsoa,original_decile\nE,E01000001,11", "1 to 10"),
        ("deprivation-uk", "nation,lsoa,original_decile\nE,E01000001,", "1 to 10"),
        ("priority-places", "Area code,Place\nE08000001,Bolton\nE08000001,Bury", "twice"),
        ("priority-places", "Area code,Place\nE08000001,", "name no place"),
        ("priority-places", "Area code,Place,From\nE08000001,Bolton,soon", "not a day"),
    ],
)
def test_what_is_odd_is_refused_with_its_reason(rows_of, tmp_path, kind, text, reason):
    with pytest.raises(WrongUsage, match=reason):
        rows_of(kind, listed(tmp_path / "file.csv", text), vintage="2026")

    assert held(tmp_path / "reference") == {}


def test_a_file_that_is_not_there_or_no_text_is_refused(rows_of, tmp_path):
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n\x00\xff")
    with zipfile.ZipFile(tmp_path / "empty.zip", "w") as packed:
        packed.writestr("readme.txt", "nothing here")

    for name, reason in (
        ("none.csv", "no such file"),
        ("picture.csv", "no column"),
        ("empty.zip", "no csv in the zip"),
    ):
        with pytest.raises(WrongUsage, match=reason):
            rows_of("households", tmp_path / name)


def test_a_zip_that_unpacks_to_more_than_any_list_has_is_refused(rows_of, tmp_path, monkeypatch):
    monkeypatch.setattr("houselights.warehouse.geography.reading.UNPACKED", 1000)
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("data.csv", "a" * 2000)

    with pytest.raises(WrongUsage, match="more than any list"):
        rows_of("households", tmp_path / "bomb.zip")


def test_the_file_before_stays_until_the_next_but_one(rows_of, tmp_path):
    for place in range(3):
        text = f"geography code,Number of households\nE08000035,{place}"
        rows_of("households", listed(tmp_path / "file.csv", text))

    assert len(list((tmp_path / "reference").glob("households-*.parquet"))) == 2


def test_every_kind_says_on_what_its_loader_was_tried():
    assert {kind.name for kind in kinds().values() if kind.state != NOT_TRIED} == {"deprivation-uk"}
    assert kind_named("deprivation-uk").state == "tried on UK_IMD_E.csv of mySociety"


def test_a_kind_that_does_not_exist_is_refused_with_those_that_do(tmp_path):
    with pytest.raises(WrongUsage) as refused:
        load("weather", Path("x.csv"), reference=tmp_path)

    assert "postcodes, deprivation-2025" in refused.value.remedy
