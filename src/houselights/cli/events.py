"""`events ORG list|add|adopt`: the register of an organisation; `cli.uploads` adds what is done by workbook."""

from typing import TYPE_CHECKING, Annotated

import typer

from houselights.cli.answers import answer, counted, say, table
from houselights.cli.opening import open_home
from houselights.cli.options import AsJson, Slug, day, example, group
from houselights.cli.rebuilding import let_figures_follow
from houselights.errors import WrongUsage

if TYPE_CHECKING:
    from houselights.connections.models import BoxOfficeEvent
    from houselights.organisations.models import Organisation
    from houselights.register.models import Location

events = group(help="The register: events of an organisation.")


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.add_typer(events, name="events")


@events.callback(epilog=example("events lyric list --quarter 2026-Q3", "events lyric adopt --all"))
def of(context: typer.Context, slug: Slug) -> None:
    """The register of an organisation: list, add, adopt; many at once by workbook: template, report, upload, undo."""
    context.obj = slug


@events.command("list", epilog=example("events lyric list", "events lyric list --quarter 2026-Q3 --json"))
def list_events(
    context: typer.Context,
    quarter: Annotated[str, typer.Option(metavar="PERIOD", help="Only those on in 2026-Q3, 2026-27, 2026-11 …")] = "",
    as_json: AsJson = False,
) -> None:
    """List the events on the register, with their links."""
    open_home()
    from houselights.organisations.queries import organisation_named
    from houselights.periods import parse_period
    from houselights.register.queries import event_json, events_of

    period = parse_period(quarter) if quarter else None
    found = [event_json(event) for event in events_of(organisation_named(context.obj), period=period)]

    def words() -> None:
        if not found:
            return say("There is none. Add one with `events ORG add`, or many with `events ORG adopt --all`.")
        rows = [[str(each["id"]), each["name"], each["start"], each["end"], len(each["links"])] for each in found]
        table(["Event", "Name", "Start", "End", "Links"], rows)
        return say(f"\n{counted(len(found), 'event')}.")

    answer({"events": found}, words, as_json=as_json)


@events.command(
    "add",
    epilog=example(
        'events lyric add --name "Spring Gala" --start 2026-05-01',
        'events lyric add --name "Spring Gala" --start 2026-05-01 --event-type Performance --funded',
    ),
)
def add(
    context: typer.Context,
    name: Annotated[str, typer.Option(help="As the public knows it.")],
    start: Annotated[str, typer.Option(metavar="DATE", help="Its first day.")],
    end: Annotated[str, typer.Option(metavar="DATE", help="Its last day; else it is over in one.")] = "",
    location: Annotated[str, typer.Option(metavar="NAME", help="Where; a new place is added.")] = "",
    event_type: Annotated[str, typer.Option(help="A term of the list.")] = "",
    sub_discipline: Annotated[str, typer.Option(help="A term of the list.")] = "",
    distribution_type: Annotated[str, typer.Option(help="A term of the list.")] = "",
    funded: Annotated[bool | None, typer.Option("--funded/--not-funded", help="Is it funded?")] = None,
    description: Annotated[str, typer.Option(help="In a sentence.")] = "",
    as_json: AsJson = False,
) -> None:
    """Put one event on the register. Link it with the box office with `links`."""
    open_home()
    from houselights.organisations.queries import organisation_named
    from houselights.register.actions import add_event
    from houselights.register.queries import event_json

    organisation = organisation_named(context.obj)
    event = add_event(
        organisation=organisation,
        by=None,
        name=name,
        starts_on=day(start),
        ends_on=day(end or start),
        location=_location(organisation, location),
        event_type=event_type,
        sub_discipline=sub_discipline,
        distribution_type=distribution_type,
        is_funded=funded,
        description=description,
    )
    let_figures_follow(organisation)

    def words() -> None:
        say(f"“{event.name}” is on the register, as event {event.pk}.")
        say(f"Next: houselights links {organisation.slug} set {event.pk} BOXOFFICE_ID")

    answer({"event": event_json(event)}, words, as_json=as_json)


@events.command(
    "adopt",
    epilog=example(
        "events lyric adopt --all", "events lyric adopt --from 2026-04-01", "events lyric adopt 70401 70402"
    ),
)
def adopt(
    context: typer.Context,
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Box-office events, in any form.")] = None,
    all_of_them: Annotated[bool, typer.Option("--all", help="Every one that is linked to nothing.")] = False,
    since: Annotated[str, typer.Option("--from", metavar="DATE", help="Those with a day on or after it.")] = "",
    as_json: AsJson = False,
) -> None:
    """Make register events from box-office events: drafts, with the link set and the attributes filled.

    --all and --from leave what is linked already, what was said to be not yours, and what somebody unlinked:
    to adopt that again, give its id.
    """
    if sum((bool(ids), all_of_them, bool(since))) != 1:
        raise WrongUsage("Say which box-office events.", remedy="Give their ids, or --all, or --from DATE.")
    open_home()
    from houselights.organisations.queries import organisation_named
    from houselights.register.actions import adopt_events
    from houselights.register.queries import event_json

    organisation = organisation_named(context.obj)
    chosen = _named(organisation, ids) if ids else _unlinked(organisation, since)
    made = list(adopt_events(box_office_events=chosen, by=None))
    is_built = let_figures_follow(organisation) if made else False
    again = f"houselights sync {organisation.slug}"

    def words() -> None:
        say(f"{counted(len(made), 'event')} put on the register, as drafts with their links.")
        if made:
            say(f"{'The figures have followed. ' if is_built else ''}Next, to read their customers: {again}")

    answer({"adopted": [event_json(event) for event in made]}, words, as_json=as_json)


def _named(organisation: "Organisation", ids: list[str]) -> "list[BoxOfficeEvent]":
    """All must be there, or nothing is done."""
    from houselights.feeds.queries import box_office_event

    return list({found.pk: found for found in (box_office_event(organisation, text) for text in ids)}.values())


def _unlinked(organisation: "Organisation", since: str) -> "list[BoxOfficeEvent]":
    from houselights.register.queries import adoptable

    return adoptable(organisation, since=day(since) if since else None)


def _location(organisation: "Organisation", name: str) -> "Location | None":
    from houselights.register.actions import add_location

    if not name.strip():
        return None
    found = organisation.locations.filter(name__iexact=" ".join(name.split())).first()
    return found or add_location(organisation=organisation, name=name, postcode="", by=None)
