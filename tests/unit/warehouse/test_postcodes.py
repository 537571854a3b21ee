"""Areas by keyed postcode token: made once for a key and a vintage, and no postcode among them."""

from pathlib import Path

import brotli
import msgspec
import pyarrow.parquet as pq
import pytest

from houselights.warehouse.geography import postcodes
from houselights.warehouse.geography.layouts import POSTCODES
from houselights.warehouse.geography.points import points
from houselights.warehouse.geography.postcodes import VINTAGE, areas, prepare_list

LISTED = {
    "pcd": ["LS1 1AA", "YO1 7HH", "BT1 5GS", "JE2 3AB"],
    "laua": ["E08000035", "E06000014", "N09000003", None],
    "oseast1m": [429_900.0, 460_312.0, 146_123.0, float("nan")],
    "osnrth1m": [433_999.0, 451_999.0, 529_876.0, float("nan")],
}
# What the list that comes with us does not tell, and a directory does.
NOT_TOLD = dict.fromkeys(["lsoa_2011", "lsoa_2021", "rural_urban", "imd_rank"])


class Keyed:
    """Stands for an organisation's privacy: what counts here is that keys differ and postcodes do not show."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.asked = 0

    def postcode_tokens(self, given: list[str]) -> list[str]:
        self.asked += len(given)
        return [f"{self.key}:{sum(map(ord, postcode))}" for postcode in given]


@pytest.fixture
def reference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The list of a package with four postcodes."""
    package = tmp_path / "package"
    package.mkdir()
    (package / "a.msgpack.br").write_bytes(brotli.compress(msgspec.msgpack.encode({"data": LISTED})))

    class Spec:
        submodule_search_locations = [str(package)]

    monkeypatch.setattr(postcodes, "find_spec", lambda name: Spec)
    folder = tmp_path / "reference"
    folder.mkdir()
    return folder


def listed(reference: Path) -> dict[str, dict[str, object]]:
    rows = pq.read_table(reference / f"postcodes-{VINTAGE}-2.parquet").to_pylist()
    return {row.pop("postcode"): row for row in rows}


def test_postcodes_are_listed_without_spaces_with_authority_and_square(reference):
    assert prepare_list(reference) == VINTAGE

    assert listed(reference)["LS11AA"] == {
        "local_authority": "E08000035",
        "kilometre_east": 429,
        "kilometre_north": 433,
        **NOT_TOLD,
    }


def test_northern_ireland_has_an_authority_and_no_square_of_the_british_grid(reference):
    prepare_list(reference)

    assert listed(reference)["BT15GS"] == {
        "local_authority": "N09000003",
        "kilometre_east": None,
        "kilometre_north": None,
        **NOT_TOLD,
    }


def test_a_postcode_without_authority_or_point_has_none(reference):
    prepare_list(reference)

    assert set(listed(reference)["JE23AB"].values()) == {None}


def test_the_list_is_made_once(reference):
    prepare_list(reference)
    path = reference / f"postcodes-{VINTAGE}-2.parquet"
    path.write_bytes(b"kept")

    prepare_list(reference)

    assert path.read_bytes() == b"kept"


def test_a_list_that_fails_half_way_leaves_no_file(reference, monkeypatch):
    def breaks() -> None:
        raise MemoryError

    monkeypatch.setattr(postcodes, "_directory", breaks)

    with pytest.raises(MemoryError):
        prepare_list(reference)

    assert list(reference.iterdir()) == []


def test_areas_hold_keyed_tokens_and_no_postcode(reference, tmp_path):
    prepare_list(reference)
    key = Keyed("lyric")

    table = pq.read_table(areas(tmp_path / "lyric", reference, key))

    assert table.column_names[:4] == ["postcode_token", "local_authority", "kilometre_east", "kilometre_north"]
    assert "postcode" not in table.column_names
    assert table["postcode_token"].to_pylist() == key.postcode_tokens([each.replace(" ", "") for each in LISTED["pcd"]])
    assert table["local_authority"].to_pylist() == LISTED["laua"]


def test_areas_are_keyed_once_for_a_key(reference, tmp_path):
    prepare_list(reference)
    key = Keyed("lyric")
    first = areas(tmp_path / "lyric", reference, key)
    asked = key.asked

    assert areas(tmp_path / "lyric", reference, key) == first
    assert key.asked == asked + 1  # the one that tells keys apart


def test_another_key_makes_other_areas_and_the_old_ones_go(reference, tmp_path):
    prepare_list(reference)
    first = areas(tmp_path / "lyric", reference, Keyed("old"))

    second = areas(tmp_path / "lyric", reference, Keyed("new"))

    assert first != second
    assert [path.name for path in second.parent.iterdir()] == [second.name]


def test_the_package_that_is_installed_knows_a_postcode():
    """The real list, one file of it read: its columns are those that are used."""
    table = next(postcodes._directory())

    assert table.schema == POSTCODES
    assert table.num_rows > 1000
    assert not any(" " in postcode for postcode in table["postcode"].slice(0, 1000).to_pylist())


def test_a_building_stands_in_the_middle_of_its_square_and_one_without_a_point_nowhere(reference):
    before = points(reference, frozenset({"LS11AA"}))
    prepare_list(reference)

    assert before == {}
    assert points(reference, frozenset({"LS11AA", "BT15GS", "NO1WHERE"})) == {"LS11AA": (4295, -4335)}
