"""The demo's company, as in our tests: the Lyric and the Grand; Ada, Ben and Cal; Dee is the funder."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from houselights.periods import quarter_of

if TYPE_CHECKING:
    from houselights.cli.demo_home import Demo
    from houselights.connections.models import Connection
    from houselights.organisations.models import Organisation
    from houselights.sandbox.running import Sandbox

DAYS_GIVEN = 21  # in which The Arts Fund wants the return of the quarter that is over
PLANTED = 3  # box-office events with sales that stay unlinked, so that there is something to mend


@dataclass(frozen=True)
class Person:
    """Somebody who signs in. The addresses can belong to nobody: example.org is kept free for this."""

    name: str
    email: str
    organisation: str
    role: str


THEATRES = {"lyric": "The Lyric", "grand": "The Grand"}  # slug, which is the client's name at the sandbox too
FUNDER = ("arts-fund", "The Arts Fund")
PEOPLE = (
    Person("Ada", "ada@example.org", "lyric", "admin"),
    Person("Ben", "ben@example.org", "lyric", "general"),
    Person("Cal", "cal@example.org", "grand", "admin"),
    Person("Dee", "dee@example.org", "arts-fund", "funder"),
)


def gather_company(demo: "Demo") -> "list[Organisation]":
    """The theatres, after the funder with both in its portfolio, and the people. Safe to repeat."""
    from houselights.benchmarks.actions import start_contributing
    from houselights.organisations.actions import add_to_portfolio
    from houselights.organisations.portfolio.actions import grant_funder

    funder = _organisation(*FUNDER, kind="funder")
    theatres = [_organisation(slug, name, kind="npo") for slug, name in THEATRES.items()]
    for theatre in theatres:
        add_to_portfolio(funder=funder, organisation=theatre, by=None)
        if not theatre.grants_given.exists():  # once: what people have taken back since stays so
            grant_funder(organisation=theatre, funder=funder, return_lines=True, audience=True, by=None)
            start_contributing(organisation=theatre, about={"kind": "Receiving theatre"}, by=None)
    _give_time(funder)
    for person in PEOPLE:
        _let_in(person, demo.password_of(person.email))
    return theatres


def connect_theatre(theatre: "Organisation", sandbox: "Sandbox") -> "Connection":
    """Connected with a signed test, anew each time: a sandbox that starts again has another port."""
    from houselights.connectors.base import Credentials
    from houselights.feeds import opening

    account = sandbox.client(theatre.slug)
    credentials = Credentials(account["client"], account["login"], account["secret"], sandbox.origin, theatre.time_zone)
    steps, connection = opening.connect(organisation=theatre, kind="spektrix", credentials=credentials, by=None)
    opening.check_steps(steps)
    assert connection is not None  # the steps have all passed
    return connection


def fill_register(theatre: "Organisation") -> bool:
    """All of the box office's events become drafts but the planted ones; once, so that what people did stays."""
    from houselights.register.actions import adopt_events
    from houselights.register.queries import unlinked_box_office

    if theatre.events.exists():
        return False
    found = list(unlinked_box_office(theatre))
    sold = [event for event in found if event.tickets and event.first_on]
    forgotten = sorted(sold, key=lambda event: (event.first_on, event.pk))[-PLANTED:]  # people forget the newest
    adopt_events(box_office_events=[event for event in found if event not in forgotten], by=None)
    return True


def _give_time(funder: "Organisation") -> None:
    """The day by which this funder wants the newest quarter that is over: weeks from now, on any day of a demo."""
    from django.utils import timezone

    from houselights.organisations.portfolio.actions import set_deadline
    from houselights.submissions.drafting import quarter_before

    today = timezone.localdate()
    quarter = quarter_before(quarter_of(today))
    if not funder.deadlines.filter(quarter=quarter).exists():
        set_deadline(funder=funder, quarter=quarter, due_on=today + timedelta(days=DAYS_GIVEN), by=None)


def _organisation(slug: str, name: str, *, kind: str) -> "Organisation":
    from houselights.organisations.actions import add_organisation
    from houselights.organisations.models import Organisation

    found = Organisation.objects.filter(slug=slug).first()
    return found or add_organisation(slug=slug, name=name, kind=kind, by=None)


def _let_in(person: Person, password: str) -> None:
    from houselights.organisations.actions import add_person
    from houselights.organisations.invitations import set_password
    from houselights.organisations.models import User
    from houselights.organisations.queries import organisation_named

    user = User.objects.filter(email=person.email).first() or add_person(
        email=person.email,
        organisation=organisation_named(person.organisation),
        role=person.role,
        by=None,
        name=person.name,
    )
    if not user.check_password(password):
        set_password(user=user, password=password)
