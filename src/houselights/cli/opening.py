"""Open the home that a command works in: checked, of the right version, with Django loaded."""

import os

from houselights.errors import HomeProblem, WrongUsage
from houselights.home import Home


def open_home() -> Home:
    """The home, ready for use; HomeProblem with what to do where it is none, half-written or of a newer version."""
    home = Home.from_environment()
    home.check()
    if not home.exists():
        raise HomeProblem(
            f"There is no Houselights in {home.path} yet.",
            remedy="Run `houselights setup` first, or name another home with --home.",
        )
    home.check_writable()
    load_django()
    _check_database()
    return home


def load_django() -> None:
    """Late, and only for commands that need it: `--help` stays quick."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "houselights.web.settings")
    import django
    from environs import EnvError

    try:
        django.setup()
    except EnvError as problem:
        raise WrongUsage(f"A setting cannot be used: {problem}", remedy="Correct it in the environment.") from None


def public_address() -> str:
    """Where people find the pages, without the slash at its end."""
    from django.conf import settings

    return str(settings.PUBLIC_URL)


def check_not_newer() -> None:
    """Refuse a database that a newer Houselights has changed: this one would not understand it."""
    applied, known = _migrations()
    if unknown := sorted(applied - known):
        app, name = unknown[0]
        raise HomeProblem(
            f"The database was written by a newer Houselights (it has {app} {name}).",
            remedy="Use that version, or restore a backup made by this one.",
        )


def _check_database() -> None:
    check_not_newer()
    applied, known = _migrations()
    if known - applied:
        raise HomeProblem(
            "The database in this home is not finished, or is of an earlier version.",
            remedy="Run `houselights setup`: it finishes or upgrades it, and keeps everything.",
        )


def _migrations() -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """(applied, known), of the parts that are Houselights' own."""
    from django.apps import apps
    from django.db import DatabaseError, connection
    from django.db.migrations.loader import MigrationLoader

    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("houselights.")}
    try:
        loader = MigrationLoader(connection)
    except DatabaseError as problem:
        raise HomeProblem(
            "The database cannot be read.", remedy="Restore it from a backup, or check DATABASE_URL."
        ) from problem
    applied = {key for key in loader.applied_migrations if key[0] in ours}
    return applied, {key for key in loader.disk_migrations if key[0] in ours}
