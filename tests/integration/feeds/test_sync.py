"""A sync brings what was truly sold, whatever happened in between: figures equal the sandbox's ledger."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from houselights.connections.models import Connection
from houselights.disclosure.gate import release
from houselights.errors import AlreadyRunning, BoxOfficeUnavailable, CredentialsRefused
from houselights.feeds import compacting
from houselights.feeds.actions import sync_now
from houselights.feeds.locks import organisation_lock
from houselights.feeds.models import SyncRun
from houselights.feeds.progress import Progress
from houselights.feeds.queries import run_json, waiting
from houselights.home import Home
from houselights.measures.question import Question
from houselights.register.actions import adopt_events, unlink_event
from houselights.sandbox.ids import customer_id
from houselights.sandbox.people import customer_number
from houselights.sandbox.remote import Sandbox
from houselights.warehouse.builds import current_tables
from houselights.warehouse.opened import open_build

from .conftest import connected

pytestmark = pytest.mark.django_db(transaction=True)


def adopt_all(connection: Connection) -> None:
    adopt_events(box_office_events=list(connection.catalogue.all()), by=None)


def synced_lyric(sandbox: Sandbox) -> Connection:
    """The Lyric with everything on its register, read to the end."""
    lyric = connected("lyric", sandbox)
    sync_now(connection=lyric, by=None)
    adopt_all(lyric)
    sync_now(connection=lyric, by=None)
    return lyric


def figures_by_performance(home: Home, slug: str) -> dict[str, tuple[int, int]]:
    """{performance: (tickets, pence)} of the warehouse, held now."""
    warehouse = open_build(home.organisation(slug))
    assert warehouse
    rows = warehouse.rows(
        "select performance_id, count(*), cast(sum(total_pence) as bigint) "
        "from ticket_sales inner join performances using (performance_number) "
        "where seen_until is null group by performance_id"
    )
    return {performance: (tickets, pence) for performance, tickets, pence in rows}


def ledger_by_performance(sandbox: Sandbox, client: str) -> dict[str, tuple[int, int]]:
    listed = sandbox.ledger(client)["performances"]
    return {each["performance"]: (each["tickets"], each["pence"]) for each in listed if each["tickets"]}


def in_all(home: Home, measure: str, slug: str = "lyric") -> int:
    total = release(Question(measure, of=slug), home=home.path).total
    return int(total or 0)


def some_sale(sandbox: Sandbox) -> dict[str, str]:
    """A performance of a listed event with tickets."""
    listed = sandbox.ledger("lyric")["performances"]
    return next(each for each in reversed(listed) if each["tickets"] > 10 and not each["cancelled"])


def test_every_ticket_and_penny_of_a_linked_event_is_there(sandbox, home):
    synced_lyric(sandbox)

    assert figures_by_performance(home, "lyric") == ledger_by_performance(sandbox, "lyric")


def test_the_released_figures_are_the_ledgers_without_cancelled_performances(sandbox, home):
    synced_lyric(sandbox)

    took_place = [each for each in sandbox.ledger("lyric")["performances"] if not each["cancelled"]]
    assert in_all(home, "tickets") == sum(each["tickets"] for each in took_place)
    assert in_all(home, "income") == sum(each["pence"] for each in took_place)


def test_unlinked_events_count_nothing_and_wait_counted(sandbox, home):
    lyric = connected("lyric", sandbox)

    run = sync_now(connection=lyric, by=None)

    truth = sandbox.ledger("lyric")
    assert in_all(home, "tickets") == 0
    assert waiting(lyric.organisation).tickets == truth["tickets"]
    assert run_json(run)["waiting"] == {"tickets": truth["tickets"], "pence": truth["pence"]}


def test_an_event_unlinked_again_stops_counting_and_waits(sandbox, home):
    lyric = synced_lyric(sandbox)
    link = lyric.links.get(box_office_id=some_sale(sandbox)["event"])
    held = lyric.catalogue.get(box_office_id=link.box_office_id).tickets
    before = sum(tickets for tickets, _ in figures_by_performance(home, "lyric").values())

    unlink_event(event=link.event, connection=lyric, box_office_id=link.box_office_id, by=None)
    sync_now(connection=lyric, by=None)

    after = sum(tickets for tickets, _ in figures_by_performance(home, "lyric").values())
    assert before - after == held == waiting(lyric.organisation).tickets


def test_many_windows_are_landed_together_in_few_files(sandbox, home):
    lyric = connected("lyric", sandbox)

    sync_now(connection=lyric, by=None)

    assert lyric.windows.filter(is_complete=True).count() > 90
    assert lyric.landed_files.filter(kind="orders").count() < 5


def test_windows_that_came_before_the_box_office_went_away_are_kept(sandbox, home):
    lyric = connected("lyric", sandbox)
    sandbox.set_faults({"kind": "error-500", "route": "orders", "after": 12})

    with pytest.raises(BoxOfficeUnavailable):
        sync_now(connection=lyric, by=None)

    assert lyric.windows.filter(is_complete=True).count() >= 10
    assert lyric.landed_files.filter(kind="orders").exists()


def test_customers_are_read_also_in_a_run_that_made_few_files_of_many(sandbox, home, monkeypatch):
    lyric = connected("lyric", sandbox)
    sync_now(connection=lyric, by=None)
    one, *others = lyric.catalogue.filter(tickets__gt=0)
    adopt_events(box_office_events=[one], by=None)
    sync_now(connection=lyric, by=None)
    adopt_events(box_office_events=others, by=None)
    monkeypatch.setattr(compacting, "TOO_MANY", 1)

    run = sync_now(connection=lyric, by=None)

    assert lyric.landed_files.filter(kind="orders").count() == 1
    assert run.accounting["stored"]["customers"] > 0
    assert figures_by_performance(home, "lyric") == ledger_by_performance(sandbox, "lyric")


def test_a_second_sync_with_nothing_new_stores_nothing_and_writes_no_file(sandbox, home):
    lyric = synced_lyric(sandbox)
    files = {path: path.stat().st_mtime_ns for path in home.organisation("lyric").rglob("*.parquet")}
    build = lyric.organisation.builds.first()

    run = sync_now(connection=lyric, by=None)

    assert set(run.accounting["stored"].values()) == {0}
    assert {path: path.stat().st_mtime_ns for path in home.organisation("lyric").rglob("*.parquet")} == files
    assert lyric.organisation.builds.first().number == build.number
    assert lyric.organisation.builds.first().data_as_of == run.data_as_of


def test_the_accounting_of_every_run_adds_up(sandbox):
    lyric = synced_lyric(sandbox)

    for run in lyric.runs.all():
        told = run.accounting
        for kind in told["received"]:
            parts = [told[part][kind] for part in ("stored", "unchanged", "quarantined")]
            assert told["received"][kind] == sum(parts) + sum(told["excluded"][kind].values())


def test_sales_returns_and_exchanges_follow_the_box_office(sandbox, home):
    lyric = synced_lyric(sandbox)
    went_on = [each["performance"] for each in sandbox.ledger("lyric")["performances"] if not each["cancelled"]]
    one, other = went_on[:2]

    sold = sandbox.sell("lyric", one, 5)
    sync_now(connection=lyric, by=None)
    sandbox.give_back("lyric", sold["order"], sold["tickets"][:2])
    sandbox.exchange("lyric", sold["order"], other, sold["tickets"][2:3])
    sync_now(connection=lyric, by=None)

    assert figures_by_performance(home, "lyric") == ledger_by_performance(sandbox, "lyric")


def test_a_customer_merged_at_the_box_office_is_one_customer_less(sandbox, home):
    gone, into = (customer_id(customer_number(place)) for place in (5, 6))
    performance = some_sale(sandbox)["performance"]
    for customer in (gone, into):
        sandbox.sell("lyric", performance, customer=customer)
    lyric = synced_lyric(sandbox)
    before = in_all(home, "customers")

    sandbox.merge("lyric", gone, into)
    sync_now(connection=lyric, by=None)

    assert in_all(home, "customers") == before - 1
    assert in_all(home, "customers") <= sandbox.ledger("lyric")["customers"]


def test_two_organisations_with_the_same_ids_never_mix(sandbox, home):
    synced_lyric(sandbox)
    grand = connected("grand", sandbox)
    sync_now(connection=grand, by=None)
    adopt_all(grand)

    sync_now(connection=grand, by=None)

    lyric_ids = {each["event"] for each in sandbox.ledger("lyric")["events"]}
    assert lyric_ids & {each["event"] for each in sandbox.ledger("grand")["events"]}
    for slug in ("lyric", "grand"):
        assert figures_by_performance(home, slug) == ledger_by_performance(sandbox, slug)


def test_figures_are_published_before_all_customers_are_read(sandbox, home):
    lyric = connected("lyric", sandbox)
    sync_now(connection=lyric, by=None)
    adopt_all(lyric)
    sandbox.set_faults({"kind": "error-500", "route": "customers/*"})

    with pytest.raises(BoxOfficeUnavailable):
        sync_now(connection=lyric, by=None)

    assert figures_by_performance(home, "lyric") == ledger_by_performance(sandbox, "lyric")
    assert lyric.runs.first().state == "incomplete"
    assert lyric.runs.first().findings.filter(code="customers-unread").exists()


def test_a_box_office_that_goes_away_leaves_windows_incomplete_and_the_next_run_mends_all(sandbox, home):
    lyric = connected("lyric", sandbox)
    sandbox.set_faults({"kind": "html-503", "route": "orders", "after": 40})

    with pytest.raises(BoxOfficeUnavailable):
        sync_now(connection=lyric, by=None)

    run = lyric.runs.first()
    assert run.state == "incomplete"
    assert run_json(run)["windows"]["incomplete"] > 0
    assert lyric.organisation.builds.first().data_as_of is None
    sandbox.set_faults()
    synced_lyric(sandbox)
    assert figures_by_performance(home, "lyric") == ledger_by_performance(sandbox, "lyric")
    assert not lyric.windows.filter(is_complete=False).exists()


def test_a_key_revoked_in_mid_run_is_told_and_what_was_there_stays(sandbox, home):
    lyric = synced_lyric(sandbox)
    before = figures_by_performance(home, "lyric")
    sandbox.set_faults({"kind": "key-revoked"})

    with pytest.raises(CredentialsRefused):
        sync_now(connection=lyric, by=None)

    assert lyric.runs.first().state == "failed"
    assert figures_by_performance(home, "lyric") == before


def test_without_a_feed_of_changes_windows_are_read_again(sandbox, home):
    lyric = synced_lyric(sandbox)
    sandbox.sell("lyric", some_sale(sandbox)["performance"], 3)
    sandbox.set_faults({"kind": "changes-absent"})

    sync_now(connection=lyric, by=None)

    assert figures_by_performance(home, "lyric") == ledger_by_performance(sandbox, "lyric")


def test_a_mark_from_the_year_2999_mends_itself(sandbox, home):
    lyric = synced_lyric(sandbox)
    Connection.objects.filter(pk=lyric.pk).update(changes_mark=datetime(2999, 1, 1, tzinfo=UTC))
    sandbox.sell("lyric", some_sale(sandbox)["performance"], 3)

    sync_now(connection=Connection.objects.get(pk=lyric.pk), by=None)

    assert figures_by_performance(home, "lyric") == ledger_by_performance(sandbox, "lyric")


def test_events_that_no_list_holds_any_more_are_found_through_orders(sandbox, home):
    sandbox.set_faults({"kind": "events-upcoming-only"})

    synced_lyric(sandbox)

    assert figures_by_performance(home, "lyric") == ledger_by_performance(sandbox, "lyric")


def test_a_record_that_makes_no_sense_is_set_aside_alone_and_comes_in_once_mended(sandbox, home):
    lyric = connected("lyric", sandbox)
    sandbox.set_faults({"kind": "text-for-number", "route": "orders", "count": 3, "after": 1000})  # of long ago

    run = sync_now(connection=lyric, by=None)

    assert run.state == "complete"
    assert run.accounting["quarantined"]["orders"] == 3
    assert 1 <= lyric.set_aside.count() <= 3  # one that another window gave well is forgiven
    assert run.findings.filter(code="quarantined").exists()
    sandbox.set_faults()
    sync_now(connection=lyric, by=None, full=True)
    adopt_all(lyric)
    sync_now(connection=lyric, by=None)
    assert not lyric.set_aside.exists()
    assert figures_by_performance(home, "lyric") == ledger_by_performance(sandbox, "lyric")


def test_a_second_run_at_the_same_time_is_refused_with_who_and_since_when(sandbox, home):
    lyric = connected("lyric", sandbox)

    with organisation_lock(home, "lyric", who="run 7"), pytest.raises(AlreadyRunning, match=r"run 7 .*since"):
        sync_now(connection=lyric, by=None)

    assert not lyric.runs.exists()


def test_a_run_that_a_person_stops_goes_on_where_it_stopped(sandbox, home):
    lyric = connected("lyric", sandbox)

    def stop(progress: Progress) -> None:
        if progress.step.startswith("Reading orders"):
            SyncRun.objects.filter(connection=lyric).update(cancel_asked=True)

    run = sync_now(connection=lyric, by=None, watcher=stop)

    assert run.state == "cancelled"
    synced_lyric(sandbox)
    assert figures_by_performance(home, "lyric") == ledger_by_performance(sandbox, "lyric")


def test_a_run_whose_process_was_killed_is_ended_and_read_again_by_the_sweep(sandbox):
    from houselights.feeds.tasks import was_killed

    lyric = connected("lyric", sandbox)
    killed = SyncRun.objects.create(connection=lyric, state="running", started_at=timezone.now() - timedelta(minutes=2))

    assert was_killed(lyric)

    killed.refresh_from_db()
    assert killed.state == "failed"
    assert not was_killed(lyric)


def test_a_run_that_goes_on_is_not_taken_for_killed(sandbox, home):
    from houselights.feeds.tasks import was_killed

    lyric = connected("lyric", sandbox)
    SyncRun.objects.create(connection=lyric, state="running", started_at=timezone.now())

    with organisation_lock(home, "lyric", who="the run itself"):
        assert not was_killed(lyric)


def test_a_damaged_figures_file_is_noticed_and_built_again(sandbox, home):
    lyric = synced_lyric(sandbox)
    before = figures_by_performance(home, "lyric")
    table = current_tables(home.organisation("lyric"))["ticket_sales"][0]
    table.write_bytes(table.read_bytes()[:100])

    sync_now(connection=lyric, by=None)

    assert figures_by_performance(home, "lyric") == before
