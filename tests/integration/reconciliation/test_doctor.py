"""Each thing that can stand between a server and its figures: does the doctor name it, and say what to do?"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import stamina
from django.db import connection
from django.utils import timezone

from houselights.audit.queries import trail
from houselights.connections.actions import disconnect, store_connection
from houselights.connections.models import Connection
from houselights.errors import BoxOfficeUnavailable
from houselights.feeds.actions import sync_now
from houselights.home import Home
from houselights.organisations.models import Organisation
from houselights.reconciliation.doctor.box_offices import box_offices
from houselights.reconciliation.doctor.checked import Checked
from houselights.reconciliation.doctor.installation import installation
from houselights.sandbox.remote import Sandbox

STEPS = ["reachable", "client", "clock", "key", "orders", "changes"]
FEED = ["last-run", "windows", "newest", "set-aside", "budget"]


@pytest.fixture(autouse=True)
def impatient(sandbox: Sandbox) -> Iterator[None]:
    """Retries without the wait between them; no fault outlives its test."""
    with stamina.set_testing(True, attempts=2):
        yield
    sandbox.set_faults()


def wrong(found: list[Checked]) -> dict[str, Checked]:
    return {each.check: each for each in found if not each.passed}


def examined(lyric: Organisation) -> list[Checked]:
    return list(box_offices(lyric))


def given(lyric: Organisation, **changes: str) -> None:
    """The connection with other credentials."""
    connection = lyric.connections.get()
    kept = {"client": connection.client, "login": connection.login, "secret": "c2VjcmV0", "origin": connection.origin}
    Connection.objects.filter(pk=connection.pk).update(client=(kept | changes)["client"])
    store_connection(organisation=lyric, kind="spektrix", by=None, **kept | changes)


def test_a_feed_that_is_well_passes_every_check_in_order(lyric: Organisation):
    found = examined(lyric)

    assert [each.check for each in found] == STEPS + FEED
    assert wrong(found) == {}
    assert {each.organisation for each in found} == {"lyric"}


@pytest.mark.parametrize(
    ("fault", "check", "says"),
    [
        ({"kind": "key-revoked"}, "key", "does not accept"),
        ({"kind": "clock-skew", "minutes": 40}, "clock", "40 minutes"),
        ({"kind": "html-403"}, "reachable", "web page"),
        ({"kind": "html-200"}, "reachable", "web page"),
        ({"kind": "error-500"}, "reachable", "problem of its own"),
        ({"kind": "reset"}, "reachable", "broke off"),
        ({"kind": "truncated"}, "reachable", "."),
        ({"kind": "html-403", "route": "orders"}, "orders", "web page"),
    ],
    ids=lambda value: value.get("kind") if isinstance(value, dict) else "",
)
def test_a_fault_of_the_box_office_is_named(
    lyric: Organisation, sandbox: Sandbox, fault: dict[str, Any], check: str, says: str
):
    sandbox.set_faults(fault)

    found = examined(lyric)

    assert list(wrong(found)) == [check]
    assert says in wrong(found)[check].detail
    assert wrong(found)[check].remedy


def test_a_page_from_an_edge_is_told_apart_from_an_outage(lyric: Organisation, sandbox: Sandbox):
    sandbox.set_faults({"kind": "html-403"})

    assert "in front of the box office" in wrong(examined(lyric))["reachable"].remedy


@pytest.mark.parametrize(
    ("changes", "check", "says"),
    [
        ({"secret": "not base64!"}, "key", "not whole"),
        ({"secret": "d3Jvbmc="}, "key", "does not accept"),
        ({"login": "nobody"}, "key", "does not accept"),
        ({"client": "lyrik"}, "client", "lyrik"),
        ({"origin": "http://127.0.0.1:1"}, "reachable", "cannot be reached"),
        ({"origin": "https://[not an address"}, "reachable", "cannot be reached"),
    ],
)
def test_wrong_credentials_are_named(lyric: Organisation, changes: dict[str, str], check: str, says: str):
    given(lyric, **changes)

    found = wrong(examined(lyric))

    assert says in found[check].detail
    assert set(found) == {check}


def test_without_the_feed_of_changes_nothing_is_to_be_mended_and_it_is_said(lyric: Organisation, sandbox: Sandbox):
    sandbox.set_faults({"kind": "changes-absent"})

    found = examined(lyric)
    (changes,) = [each for each in found if each.check == "changes"]

    assert wrong(found) == {}
    assert "not switched on" in changes.detail
    assert "Nothing needs to be done" in changes.remedy


def test_what_runs_left_undone_is_named(lyric: Organisation, sandbox: Sandbox):
    connection = lyric.connections.get()
    sandbox.set_faults({"kind": "error-500", "route": "orders"})
    with pytest.raises(BoxOfficeUnavailable):
        sync_now(connection=connection, by=None, full=True)
    sandbox.set_faults()
    run = connection.runs.first()
    connection.set_aside.create(run=run, kind="orders", box_office_id="1", reason="total is not a number.")

    found = wrong(examined(lyric))

    assert set(found) >= {"last-run", "windows", "set-aside"}
    assert "houselights replay lyric" in found["set-aside"].remedy


def test_a_key_that_this_home_cannot_open_is_named_and_nothing_is_asked(lyric: Organisation):
    Connection.objects.update(sealed_secret="c2VhbGVkIGJ5IGFub3RoZXIga2V5IGVudGlyZWx5")

    found = examined(lyric)

    assert [each.check for each in found] == ["sealed-key"]
    assert "HOUSELIGHTS_MASTER_KEY" in found[0].remedy


def test_a_budget_that_is_spent_is_named(lyric: Organisation, settings: Any):
    Connection.objects.update(requests_on=timezone.localdate(), requests_made=settings.DAILY_REQUEST_BUDGET)

    found = wrong(examined(lyric))

    assert set(found) == {"reachable", "budget"}
    assert "HOUSELIGHTS_DAILY_REQUEST_BUDGET" in found["budget"].remedy


def test_what_is_disconnected_is_left_alone(lyric: Organisation):
    disconnect(connection=lyric.connections.get(), by=None)

    assert [(each.check, each.passed) for each in examined(lyric)] == [("connected", True)]


def test_no_secret_is_said(lyric: Organisation, sandbox: Sandbox):
    secrets = [sandbox.client("lyric")["secret"], Home.from_environment().master_key().hex()]
    for faults in ([], [{"kind": "key-revoked"}], [{"kind": "html-200"}]):
        sandbox.set_faults(*faults)

        said = str([each.as_json() for each in examined(lyric)])

        assert not [secret for secret in secrets if secret in said]


def test_an_installation_that_is_well_passes(lyric: Organisation):
    found = list(installation())

    assert [each.check for each in found] == ["versions", "database", "keys", "trail", "disk", "background", "mail"]
    assert set(wrong(found)) <= {"disk"}  # a machine of ours may be full


def test_a_run_that_nobody_does_is_named(lyric: Organisation):
    connection = lyric.connections.get()
    connection.runs.create(state="waiting", started_at=timezone.now() - timezone.timedelta(minutes=6))

    assert "background" in wrong(list(installation()))


def test_another_master_key_is_named(lyric: Organisation, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOUSELIGHTS_MASTER_KEY", "bm90IHRoZSBrZXkgdGhhdCBzZWFsZWQgdGhpcyBob21lIQ==")
    monkeypatch.setattr(os, "environ", os.environ)

    assert "keys" in wrong(list(installation()))


def test_a_trail_that_somebody_altered_is_named_with_its_entry(lyric: Organisation):
    newest = trail("lyric").first()
    assert newest
    with connection.cursor() as cursor:
        cursor.execute("update audit_entry set action = 'nothing' where id = %s", [newest.pk])

    found = wrong(list(installation()))["trail"]

    assert f"Entry {newest.pk} of the trail" in found.detail
    assert found.remedy


def test_a_full_disk_is_named(lyric: Organisation, monkeypatch: pytest.MonkeyPatch):
    def full(path: Path) -> Any:
        return type("Usage", (), {"free": 10_000_000})

    monkeypatch.setattr("shutil.disk_usage", full)

    assert "disk" in wrong(list(installation()))
