"""Which records become one person: each case by name, through the tokens that a connector makes of them."""

import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from houselights.connectors.identity import Person
from houselights.connectors.privacy import Privacy
from houselights.warehouse.build import build
from houselights.warehouse.builds import publish
from houselights.warehouse.bundle import Bundle, LandedFile, PartedRecords
from houselights.warehouse.identity import keeping
from houselights.warehouse.identity.linking import TOO_COMMON
from houselights.warehouse.landed import SCHEMAS
from houselights.warehouse.opened import open_build

PRIVACY = Privacy(b"l" * 32)
LIZ = Person("Elizabeth", "Marchmont", "liz@example.org", ("07700 900123",), "14 Larch Road", "LN1 2TJ")

Whose = Callable[..., list[int]]


def but(person: Person, **changes: object) -> Person:
    return msgspec.structs.replace(person, **changes)


def land_people(home: Path, *people: Person, reading: int = 1) -> LandedFile:
    rows = [
        {
            "customer_id": cut.id,
            "postcode_kind": cut.postcode_kind,
            "postcode_token": cut.postcode_token,
            "tokens": json.dumps(cut.tokens),
            "connection_id": 1,
            "reading": reading,
        }
        for cut in (PRIVACY.customer(str(number), person) for number, person in enumerate(people))
    ]
    path = Path(f"organisations/lyric/landing/1/customers/{reading:09d}.parquet")
    (home / path).parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(rows, schema=SCHEMAS["customers"]), home / path)
    return LandedFile(1, "customers", path.as_posix(), 1)


def bundle_of(*files: LandedFile, parted: tuple[PartedRecords, ...] = ()) -> Bundle:
    return Bundle("lyric", "Europe/London", (), (), files, "", "rules", parted=parted)


def people_in(home: Path, bundle: Bundle, count: int) -> list[int]:
    """The person of each record, in the order in which they were given."""
    folder = home / "organisations" / "lyric"
    built = build(bundle, home=home, organisation_folder=folder, areas=None)
    publish(folder, built.number, data_as_of="")
    opened = open_build(folder)
    assert opened
    whose = dict(opened.rows("select customer_id, person from customers"))
    return [whose[PRIVACY.customer_id(str(number))] for number in range(count)]


@pytest.fixture
def whose(tmp_path: Path) -> Whose:
    return lambda *people: people_in(tmp_path, bundle_of(land_people(tmp_path, *people)), len(people))


@pytest.mark.parametrize(
    "other",
    [
        but(LIZ, first_name="Liz"),
        but(LIZ, first_name="ELIZABETH", last_name="marchmont", email="", phones=()),
        but(LIZ, last_name="Okonjo"),
        but(LIZ, line1="3 Mill Lane", postcode="EX4 4QJ", phones=()),
        but(LIZ, first_name="Marchmont", last_name="Elizabeth", email="", line1="14 larch rd"),
        but(LIZ, first_name="E", email=""),
        but(LIZ, last_name="Marchmond", email="", first_name="Lizzie", line1="14 Larch Rd."),
        but(LIZ, email="l.i.z@work.example", phones=("+44 7700 900123",), line1=""),
    ],
    ids=["short name", "no contact", "married", "moved", "transposed", "initial", "slip of the pen", "other e-mail"],
)
def test_one_person_written_twice_is_one(whose: Whose, other: Person):
    one, again = whose(LIZ, other)

    assert one == again


BORN = but(LIZ, birth_date="1971-08-15")


@pytest.mark.parametrize(
    "other",
    [
        but(LIZ, first_name="George"),
        but(LIZ, first_name="George", last_name="Okonjo"),
        but(LIZ, first_name="George", email="", phones=()),
        but(LIZ, first_name="Eleanor", email="nell@example.org", phones=()),
        but(BORN, first_name="Edith", email="edith@example.org", phones=()),
        but(BORN, email="e@example.org", phones=(), birth_date="1999-01-02"),
        but(LIZ, line1="2 Elm Street", postcode="EX4 4QJ", email="em@example.org", phones=()),
    ],
    ids=["couple, one e-mail", "couple, two names", "couple", "sisters", "twins", "mother and daughter", "namesake"],
)
def test_two_people_are_two_whatever_they_share(whose: Whose, other: Person):
    one, two = whose(BORN, other)

    assert one != two


def test_the_person_is_named_by_their_first_record_and_everybody_has_one(whose: Whose):
    people = whose(LIZ, Person("Otto", "Brandt"), but(LIZ, first_name="Liz"), Person(), Person())

    assert people[0] == people[2]
    assert len(set(people)) == 4
    assert min(people) >= 1


def test_what_very_many_records_share_joins_nobody(whose: Whose):
    walk_ups = [Person("Box Office", "Walk-up", "office@example.org", ("01632 960000",))] * (TOO_COMMON + 1)

    assert len(set(whose(*walk_ups))) == TOO_COMMON + 1


