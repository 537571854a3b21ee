"""Does each performance belong to one event, whatever links there are?"""

from houselights.register.narrowing.rules import Claim, by_event, narrowed_to, owner


def test_a_link_narrowed_to_a_performance_goes_before_one_to_all() -> None:
    claims = [Claim(1, None), Claim(2, ["p2"])]

    assert [owner(name, claims) for name in ("p1", "p2")] == [1, 2]


def test_of_equals_the_older_event_has_it() -> None:
    assert owner("p1", [Claim(9, None), Claim(8, None)]) == 8


def test_what_no_link_reaches_belongs_to_nobody() -> None:
    assert owner("p1", []) is owner("p1", [Claim(1, ["p2"])]) is owner("p1", [Claim(1, [])]) is None


def test_shares_are_gathered_by_event() -> None:
    assert by_event({"p2": 1, "p1": 1, "p3": 2, "p4": None}) == {1: ["p1", "p2"], 2: ["p3"]}


def test_one_event_with_all_of_them_is_not_narrowed_so_that_new_ones_come_by_themselves() -> None:
    assert narrowed_to(["p1", "p2"], ["p2", "p1"], is_alone=True) is None
    assert narrowed_to(["p1"], ["p1", "p2"], is_alone=True) == ["p1"]
    assert narrowed_to(["p1", "p2"], ["p1", "p2"], is_alone=False) == ["p1", "p2"]
