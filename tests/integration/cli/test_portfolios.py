"""`organisation import|invite`: a funder's list from the command line, and a way in for everybody on it."""

import csv
from pathlib import Path

import pytest

from commands import Command
from funder_lists import as_csv, made_up, row


@pytest.fixture
def fund(command: Command) -> Command:
    command.answer("organisation", "add", "fund", "--name", "The Fund", "--kind", "funder")
    return command


def test_a_list_is_imported_once_and_everybody_invited(fund: Command, tmp_path: Path) -> None:
    path, links = tmp_path / "list.csv", tmp_path / "links.csv"
    path.write_bytes(as_csv(made_up(4)))

    tried = fund.answer("organisation", "import", "fund", str(path), "--dry-run")
    done = fund.answer("organisation", "import", "fund", str(path))
    again = fund.answer("organisation", "import", "fund", str(path))
    invited = fund.answer("organisation", "invite", "fund", "-o", str(links))

    assert [each["created"] for each in (tried, done, again)] == [4, 4, 0]
    assert len(invited["invitations"]) == 4
    rows = list(csv.DictReader(links.read_text(encoding="utf-8-sig").splitlines()))
    assert all("/welcome/" in each["Link"] for each in rows)


def test_a_refused_row_ends_with_one_and_is_told_with_its_cell(fund: Command, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(as_csv([row("Made-up Company"), row("")]))

    ended = fund("organisation", "import", "fund", str(path))

    assert ended.code == 1
    assert "2 rows read: 1 new, 0 updated, 0 unchanged, 1 refused." in ended.out
    assert "A3" in ended.out


def test_what_is_no_list_or_no_funder_is_wrong_usage(fund: Command, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(as_csv(made_up(1)))

    assert fund("organisation", "import", "lyric", str(path)).code == 2
    assert fund("organisation", "import", "fund", str(tmp_path / "none.csv")).code == 2
