"""Who is whose, kept beside the builds: after a day's sales only what came or changed is compared with everybody.

A landing of which anything that was compared is gone or altered is compared whole, and what was kept of it is removed:
so a forgotten person leaves with the next build.
"""

from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path

import msgspec

from houselights.warehouse.bundle import Bundle, PartedRecords
from houselights.warehouse.identity.again import find_again
from houselights.warehouse.identity.joining import JOINED, find_reached, join
from houselights.warehouse.identity.linking import COMPARED, link
from houselights.warehouse.identity.model import mark
from houselights.warehouse.identity.tokens import all_tokens, is_much, name_later, update_tokens
from houselights.warehouse.store import ENGINE, Engine, with_room

_STATE = "people.json"


class Landing(msgspec.Struct, frozen=True):
    """What is landed of customers up to a reading: how many rows, and a number that differs where any of them does."""

    reading: int
    rows: int
    sum: int


class Found(msgspec.Struct, frozen=True):
    """The files of pairs compared, and of records that are one person's; `begun` names the whole comparison behind."""

    pairs: Path
    joined: Path
    begun: str


class Kept(msgspec.Struct, frozen=True):
    """What was compared, and the files made of it: rows of tokens (all, then those since), pairs, and who is whose."""

    mark: str
    begun: str
    landing: Landing
    parted: tuple[PartedRecords, ...]
    tokens: tuple[str, ...]
    found: str
    joined: str

    def files(self) -> set[str]:
        return {*self.tokens, self.found, self.joined}


def found_and_joined(bundle: Bundle, *, home: Path, organisation_folder: Path) -> Found | None:
    """Who is whose now; None where no customer was read yet. Call while holding the organisation's lock."""
    files = [file for file in bundle.files if file.kind == "customers"]
    if not files:
        return None
    folder = organisation_folder / "warehouse" / "people"
    folder.mkdir(parents=True, exist_ok=True)

    def bring_up_to_date(memory: int) -> Kept:
        with Engine(folder.parent, memory=memory) as engine:
            engine.read_landed(home, files)
            return _brought_up_to_date(engine, bundle.parted, folder)

    kept = with_room(home, bundle.files, bring_up_to_date)
    _clear_away(folder, kept)
    return Found(folder / kept.found, folder / kept.joined, kept.begun)


def _brought_up_to_date(engine: Engine, parted: tuple[PartedRecords, ...], folder: Path) -> Kept:
    landing, before = _landed(engine), _kept(folder)
    if before is None or _landed(engine, before.landing.reading) != before.landing:
        return _save(_compared_whole(engine, landing, parted, folder), folder)
    if before.landing == landing and before.parted == parted:
        return before
    return _save(_compared_again(engine, before, landing, parted, folder), folder)


def _mark() -> str:
    """Tokens are kept as the engine hashed them."""
    return f"{mark()} {ENGINE}"


def _kept(folder: Path) -> Kept | None:
    """What this model made last; None where there is nothing whole."""
    try:
        kept = msgspec.json.decode((folder / _STATE).read_bytes(), type=Kept)
    except (FileNotFoundError, msgspec.DecodeError):
        return None
    whole = all((folder / name).exists() for name in kept.files())
    return kept if whole and kept.mark == _mark() else None


def _landed(engine: Engine, reading: int | None = None) -> Landing:
    ((last, rows, total),) = engine.rows(_LANDED.format(until="" if reading is None else f"where reading <= {reading}"))
    return Landing(last or 0, rows, total or 0)


def _compared_whole(engine: Engine, landing: Landing, parted: tuple[PartedRecords, ...], folder: Path) -> Kept:
    files = _Files(engine, folder, landing, parted)
    tokens = files.write("tokens", all_tokens(engine))
    engine.read("tokens", [folder / tokens])
    engine.define("again", "select * from tokens")  # each is to be compared
    link(engine)
    found = files.write("found", f"select * from compared {_SUREST_FIRST}")  # noqa: S608
    engine.take("joined_before", JOINED.empty_table())
    engine.make("reached", "select record from tokens")
    engine.read("found", [folder / found])
    joined = files.write("joined", join(engine, parted))
    return Kept(_mark(), files.made_of, landing, parted, (tokens,), found, joined)


def _compared_again(
    engine: Engine, before: Kept, landing: Landing, parted: tuple[PartedRecords, ...], folder: Path
) -> Kept:
    files = _Files(engine, folder, landing, parted)
    engine.read("found_before", [folder / before.found])
    engine.read("joined_before", [folder / before.joined])
    if before.landing == landing:
        engine.make("again", "select record from found_before where 1 = 0")
        tokens, found = before.tokens, before.found
    else:
        tokens, found = _come_since(engine, before, files)
    engine.read("found", [folder / found])
    find_reached(engine, parted, before.parted)
    joined = files.write("joined", join(engine, parted))
    return Kept(_mark(), before.begun, landing, parted, tokens, found, joined)


def _come_since(engine: Engine, before: Kept, files: "_Files") -> tuple[tuple[str, ...], str]:
    """Compare what was landed since with everybody: the files of tokens and of pairs."""
    kept = [files.folder / name for name in before.tokens]
    update_tokens(engine, kept, after=before.landing.reading)
    find_again(engine)
    link(engine)
    found = files.write("found", _FOUND)
    name_later(engine, kept)
    if is_much(engine):
        return (files.write("tokens", "select * from tokens order by record"),), found
    return (before.tokens[0], files.write("since", "select * from later order by record")), found


class _Files:
    """Files of one comparison: each named by what it was made of, and there whole or not at all."""

    def __init__(self, engine: Engine, folder: Path, landing: Landing, parted: tuple[PartedRecords, ...]) -> None:
        self.folder, self._engine = folder, engine
        self.made_of = blake2b(f"{_mark()} {landing} {parted}".encode(), digest_size=8).hexdigest()

    def write(self, name: str, statement: str) -> str:
        path = self.folder / f"{name}-{self.made_of}.parquet"
        _whole(path, lambda beside: self._engine.write(f"{name}_beside", statement, beside))
        return path.name


def _whole(path: Path, make: Callable[[Path], object]) -> None:
    beside = path.with_name(f".{path.name}")
    try:
        make(beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _save(kept: Kept, folder: Path) -> Kept:
    """Last of all: what it does not name does not count."""
    content = msgspec.json.encode(kept)
    _whole(folder / _STATE, lambda beside: beside.write_bytes(content))
    return kept


def _clear_away(folder: Path, kept: Kept) -> None:
    for path in folder.iterdir():
        if path.name not in {*kept.files(), _STATE}:
            path.unlink()
    for path in [*folder.parent.glob("found-*"), *folder.parent.glob("joined-*")]:  # until November 2026 they lay here
        path.unlink()


_SUREST_FIRST = "order by weight desc, record, other_record"

_FOUND = f"""
    select {", ".join(COMPARED.names)} from compared
    union all
    select {", ".join(COMPARED.names)} from found_before
    where record not in (select record from again) and other_record not in (select record from again)
    {_SUREST_FIRST}
"""  # noqa: S608  (a statement of our own)

# Of each row its hash, whichever file it lies in: files are compacted now and then.
_LANDED = """
    select
        max(reading), count(*),
        cast(sum(hash(connection_id, customer_id, reading, content)) % 9007199254740881 as bigint)
    from landed_customers
    {until}
"""
