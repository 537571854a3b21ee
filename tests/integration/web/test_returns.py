"""The return on pages: filled when it opens, mended by links, signed by whom may, explained afterwards."""

import re
from datetime import timedelta

import pytest
from django.urls import resolve
from django.utils import timezone

import cast
from houselights.organisations.portfolio.actions import exempt, set_deadline
from houselights.periods import quarter_of
from houselights.register.actions import change_event, unlink_event
from houselights.register.models import Event
from houselights.submissions.actions import set_value
from houselights.submissions.completeness import CODES, code_of
from houselights.submissions.document import Gap
from houselights.submissions.drafting import draft_of, quarter_before
from houselights.submissions.forms import forms
from houselights.submissions.models import Return, Version
from houselights.submissions.queries import draft_json
from houselights.web.returns.fixes import fix_of
from markup import problems_of

QUARTER = quarter_before(quarter_of(timezone.localdate()))
PAGE = f"/o/lyric/return/{QUARTER}/"


@pytest.fixture
def line(house):
    return draft_of(house.lyric, QUARTER).lines[0]


def signed(house, **more):
    mark = draft_of(house.lyric, QUARTER).mark
    return {"mark": mark, "left_open": "The usher lost the clicker.", "has_looked": "on", "do": "submit"} | more


def test_the_page_opens_filled_in_with_what_is_open_beside_its_fix(house, line):
    change_event(event=Event.objects.get(pk=line.event), by=None, sub_discipline="")

    page = house.client_of("admin").get(PAGE).text

    totals = draft_of(house.lyric, QUARTER).totals
    assert f"{totals.tickets:,}" in page
    assert f"{totals.attendance:,}" in page
    assert f"/o/lyric/events/{line.event}/edit/#id_sub_discipline" in page


def test_digital_views_stand_apart_from_who_came_and_only_where_there_are_any(house, line):
    admin = house.client_of("admin")
    assert "Digital views" not in admin.get(PAGE).text.partition('id="open"')[0]
    came = draft_of(house.lyric, QUARTER).totals.attendance

    for field, text in (("digital_views", "4321"), ("digital_views_method", "platform")):
        seen = draft_of(house.lyric, QUARTER).row.edition
        about = {"organisation": house.lyric, "quarter": QUARTER, "event": line.event, "field": field}
        set_value(**about, text=text, reason="Streamed.", seen=seen, by=None)

    cards = admin.get(PAGE).text.partition('id="open"')[0]
    assert re.search(r"Digital views</a></span>\s*<span class=\"amount\">4,321", cards)
    assert draft_of(house.lyric, QUARTER).totals.attendance == came


def test_every_fix_that_the_page_offers_is_a_page(house, line):
    event = Event.objects.get(pk=line.event)
    change_event(event=event, by=None, sub_discipline="", location=None, is_funded=None)
    cast.make_event(house.lyric, "Clay", starts_on=draft_of(house.lyric, QUARTER).period.start)
    client = house.client_of("admin")

    page = client.get(PAGE).text
    fixes = re.findall(r'</?li>[^<]*<a href="([^"]+)"', page) + re.findall(r'<li>[^<]+<a href="([^"]+)"', page)

    assert len(set(fixes)) >= 4
    assert {client.get(fix.partition("#")[0]).status_code for fix in fixes} == {200}


FIELDS_ASKED = sorted({field for each in forms().values() for field in each.required})
OPEN = sorted(
    {(code_of(field), field) for field in FIELDS_ASKED}
    | {("no-method-set", "attendance_method")}
    | {(code, "") for code in CODES if code != "blank"}
)


