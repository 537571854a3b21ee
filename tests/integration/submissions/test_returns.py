"""A return is filled by itself, says where every value is from, and is never changed once it is submitted."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

import cast
from houselights.audit.queries import trail
from houselights.connections.models import BoxOfficePerformance
from houselights.disclosure.gate import release
from houselights.errors import HomeProblem, NotFound, WrongUsage
from houselights.feeds.actions import disconnect_box_office, rebuild
from houselights.feeds.models import LandedFile
from houselights.home import Home
from houselights.measures.question import Question
from houselights.periods import parse_period
from houselights.register.actions import change_event, remove_event, unlink_event
from houselights.register.attendance.actions import give_figure
from houselights.register.models import Event, Link
from houselights.submissions.actions import (
    amend_return,
    check_return,
    choose_form,
    set_value,
    sign_and_submit,
    sign_return,
    submit_return,
    take_value_back,
    withdraw_return,
)
from houselights.submissions.document import from_bytes
from houselights.submissions.drafting import draft_of, quarter_before
from houselights.submissions.errors import ChangedMeanwhile
from houselights.submissions.explaining import moved_since
from houselights.submissions.exports.formats import FORMATS
from houselights.submissions.exports.verifying import verify
from houselights.submissions.forms import forms
from houselights.submissions.freezing import runs_behind
from houselights.submissions.models import Return, Version
from houselights.submissions.queries import document_in, version_of

pytestmark = pytest.mark.django_db

MEASURED = {"tickets": "tickets", "income_pence": "income", "attendance": "attendance", "events": "events"}


def submitted(lyric, quarter, by=None, **more):
    draft = draft_of(lyric, quarter)
    given = {"left_open": "The box office knows no more.", "has_looked": True}
    return sign_and_submit(organisation=lyric, quarter=quarter, mark=draft.mark, by=by, **(given | more))


def test_the_totals_are_those_of_the_measures_and_of_the_box_office_to_the_ticket(lyric, quarter, sandbox):
    totals = draft_of(lyric, quarter).totals

    period = parse_period(quarter)
    for name, measure in MEASURED.items():
        question = Question(measure, of="lyric", period=period)
        assert getattr(totals, name) == release(question, home=Home.from_environment().path).total, name
    sold = [
        row
        for row in sandbox.ledger("lyric")["performances"]
        if date.fromisoformat(row["start"][:10]) in period and not row["cancelled"]
    ]
    assert totals.tickets == sum(row["tickets"] for row in sold) > 100
    assert totals.income_pence == sum(row["pence"] for row in sold)


def test_sales_of_the_quarter_that_wait_are_named_to_the_ticket_and_only_those(lyric, quarter, sandbox):
    link = Link.objects.filter(event=next(line.event for line in draft_of(lyric, quarter).lines if line.tickets)).get()
    unlink_event(event=link.event, connection=link.connection, box_office_id=link.box_office_id, by=None)
    held = BoxOfficePerformance.objects.filter(box_office_event__box_office_id=link.box_office_id)
    inside = [row for row in held if row.performed_on in parse_period(quarter)]
    elsewhere = held.exclude(pk__in=[row.pk for row in inside])

    [gap] = [gap for gap in draft_of(lyric, quarter).gaps if gap.code == "waiting"]

    assert f"{sum(row.tickets for row in inside):,} ticket" in gap.sentence
    assert gap.at_box_office == held[0].box_office_event_id
    inside[0].box_office_event.performance_rows.exclude(pk__in=elsewhere).update(performed_on=date(2001, 1, 1))
    assert [gap for gap in draft_of(lyric, quarter).gaps if gap.code == "waiting"] == []


def test_sales_of_performances_that_no_link_reaches_are_named_too(lyric, quarter):
    row = next(
        row
        for row in BoxOfficePerformance.objects.filter(tickets__gt=0)
        if row.performed_on in parse_period(quarter) and row.box_office_event.performances > 1
    )
    others = row.box_office_event.performance_rows.exclude(pk=row.pk).values_list("performance_id", flat=True)
    Link.objects.filter(box_office_id=row.box_office_event.box_office_id).update(performance_ids=list(others))

    [gap] = [gap for gap in draft_of(lyric, quarter).gaps if gap.code == "left-out"]

    assert f"{row.tickets} ticket" in gap.sentence
    assert gap.at_box_office == row.box_office_event_id


def test_a_run_over_two_quarters_is_split_by_performance(lyric, quarter):
    before = quarter_before(quarter)
    here, there = ({line.event: line for line in draft_of(lyric, name).lines} for name in (quarter, before))

    both = sorted(set(here) & set(there))
    for event in both:
        assert here[event].first_on in parse_period(quarter)
        assert there[event].last_on in parse_period(before)
    whole = release(Question("performances", of="lyric", by=("event",)), home=Home.from_environment().path)
    ever = {int(cell.codes[0]): cell.value for cell in whole.cells}
    assert all(line.performances <= ever[event] for event, line in here.items())


def test_every_value_of_every_line_says_where_it_is_from(lyric, quarter):
    draft = draft_of(lyric, quarter)

    for line in draft.lines:
        for asked in draft.form.asked:
            source = line.sources[asked.field.name]
            is_known = getattr(line, asked.field.name) not in ("", None)
            assert (source.kind != "nowhere") == is_known, (line, asked.field.name)


def test_a_value_that_a_person_sets_says_who_when_why_and_instead_of_what(lyric, quarter):
    ada = cast.make_person("Ada", lyric, "admin")
    line = draft_of(lyric, quarter).lines[0]

    set_value(
        organisation=lyric, quarter=quarter, event=line.event, field="attendance", text="1,234",
        reason="The usher counted.", seen=0, by=ada,
    )  # fmt: skip

    set_now = draft_of(lyric, quarter).line(line.event)
    source = set_now.sources["attendance"]
    assert set_now.attendance == 1234
    assert (source.kind, source.reason, source.instead_of, source.by) == (
        "person", "The usher counted.", line.attendance, ada.pk,
    )  # fmt: skip
    take_value_back(organisation=lyric, quarter=quarter, event=line.event, field="attendance", seen=1, by=ada)
    assert draft_of(lyric, quarter).line(line.event).attendance == line.attendance


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("attendance", "many"),
        ("attendance", "-3"),
        ("attendance", "1" * 40),
        ("attendance", ""),
        ("event_type", "Performanse"),
        ("is_funded", "perhaps"),
        ("first_on", "soon"),
        ("income_pence", "12.5"),
        ("attendance_method", "guess"),
        ("discipline", "Theatre"),
        ("secret", "1"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_what_does_and_nothing_is_kept(lyric, quarter, field, text):
    line, entries = draft_of(lyric, quarter).lines[0], trail("lyric").count()

    with pytest.raises(WrongUsage) as refused, transaction.atomic():
        set_value(
            organisation=lyric, quarter=quarter, event=line.event, field=field, text=text, reason="So.", seen=0, by=None
        )

    assert refused.value.remedy
    assert draft_of(lyric, quarter).line(line.event) == line
    assert trail("lyric").count() == entries


def test_the_second_of_two_people_is_told_and_the_first_ones_value_stays(lyric, quarter):
    line = draft_of(lyric, quarter).lines[0]
    given = {"organisation": lyric, "quarter": quarter, "event": line.event, "field": "attendance", "by": None}
    set_value(**given, text="10", reason="Counted.", seen=0)

    with pytest.raises(ChangedMeanwhile):
        set_value(**given, text="20", reason="Counted too.", seen=0)

    assert draft_of(lyric, quarter).line(line.event).attendance == 10


def test_an_event_of_another_organisation_is_not_there(lyric, quarter):
    theirs = cast.make_event(cast.make_grand(), "Theirs")

    with pytest.raises(NotFound):
        set_value(
            organisation=lyric,
            quarter=quarter,
            event=theirs.pk,
            field="name",
            text="Mine",
            reason="So.",
            seen=0,
            by=None,
        )


def test_nothing_is_signed_before_what_is_open_and_what_changed_was_looked_at(lyric, quarter):
    event = Event.objects.get(pk=draft_of(lyric, quarter).lines[0].event)
    change_event(event=event, by=None, sub_discipline="")
    mark = draft_of(lyric, quarter).mark
    given = {"organisation": lyric, "quarter": quarter, "mark": mark, "by": None}

    with pytest.raises(WrongUsage, match="open"):
        check_return(**given, has_looked=True)
    with pytest.raises(WrongUsage, match="cannot be signed"):
        sign_return(organisation=lyric, quarter=quarter, by=None)
    with pytest.raises(WrongUsage, match="cannot be submitted"):
        submit_return(organisation=lyric, quarter=quarter, by=None)
    check_return(**given, left_open="Nobody knows.", has_looked=True)
    with pytest.raises(WrongUsage, match="cannot be submitted"):
        submit_return(organisation=lyric, quarter=quarter, by=None)


def test_figures_that_moved_since_they_were_checked_are_not_signed(lyric, quarter, sandbox):
    line = next(line for line in draft_of(lyric, quarter).lines if line.tickets)
    check_return(
        organisation=lyric,
        quarter=quarter,
        mark=draft_of(lyric, quarter).mark,
        left_open="So.",
        has_looked=True,
        by=None,
    )
    give_figure(
        event=Event.objects.get(pk=line.event),
        kind="audience",
        figure=7,
        method="clicker",
        part=_part(line, quarter),
        by=None,
    )
    rebuild(lyric)

    with pytest.raises(ChangedMeanwhile):
        sign_return(organisation=lyric, quarter=quarter, by=None)


def test_a_submitted_return_never_changes_whatever_is_sold_removed_or_disconnected_later(lyric, quarter, sandbox):
    version = submitted(lyric, quarter)
    kept = bytes(version.content)
    document = from_bytes(kept)

    remove_event(event=Event.objects.get(pk=document.lines[0].event), by=None)
    disconnect_box_office(connection=lyric.connections.get(), by=None, remove_data=True)
    rebuild(lyric)

    assert draft_of(lyric, quarter).totals.tickets == 0
    again = Version.objects.get(pk=version.pk)
    assert bytes(again.content) == kept
    assert from_bytes(kept).totals.tickets == document.totals.tickets > 0
    assert document.tables


def test_erasing_every_customer_and_order_changes_no_return_no_file_of_it_and_no_proof(lyric, quarter):
    """As retention does it: landed rows go, figures are made anew."""
    version = submitted(lyric, quarter)
    document = document_in(version)
    files = {name: kind.write(document) for name, kind in FORMATS.items()}
    behind, figures = runs_behind(lyric), document.totals

    erased = LandedFile.objects.filter(connection__organisation=lyric, kind__in=["customers", "orders", "tickets"])
    for path in erased.values_list("path", flat=True):
        (Home.from_environment().path / path).unlink()
    erased.delete()
    rebuild(lyric)

    again, now = document_in(Version.objects.get(pk=version.pk)), draft_of(lyric, quarter)
    assert now.totals.tickets == 0 < figures.tickets
    assert (again.tables, again.runs) == (document.tables, behind)
    assert {name: kind.write(again) for name, kind in FORMATS.items()} == files
    assert all(verify(content, [again]).is_whole for content in files.values())
    moved = [each for each in moved_since(again, now) if each.field and each.field.name == "tickets"]
    assert sum(each.was for each in moved) == figures.tickets


def test_the_database_itself_refuses_to_change_a_version(lyric, quarter):
    version = submitted(lyric, quarter)

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update submissions_version set fingerprint = 'x' where id = %s", [version.pk])
    with pytest.raises(TypeError):
        version.save()
    with pytest.raises(TypeError):
        version.delete()
    with pytest.raises(TypeError):
        Version.objects.filter(pk=version.pk).update(number=2)
    with pytest.raises(TypeError):
        Version.objects.all().delete()


def test_a_version_altered_past_the_database_is_told_and_not_shown(lyric, quarter):
    version = submitted(lyric, quarter)
    on = " on submissions_version" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute("drop trigger submissions_version_is_frozen" + on)
        altered = bytes(version.content).replace(b'"version": 1', b'"version": 2')
        cursor.execute("update submissions_version set content = %s where id = %s", [altered, version.pk])
    assert altered != bytes(version.content)

    with pytest.raises(HomeProblem, match="not what was frozen"):
        document_in(version_of(lyric, quarter))


def test_an_amended_version_says_why_and_the_first_stays(lyric, quarter):
    first = submitted(lyric, quarter)
    with pytest.raises(WrongUsage, match="cannot be changed"):
        set_value(
            organisation=lyric, quarter=quarter, event=from_bytes(bytes(first.content)).lines[0].event, field="name",
            text="Other", reason="So.", seen=Return.objects.get().edition, by=None,
        )  # fmt: skip
    with pytest.raises(WrongUsage, match="reason"):
        amend_return(organisation=lyric, quarter=quarter, reason=" ", by=None)

    amend_return(organisation=lyric, quarter=quarter, reason="A school came late.", by=None)
    second = submitted(lyric, quarter)

    documents = [from_bytes(bytes(each.content)) for each in (first, second)]
    assert [(each.version, each.reason) for each in documents] == [(1, ""), (2, "A school came late.")]
    assert Return.objects.get().state == "amended"
    assert [step.step for step in documents[1].signatures] == ["checked", "signed", "submitted"]


def test_a_withdrawn_return_keeps_what_was_frozen_and_can_be_made_again(lyric, quarter):
    submitted(lyric, quarter)

    withdraw_return(organisation=lyric, quarter=quarter, reason="Sent to the wrong funder.", by=None)

    assert (Return.objects.get().state, Version.objects.count()) == ("withdrawn", 1)
    amend_return(organisation=lyric, quarter=quarter, reason="To the right one.", by=None)
    assert submitted(lyric, quarter).number == 2


def test_every_step_is_in_the_trail_with_who_took_it_and_no_personal_value(lyric, quarter):
    ada = cast.make_person("Ada", lyric, "admin")
    version = submitted(lyric, quarter, by=ada)

    done = [(entry.action, entry.by_id) for entry in trail("lyric")[:3]]
    assert done == [("return submitted", ada.pk), ("return signed", ada.pk), ("return checked", ada.pk)]
    assert b"ada@" not in bytes(version.content).lower()
    assert {step.role for step in from_bytes(bytes(version.content)).signatures} == {"admin"}


def test_what_was_submitted_of_the_quarter_before_fills_a_blank_and_is_what_totals_are_compared_with(lyric, quarter):
    earlier, later = quarter_before(quarter), quarter
    both = {line.event for line in draft_of(lyric, earlier).lines} & {
        line.event for line in draft_of(lyric, later).lines
    }
    if not both:
        both = {_stretched(lyric, later)}
    event = Event.objects.get(pk=both.pop())
    change_event(event=event, by=None, sub_discipline="Drama")
    frozen = from_bytes(bytes(submitted(lyric, earlier).content))

    change_event(event=event, by=None, sub_discipline="")

    draft = draft_of(lyric, later)
    line = draft.line(event.pk)
    assert (line.sub_discipline, line.sources["sub_discipline"].kind) == ("Drama", "last quarter")
    assert {each.field: each.before for each in draft.differences}["tickets"] == frozen.totals.tickets


@pytest.mark.parametrize("name", forms())
def test_every_form_goes_from_empty_to_submitted(lyric, quarter, name):
    """Every field it asks for can be set, and what stays open can be said."""
    choose_form(organisation=lyric, quarter=quarter, name=name, seen=0, by=None)
    line, edition = draft_of(lyric, quarter).lines[0], 1
    for asked in draft_of(lyric, quarter).form.asked:
        if not asked.field.is_worked_out:
            set_value(
                organisation=lyric, quarter=quarter, event=line.event, field=asked.field.name,
                text=A_VALUE[asked.field.kind].get(asked.field.name, A_VALUE[asked.field.kind][""]),
                reason="As the form asks.", seen=edition, by=None,
            )  # fmt: skip
            edition += 1

    document = from_bytes(bytes(submitted(lyric, quarter).content))

    frozen = next(each for each in document.lines if each.event == line.event)
    assert document.form.startswith(name)
    assert [a.field.name for a in forms()[name].asked if getattr(frozen, a.field.name) in ("", None)] == []
    assert [gap for gap in document.gaps if gap.event == line.event and gap.code.startswith(("blank", "no-"))] == []


A_VALUE = {
    "text": {"": "Emma"},
    "term": {"": "In person", "event_type": "Performance", "sub_discipline": "Drama"},
    "yes or no": {"": "yes"},
    "day": {"": "2026-05-03"},
    "whole": {"": "12"},
    "pence": {"": "1,250.50"},
    "method": {"": "Clicker"},
}


def test_an_organisation_with_nothing_can_submit_that_nothing_took_place(db):
    grand = cast.make_grand()

    version = submitted(grand, "2026-Q1")

    document = from_bytes(bytes(version.content))
    assert (document.totals.events, [gap.code for gap in document.gaps][:1]) == (0, ["no-events"])


def test_what_is_no_quarter_is_not_found(lyric):
    for text in ("2026", "2026-Q5", "all", "2026-04", "../x", "2026-Q1\n"):
        with pytest.raises(NotFound):
            draft_of(lyric, text)


def _part(line, quarter):
    from houselights.register.attendance.rules import WHOLE, Part, quarters_of

    event = Event.objects.get(pk=line.event)
    return Part(quarter) if len(quarters_of(event.starts_on, event.ends_on)) > 1 else WHOLE


def _stretched(lyric, quarter):
    """An exhibition over both quarters."""
    start = parse_period(quarter).start
    return cast.make_event(
        lyric, "Clay", starts_on=start - timedelta(days=9), ends_on=start + timedelta(days=9), is_ticketed=False
    ).pk
