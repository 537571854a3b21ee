"""`benchmark`: a file to carry, of a theatre that was really read; and files merged with no home at all."""

import json
from pathlib import Path

import pytest

from commands import Command
from houselights.benchmarks.files import carried, signing_key
from peers import figures, size_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Eleven others' files of a quarter."""
    for number in range(11):
        key = signing_key(bytes([number]) * 32)
        (tmp_path / f"{number}.json").write_bytes(carried(figures("any", tickets=size_of(number)), key))
    return tmp_path


@pytest.fixture
def lyric(_synced: Path) -> Command:
    """Releases are only ever added to it."""
    return Command(_synced)


def paths(folder: Path) -> list[str]:
    return [str(path) for path in sorted(folder.glob("*.json"))]


def test_a_theatre_contributes_a_file_that_others_can_merge(lyric: Command, folder: Path):
    own = folder / "lyric.json"
    made = lyric.answer("benchmark", "lyric", "contribute", "-o", str(own))
    period, key = made["period"], signing_key(b"another house, another key: 32 b")
    for path in folder.glob("[0-9]*.json"):
        number = int(path.stem)
        given = carried(figures("any", period, size_of(number)), signing_key(bytes([number]) * 32))
        path.write_bytes(given)
    (folder / "11.json").write_bytes(carried(figures("any", period, 3000), key))

    merged = lyric.answer("benchmark", "merge", *paths(folder), "--own", str(own))

    assert merged["contributors"] == 13
    tickets = next(each for each in merged["measures"] if each["measure"] == "tickets")
    assert tickets["own"] == made["figures"]["tickets"]
    assert tickets["median"]
    asked = lyric.answer("measure", "lyric", "tickets", "--period", period, "--reader", "peers")
    assert asked["total"] == made["figures"]["tickets"]
    said = lyric("benchmark", "lyric", "contribute", "-o", str(own))
    assert f"It is signed with the key {made['key']}." in said.out


def test_files_are_merged_with_no_home_and_no_server(folder: Path, tmp_path_factory: pytest.TempPathFactory):
    nowhere = Command(tmp_path_factory.mktemp("nowhere") / "none")

    ended = nowhere("benchmark", "merge", *paths(folder), "--own", str(folder / "5.json"))

    assert ended.code == 0, ended.err
    assert "2026-Q1: 11 organisations." in ended.out
    assert not nowhere.home.exists()


def test_files_of_several_quarters_tell_how_each_figure_moved(folder: Path, tmp_path: Path):
    nowhere = Command(tmp_path / "none")
    for number in range(11):
        key = signing_key(bytes([number]) * 32)
        before = carried(figures("any", "2025-Q4", size_of(number) * 2), key)
        (folder / f"before-{number}.json").write_bytes(before)
    own = ["--own", str(folder / "before-5.json")]

    told = nowhere.answer("benchmark", "merge", *paths(folder), *own)

    assert (told["period"], told["contributors"]) == ("2026-Q1", 11)
    assert next(each["own"] for each in told["measures"] if each["measure"] == "tickets") == size_of(5)
    trend = next(each["quarters"] for each in told["trend"] if each["measure"] == "tickets")
    assert [(each["period"], each["own_percent_of_first"]) for each in trend] == [("2025-Q4", 100), ("2026-Q1", 50)]
    assert [each["median_percent_of_first"] for each in trend] == [100, 50]
    said = nowhere("benchmark", "merge", *paths(folder)).out
    assert "Over time, in per cent of the first quarter" in said
    alone = nowhere("benchmark", "merge", *paths(folder), "--quarter", "2026-Q1")
    assert alone.code == 2
    assert f"{folder / 'before-0.json'}: it is of 2025-Q4, not of 2026-Q1" in alone.err


def test_nine_files_are_refused_to_a_reader(folder: Path, tmp_path: Path):
    ended = Command(tmp_path / "none")("benchmark", "merge", *paths(folder)[:9], "--json")

    assert ended.code == 3
    assert "9 organisations contribute; a comparison needs at least 10" in ended.document["error"]


def test_what_is_wrong_with_a_file_is_said_with_its_name(folder: Path, tmp_path: Path):
    nowhere = Command(tmp_path / "none")
    file = json.loads((folder / "3.json").read_bytes())
    file["contribution"]["figures"][0]["value"] += 5
    (folder / "3.json").write_text(json.dumps(file))
    (folder / "7.json").write_bytes((folder / "6.json").read_bytes())
    (folder / "keys.txt").write_text("")

    ended = nowhere("benchmark", "merge", *paths(folder))
    assert ended.code == 2
    assert f"{folder / '3.json'}: it was changed after it was signed" in ended.err
    assert f"{folder / '7.json'}: it is of the same organisation as {folder / '6.json'}" in ended.err
    for wrong in (
        [str(folder / "missing.json")],
        [str(folder / "1.json")] * 2,
        [*paths(folder), "--own", str(folder / "keys.txt")],
        [*paths(folder), "--keys", str(folder / "keys.txt")],
    ):
        assert nowhere("benchmark", "merge", *wrong).code == 2


def test_an_organisation_that_is_not_there_contributes_nothing(lyric: Command, tmp_path: Path):
    assert lyric("benchmark", "nobody", "contribute", "-o", str(tmp_path / "x.json")).code == 2
    assert lyric("benchmark", "lyric", "contribute", "-o", str(tmp_path / "x.json"), "--quarter", "2026-11").code == 2
    assert not (tmp_path / "x.json").exists()
