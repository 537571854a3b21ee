"""The company: the Lyric and the Grand; Ada runs the Lyric, Ben only reads it, Cal is at the Grand, Dee is the funder.

Gus works at the Lyric without running it, and Ola keeps the server. Each factory makes the least that is valid;
the fixtures of the same names are in tests/integration/conftest.py.
"""

from datetime import UTC, date, datetime
from typing import Any

from houselights.connections.actions import store_connection
from houselights.connections.models import BoxOfficeEvent, Connection
from houselights.organisations.actions import add_organisation, add_person, add_to_portfolio
from houselights.organisations.invitations import set_password
from houselights.organisations.models import Organisation, User
from houselights.register.actions import add_event, link_event
from houselights.register.models import Event, Link

PASSWORD = "the curtain goes up at eight"
SEEN_AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def make_lyric() -> Organisation:
    return add_organisation(slug="lyric", name="The Lyric", by=None)


def make_grand() -> Organisation:
    return add_organisation(slug="grand", name="The Grand", by=None)


def make_funder(*funded: Organisation) -> Organisation:
    """Arts Funder, with these in its portfolio."""
    funder = add_organisation(slug="funder", name="Arts Funder", kind="funder", by=None)
    for organisation in funded:
        add_to_portfolio(funder=funder, organisation=organisation, by=None)
    return funder


def make_person(name: str, organisation: Organisation | None, role: str, *, password: str = "") -> User:
    """A person called by their first name. Argon2 is slow on purpose: give a password only to who signs in with it."""
    email = f"{name.lower()}@{organisation.slug if organisation else 'server'}.example"
    user = add_person(email=email, organisation=organisation, role=role, name=name, by=None)
    if password:
        set_password(user=user, password=password)
    return user


def make_connection(organisation: Organisation, *, client: str = "", **changes: Any) -> Connection:
    """A connection to a box office that nobody answers for; `changes` are arguments of `store_connection`."""
    given = {"kind": "spektrix", "login": "api", "secret": "c2VjcmV0", "origin": "http://127.0.0.1:1", "by": None}
    return store_connection(organisation=organisation, client=client or organisation.slug, **(given | changes))


def make_box_office_event(connection: Connection, number: int = 101, **fields: Any) -> BoxOfficeEvent:
    """A row of the catalogue; `fields` are the model's own."""
    given: dict[str, Any] = {
        "box_office_id": f"{number}ABCDEFGHIJKLMNOPQRSTUVWXYZABCDE",
        "number": str(number),
        "name": f"Event {number}",
        "first_on": date(2026, 11, 6),
        "last_on": date(2026, 11, 7),
        "first_seen_at": SEEN_AT,
        "last_seen_at": SEEN_AT,
    }
    return BoxOfficeEvent.objects.create(connection=connection, **(given | fields))


def make_event(organisation: Organisation, name: str = "Spring Gala", **fields: Any) -> Event:
    """An event of the register; `fields` are the model's own."""
    given: dict[str, Any] = {"starts_on": date(2026, 5, 1)}
    return add_event(organisation=organisation, name=name, by=None, **(given | fields))


def make_link(event: Event, box_office_event: BoxOfficeEvent, **narrowed: Any) -> Link:
    return link_event(event=event, box_office_event=box_office_event, by=None, **narrowed)
