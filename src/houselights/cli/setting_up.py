"""`setup`: make or upgrade a home, and let the first operator in."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from houselights.cli.answers import answer, say
from houselights.cli.opening import check_not_newer, load_django, public_address
from houselights.cli.options import AsJson, example
from houselights.home import Home


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("setup", epilog=example("setup", "--home DIR setup --json"))(setup)


def setup(as_json: AsJson = False) -> None:
    """Create or upgrade the databases, then print a one-time link for the first operator. Safe to repeat."""
    home = Home.from_environment()
    set_up(home)
    from houselights.organisations.invitations import first_operator_path

    path = first_operator_path()
    link = public_address() + path if path else None

    def words() -> None:
        say(f"The home {home.path} is ready.")
        if link is None:
            return say("It has its operator already. Next: houselights serve")
        say("Start it with `houselights serve`, then open this link to become its operator. It works once:")
        return say(f"  {link}")

    answer({"home": str(home.path), "operator_link": link}, words, as_json=as_json)


def set_up(home: Home) -> None:
    """Folders, keys and databases: what is missing is made, what is older is upgraded, what is newer is refused."""
    home.prepare()
    with _one_at_a_time(home):
        load_django()
        check_not_newer()
        from django.conf import settings
        from django.core.management import call_command

        call_command("migrate", interactive=False, verbosity=0)
        settings.HUEY.storage.initialize_schema()


@contextmanager
def _one_at_a_time(home: Home) -> Iterator[None]:
    """Two set-ups at once take turns: migrations would meet half-way."""
    with (home.locks / "setup.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
