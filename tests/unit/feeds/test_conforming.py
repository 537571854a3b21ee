"""What a box office sends one by one: is it conformed between its requests, or once a batch of it has come?"""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from houselights.connectors.base import Record
from houselights.errors import BoxOfficeUnavailable
from houselights.feeds import reading, rules
from houselights.feeds.reading import Reader


class BoxOffice:
    """Sends the records asked for, goes away after so many, and notes what is done with them."""

    def __init__(self, holds: int) -> None:
        self.holds, self.done = holds, list[str]()

    def look_up(self, kind: str, ids: list[str]) -> Iterator[Record]:
        for each in ids:
            if len([done for done in self.done if done.startswith("sent")]) == self.holds:
                raise BoxOfficeUnavailable("It went away.")
            self.done.append(f"sent {each}")
            yield Record("customers", each, b"{}")

    def conform(self, record: Record, _: Any) -> str:
        self.done.append(f"conformed {record.id}")
        return record.id


def reader_of(box_office: BoxOffice, landed: list[Any], monkeypatch: pytest.MonkeyPatch) -> Reader:
    monkeypatch.setattr(rules, "BATCH", 2)
    monkeypatch.setattr(reading.Reader, "land", lambda _, rows: landed.append(rows))
    tracker: Any = SimpleNamespace(step=lambda *_, **__: None, add=lambda *_: None)
    nothing: Any = None
    return Reader(nothing, nothing, box_office, nothing, nothing, nothing, tracker)  # type: ignore[arg-type]


def test_a_batch_is_conformed_at_once_when_it_has_come(monkeypatch):
    box_office, landed = BoxOffice(holds=3), list[Any]()

    reader_of(box_office, landed, monkeypatch).look_up("customers", "abc", "Reading customers")

    assert box_office.done == ["sent a", "sent b", "conformed a", "conformed b", "sent c", "conformed c"]
    assert landed == [["a", "b"], ["c"]]


def test_what_came_before_the_box_office_went_away_is_landed(monkeypatch):
    box_office, landed = BoxOffice(holds=3), list[Any]()

    with pytest.raises(BoxOfficeUnavailable):
        reader_of(box_office, landed, monkeypatch).look_up("customers", "abcd", "Reading customers")

    assert landed == [["a", "b"], ["c"]]
