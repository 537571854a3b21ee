"""The Lyric, read from a running sandbox once for a module: its tests falsify what is there, and it is put back."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from houselights.connections.actions import store_connection
from houselights.connections.models import BoxOfficeEvent, Connection
from houselights.feeds.actions import sync_now
from houselights.home import Home
from houselights.organisations.actions import add_organisation
from houselights.organisations.models import Organisation
from houselights.register.actions import adopt_events
from houselights.sandbox.remote import Sandbox
from houselights.sandbox.running import running_sandbox
from reference import give_small_reference


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with running_sandbox(size="small") as running:
        yield running


@pytest.fixture(scope="module")
def synced(sandbox: Sandbox, home: Home, django_db_setup: None, django_db_blocker: Any) -> Iterator[Organisation]:
    """Everything that was sold, returned and exchanged, one event left unlinked."""
    give_small_reference(home.reference)
    with django_db_blocker.unblock():
        yield _read_twice(_connected(sandbox), sandbox)
        call_command("flush", interactive=False)
    shutil.rmtree(home.path / "organisations", ignore_errors=True)


@pytest.fixture
def lyric(synced: Organisation, db: None, home: Home, tmp_path: Path) -> Iterator[Organisation]:
    """The same for every test: rows come back with the transaction, files from a copy."""
    folder = home.organisation(synced.slug)
    shutil.copytree(folder, tmp_path / "kept")
    yield Organisation.objects.get(slug="lyric")
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "kept", folder)


def _connected(sandbox: Sandbox) -> Connection:
    account = sandbox.client("lyric")
    return store_connection(
        organisation=add_organisation(slug="lyric", name="The Lyric", by=None),
        kind="spektrix",
        client=account["client"],
        login=account["login"],
        secret=account["secret"],
        origin=sandbox.origin,
        by=None,
        history_from=date.today() - timedelta(days=400),  # the small theatre sold nothing before
    )


def _read_twice(connection: Connection, sandbox: Sandbox) -> Organisation:
    sync_now(connection=connection, by=None)
    adopt_events(box_office_events=_all_but_one(connection), by=None)
    _sell_and_take_back(sandbox)
    sync_now(connection=connection, by=None)
    return connection.organisation


def _all_but_one(connection: Connection) -> list[BoxOfficeEvent]:
    return list(connection.catalogue.order_by("-tickets"))[1:]


def _sell_and_take_back(sandbox: Sandbox) -> None:
    listed = sandbox.ledger("lyric")["performances"]
    one, other = [each["performance"] for each in listed if not each["cancelled"]][:2]
    cancelled = next(each["performance"] for each in listed if each["cancelled"])
    sandbox.sell("lyric", cancelled, 2)
    sold = sandbox.sell("lyric", one, 5)
    sandbox.give_back("lyric", sold["order"], sold["tickets"][:2])
    sandbox.exchange("lyric", sold["order"], other, sold["tickets"][2:3])