@pytest.mark.parametrize(("code", "field"), OPEN)
def test_each_thing_that_can_be_open_leads_to_the_very_place_where_it_is_mended(house, line, code, field):
    at_box_office = house.connection.catalogue.first().pk

    fix = fix_of(Gap(code, "So.", line.event, field, at_box_office=at_box_office), "lyric", QUARTER)

    if code == "not-over":  # only time mends it
        assert (fix.href, fix.action) == ("", "")
        return
    path, _, anchor = fix.href.partition("#")
    answer = house.client_of("general").get(path)
    assert (answer.status_code, bool(fix.action)) == (200, True)
    assert f'id="{anchor}"' in answer.text or not anchor
    assert f'<option value="{field}" selected' in answer.text or name_of_page(fix.href) != "return_line" or not field


def name_of_page(href: str) -> str:
    return str(resolve(href.partition("?")[0].partition("#")[0]).url_name)


def test_who_sets_how_many_came_is_asked_how_that_is_known_and_signs_then(house, line):
    client, path = house.client_of("admin"), f"{PAGE}event/{line.event}/"

    def give(field, text):
        edition = draft_of(house.lyric, QUARTER).row.edition
        return client.post(path, {"field": field, "text": text, "reason": "Ushers.", "edition": edition})

    assert give("attendance", "321").status_code == 302
    assert "A person set how many came, and not how that is known" in client.get(PAGE).text
    give("attendance_method", "Counted")

    page = client.get(PAGE).text
    assert "and not how that is known" not in page
    assert "Counted</td>" in page


def test_the_pages_promise_no_reason_to_a_funder_who_never_sees_one(house, line):
    client = house.client_of("admin")

    assert "Your funder sees the value, not why." in client.get(f"{PAGE}event/{line.event}/").text
    client.post(PAGE, signed(house))
    receipt = client.get(f"{PAGE}version/1/").text
    assert f'href="/o/lyric/box-office/runs/{house.connection.runs.first().pk}/"' in receipt


def test_sales_that_wait_are_named_on_the_page_each_with_the_way_to_its_link(house, line):
    link = Event.objects.get(pk=line.event).links.get()
    unlink_event(event=link.event, connection=link.connection, box_office_id=link.box_office_id, by=None)
    waits = house.connection.catalogue.get(box_office_id=link.box_office_id)

    page = house.client_of("general").get(PAGE).text

    assert f"/o/lyric/box-office/events/{waits.pk}/" in page
    assert "linked to nothing" in page
    assert f"/o/lyric/box-office/events/{waits.pk}/" not in house.client_of("reader").get(PAGE).text


def test_sign_and_submit_gives_a_receipt_that_says_how_long_it_took(house):
    client = house.client_of("admin")
    client.get(PAGE)

    answer = client.post(PAGE, signed(house), follow=True)

    version = Version.objects.get()
    assert answer.redirect_chain[-1][0] == f"{PAGE}version/1/"
    assert version.fingerprint in answer.text
    assert re.search(r"It took you \d+ seconds?\.", answer.text)
    assert "by Ada (admin)" in answer.text
    assert "Tickets sold</th>" in answer.text
    assert "tickets_sold" not in answer.text


def test_a_general_member_checks_and_cannot_submit(house):
    client = house.client_of("general")

    assert client.post(PAGE, signed(house)).status_code == 403
    assert client.post(PAGE, signed(house, do="check")).status_code == 302

    assert (Return.objects.get().state, Version.objects.count()) == ("checked", 0)
    assert "Sign and submit" not in client.get(PAGE).text


@pytest.mark.parametrize("who", ["reader", "operator", "funder", "stranger"])
def test_who_may_not_neither_checks_nor_sets_nor_submits(house, line, who):
    client = house.client_of(who)

    for path in (PAGE, f"{PAGE}event/{line.event}/", f"{PAGE}form/", f"{PAGE}amend/", f"{PAGE}withdraw/"):
        assert client.post(path, signed(house, field="name", text="x", reason="x", edition=0)).status_code in (403, 404)
    assert not Return.objects.exists()


