"""`links ORG suggest|refuse`: which box-office event may be which event of the register; a no is remembered."""

from typing import TYPE_CHECKING, Annotated

import typer

from houselights.cli.answers import answer, counted, pounds, say, table
from houselights.cli.links import (
    BoxOfficeIdText,
    ConnectionNumber,
    EventNumber,
    at_box_office,
    links,
    pair,
    registered_event,
)
from houselights.cli.opening import open_home
from houselights.cli.options import AsJson, example
from houselights.cli.rebuilding import let_figures_follow
from houselights.errors import WrongUsage

if TYPE_CHECKING:
    from houselights.organisations.models import Organisation
    from houselights.register.suggestions.queries import Suggested

Line = Annotated[
    int | None, typer.Option(metavar="SCORE", help="Link at once what scores more than this, of 100; 95 is safe.")
]
SHOWN = 20  # suggestions told in words; --json has them all


def register(_: typer.Typer) -> None:
    """The commands of this file join the group of `links`."""


@links.command("suggest", epilog=example("links lyric suggest", "links lyric suggest --accept-above 95"))
def suggest(context: typer.Context, accept_above: Line = None, as_json: AsJson = False) -> None:
    """Suggest links, each with its score and the reasons for it; accept the surest of them."""
    open_home()
    from houselights.organisations.queries import organisation_named
    from houselights.register.suggestions.queries import suggested

    if accept_above is not None and not 0 <= accept_above <= 100:
        raise WrongUsage(f"A score is never {accept_above}.", remedy="Give a whole number from 0 to 100; 95 is safe.")
    organisation = organisation_named(context.obj)
    found = suggested(organisation)
    accepted = _accept(organisation, found, accept_above)
    keys = {each.key for each in accepted}
    document = [each.as_json(accepted=each.key in keys) for each in found]
    answer(document, lambda: _tell(organisation.slug, found, accepted), as_json=as_json)


@links.command("refuse", epilog=example("links lyric refuse 12 70401"))
def refuse(
    context: typer.Context,
    event: EventNumber,
    box_office_id: BoxOfficeIdText,
    connection: ConnectionNumber = None,
    as_json: AsJson = False,
) -> None:
    """Say that a box-office event is not that event: the pair is not suggested again."""
    organisation, registered = registered_event(context.obj, event)
    found = at_box_office(organisation, box_office_id, connection)
    from houselights.register.suggestions.actions import refuse_suggestion

    refuse_suggestion(event=registered, found=found, by=None)
    document = pair(registered, found, "refused")
    answer(document, lambda: say(f"“{found.name}” is not suggested for “{registered.name}” again."), as_json=as_json)


def _accept(organisation: "Organisation", found: "list[Suggested]", line: int | None) -> "list[Suggested]":
    if line is None:
        return []
    from houselights.register.suggestions.actions import accept_suggestions
    from houselights.register.suggestions.queries import above

    accepted = accept_suggestions(chosen=above(line, found), by=None)
    if accepted:
        let_figures_follow(organisation)
    return accepted


def _tell(slug: str, found: "list[Suggested]", accepted: "list[Suggested]") -> None:
    if not found:
        say("Nothing to suggest: see `houselights links " + slug + " list` for what is linked to nothing.")
        return
    keys = {each.key for each in accepted}
    rows = [
        _row(each, "linked" if each.key in keys else "share out" if each.is_taken else "") for each in found[:SHOWN]
    ]
    table(["Score", "Event", "On the register", "At the box office", "Box-office id", ""], rows)
    if len(found) > SHOWN:
        say(f"{len(found) - SHOWN} more: --json has them all.")
    for each in found[:SHOWN]:
        say(f"\n{each.score}  “{each.event.name}” and “{each.found.name}”:")
        say("  " + " ".join(reason.detail for reason in each.reasons if reason.points))
    if accepted:
        tickets, pence = (sum(getattr(each.found, name) for each in accepted) for name in ("tickets", "pence"))
        say(f"\n{counted(len(accepted), 'link')} made: {counted(tickets, 'ticket')}, {pounds(pence)}, are counted now.")
        say(f"Next: houselights sync {slug}, which reads the customers of these sales.")
    else:
        say(f"\nLink the surest: houselights links {slug} suggest --accept-above 95")
        say(f"One by one: houselights links {slug} set EVENT BOXOFFICE_ID, or refuse EVENT BOXOFFICE_ID")


def _row(each: "Suggested", state: str) -> list[str]:
    return [str(each.score), str(each.event.pk), each.event.name, each.found.name, each.found.box_office_id, state]
