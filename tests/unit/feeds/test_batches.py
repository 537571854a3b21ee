"""What comes one by one: is it taken in lists of a size, of a time, and also where the rest never comes?"""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from houselights.errors import BoxOfficeUnavailable
from houselights.feeds import batches as taken
from houselights.feeds.batches import batches


def test_a_list_holds_so_many_rows_at_most():
    assert list(batches(iter("abcde"), 2, 60)) == [["a", "b"], ["c", "d"], ["e"]]


def test_nothing_makes_no_list():
    assert list(batches(iter(()), 2, 60)) == []


def test_a_slow_box_office_is_not_waited_for_until_a_list_is_full(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(taken, "time", SimpleNamespace(monotonic=lambda: now[0]))

    def slow() -> Iterator[str]:
        for each in "abcd":
            now[0] += 6
            yield each

    assert list(batches(slow(), 100, 10)) == [["a", "b"], ["c", "d"]]


def test_what_came_before_a_failure_comes_before_the_failure():
    def breaks_off() -> Iterator[str]:
        yield from "abc"
        raise BoxOfficeUnavailable("It went away.")

    come = batches(breaks_off(), 2, 60)

    assert [next(come), next(come)] == [["a", "b"], ["c"]]
    with pytest.raises(BoxOfficeUnavailable):
        next(come)