def test_what_was_given_is_kept_where_it_is_refused(house, line):
    change_event(event=Event.objects.get(pk=line.event), by=None, sub_discipline="")

    answer = house.client_of("admin").post(PAGE, signed(house, left_open="", has_looked="on"))

    assert answer.status_code == 422
    assert "Say why." in answer.text
    assert not Version.objects.exists()


def test_whoever_signs_figures_that_moved_meanwhile_is_told_and_signs_the_new_ones(house, line):
    client, given = house.client_of("admin"), signed(house)
    set_value(
        organisation=house.lyric, quarter=QUARTER, event=line.event, field="attendance", text="9", reason="So.",
        seen=0, by=None,
    )  # fmt: skip

    answer = client.post(PAGE, given)

    assert answer.status_code == 422
    assert "has changed since you looked" in answer.text
    assert "The usher lost the clicker." in answer.text
    mark = re.search(r'name="mark" value="(\w+)"', answer.text).group(1)
    assert client.post(PAGE, {**given, "mark": mark}).status_code == 302


def test_a_value_is_set_with_its_reason_shown_and_taken_back(house, line):
    client, page = house.client_of("general"), f"{PAGE}event/{line.event}/"

    client.post(page, {"edition": 0, "field": "attendance", "text": "1,234", "reason": "Counted <b>twice</b>."})

    shown = client.get(page).text
    assert "1,234" in shown
    assert "Counted &lt;b&gt;twice&lt;/b&gt;." in shown
    client.post(page + "take-back/", {"edition": 1, "field": "attendance"})
    assert "1,234" not in client.get(page).text


def test_the_second_of_two_people_is_told_and_keeps_what_they_wrote(house, line):
    page = f"{PAGE}event/{line.event}/"
    given = {"edition": 0, "field": "attendance", "text": "10", "reason": "Counted."}
    house.client_of("general").post(page, given)
    second = house.client_of("admin")

    answer = second.post(page, {**given, "text": "20", "reason": "Counted by me."})

    assert answer.status_code == 422
    assert "Somebody else changed this return" in answer.text
    assert 'value="20"' in answer.text
    assert "Counted by me." in answer.text
    assert draft_of(house.lyric, QUARTER).line(line.event).attendance == 10
    edition = re.search(r'name="edition" value="(\d+)"', answer.text).group(1)
    assert second.post(page, {**given, "edition": edition, "text": "20"}).status_code == 302


@pytest.mark.parametrize("edition", ["", "x", "-1", "9" * 30])
def test_an_edition_that_is_none_changes_nothing(house, line, edition):
    client, page = house.client_of("general"), f"{PAGE}event/{line.event}/"

    client.post(page, {"edition": edition, "field": "attendance", "text": "1", "reason": "So."})
    client.post(page + "take-back/", {"edition": edition, "field": "attendance"})

    assert draft_of(house.lyric, QUARTER).line(line.event) == line


def test_what_moved_since_is_told_with_why_and_amended_with_a_reason(house, line):
    client = house.client_of("admin")
    client.post(PAGE, signed(house))
    assert "Nothing. The figures" in client.get(PAGE + "difference/").text
    change_event(event=Event.objects.get(pk=line.event), by=None, event_type="Festival")

    moved = client.get(PAGE + "difference/").text

    assert "Festival" in moved
    assert "Event changed (event type)" in moved
    answer = client.post(PAGE + "amend/", {"reason": "It was a festival."}, follow=True)
    assert "It was a festival." in answer.text
    client.post(PAGE, signed(house))
    assert "Amended because: It was a festival." in client.get(f"{PAGE}version/2/").text
    assert "Version 2 has taken its place" in client.get(f"{PAGE}version/1/").text


