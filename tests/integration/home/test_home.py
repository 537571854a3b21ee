"""Is a home made whole or not at all, with keys only its owner reads, and left alone when it is newer?"""

import json
import stat
from base64 import b64encode

import pytest

from houselights.errors import HomeProblem
from houselights.home import FORMAT, Home


@pytest.fixture
def new(tmp_path):
    return Home(tmp_path / "home")


def mode_of(path):
    return stat.S_IMODE(path.stat().st_mode)


def contents_of(path):
    return {each.relative_to(path): each.read_bytes() for each in sorted(path.rglob("*")) if each.is_file()}


def test_naming_a_home_touches_nothing(new):
    assert not new.exists()
    assert not new.path.exists()


def test_a_home_is_its_owners_alone(new):
    new.prepare()

    assert new.exists()
    assert mode_of(new.path) == 0o700
    assert {mode_of(path) for path in (new.path / "keys").iterdir()} == {0o600}


def test_each_home_has_keys_of_its_own(new, tmp_path):
    other = Home(tmp_path / "other")
    new.prepare()
    other.prepare()

    assert len(new.master_key()) == 32
    assert len({new.secret_key(), other.secret_key(), *(b64encode(h.master_key()).decode() for h in (new, other))}) == 4


def test_preparing_again_changes_nothing(new):
    new.prepare()
    before = contents_of(new.path)

    new.prepare()

    assert contents_of(new.path) == before


def test_a_home_whose_making_was_cut_off_is_none_and_is_finished(new):
    new.prepare()
    key = new.master_key()
    (new.path / "home.json").unlink()
    assert not new.exists()

    new.prepare()

    assert new.exists()
    assert new.master_key() == key


def test_a_home_of_a_newer_version_is_refused_and_left_as_it_is(new):
    new.prepare()
    (new.path / "home.json").write_text(json.dumps({"format": FORMAT + 1}))
    before = contents_of(new.path)

    for ask in (new.check, new.prepare):
        with pytest.raises(HomeProblem, match="newer Houselights") as refused:
            ask()
        assert "Install the newer version" in refused.value.remedy

    assert contents_of(new.path) == before


@pytest.mark.parametrize("marker", ["", "{", "[]", "{}", '{"format": "one"}', '{"format": null}'])
def test_a_damaged_home_is_refused_with_what_to_do(new, marker):
    new.prepare()
    (new.path / "home.json").write_text(marker)

    with pytest.raises(HomeProblem, match="damaged") as refused:
        new.check()

    assert "backup" in refused.value.remedy


def test_a_place_that_cannot_be_written_is_told_so(tmp_path):
    (tmp_path / "file").write_text("not a folder")

    with pytest.raises(HomeProblem, match="cannot be written"):
        Home(tmp_path / "file" / "home").prepare()


def test_the_home_is_where_the_environment_says(monkeypatch, tmp_path):
    monkeypatch.setenv("HOUSELIGHTS_HOME", str(tmp_path / "there"))

    assert Home.from_environment().path == tmp_path / "there"


def test_keys_can_come_from_the_environment_or_a_file_and_are_then_not_kept(new, tmp_path, monkeypatch):
    (tmp_path / "master").write_text(b64encode(b"m" * 32).decode() + "\n")
    monkeypatch.setenv("HOUSELIGHTS_SECRET_KEY", "said by the environment")
    monkeypatch.setenv("HOUSELIGHTS_MASTER_KEY_FILE", str(tmp_path / "master"))

    new.prepare()

    assert new.secret_key() == "said by the environment"
    assert new.master_key() == b"m" * 32
    assert list((new.path / "keys").iterdir()) == []


@pytest.mark.parametrize("key", ["not base64!", "c2hvcnQ="])
def test_a_master_key_that_is_none_is_told_so_without_showing_it(new, monkeypatch, key):
    monkeypatch.setenv("HOUSELIGHTS_MASTER_KEY", key)

    with pytest.raises(HomeProblem, match="32 bytes") as refused:
        new.master_key()

    assert key not in refused.value.message + refused.value.remedy


def test_a_home_without_its_keys_says_which_is_missing(new):
    with pytest.raises(HomeProblem, match="no master key") as missing:
        new.master_key()

    assert "HOUSELIGHTS_MASTER_KEY" in missing.value.remedy


def test_a_home_that_lost_its_master_key_gets_no_new_one(new):
    """A new key would open nothing that is sealed there; the old one can still be given back."""
    new.prepare()
    (new.path / "keys" / "master.key").unlink()

    with pytest.raises(HomeProblem, match="no master key"):
        new.prepare()

    assert not (new.path / "keys" / "master.key").exists()


def test_a_lost_secret_key_is_made_anew(new):
    """It signs sessions and links alone: people sign in again."""
    new.prepare()
    (new.path / "keys" / "secret.key").unlink()

    new.prepare()

    assert new.secret_key()


def test_each_organisation_has_a_folder_of_its_own(new):
    assert new.organisation("lyric") != new.organisation("grand")
    assert new.organisation("lyric").parent == new.organisation("grand").parent
