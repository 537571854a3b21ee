"""Nothing personal on disk: whatever happens, no name, address, telephone number, street or postcode is in the home."""

import re
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from commands import Command, Ended
from houselights.sandbox import customers, spoiling
from houselights.sandbox.remote import Sandbox
from houselights.sandbox.running import running_sandbox
from houselights.sandbox.words import postcodes
from reference import give_small_reference

from .conftest import connect_lyric

POSTCODE = postcodes()["elsewhere"][0]
PLANTED = (
    b"quetzalia", b"zanahoria", b"canary-post.example", b"cantaloupe", b"xanadubury", b"1961-07-23",
    b"07700 900123", b"7700900123", b"01632 960987", b"1632960987",
    POSTCODE.lower().encode(), POSTCODE.replace(" ", "").lower().encode(),
)  # fmt: skip
PAGE = b"<html><title>Error</title><p>Sorry, Quetzalia Zanahoria (q@canary-post.example)!</p></html>"


@pytest.fixture
def canaries(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """A box office whose every customer record is full of planted values, some of it where it makes no sense."""
    made_up = customers._made_up

    def planted(someone: Any, place: int) -> dict[str, Any]:
        address = {"line1": f"{place} Cantaloupe Crescent", "town": "Xanadubury", "postcode": POSTCODE, "country": "GB"}
        body = made_up(someone, place) | {
            "firstName": "Quetzalia",
            "lastName": f"Zanahoria-{place}",
            "name": f"Quetzalia Zanahoria-{place}",
            "email": f"quetzalia.{place}@canary-post.example",
            "phone": "01632 960987",
            "mobile": "07700 900123",
            "birthDate": "1961-07-23",
            "addresses": [address],
            "billingAddress": address,
            "deliveryAddress": address,
        }
        return body | misplaced(place, body)

    monkeypatch.setattr(customers, "_made_up", planted)
    for page, status in (("html-200", 200), ("html-503", 503)):
        monkeypatch.setitem(spoiling._PAGES, page, (status, "text/html", PAGE))
    with running_sandbox(size="small") as sandbox:
        yield sandbox


def misplaced(place: int, body: dict[str, Any]) -> dict[str, Any]:
    """Every fortieth record has its values where none may be: each is set aside, and none of it may be told."""
    wrong = (
        {"addresses": body["addresses"][0]["line1"]},
        {"id": body["email"], "friendlyId": body["email"]},
        {"allStatements": body["name"], "agreedStatements": body["mobile"]},
        {"email": {"address": body["email"]}},
    )
    return wrong[place // 40 % 4] if place % 40 == 0 else {}


def found_in(folder: Path, *, but: str = "") -> set[tuple[str, bytes]]:
    """Every file and planted value that is in it, inside compressed tables too."""
    paths = [path for path in folder.rglob("*") if path.is_file() and path.parent.name != but]
    return {(path.name, value) for path in paths for value in PLANTED if value in content(path)}


def content(path: Path) -> bytes:
    """In lower case; a compressed table is opened."""
    if path.suffix == ".parquet":
        return str(pq.read_table(path).to_pylist()).lower().encode()
    return path.read_bytes().lower()


def told(ends: list[Ended]) -> set[bytes]:
    words = "".join(ended.out + ended.err for ended in ends).lower().encode()
    return {value for value in PLANTED if value in words}


def test_nothing_personal_is_written_or_told_whatever_happens(
    nowhere: Command, canaries: Sandbox, tmp_path: Path
) -> None:
    lyric, away = nowhere, tmp_path / "away"
    give_small_reference(lyric.home / "reference")
    ends: list[Ended] = []

    def run(*words: str, code: int = 0) -> Ended:
        ends.append(lyric(*words))
        assert ends[-1].code == code, ends[-1].err
        return ends[-1]

    run("setup")
    run("organisation", "add", "lyric", "--name", "The Lyric")
    ends.append(connect_lyric(lyric, canaries, tmp_path, secret="d3Jvbmc="))
    ends.append(connect_lyric(lyric, canaries, tmp_path))
    canaries.set_faults({"kind": "rate-limited", "route": "orders", "after": 10, "seconds": 600})
    run("sync", "lyric", code=4)
    canaries.set_faults(
        {"kind": "html-503", "route": "events", "count": 1},
        {"kind": "text-for-number", "route": "orders", "count": 5, "after": 300},
    )
    run("sync", "lyric", code=1)
    run("events", "lyric", "adopt", "--all")
    killed_while_reading_customers(lyric, canaries)
    canaries.set_faults({"kind": "html-200", "route": "customers/*", "count": 1})
    answered = run("sync", "lyric", "--json", code=1).document
    run("sync", "lyric", "--full", code=1)
    areas = run("measure", "lyric", "tickets", "--by", "area_local_authority", "--json").document
    run("measure", "lyric", "tickets", "--by", "event", "--format", "xlsx", "-o", str(lyric.home / "tickets.xlsx"))
    run("check")
    run("export", "lyric", "--to", str(away))

    # They were read, understood as far as they could be, and counted in an area.
    assert answered["quarantined"]["customers"] > 0
    assert max(areas["rows"], key=lambda row: row["value"])["area_local_authority_code"].startswith(
        ("E", "W", "S", "N")
    )
    # And yet nothing of them is anywhere: the postcode list alone, the same for everyone, names every postcode.
    assert found_in(lyric.home, but="reference") == set()
    assert found_in(away) == set()
    assert told(ends) == set()
    secret = canaries.client("lyric")["secret"].encode()
    assert [path for path in lyric.home.rglob("*") if path.is_file() and secret in path.read_bytes()] == []


def killed_while_reading_customers(lyric: Command, sandbox: Sandbox) -> None:
    """Whatever was half-written then stays on the disk."""
    sandbox.set_faults({"kind": "slow", "route": "customers/*", "seconds": 0.05})
    process = lyric.started("sync", "lyric")
    assert process.stderr is not None
    assert any(re.search("Reading customers", line) for line in process.stderr)
    process.send_signal(signal.SIGKILL)
    process.communicate()


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    pq.write_table(pa.table({"text": ["Dear Quetzalia,"] * 100}), tmp_path / "letters.parquet", compression="zstd")
    (tmp_path / "houselights.log").write_text("mail to Q@Canary-Post.example failed")

    assert found_in(tmp_path) == {("letters.parquet", b"quetzalia"), ("houselights.log", b"canary-post.example")}