def test_what_was_submitted_is_shown_as_it_was_line_by_line_whatever_the_register_says_by_now(house, line):
    client = house.client_of("admin")
    client.post(PAGE, signed(house))
    was = draft_of(house.lyric, QUARTER)
    cast.make_event(house.lyric, "Came later", starts_on=was.period.start)
    change_event(event=Event.objects.get(pk=line.event), by=None, name="Another name")
    assert draft_of(house.lyric, QUARTER).totals.events == was.totals.events + 1

    here, receipt = client.get(PAGE).text, client.get(f"{PAGE}version/1/").text
    frozen = client.get(f"{PAGE}version/1/event/{line.event}/").text

    for page in (here, receipt):
        assert problems_of(page) == []
        assert f"{was.totals.attendance:,}" in page
        assert f'id="lines">{was.totals.events} events' in page
        assert "Came later" not in page
        assert "Another name" not in page
        assert f"{PAGE}version/1/event/{line.event}/" in page
    assert line.name in frozen
    assert "Another name" not in frozen
    assert f">{line.attendance:,}<" in frozen
    assert re.search(r"Run \d+</a>, ", frozen)
    assert client.get(f"{PAGE}version/1/event/999999/").status_code == 404
    assert client.get(f"{PAGE}version/2/event/{line.event}/").status_code == 404


def test_new_sales_are_told_as_sales(house):
    client = house.client_of("admin")
    client.post(PAGE, signed(house))
    performance = _sell_one(house)

    moved = client.get(PAGE + "difference/").text

    assert performance
    assert re.search(r"Tickets since then: \d+ sold", moved)


def test_a_line_of_an_event_that_is_not_in_the_quarter_is_not_there(house):
    other = cast.make_event(house.lyric, "Elsewhen", starts_on=draft_of(house.lyric, "2020-Q1").period.start)
    client = house.client_of("admin")

    assert client.get(f"{PAGE}event/{other.pk}/").status_code == 404
    assert client.get("/o/lyric/return/2026-Q9/").status_code == 404
    assert client.get(f"{PAGE}version/9/").status_code == 404
    assert client.get(f"{PAGE}difference/").status_code == 404


def test_the_list_names_the_quarter_that_is_due_and_what_is_late(house):
    page = house.client_of("reader").get("/o/lyric/return/").text

    assert f'href="{PAGE}">Open the return' in page


def _sell_one(house):
    from houselights.feeds.actions import sync_now

    period = draft_of(house.lyric, QUARTER).period
    known = {link.box_office_id for event in house.lyric.events.all() for link in event.links.all()}
    for row in house.sandbox.ledger("lyric")["performances"]:
        if str(period.start) <= row["start"][:10] <= str(period.end) and row["event"] in known and not row["cancelled"]:
            house.sandbox.sell("lyric", row["performance"], 1)
            sync_now(connection=house.connection, by=None)
            return row["performance"]
    return None


def test_page_list_and_command_go_by_the_funders_own_day_and_its_exemption(house):
    fund = house.lyric.listed_by.get().funder
    set_deadline(funder=fund, quarter=QUARTER, due_on=timezone.localdate() + timedelta(days=9), by=None)
    client = house.client_of("reader")

    page = client.get(PAGE).text
    assert "9 days left" in page
    assert f"which {fund.name} wants by" in page
    assert 'tag bad">late' not in client.get("/o/lyric/return/").text
    assert draft_json(draft_of(house.lyric, QUARTER))["deadline"] == str(timezone.localdate() + timedelta(days=9))

    exempt(funder=fund, organisation=house.lyric, quarter=QUARTER, why="closed", by=None)
    assert "you do not owe" in client.get(PAGE).text
    assert "not owed" in client.get("/o/lyric/return/").text
    assert draft_json(draft_of(house.lyric, QUARTER))["deadline"] is None


def test_what_no_funder_has_put_off_is_late_after_the_forms_day(house):
    client, long_over = house.client_of("reader"), "2020-Q3"
    Return.objects.create(organisation=house.lyric, quarter=long_over)

    assert "days late" in client.get(f"/o/lyric/return/{long_over}/").text
    assert 'class="tag bad">late' in client.get("/o/lyric/return/").text
