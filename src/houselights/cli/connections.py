"""`connect` and `disconnect`: an organisation's access to its box office."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from houselights.cli.answers import answer, note, say
from houselights.cli.opening import open_home
from houselights.cli.options import AsJson, Slug, day, example
from houselights.errors import NotFound, WrongUsage

if TYPE_CHECKING:
    from houselights.connections.models import Connection
    from houselights.connectors.base import Credentials, Step
    from houselights.organisations.models import Organisation

SecretFile = Annotated[Path, typer.Option(metavar="FILE", help="A file with the secret key; - reads it from input.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(
        "connect",
        epilog=example("connect lyric spektrix --client lyric --login houselights --secret-file key.txt"),
    )(connect)
    app.command("disconnect", epilog=example("disconnect lyric", "disconnect lyric 2 --remove-data"))(disconnect)


def connect(
    slug: Slug,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="Which box office: spektrix.")],
    client: Annotated[str, typer.Option(help="The organisation's name at the box office.")],
    login: Annotated[str, typer.Option(help="The login of its API user.")],
    secret_file: SecretFile,
    origin: Annotated[str, typer.Option(metavar="URL", help="A custom domain, or a loopback address.")] = "",
    since: Annotated[str, typer.Option(metavar="DATE", help="First day of history; else five financial years.")] = "",
    as_json: AsJson = False,
) -> None:
    """Test the credentials step by step, then store them sealed."""
    open_home()
    from houselights.feeds import opening
    from houselights.organisations.queries import organisation_named

    organisation = organisation_named(slug)
    steps, connection = opening.connect(
        organisation=organisation,
        kind=kind,
        credentials=_credentials(client, login, secret_file, origin, organisation.time_zone),
        by=None,
        history_from=day(since) if since else None,
    )
    if connection is None:
        for step in steps:
            note(_line(step))
    opening.check_steps(steps)
    assert connection is not None  # the steps have all passed
    answer(_document(connection, steps), lambda: _tell(connection, steps), as_json=as_json)


def disconnect(
    slug: Slug,
    connection: Annotated[
        int | None, typer.Argument(metavar="[CONNECTION]", help="Its number, if there are several.")
    ] = None,
    remove_data: Annotated[bool, typer.Option("--remove-data", help="Remove all that arrived by it too.")] = False,
    as_json: AsJson = False,
) -> None:
    """Erase the key of a box office; what arrived is kept unless --remove-data is given."""
    open_home()
    from houselights.feeds.actions import disconnect_box_office
    from houselights.organisations.queries import organisation_named

    found = one_connection(organisation_named(slug), connection)
    number = found.pk
    disconnect_box_office(connection=found, by=None, remove_data=remove_data)
    answer(
        {"organisation": slug, "connection": number, "data_removed": remove_data},
        lambda: say(
            f"Disconnected: the key of {slug}’s box office is erased, "
            + ("and all that arrived by it is removed." if remove_data else "what arrived by it is kept.")
        ),
        as_json=as_json,
    )


def _credentials(client: str, login: str, secret_file: Path, origin: str, time_zone: str) -> "Credentials":
    """`origin` is free here: whoever runs this command runs the server."""
    from django.conf import settings

    from houselights.connectors.base import Credentials

    return Credentials(
        client, login, _secret(secret_file), (origin or settings.BOX_OFFICE_ORIGINS[0]).rstrip("/"), time_zone
    )


def _secret(path: Path) -> str:
    """From a file and never from an argument: those are seen in the list of processes."""
    try:
        secret = (sys.stdin.read() if str(path) == "-" else path.read_text()).strip()
    except (OSError, UnicodeDecodeError):
        raise WrongUsage(
            f"The secret file {path} cannot be read.", remedy="Name a text file that holds the key alone."
        ) from None
    if not secret:
        raise WrongUsage(f"The secret file {path} is empty.", remedy="Paste the key into it, and nothing else.")
    return secret


def one_connection(organisation: "Organisation", number: int | None) -> "Connection":
    """The connection of that number, or the only one there is."""
    slug, found = organisation.slug, list(organisation.connections.all())
    found = [each for each in found if number in (None, each.pk)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFound(
            f"{slug} has no {f'connection {number}' if number else 'box office'}.", remedy=_ways(organisation)
        )
    raise WrongUsage(f"{slug} has several connections: {_numbers(found)}.", remedy="Say which, by its number.")


def _ways(organisation: "Organisation") -> str:
    found = list(organisation.connections.all())
    return f"It has {_numbers(found)}." if found else f"Connect one: houselights connect {organisation.slug} spektrix …"


def _numbers(found: "list[Connection]") -> str:
    return ", ".join(f"{each.pk} ({each})" for each in found)


def _document(connection: "Connection", steps: "list[Step]") -> dict[str, Any]:
    return {
        "organisation": connection.organisation.slug,
        "connection": connection.pk,
        "kind": connection.kind,
        "client": connection.client,
        "origin": connection.origin,
        "steps": [
            {"check": step.check, "passed": step.passed, "detail": step.detail, "remedy": step.remedy} for step in steps
        ],
    }


def _tell(connection: "Connection", steps: "list[Step]") -> None:
    for step in steps:
        say(_line(step))
    slug = connection.organisation.slug
    say(f"Connected, as connection {connection.pk}. Its key is sealed. Next: houselights sync {slug}")


def _line(step: "Step") -> str:
    return f"  {'pass' if step.passed else 'fail'}  {step.check}: {step.detail}"
