"""Suggested links on a page: yes, no, later, all above the line; and performances shared out."""

from datetime import timedelta

import pytest
from django.test import Client

from cast import make_event, make_link
from houselights.audit.queries import trail
from houselights.connections.models import BoxOfficeEvent
from houselights.feeds.queries import waiting
from houselights.register.actions import link_event
from houselights.register.models import Event, RefusedLink
from houselights.register.narrowing.queries import shares_of
from houselights.register.queries import events_linked_to
from markup import problems_of

PAGE = "/o/lyric/box-office/suggestions/"


@pytest.fixture
def browser(house) -> Client:
    """Gus's: he works at the Lyric without running it."""
    return house.client_of("general")


@pytest.fixture
def found(house) -> BoxOfficeEvent:
    """Its sales wait."""
    return house.unlinked


@pytest.fixture
def event(house, found) -> Event:
    """The same on the register, typed by somebody else."""
    return registered_for(house, found)


def registered_for(house, found: BoxOfficeEvent, name: str = "") -> Event:
    days = {"starts_on": found.first_on, "ends_on": found.last_on}
    return make_event(house.lyric, name or found.name.upper(), **days)


def key_of(event: Event, found: BoxOfficeEvent) -> str:
    return f"{event.pk}-{found.pk}"


def test_a_pair_is_shown_with_its_score_its_reasons_and_what_waits(browser, event, found):
    page = browser.get(PAGE).text

    assert problems_of(page) == []
    assert "Accept all 1 above the line" in page
    assert "Nothing else on the register fits as well." in page
    assert found.name in page
    assert f"{found.tickets:,} tickets" in page


def test_yes_links_and_says_who(browser, house, event, found):
    answer = browser.post(PAGE, {"do": "yes", "pair": key_of(event, found)})

    assert answer["Location"] == PAGE + "#pairs"
    assert list(events_linked_to(found)) == [event]
    assert trail("lyric").first().by_id == house.people["general"].pk
    assert "Nothing to suggest" in browser.get(PAGE).text or key_of(event, found) not in browser.get(PAGE).text


def test_no_is_remembered(browser, event, found):
    browser.post(PAGE, {"do": "no", "pair": key_of(event, found)})

    assert RefusedLink.objects.get().event == event
    assert f'value="{key_of(event, found)}"' not in browser.get(PAGE).text


def test_later_puts_a_pair_at_the_end_and_changes_nothing(browser, house, event, found):
    another = min(
        (each for each in house.connection.catalogue.all() if not events_linked_to(each).exists() and each != found),
        key=lambda each: each.pk,
    )
    second = registered_for(house, another)
    first_shown, last_shown = sorted((key_of(event, found), key_of(second, another)), key=browser.get(PAGE).text.rindex)

    browser.post(PAGE, {"do": "later", "pair": first_shown})

    page = browser.get(PAGE).text
    assert page.rindex(f'id="pair-{last_shown}"') < page.rindex(f'id="pair-{first_shown}"')
    assert "1 pair put off" in page
    assert not events_linked_to(found).exists()


def test_all_above_the_line_are_linked_at_once_but_only_those_that_were_seen(browser, house, event, found):
    browser.post(PAGE, {"do": "all", "pair": ["1-1", "nonsense"]})
    assert not events_linked_to(found).exists()

    answer = browser.post(PAGE, {"do": "all", "pair": [key_of(event, found)]}, follow=True)

    assert list(events_linked_to(found)) == [event]
    assert f"1 link made: {found.tickets:,} tickets" in answer.text


def test_a_pair_linked_meanwhile_is_said_and_nothing_is_changed(browser, house, event, found):
    other = make_event(house.lyric, "Another")
    link_event(event=other, box_office_event=found, by=None)

    answer = browser.post(PAGE, {"do": "yes", "pair": key_of(event, found)}, follow=True)

    assert "is linked to “Another” already" in answer.text
    assert list(events_linked_to(found)) == [other]


@pytest.mark.parametrize("pair", ["", "-", "1", "x-y", "999999-999999", "1-1-1", "\u0661-\u0662"])
def test_a_pair_that_is_none_is_not_found(browser, house, pair):
    assert browser.post(PAGE, {"do": "yes", "pair": pair}).status_code == 404


def test_another_organisations_event_cannot_be_linked_through_the_page(browser, house, event, found):
    theirs = make_event(house.grand, found.name)

    assert browser.post(PAGE, {"do": "yes", "pair": key_of(theirs, found)}).status_code == 404
    assert house.client_of("stranger").post(PAGE, {"do": "yes", "pair": key_of(event, found)}).status_code == 404
    assert not events_linked_to(found).exists()


def test_an_answer_that_is_none_is_told(browser, event, found):
    assert (
        "no answer to a suggestion"
        in browser.post(PAGE, {"do": "maybe", "pair": key_of(event, found)}, follow=True).text
    )


def test_without_anything_to_suggest_the_page_says_what_to_do(browser, house):
    Event.objects.filter(links=None).delete()

    page = browser.get(PAGE).text
    assert "Nothing to suggest" in page
    assert "See what waits" in page


