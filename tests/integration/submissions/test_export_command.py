"""`return ORG export|verify`: a file written, proved, and its changed byte named."""

import json

import pytest

import cast
from frozen_returns import frozen, submitted
from houselights.cli.main import main

pytestmark = pytest.mark.django_db


@pytest.fixture
def lyric(db):
    lyric = cast.make_lyric()
    submitted(lyric)
    submitted(lyric, frozen(version=2, reason="The Open Day was counted"))
    return lyric


def asked(capsys, *arguments):
    code = main(["return", "lyric", *arguments, "--json"])
    return code, json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("form", ["xlsx", "portal-xlsx", "portal-csv", "csv", "json", "pdf"])
def test_a_file_is_written_and_proved(lyric, capsys, tmp_path, form):
    path = tmp_path / "file"

    _, made = asked(capsys, "export", "--format", form, "--version", "1", "-o", str(path))
    code, verified = asked(capsys, "verify", str(path))

    assert (made["quarter"], made["version"], made["bytes"]) == ("2026-Q3", 1, path.stat().st_size)
    assert (code, verified["ok"], verified["format"]) == (0, True, form)


def test_the_newest_version_is_written_where_none_is_named(lyric, capsys, tmp_path):
    assert asked(capsys, "export", "-o", str(tmp_path / "a"))[1]["version"] == 2


def test_a_changed_byte_is_named_and_ends_with_one(lyric, capsys, tmp_path):
    path = tmp_path / "return.csv"
    asked(capsys, "export", "--format", "csv", "-o", str(path))
    content = path.read_bytes().replace(b"240", b"340")
    path.write_bytes(content)

    code, verified = asked(capsys, "verify", str(path))

    assert (code, verified["ok"], verified["offset"], verified["where"]) == (1, False, content.index(b"340"), "line 2")


def test_people_are_told_in_a_sentence(lyric, capsys, tmp_path):
    path = tmp_path / "return.json"
    main(["return", "lyric", "export", "--format", "json", "-o", str(path)])

    assert main(["return", "lyric", "verify", str(path)]) == 0
    assert "to the byte" in capsys.readouterr().out
    path.write_bytes(path.read_bytes() + b" ")
    assert main(["return", "lyric", "verify", str(path)]) == 1
    assert "the first byte that differs is" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["--format", "docx"], ["--version", "9"], ["--quarter", "2020-Q1"]])
def test_what_there_is_not_is_refused(lyric, capsys, tmp_path, arguments):
    assert main(["return", "lyric", "export", "-o", str(tmp_path / "x"), *arguments]) == 2
    assert not (tmp_path / "x").exists()
