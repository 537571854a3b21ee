"""Which event is a row? By its Event ID, else by name, first day and place; in doubt, a person chooses."""

import pytest

from .rows_given import FULL, MAY_1, OTHER, codes, event, planned, register, row


def test_an_id_that_is_linked_says_which_event_a_row_is_whatever_its_name():
    (done,) = planned(row(box_office_id=FULL, name="Winter Gala"), now=register(event(7, FULL)))

    assert (done.event, done.action, done.target.state) == (7, "updated", "linked")
    assert done.changes == {"name": ("Spring Gala", "Winter Gala")}


def test_without_an_id_name_first_day_and_place_say_it():
    now = register(event(7, location="Main House"), event(8, location="Studio"))

    (done,) = planned(row(name="spring  GALA", location="studio", attendance=10), now=now)

    assert (done.event, done.target.state) == (8, "blank")


def test_another_first_day_or_another_place_is_another_event():
    now = register(event(7, location="Main House"))

    first, second = planned(
        row(2, location="Studio"), row(3, starts_on=MAY_1.replace(day=2), location="Main House"), now=now
    )

    assert (first.action, second.action) == ("created", "created")


def test_a_place_that_is_blank_on_either_side_makes_no_second_event():
    (blank_in_row,) = planned(row(), now=register(event(7, location="Main House")))
    (blank_in_register,) = planned(row(location="Main House"), now=register(event(7)))

    assert (blank_in_row.event, blank_in_row.action) == (7, "unchanged")
    assert (blank_in_register.event, blank_in_register.action) == (7, "updated")


def test_two_events_that_both_fit_are_for_a_person_to_choose():
    now = register(event(7, location="Main House"), event(8, location="Studio"))

    (done,) = planned(row(), now=now)
    (chosen,) = planned(row(attendance=5), now=now, chosen={2: "8"})
    (new,) = planned(row(), now=now, chosen={2: "new"})

    assert (done.action, codes(done), done.candidates) == ("refused", ["which-event"], (7, 8))
    assert (chosen.event, chosen.action) == (8, "updated")
    assert (new.event, new.action) == (None, "created")


def test_an_id_of_one_event_with_the_name_of_another_is_refused_until_chosen():
    now = register(event(7, FULL, name="Emma"), event(8))

    (done,) = planned(row(box_office_id=FULL), now=now)
    (chosen,) = planned(row(box_office_id=FULL), now=now, chosen={2: "7"})

    assert (done.action, codes(done), done.candidates) == ("refused", ["id-of-another-event"], (7, 8))
    assert "Emma" in done.problems[0].message
    assert "event 8" in done.problems[0].message
    assert (chosen.event, chosen.changes) == (7, {"name": ("Emma", "Spring Gala")})


def test_an_event_that_has_another_id_is_not_given_a_second_one_silently():
    (done,) = planned(row(box_office_id=OTHER), now=register(event(7, FULL)))

    assert (done.action, codes(done), done.candidates) == ("refused", ["which-event"], (7,))


def test_an_event_without_a_link_gets_the_one_of_its_row():
    (done,) = planned(row(box_office_id=FULL), now=register(event(7)))

    assert (done.event, done.action, done.changes) == (7, "updated", {"box_office_id": ("", FULL)})


def test_one_of_several_events_with_the_same_id_is_told_by_its_name():
    now = register(event(7, FULL, name="Family day"), event(8, FULL))

    (done,) = planned(row(box_office_id=FULL), now=now)
    (unclear,) = planned(row(box_office_id=FULL, name="Something else"), now=now)

    assert (done.event, done.action) == (8, "unchanged")
    assert codes(unclear) == ["which-event"]


def test_the_same_id_twice_in_a_file_refuses_both_until_one_is_chosen():
    rows = (row(2, box_office_id=FULL), row(3, box_office_id=FULL, name="Emma"), row(4, name="Other"))

    both = planned(*rows)
    chosen = planned(*rows, chosen={3: "new"})

    assert [each.action for each in both] == ["refused", "refused", "created"]
    assert codes(both[0]) == codes(both[1]) == ["id-twice"]
    assert "2, 3" in both[0].problems[0].message
    assert [each.action for each in chosen] == ["refused", "created", "created"]


@pytest.mark.parametrize("ids", [(None, None), (FULL, None), (None, FULL)])
def test_the_same_event_twice_in_a_file_refuses_both_until_one_is_chosen(ids):
    rows = (row(2, box_office_id=ids[0]), row(3, box_office_id=ids[1]))

    both, chosen = planned(*rows), planned(*rows, chosen={2: "new"})

    assert [codes(each) for each in both] == [["event-twice"], ["event-twice"]]
    assert [each.action for each in chosen] == ["created", "refused"]


def test_two_rows_are_never_saved_one_over_the_other_even_when_both_are_chosen():
    rows = (row(2, attendance=1), row(3, attendance=2))

    both = planned(*rows, now=register(event(7)), chosen={2: "7", 3: "7"})

    assert [each.action for each in both] == ["refused", "refused"]


def test_two_new_events_alike_with_an_id_each_are_two():
    both = planned(row(2, box_office_id=FULL), row(3, box_office_id=OTHER))

    assert [each.action for each in both] == ["created", "created"]


def test_an_id_that_the_box_office_does_not_have_waits_and_is_said():
    (done,) = planned(row(box_office_id=FULL), now=register(catalogue={}))

    assert (done.action, done.target.state, codes(done)) == ("created", "not-found", ["id-not-found"])
    assert done.changes["box_office_id"] == ("", FULL)


def test_the_box_offices_title_stands_beside_the_id():
    (done,) = planned(row(box_office_id=FULL))

    assert done.target.listed.name == "Gala night"