def test_a_record_read_again_counts_as_it_is_now(tmp_path: Path):
    first = land_people(tmp_path, LIZ, but(LIZ, first_name="Liz"))
    second = land_people(tmp_path, LIZ, Person("Otto", "Brandt", "otto@example.org"), reading=2)

    one, other = people_in(tmp_path, bundle_of(first, second), 2)

    assert one != other


def test_the_same_landing_makes_the_same_people(tmp_path: Path):
    files = [
        land_people(tmp_path, LIZ, but(LIZ, email="", phones=()), but(LIZ, first_name="Beth")),
        land_people(tmp_path, LIZ, but(LIZ, email="", phones=()), but(LIZ, first_name="Beth"), reading=2),
    ]

    assert people_in(tmp_path, bundle_of(files[0]), 3) == people_in(tmp_path, bundle_of(files[1]), 3)


def parted(one: int, other: int) -> PartedRecords:
    return PartedRecords(1, PRIVACY.customer_id(str(one)), 1, PRIVACY.customer_id(str(other)))


def test_the_parted_stay_parted_also_when_more_records_come(tmp_path: Path):
    file = land_people(tmp_path, LIZ, but(LIZ, first_name="Liz"))
    assert len(set(people_in(tmp_path, bundle_of(file), 2))) == 1
    assert len(set(people_in(tmp_path, bundle_of(file, parted=(parted(1, 0),)), 2))) == 2

    more = land_people(tmp_path, LIZ, but(LIZ, first_name="Liz"), but(LIZ, first_name="Beth"), reading=2)
    one, other, _ = people_in(tmp_path, bundle_of(file, more, parted=(parted(1, 0),)), 3)

    assert one != other


def test_a_decision_about_a_record_that_is_no_more_does_no_harm(tmp_path: Path):
    file = land_people(tmp_path, LIZ, but(LIZ, first_name="Liz"))

    one, other = people_in(tmp_path, bundle_of(file, parted=(parted(1, 99), parted(98, 99))), 2)

    assert one == other


def test_nothing_is_compared_again_where_no_customer_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file = land_people(tmp_path, LIZ, but(LIZ, first_name="Liz"))
    people_in(tmp_path, bundle_of(file), 2)
    monkeypatch.delattr(keeping, "link")

    assert len(set(people_in(tmp_path, bundle_of(file), 2))) == 1
    assert len(set(people_in(tmp_path, bundle_of(file, parted=(parted(0, 1),)), 2))) == 2
    with pytest.raises(NameError):
        people_in(tmp_path, bundle_of(land_people(tmp_path, LIZ, reading=2)), 1)


def test_what_another_landing_left_is_cleared_away(tmp_path: Path):
    file = land_people(tmp_path, LIZ, but(LIZ, first_name="Liz"))
    people_in(tmp_path, bundle_of(file), 2)
    people_in(tmp_path, bundle_of(file, land_people(tmp_path, LIZ, reading=2)), 2)

    left = [path.name[:6] for path in (tmp_path / "organisations/lyric/warehouse/people").glob("*.parquet")]
    assert sorted(left) == ["found-", "joined", "tokens"]


def test_what_a_killed_build_left_half_made_is_made_again(tmp_path: Path):
    file = land_people(tmp_path, LIZ, but(LIZ, first_name="Liz"))
    folder = tmp_path / "organisations/lyric"
    paths = keeping.found_and_joined(bundle_of(file), home=tmp_path, organisation_folder=folder)
    assert paths
    for path in (paths.pairs, paths.joined):
        path.rename(path.with_name(f".{path.name}"))
        path.with_name(f".{path.name}").write_bytes(b"half")

    one, other = people_in(tmp_path, bundle_of(file), 2)

    assert one == other


def test_a_match_says_why_without_a_name(tmp_path: Path):
    people_in(tmp_path, bundle_of(land_people(tmp_path, LIZ, but(LIZ, first_name="Liz", email=""))), 2)

    opened = open_build(tmp_path / "organisations" / "lyric")
    assert opened
    ((probability, reasons),) = opened.rows("select probability, reasons from matches")
    assert probability > 0.92
    assert reasons == "full_name phone address"


def test_who_orders_but_was_not_read_yet_is_a_person_of_their_own(tmp_path: Path):
    file = land_people(tmp_path, LIZ)
    path = Path("organisations/lyric/landing/1/orders/000000001.parquet")
    (tmp_path / path).parent.mkdir(parents=True)
    orders = [{"order_id": name, "customer_id": name, "connection_id": 1, "reading": 1} for name in ("x", "y")]
    pq.write_table(pa.Table.from_pylist(orders, schema=SCHEMAS["orders"]), tmp_path / path)
    bundle = bundle_of(file, LandedFile(1, "orders", path.as_posix(), 1))

    people_in(tmp_path, bundle, 1)

    opened = open_build(tmp_path / "organisations" / "lyric")
    assert opened
    assert opened.rows("select count(*), count(distinct person) from customers") == [(3, 3)]
