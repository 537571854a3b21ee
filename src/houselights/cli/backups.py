"""`backup` and `restore`: the home as one sealed file, and a home made of it again."""

import os
from pathlib import Path
from typing import Annotated

import typer

from houselights.cli.answers import answer, counted, note, say
from houselights.cli.opening import load_django, open_home
from houselights.cli.options import AsJson, example
from houselights.errors import HomeProblem, HouselightsError
from houselights.home import Home

File = Annotated[Path, typer.Argument(metavar="FILE", help="The backup.")]
Passphrase = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file",
        metavar="FILE",
        envvar="HOUSELIGHTS_BACKUP_PASSPHRASE_FILE",
        help="Seal it with the passphrase in this file.",
    ),
]
Key = Annotated[
    Path | None,
    typer.Option(
        "--key-file",
        metavar="FILE",
        envvar="HOUSELIGHTS_BACKUP_KEY_FILE",
        help="Seal it with this key file: one of age’s, or any other that nobody else has.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("backup", epilog=example("backup lyric.backup", "backup all.backup --passphrase-file secret.txt"))(
        backup
    )
    app.command("restore", epilog=example("--home NEW restore all.backup --passphrase-file secret.txt"))(restore)


def backup(file: File, passphrase: Passphrase = None, key: Key = None, as_json: AsJson = False) -> None:
    """Write everything in the home to one sealed file, as of one moment, while it serves and syncs.

    Without a passphrase or a key file the home's master key seals it. The master key itself is not in it.
    """
    home = open_home()
    from houselights.backups.actions import back_up
    from houselights.backups.sealing import seal_of

    seal = seal_of(passphrase_file=passphrase, key_file=key, master_key=home.master_key)
    made = back_up(home, to=file.absolute(), seal=seal, by=None)
    document = {
        "file": str(made.file),
        "bytes": made.bytes,
        "made_at": made.made_at,
        "organisations": made.organisations,
        "files": made.files,
        "sealed_with": seal.by,
    }

    def words() -> None:
        say(f"{counted(made.organisations, 'organisation')}, {counted(made.files, 'file')}: {made.bytes:,} bytes.")
        say(f"{made.file} is sealed with {seal.by}.")
        say("To restore it you need the master key of this home as well: keep a copy apart from the backup.")

    answer(document, words, as_json=as_json)


def restore(file: File, passphrase: Passphrase = None, key: Key = None, as_json: AsJson = False) -> None:
    """Make a home of a backup, in an empty folder, with its figures. Needs the master key of the home it was made of.

    Give that key as HOUSELIGHTS_MASTER_KEY (or _FILE), or as `keys/master.key` in the new home.
    """
    home = Home.from_environment()
    from houselights.backups.restoring import check_empty, restore_files
    from houselights.backups.sealing import seal_of

    check_empty(home)
    _check_master_key(home)
    seal = seal_of(passphrase_file=passphrase, key_file=key, master_key=home.master_key)
    # Before there is a home there are no settings to ask.
    elsewhere = not os.environ.get("DATABASE_URL", "sqlite:").startswith("sqlite")
    made = restore_files(home, file=file.absolute(), seal=seal, database_elsewhere=elsewhere)
    if elsewhere:
        _fill_database(home)
    note("The files are there; making the figures.")
    organisations = _bring_up(home)
    document = {"home": str(home.path), "made_at": made.made_at, "organisations": organisations}

    def words() -> None:
        say(f"{home.path} is as it was at {made.made_at}, with {counted(organisations, 'organisation')}.")
        say("People sign in again. Next: houselights serve")

    answer(document, words, as_json=as_json)


def _check_master_key(home: Home) -> None:
    """Before anything is unpacked; a key that is there and is another one is told later, by what it should open."""
    try:
        home.master_key()
    except HomeProblem as problem:
        raise HomeProblem(
            "To restore a backup, the master key of the home it was made of is needed, and there is none.",
            remedy=f"Name it in HOUSELIGHTS_MASTER_KEY_FILE, or copy it to {home.path / 'keys' / 'master.key'}, and "
            "run this again; nothing was changed.",
        ) from problem


def _fill_database(home: Home) -> None:
    """With what people wrote, at once and whole; where it cannot be, the home is empty again."""
    from houselights.backups.restoring import database_of, finish, give_up
    from houselights.cli.setting_up import set_up

    try:
        load_django()
        from houselights.backups.rows import check_nobody_there, read_database

        check_nobody_there()
        set_up(home)
        read_database(database_of(home))
    except HouselightsError:
        give_up(home)
        raise
    finish(home)


def _bring_up(home: Home) -> int:
    """Upgrade an older database, and make the figures, which no backup holds; how many organisations there are."""
    from houselights.cli.setting_up import set_up

    set_up(home)
    load_django()
    from houselights.backups.figures import make_figures

    return make_figures()
