"""The Lyric's connection, as the feeds need it: to nobody, or to a running sandbox."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import stamina

from houselights.connections.actions import store_connection
from houselights.connections.models import Connection
from houselights.home import Home
from houselights.organisations.actions import add_organisation
from houselights.organisations.models import Organisation
from houselights.sandbox.remote import Sandbox
from houselights.sandbox.running import running_sandbox
from reference import give_small_reference


@pytest.fixture(autouse=True)
def clean_home(home: Home) -> Iterator[None]:
    """What one test lands is not there for the next, whose database is empty again."""
    give_small_reference(home.reference)
    yield
    shutil.rmtree(home.path / "organisations", ignore_errors=True)


@pytest.fixture(autouse=True)
def impatient() -> Iterator[None]:
    """Retries without the wait between them."""
    with stamina.set_testing(True, attempts=2):
        yield


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    with running_sandbox(size="small") as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running: Sandbox) -> Iterator[Sandbox]:
    """The box office without faults; what a test sells stays sold, so tests compare with the ledger."""
    running.set_faults()
    yield running
    running.set_faults()


@pytest.fixture
def lyric_connection(db: None) -> Connection:
    lyric = add_organisation(slug="lyric", name="The Lyric", by=None)
    return store_connection(
        organisation=lyric,
        kind="spektrix",
        client="lyric",
        login="api",
        secret="c2VjcmV0",
        origin="http://127.0.0.1:1",
        by=None,
    )


def connected(slug: str, sandbox: Sandbox, *, client: str = "") -> Connection:
    """An organisation connected to a theatre of the sandbox."""
    account = sandbox.client(client or slug)
    organisation = Organisation.objects.filter(slug=slug).first()
    return store_connection(
        organisation=organisation or add_organisation(slug=slug, name=slug.title(), by=None),
        kind="spektrix",
        client=account["client"],
        login=account["login"],
        secret=account["secret"],
        origin=sandbox.origin,
        by=None,
        history_from=date.today() - timedelta(days=400),  # the small theatre sold nothing before
    )
