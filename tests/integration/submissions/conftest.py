"""The Lyric, read from a running sandbox once for a module, with all it sold adopted; Ada signs, Gus does not."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

import cast
from houselights.feeds.actions import rebuild, sync_now
from houselights.home import Home
from houselights.organisations.models import Organisation
from houselights.periods import parse_period, quarter_of
from houselights.register.actions import adopt_events
from houselights.register.queries import unlinked_box_office
from houselights.sandbox.remote import Sandbox
from houselights.sandbox.running import running_sandbox
from houselights.submissions.drafting import quarter_before
from reference import give_small_reference


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with running_sandbox(size="small") as running:
        yield running


@pytest.fixture(scope="module")
def synced(sandbox: Sandbox, home: Home, django_db_setup: None, django_db_blocker: Any) -> Iterator[Organisation]:
    give_small_reference(home.reference)
    account = sandbox.client("lyric")
    with django_db_blocker.unblock():
        lyric = cast.make_lyric()
        sync_now(
            connection=cast.make_connection(
                lyric,
                client="lyric",
                login=account["login"],
                secret=account["secret"],
                origin=sandbox.origin,
                history_from=date.today() - timedelta(days=400),
            ),
            by=None,
        )
        adopt_events(box_office_events=unlinked_box_office(lyric), by=None)
        rebuild(lyric)
        yield lyric
        call_command("flush", verbosity=0, interactive=False)
    shutil.rmtree(home.path / "organisations", ignore_errors=True)


@pytest.fixture
def lyric(synced: Organisation, db: None, home: Home, tmp_path: Path) -> Iterator[Organisation]:
    """The same for every test: rows come back with the transaction, files from a copy."""
    folder = home.organisation(synced.slug)
    shutil.copytree(folder, tmp_path / "kept")
    yield Organisation.objects.get(slug="lyric")
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "kept", folder)


@pytest.fixture
def quarter(lyric: Organisation) -> str:
    """The newest quarter that is over."""
    return quarter_before(quarter_of(timezone.localdate()))


@pytest.fixture
def first_day(quarter: str) -> date:
    start = parse_period(quarter).start
    assert start
    return start
