"""Of an event that a real run brought, or did not: is the cause named, by whatever the event is called?"""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest

from cast import make_connection, make_event
from houselights.connections.actions import disconnect
from houselights.connections.exclusions.actions import switch_rule
from houselights.connections.models import BoxOfficeEvent
from houselights.connectors.base import Credentials
from houselights.errors import CredentialsRefused, WrongUsage
from houselights.feeds.actions import rebuild, sync_now
from houselights.feeds.opening import connect
from houselights.organisations.actions import add_organisation
from houselights.organisations.models import Organisation
from houselights.periods import parse_period
from houselights.reconciliation.why.queries import why_of
from houselights.reconciliation.why.rules import Answer
from houselights.register.actions import ignore_box_office_event, link_event, unlink_event
from houselights.register.models import Event, Link
from houselights.register.queries import unlinked_box_office
from houselights.sandbox.remote import Sandbox

ELSEWHERE = "999999ABCDGHJKLMNPQRSTVABCDGHJKLM"


def sold_one(lyric: Organisation) -> Event:
    """The registered event with most tickets."""
    linked = BoxOfficeEvent.objects.filter(box_office_id__in=Link.objects.values("box_office_id"))
    return Event.objects.get(links__box_office_id=linked.order_by("-tickets")[0].box_office_id)


def waiting_one(lyric: Organisation) -> BoxOfficeEvent:
    return unlinked_box_office(lyric)[0]


def ask(lyric: Organisation, asked: object, **more: object) -> Answer:
    return why_of(lyric, str(asked), **more)  # type: ignore[arg-type]


def test_every_event_of_the_register_has_the_verdict_that_the_ledger_gives(lyric: Organisation, sandbox: Sandbox):
    held: Counter[tuple[str, bool]] = Counter()
    for each in sandbox.ledger("lyric")["performances"]:
        held[each["event"], each["cancelled"]] += each["tickets"]

    def truly(event: Event) -> str:
        there = event.links.get().box_office_id
        return "here" if held[there, False] else "excluded" if held[there, True] else "no-sales"

    asked = {event: ask(lyric, event.pk).verdict for event in lyric.events.all()}

    assert len(asked) > 30
    assert asked == {event: truly(event) for event in asked}


def test_an_event_is_found_by_whatever_it_is_called(lyric: Organisation):
    event = sold_one(lyric)
    there = BoxOfficeEvent.objects.get(box_office_id=event.links.get().box_office_id)
    forms = [
        event.pk,
        event.name,
        f"  {event.name.upper()} ",
        there.box_office_id,
        there.box_office_id.lower(),
        f"https://tickets.lyric.example/book?EventId={there.number}",
    ]

    assert [ask(lyric, form).event for form in forms] == [event.pk] * len(forms)


def test_what_only_the_box_office_has_is_on_no_register(lyric: Organisation):
    there = waiting_one(lyric)

    for form in (there.box_office_id, there.name, f"https://x.example/?eventid={there.number}"):
        answer = ask(lyric, form)

        assert (answer.event, answer.name, answer.verdict) == (None, there.name, "not-in-register")
        assert f"{there.tickets:,} ticket" in answer.steps[0].detail


def test_what_was_said_not_to_be_ours_is_told(lyric: Organisation):
    there = waiting_one(lyric)
    ignore_box_office_event(box_office_event=there, ignored=True, by=None)

    answer = ask(lyric, there.box_office_id)

    assert answer.verdict == "not-in-register"
    assert "not yours" in answer.steps[0].detail


def test_a_name_that_nobody_knows_comes_with_the_nearest(lyric: Organisation):
    name = sold_one(lyric).name

    answer = ask(lyric, name[:-1])

    assert answer.verdict == "not-in-register"
    assert f"“{name}”" in answer.steps[0].detail


def test_one_name_of_two_events_is_not_guessed_at(lyric: Organisation):
    make_event(lyric, "Panto")
    make_event(lyric, "PANTO")

    with pytest.raises(WrongUsage) as problem:
        ask(lyric, "panto")

    assert "2 events" in problem.value.message


def test_an_event_of_another_organisation_is_nobodys(lyric: Organisation):
    grand = add_organisation(slug="grand", name="The Grand", by=None)
    theirs = make_event(grand, "A secret of theirs")
    there = sold_one(lyric).links.get().box_office_id

    assert ask(lyric, theirs.pk).verdict == "not-in-register"
    assert "theirs" not in str(ask(lyric, "A secret of their").as_json())
    assert ask(grand, there).verdict == "not-in-register"


def _disconnected(lyric: Organisation, event: Event) -> None:
    disconnect(connection=lyric.connections.get(), by=None)


def _key_revoked(lyric: Organisation, event: Event) -> None:
    lyric.connections.get().runs.create(
        state="failed", was_refused=True, started_at=event.created_at, finished_at=event.created_at
    )


