"""`organisation add|list|grant`: the organisations of this installation; `import` and `invite` stand beside."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from houselights.cli.answers import answer, say, table
from houselights.cli.opening import open_home
from houselights.cli.options import AsJson, Slug, example, group

if TYPE_CHECKING:
    from houselights.organisations.models import Organisation

organisation = group(help="The organisations of this installation.")


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.add_typer(organisation, name="organisation", epilog=example("organisation list"))


@organisation.command("add", epilog=example('organisation add lyric --name "The Lyric"'))
def add(
    slug: Annotated[
        str, typer.Argument(metavar="ORG", help="Its short name for good: small letters, digits, hyphens.")
    ],
    name: Annotated[str, typer.Option(help="Its name, as people write it.")],
    kind: Annotated[str, typer.Option(help="npo, organisation or funder.")] = "npo",
    time_zone: Annotated[str, typer.Option(metavar="ZONE", help="Where its performances are.")] = "Europe/London",
    as_json: AsJson = False,
) -> None:
    """Add an organisation, with a key of its own."""
    open_home()
    from houselights.organisations.actions import add_organisation

    added = add_organisation(slug=slug, name=name, kind=kind.lower(), time_zone=time_zone, by=None)
    role = "funder" if added.kind == "funder" else "admin"

    def words() -> None:
        say(f"{added.name} is here, as {slug}.")
        say(f"Next: houselights user add EMAIL --organisation {slug} --role {role}")

    answer(_document(added), words, as_json=as_json)


@organisation.command("list", epilog=example("organisation list", "organisation list --json"))
def list_organisations(as_json: AsJson = False) -> None:
    """List the organisations: short name, name, kind, people, box offices that are connected."""
    open_home()
    from houselights.organisations.queries import all_organisations

    found = [_document(each) for each in all_organisations()]

    def words() -> None:
        if not found:
            return say("There is none yet. Add one: houselights organisation add ORG --name NAME")
        rows = [[each["organisation"], each["name"], each["kind"], each["people"], each["connected"]] for each in found]
        return table(["ORG", "Name", "Kind", "People", "Box offices"], rows)

    answer({"organisations": found}, words, as_json=as_json)


@organisation.command("grant", epilog=example("organisation grant arts-fund lyric"))
def grant(
    funder: Annotated[str, typer.Argument(metavar="FUNDER", help="An organisation of kind funder.")],
    slug: Slug,
    as_json: AsJson = False,
) -> None:
    """Put an organisation into a funder's portfolio. Safe to repeat."""
    open_home()
    from houselights.organisations.actions import add_to_portfolio
    from houselights.organisations.queries import organisation_named

    holder, given = organisation_named(funder), organisation_named(slug)
    add_to_portfolio(funder=holder, organisation=given, by=None)
    answer(
        {"funder": funder, "organisation": slug},
        lambda: say(f"{given.name} is in the portfolio of {holder.name}."),
        as_json=as_json,
    )


def _document(organisation: "Organisation") -> dict[str, Any]:
    return {
        "organisation": organisation.slug,
        "name": organisation.name,
        "kind": organisation.kind,
        "time_zone": organisation.time_zone,
        "people": organisation.members.count(),
        "connected": organisation.connections.exclude(sealed_secret="").count(),
    }
