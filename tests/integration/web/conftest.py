"""A theatre with figures, read from a sandbox once per file; what a test changes in the database is rolled back."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

import cast
import publications
from houselights.connections.models import BoxOfficeEvent, Connection
from houselights.connectors.registry import read_id
from houselights.feeds.actions import rebuild, sync_now
from houselights.home import Home
from houselights.organisations.invitations import first_operator_path, invitation_path
from houselights.organisations.models import Organisation, User
from houselights.periods import quarter_of
from houselights.register.actions import adopt_events
from houselights.register.models import Event, Link
from houselights.register.queries import unlinked_box_office
from houselights.register.uploads.actions import preview_upload
from houselights.sandbox.remote import Sandbox
from houselights.sandbox.running import running_sandbox
from houselights.submissions.actions import sign_and_submit
from houselights.submissions.drafting import draft_of
from reference import give_small_reference

PLANTED = 2  # box-office events with sales that stay unlinked


@dataclass(frozen=True)
class House:
    """The Lyric with its figures, the Grand with nothing, the funder, and everybody who signs in."""

    lyric: Organisation
    grand: Organisation
    funder: Organisation
    connection: Connection
    sandbox: Sandbox
    people: dict[str, User]

    @property
    def event(self) -> Event:
        """One that is linked and sold."""
        sold = BoxOfficeEvent.objects.order_by("-tickets").filter(connection=self.connection)
        return next(event for event in (_event_of(each) for each in sold) if event)

    @property
    def unlinked(self) -> BoxOfficeEvent:
        """One whose sales wait."""
        return max(unlinked_box_office(self.lyric), key=lambda each: each.tickets)

    def client_of(self, name: str, **more: bool) -> Client:
        """A browser in which this person is signed in; anonymous for a name that nobody has."""
        client = Client(**more)  # type: ignore[arg-type]
        if name in self.people:
            client.force_login(self.people[name])
        return client


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker, home: Home) -> Iterator[House]:  # type: ignore[no-untyped-def]
    give_small_reference(home.reference)
    with running_sandbox(size="small") as sandbox:
        with django_db_blocker.unblock():
            made = _house(sandbox)
        yield made
    with django_db_blocker.unblock():
        call_command("flush", verbosity=0, interactive=False)
    shutil.rmtree(home.path / "organisations", ignore_errors=True)


@pytest.fixture
def house(built: House, db: None) -> House:
    return built


@pytest.fixture
def things(house) -> dict[str, Any]:
    """What the examples of addresses name."""
    event, unlinked = house.event, house.unlinked
    invited = User.objects.create(email="new@lyric.example")
    _, _, number, token, _ = invitation_path(invited).split("/")
    return {
        "event": event.pk,
        "quarter": _submitted(house, event),
        "link": Link.objects.get(event=event).pk,
        "unlinked": unlinked.box_office_id,
        "box_office_event": unlinked.pk,
        "run": house.connection.runs.first().pk,
        "upload": _upload(house),
        "member": house.lyric.members.get(user=house.people["reader"]).pk,
        "number": number,
        "token": token,
        "setup": _setup_token(),
        **_published(house),
    }


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """Argon2 is slow on purpose; and wrong passwords of one test do not slow down the next."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


def _house(sandbox: Sandbox) -> House:
    lyric, grand = cast.make_lyric(), cast.make_grand()
    funder = cast.make_funder(lyric)
    people = {
        "admin": cast.make_person("Ada", lyric, "admin"),
        "general": cast.make_person("Gus", lyric, "general"),
        "reader": cast.make_person("Ben", lyric, "reader"),
        "funder": cast.make_person("Dee", funder, "funder"),
        "operator": cast.make_person("Ola", None, "operator"),
        "stranger": cast.make_person("Cal", grand, "admin"),
    }
    account = sandbox.client("lyric")
    connection = cast.make_connection(
        lyric,
        client="lyric",
        login=account["login"],
        secret=account["secret"],
        origin=sandbox.origin,
        history_from=date.today() - timedelta(days=400),
    )
    sync_now(connection=connection, by=None)
    found = sorted(unlinked_box_office(lyric), key=lambda each: each.tickets)
    adopt_events(box_office_events=found[:-PLANTED], by=people["admin"])
    rebuild(lyric)
    return House(lyric, grand, funder, connection, sandbox, people)


def _event_of(found: BoxOfficeEvent) -> Event | None:
    return Event.objects.filter(links__connection=found.connection_id, links__box_office_id=found.box_office_id).first()


def _upload(house) -> int:
    """One that waits to be saved."""
    content = b"EventName,StartDate\nParade,2026-05-03\nBad,soon\n"
    upload = preview_upload(
        organisation=house.lyric, content=content, name="May.csv", by=house.people["admin"], read_id=read_id
    )
    return upload.pk


def _submitted(house: House, event: Event) -> str:
    """The quarter of that event's first day, whose return is with the funder."""
    assert event.starts_on
    quarter = quarter_of(event.starts_on)
    sign_and_submit(
        organisation=house.lyric,
        quarter=quarter,
        mark=draft_of(house.lyric, quarter).mark,
        left_open="Nobody knows.",
        has_looked=True,
        by=house.people["admin"],
    )
    return quarter


def _published(house: House) -> dict[str, Any]:
    """A draft of the funder's, and what it has published."""
    dee, funder = house.people["funder"], house.funder
    publications.figures(funder)
    published = publications.released(funder, dee, publications.second_person(funder))
    return {"publication": publications.drafted(funder, dee).pk, "published": published.slug}


def _setup_token() -> str:
    operators = User.objects.filter(is_operator=True)
    operators.update(is_operator=False)
    token = (first_operator_path() or "").split("/")[2]
    User.objects.filter(email="ola@server.example").update(is_operator=True)
    return token