def _unlinked(lyric: Organisation, event: Event) -> None:
    link = event.links.get()
    unlink_event(event=event, connection=link.connection, box_office_id=link.box_office_id, by=None)


def _linked_to_nothing(lyric: Organisation, event: Event) -> None:
    event.links.update(box_office_id=ELSEWHERE)


def _linked_a_moment_ago(lyric: Organisation, event: Event) -> None:
    link_event(event=event, box_office_event=waiting_one(lyric), by=None)


def _narrowed_to_none_sold(lyric: Organisation, event: Event) -> None:
    event.links.update(performance_ids=["none of these"])
    rebuild(lyric)


def _left_out_by_a_rule(lyric: Organisation, event: Event) -> None:
    lyric.connections.get().catalogue.filter(box_office_id=event.links.get().box_office_id).update(name="Private hire")
    switch_rule(organisation=lyric, rule="hire", on=True, by=None)
    rebuild(lyric)


def _linked_to_what_nobody_wants(lyric: Organisation, event: Event) -> None:
    unsold = BoxOfficeEvent.objects.create(
        connection=lyric.connections.get(), box_office_id=ELSEWHERE, name="Tuesday matinee",
        first_seen_at=event.created_at, last_seen_at=event.created_at,
    )  # fmt: skip
    event.links.update(box_office_id=unsold.box_office_id)


def _before_the_history(lyric: Organisation, event: Event) -> None:
    _linked_to_what_nobody_wants(lyric, event)
    connection = lyric.connections.get()
    connection.catalogue.filter(box_office_id=ELSEWHERE).update(last_on=connection.history_from - timedelta(days=1))


PLANTED: list[tuple[str, Callable[[Organisation, Event], None]]] = [
    ("not-granted", _disconnected),
    ("not-granted", _key_revoked),
    ("no-link", _unlinked),
    ("link-not-found", _linked_to_nothing),
    ("not-synced-yet", _linked_a_moment_ago),
    ("excluded", _narrowed_to_none_sold),
    ("excluded", _left_out_by_a_rule),
    ("no-sales", _linked_to_what_nobody_wants),
    ("outside-period", _before_the_history),
]


@pytest.mark.parametrize(("verdict", "plant"), PLANTED)
def test_a_cause_that_was_planted_is_named(
    lyric: Organisation, verdict: str, plant: Callable[[Organisation, Event], None]
):
    event = sold_one(lyric)
    assert ask(lyric, event.pk).verdict == "here"

    plant(lyric, event)

    assert ask(lyric, event.pk).verdict == verdict


def test_sales_that_are_all_set_aside_are_told_apart_from_none(lyric: Organisation):
    event, connection = sold_one(lyric), lyric.connections.get()
    _linked_to_what_nobody_wants(lyric, event)
    connection.set_aside.create(
        run=connection.runs.first(), kind="orders", box_office_id="7", reason="total is missing.", events=[ELSEWHERE]
    )

    answer = ask(lyric, event.pk)

    assert answer.verdict == "no-sales"
    (detail,) = [step.detail for step in answer.steps if step.check == "no-sales"]
    assert "1 record that names it was set aside. The first: total is missing." in detail
    assert "ask for them again" in answer.remedy


def test_a_period_without_its_days_and_a_reader_without_the_right_are_named(lyric: Organisation):
    event = sold_one(lyric)

    assert ask(lyric, event.pk, period=parse_period("2019-Q1")).verdict == "outside-period"
    assert ask(lyric, event.pk, reader="peers").verdict == "suppressed"


def test_before_anything_was_read_that_is_the_cause(db: None):
    grand = add_organisation(slug="grand", name="The Grand", by=None)
    event = make_event(grand, "Panto")

    assert ask(grand, event.pk).verdict == "not-granted"

    connection = make_connection(grand)
    assert ask(grand, event.pk).verdict == "no-link"

    event.links.create(connection=connection, box_office_id=ELSEWHERE)
    assert ask(grand, event.pk).verdict == "not-synced-yet"


def test_a_new_key_that_is_accepted_opens_the_door_at_once(lyric: Organisation, sandbox: Sandbox):
    event, account = sold_one(lyric), sandbox.client("lyric")
    _key_revoked(lyric, event)
    given = Credentials(account["client"], account["login"], account["secret"], sandbox.origin)

    connect(organisation=lyric, kind="spektrix", credentials=given, by=None)

    assert ask(lyric, event.pk).verdict == "here"


def test_a_run_that_is_turned_away_makes_it_the_key(lyric: Organisation, sandbox: Sandbox):
    event = sold_one(lyric)
    sandbox.set_faults({"kind": "key-revoked", "client": "lyric"})

    with pytest.raises(CredentialsRefused):
        sync_now(connection=lyric.connections.get(), by=None)
    sandbox.set_faults()

    answer = ask(lyric, event.pk)
    assert answer.verdict == "not-granted"
    assert "kept and counted" in answer.steps[1].detail
