"""`user add`: give a person a place, and a one-time link to come in by."""

from typing import Annotated

import typer

from houselights.cli.answers import answer, say
from houselights.cli.opening import open_home, public_address
from houselights.cli.options import AsJson, example, group

user = group(help="The people who sign in.")


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.add_typer(user, name="user", epilog=example("user add ada@example.org --organisation lyric --role admin"))


@user.callback()
def people() -> None:
    """The people who sign in."""


@user.command(
    "add",
    epilog=example(
        "user add ada@example.org --organisation lyric --role admin",
        "user add ops@example.org --role operator",
    ),
)
def add(
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="The address to sign in with.")],
    role: Annotated[str, typer.Option(help="admin, general, reader, funder or operator.")],
    organisation: Annotated[str, typer.Option(metavar="ORG", help="Where; an operator needs none.")] = "",
    name: Annotated[str, typer.Option(help="How the person is called.")] = "",
    as_json: AsJson = False,
) -> None:
    """Give a person a place in an organisation, and print a one-time link that sets their password.

    For somebody who is here already it changes the role; the link lets them choose a new password.
    """
    open_home()
    from houselights.organisations.actions import add_person
    from houselights.organisations.invitations import invitation_path
    from houselights.organisations.queries import organisation_named

    place = organisation_named(organisation) if organisation else None
    person = add_person(email=email, organisation=place, role=role, by=None, name=name)
    link = public_address() + invitation_path(person)

    def words() -> None:
        say(f"{person.email} is {role}{f' of {place.name}' if place else ' of this installation'}.")
        say("This link lets them choose a password. It works once, for three days, while the server runs:")
        say(f"  {link}")

    answer(
        {"email": person.email, "organisation": organisation or None, "role": role, "link": link},
        words,
        as_json=as_json,
    )
