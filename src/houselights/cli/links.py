"""`links ORG list|set|remove|ignore`: which box-office event is which event of the register."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from houselights.cli.answers import answer, counted, pounds, say, table
from houselights.cli.connections import one_connection
from houselights.cli.opening import open_home
from houselights.cli.options import AsJson, Slug, example, group
from houselights.cli.rebuilding import let_figures_follow
from houselights.errors import NotFound, WrongUsage

if TYPE_CHECKING:
    from houselights.connections.models import BoxOfficeEvent
    from houselights.organisations.models import Organisation
    from houselights.register.models import Event, Link

links = group(help="Which box-office event is which event of the register.")
EventNumber = Annotated[
    str, typer.Argument(metavar="EVENT", help="The number of an event, as `events ORG list` shows.")
]
BoxOfficeIdText = Annotated[
    str, typer.Argument(metavar="BOXOFFICE_ID", help="The id in full, its bare number, or a booking link.")
]

ConnectionNumber = Annotated[int | None, typer.Option(metavar="N", help="Which box office, where there are several.")]
Performances = Annotated[
    str,
    typer.Option(metavar="LIST", help="Only these performances: ids, their numbers or days, with commas between."),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.add_typer(links, name="links")


@links.callback(epilog=example("links lyric list", "links lyric set 12 70401"))
def of(context: typer.Context, slug: Slug) -> None:
    """Which box-office event is which event of the register: list, set, remove, ignore."""
    context.obj = slug


@links.command("list", epilog=example("links lyric list", "links lyric list --json"))
def list_links(context: typer.Context, as_json: AsJson = False) -> None:
    """List every link, and what is linked to nothing on either side."""
    open_home()
    from houselights.organisations.queries import organisation_named
    from houselights.register.queries import links_json

    organisation = organisation_named(context.obj)
    document = links_json(organisation)
    answer(document, lambda: _tell(organisation.slug, document), as_json=as_json)


@links.command(
    "set", epilog=example("links lyric set 12 70401", "links lyric set 12 70401 --performances 2026-05-01,2026-05-03")
)
def set_link(
    context: typer.Context,
    event: EventNumber,
    box_office_id: BoxOfficeIdText,
    performances: Performances = "",
    connection: ConnectionNumber = None,
    as_json: AsJson = False,
) -> None:
    """Link an event with a box-office event, or with some performances of it: their sales are counted from then on."""
    organisation, registered = registered_event(context.obj, event)
    found = at_box_office(organisation, box_office_id, connection)
    from houselights.connections.performances import performances_meant
    from houselights.register.actions import link_event

    narrowed = performances_meant(found, performances.split(",")) if performances else None
    link_event(event=registered, box_office_event=found, performance_ids=narrowed, by=None)
    let_figures_follow(organisation)

    def words() -> None:
        only = "" if narrowed is None else f" by {counted(len(narrowed), 'performance')} of it"
        say(f"“{found.name}” ({found.box_office_id}) is linked to “{registered.name}”{only}.")
        say(f"{counted(found.tickets, 'ticket')}, {pounds(found.pence)}, are held for it at the box office.")
        say(f"Next: houselights sync {organisation.slug}, which reads the customers of these sales.")

    document = pair(registered, found, "linked") | {"box_office_name": found.name, "performances": narrowed}
    answer(document, words, as_json=as_json)


@links.command("remove", epilog=example("links lyric remove 12 70401"))
def remove_link(
    context: typer.Context,
    event: EventNumber,
    box_office_id: BoxOfficeIdText,
    connection: ConnectionNumber = None,
    as_json: AsJson = False,
) -> None:
    """Take a link away: its sales wait again, and are counted nowhere."""
    organisation, registered = registered_event(context.obj, event)
    from houselights.register.actions import unlink_event

    taken = _link_of(registered, box_office_id, connection)
    unlink_event(event=registered, connection=taken.connection, box_office_id=taken.box_office_id, by=None)
    let_figures_follow(organisation)
    answer(
        pair(registered, taken, "removed"),
        lambda: say(f"“{registered.name}” is no longer linked to {taken.box_office_id}."),
        as_json=as_json,
    )


@links.command("ignore", epilog=example("links lyric ignore 70401"))
def ignore(
    context: typer.Context,
    box_office_id: BoxOfficeIdText,
    connection: ConnectionNumber = None,
    as_json: AsJson = False,
) -> None:
    """Say that a box-office event is not yours: it no longer counts as waiting. It can be linked later all the same."""
    open_home()
    from houselights.organisations.queries import organisation_named
    from houselights.register.actions import ignore_box_office_event

    found = at_box_office(organisation_named(context.obj), box_office_id, connection)
    ignore_box_office_event(box_office_event=found, ignored=True, by=None)
    answer(
        {"box_office_id": found.box_office_id, "box_office_name": found.name, "state": "ignored"},
        lambda: say(f"“{found.name}” ({found.box_office_id}) no longer counts as waiting."),
        as_json=as_json,
    )


def registered_event(slug: str, event: str) -> "tuple[Organisation, Event]":
    """The organisation, and its event by the number a person gave."""
    open_home()
    from houselights.organisations.queries import organisation_named
    from houselights.register.queries import event_of

    organisation = organisation_named(slug)
    return organisation, event_of(organisation, event)


def pair(event: "Event", other: "BoxOfficeEvent | Link", state: str) -> dict[str, Any]:
    """An event and what it is, was or will not be linked to, as the answers of `links` name them."""
    return {
        "event": event.pk,
        "name": event.name,
        "box_office_id": other.box_office_id,
        "connection": other.connection_id,
        "state": state,
    }


def at_box_office(organisation: "Organisation", text: str, number: int | None) -> "BoxOfficeEvent":
    """The box-office event that a person means, at the connection of that number where one is given."""
    from houselights.feeds.queries import box_office_event

    return box_office_event(organisation, text, one_connection(organisation, number) if number else None)


def _link_of(event: "Event", text: str, number: int | None) -> "Link":
    """Among the event's own links: one whose id the box office does not have must go away too."""
    from houselights.connectors.registry import read_id

    def is_meant(link: "Link") -> bool:
        asked, kept = read_id(link.connection.kind, text), read_id(link.connection.kind, link.box_office_id)
        return (asked.full == kept.full if asked.full else asked.number == kept.number) and number in (
            None,
            link.connection_id,
        )

    found = [link for link in event.links.select_related("connection") if is_meant(link)]
    if len(found) == 1:
        return found[0]
    if found:
        raise WrongUsage(f"“{event.name}” has {len(found)} links to “{text}”.", remedy="Say which with --connection.")
    ids = ", ".join(event.links.values_list("box_office_id", flat=True)) or "nothing"
    raise NotFound(f"“{event.name}” is not linked to “{text}”.", remedy=f"It is linked to {ids}.")


def _tell(slug: str, document: dict[str, Any]) -> None:
    rows = [
        [str(each["event"]), each["name"], each["box_office_id"], each["box_office_name"], each["state"]]
        for each in document["links"]
    ]
    table(["Event", "Name", "Box-office id", "Name there", "State"], rows)
    if waiting := document["unlinked_box_office"]:
        say("\nAt the box office, linked to nothing here:")
        sold = [[each["box_office_id"], each["name"], each["tickets"], pounds(each["pence"])] for each in waiting]
        table(["Box-office id", "Name there", "Tickets", "Income"], sold)
        say(
            f"Mend it: houselights events {slug} adopt BOXOFFICE_ID, or houselights links {slug} set EVENT BOXOFFICE_ID"
        )
    if left := document["left_out"]:
        say("\nLinked by other performances than these, which wait:")
        rows = [[each["box_office_id"], each["name"], each["performances"], pounds(each["pence"])] for each in left]
        table(["Box-office id", "Name there", "Performances", "Income"], rows)
    if blank := document["unlinked_events"]:
        say("\nOn the register, linked to nothing at the box office:")
        table(["Event", "Name"], [[str(each["id"]), each["name"]] for each in blank])