@pytest.fixture
def shared(house) -> BoxOfficeEvent:
    """Linked whole to one event, with several performances that sell."""
    rows = house.connection.catalogue.filter(performances__gt=1).order_by("-tickets")
    return next(row for row in rows if row.performance_rows.filter(tickets__gt=0).count() > 1 and events_linked_to(row))


def test_a_taken_one_is_shared_out_from_its_suggestion(browser, house, shared):
    second = registered_for(house, shared)
    assert "Share it out" in browser.get(PAGE).text

    answer = browser.post(PAGE, {"do": "share", "pair": key_of(second, shared)})

    assert answer["Location"] == f"/o/lyric/box-office/events/{shared.pk}/performances/?event={second.pk}"
    page = browser.get(answer["Location"]).text
    assert problems_of(page) == []
    assert page.count(f'<option value="{second.pk}">') == shared.performance_rows.count()
    assert "Choose “" in page
    assert not second.links.exists()


def performances_page(found: BoxOfficeEvent) -> str:
    return f"/o/lyric/box-office/events/{found.pk}/performances/"


def test_a_newcomer_is_offered_what_falls_within_its_days(browser, house, shared):
    first_day = shared.performance_rows.first().performed_on
    newcomer = make_event(house.lyric, "The first day", starts_on=first_day, ends_on=first_day)

    page = browser.get(performances_page(shared) + f"?event={newcomer.pk}").text

    offered = shared.performance_rows.filter(performed_on=first_day).count()
    assert page.count(f'<option value="{newcomer.pk}" selected>') == offered < shared.performance_rows.count()
    assert "is offered the performances within its days" in page


def test_performances_are_given_to_events_and_the_rest_waits(browser, house, shared):
    (first,), second = events_linked_to(shared), make_event(house.lyric, "Second")
    one, *others = shared.performance_rows.filter(tickets__gt=0)
    before = waiting(house.lyric).tickets
    answers = {f"performance-{row.pk}": "none" for row in shared.performance_rows.all()}
    answers |= {f"performance-{one.pk}": str(second.pk), f"performance-{others[0].pk}": str(first.pk)}

    answer = browser.post(performances_page(shared), {"do": "share", **answers}, follow=True)

    owners = {share.performance.pk: share.event for share in shares_of(shared)}
    assert (owners[one.pk], owners[others[0].pk]) == (second.pk, first.pk)
    left = sum(row.tickets for row in others[1:])
    assert waiting(house.lyric).tickets == before + left
    assert "2 performances of" in answer.text


def test_left_out_performances_are_in_the_catalogue_with_their_fix_and_can_be_not_ours(browser, house, shared):
    (first,) = events_linked_to(shared)
    one, *others = shared.performance_rows.filter(tickets__gt=0)
    make_link(first, shared, performance_ids=[one.performance_id])
    waits = browser.get("/o/lyric/box-office/?only=waiting").text
    assert "Share its performances out" in waits
    assert f"{sum(row.tickets for row in others):,} ticket" in waits
    assert "The rest is not ours" in browser.get(performances_page(shared)).text

    browser.post(performances_page(shared), {"do": "ignore"})

    assert "Share its performances out" not in browser.get("/o/lyric/box-office/?only=waiting").text
    page = browser.get(performances_page(shared)).text
    assert problems_of(page) == []
    assert "They are ours after all" in page


def test_what_cannot_be_shared_out_is_said_and_changes_nothing(browser, house, shared):
    before = [(share.performance.pk, share.event) for share in shares_of(shared)]
    nobody = {f"performance-{row.pk}": "none" for row in shared.performance_rows.all()}
    row = shared.performance_rows.first()
    theirs = make_event(house.grand, "Theirs")

    assert (
        "No performance is given"
        in browser.post(performances_page(shared), {"do": "share", **nobody}, follow=True).text
    )
    for value in (str(theirs.pk), "999999", "abc", "\u0661", "1" * 40):
        sent = {"do": "share", f"performance-{row.pk}": value}
        assert browser.post(performances_page(shared), sent).status_code == 404

    assert [(share.performance.pk, share.event) for share in shares_of(shared)] == before


def test_a_page_from_before_a_new_performance_leaves_it_where_it_is(browser, house, shared):
    (first,), second = events_linked_to(shared), make_event(house.lyric, "Second")
    one, *others = list(shared.performance_rows.all())

    browser.post(performances_page(shared), {"do": "share", f"performance-{one.pk}": str(second.pk)})

    owners = {share.performance.pk: share.event for share in shares_of(shared)}
    assert owners == {one.pk: second.pk} | dict.fromkeys((row.pk for row in others), first.pk)


def test_another_organisations_performances_are_not_there(house, shared):
    stranger = house.client_of("stranger")

    assert stranger.get(performances_page(shared)).status_code == 404
    assert stranger.post(performances_page(shared).replace("lyric", "grand"), {"do": "ignore"}).status_code == 404


def test_an_unlinked_box_office_event_can_be_linked_by_some_performances(browser, house, found):
    event = make_event(
        house.lyric, "Only the first", starts_on=found.first_on, ends_on=found.first_on + timedelta(days=0)
    )
    row = found.performance_rows.first()
    assert "Choose the first below" in browser.get(performances_page(found)).text

    browser.post(performances_page(found), {"do": "share", f"performance-{row.pk}": str(event.pk)})

    assert list(events_linked_to(found)) == [event]
