"""What does a row do to the register: created, updated with old and new, unchanged, refused with all problems?"""

from datetime import date

from msgspec.structs import replace

from houselights.register.uploads.planning import held_back
from houselights.register.uploads.problems import Found, problem

from .rows_given import FULL, MAY_1, codes, event, planned, register, row


def test_a_blank_cell_leaves_what_the_register_has():
    now = register(event(7, event_type="Festival", attendance=9, description="In the square."))

    (done,) = planned(row(), now=now)

    assert (done.action, done.changes) == ("unchanged", {})


def test_what_differs_is_shown_old_and_new():
    now = register(event(7, is_funded=None, ends_on=MAY_1))

    (done,) = planned(row(is_funded=False, ends_on=date(2026, 5, 2)), now=now)

    assert done.changes == {"is_funded": (None, False), "ends_on": (MAY_1, date(2026, 5, 2))}


def test_a_row_that_changes_a_draft_confirms_it_and_one_that_does_not_leaves_it():
    now = register(event(7, is_draft=True))

    (same,), (changed,) = planned(row(), now=now), planned(row(attendance=3), now=now)

    assert same.action == "unchanged"
    assert changed.changes["is_draft"] == (True, False)


def test_an_end_before_its_start_is_one_error_on_the_end():
    (done,) = planned(row(ends_on=date(2026, 4, 1)))

    assert [(each.code, each.cell, each.column) for each in done.problems] == [("end-before-start", "C2", "EndDate")]


def test_an_end_before_the_start_that_the_register_has_is_seen_too():
    now = register(event(7, FULL))

    (done,) = planned(row(name=None, starts_on=None, box_office_id=FULL, ends_on=date(2026, 4, 1)), now=now)

    assert codes(done) == ["end-before-start"]


def test_all_problems_are_told_at_once():
    bad = row(name=None, starts_on=None)
    bad = replace(bad, problems=(problem(Found("not-yes-or-no"), bad.at("is_funded", "IsFunded")),))

    (done,) = planned(bad)

    assert set(codes(done)) == {"not-yes-or-no", "name-missing", "start-missing"}
    assert done.action == "refused"


def test_a_new_event_takes_its_name_and_days_from_the_box_office_where_its_row_is_blank():
    (done,) = planned(row(name=None, starts_on=None, box_office_id=FULL))

    assert (done.action, done.name) == ("created", "Gala night")
    assert done.values == {"name": "Gala night", "starts_on": MAY_1, "ends_on": MAY_1}


def test_a_new_event_without_a_last_day_is_over_in_one():
    (done,) = planned(row())

    assert done.values["ends_on"] == MAY_1


def test_a_term_off_its_list_stays_with_the_event_that_has_it():
    bad = row(event_type="Ceilidh")
    bad = replace(
        bad,
        problems=(
            problem(Found("off-the-list", places={"list": "", "advice": ""}), bad.at("event_type", "EventType")),
        ),
    )

    (kept,) = planned(bad, now=register(event(7, event_type="Ceilidh")))
    (given,) = planned(bad, now=register(event(7, event_type="Festival")))

    assert (kept.action, given.action) == ("unchanged", "refused")


def test_a_place_without_a_postcode_gets_one_and_a_place_with_one_keeps_it():
    now = register(places=[("Main House", "LN2 1QN"), ("Studio", "")])

    differs, fills, again, none = planned(
        row(2, name="A", location="Main House", location_postcode="LN1 1AA"),
        row(3, name="B", location="Studio", location_postcode="LN1 1AA"),
        row(4, name="C", location="studio", location_postcode="LN2 1QN"),
        row(5, name="D", location_postcode="LN2 1QN"),
        now=now,
    )

    assert codes(differs) == ["postcode-differs"]
    assert fills.changes["location_postcode"] == ("", "LN1 1AA")
    assert codes(again) == ["postcode-differs"]
    assert codes(none) == ["postcode-without-place"]
    assert all(each.action == "created" for each in (differs, fills, again, none))


def test_all_or_nothing_holds_good_rows_back_and_says_why():
    rows = planned(row(2), row(3, name="Emma", ends_on=date(2026, 4, 1)))

    held = held_back(rows)

    assert [each.action for each in held] == ["refused", "refused"]
    assert codes(held[0]) == ["not-saved-alone"]
    assert held_back(planned(row(2))) == planned(row(2))
