"""The contents of records that are landed already, so that what is unchanged is not landed again."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Sum

from houselights.connections.models import Connection
from houselights.feeds.bundling import landed_files
from houselights.home import Home
from houselights.warehouse import landed_queries
from houselights.warehouse.bundle import LandedFile

# Tickets are landed with their order, so they have no content of their own.
READ_BY_ID = ("events", "performances", "house_counts", "orders", "customers")
BY_CHANGE = ("orders", "customers")  # the others come whole in every run, and are not many
MANY = 20_000  # records asked for by their ids, beyond which reading all there are costs less
_MARK = (1 << 60) - 1  # what a whole number may be that takes the least room


class Contents:
    """Of every record its content, both as short marks: their texts would be two hundred megabytes of a large theatre.

    Two records with one mark would be landed again at each reading, for their contents differ: nothing is lost.
    """

    def __init__(self, contents: Mapping[str, str] | None = None) -> None:
        self._marks = {_mark(name): _mark(content) for name, content in (contents or {}).items()}

    def __contains__(self, record_id: str) -> bool:
        return _mark(record_id) in self._marks

    def has(self, record_id: str, content: str) -> bool:
        """Was this the content of its newest reading?"""
        return self._marks.get(_mark(record_id)) == _mark(content)

    def note(self, record_id: str, content: str) -> None:
        """It is now."""
        self._marks[_mark(record_id)] = _mark(content)

    def take(self, older: "Contents") -> None:
        """Know these too, where nothing newer is known."""
        self._marks = older._marks | self._marks


@dataclass
class Known:
    """The contents of the newest reading of every record of a kind, as far as today's rules made it.

    Asked for as records come, so that a run that finds little new reads little; all at once when many are asked for.
    """

    home: Home
    files: tuple[LandedFile, ...] = ()  # as the run found or moved them: what it lands itself is noted here
    few: frozenset[str] = frozenset()  # kinds of which there is so little that one question for all of it costs least
    _contents: dict[str, Contents] = field(default_factory=lambda: {kind: Contents() for kind in READ_BY_ID})
    _asked_for: Counter[str] = field(default_factory=Counter)

    def of(self, kind: str, ids: Sequence[str]) -> Contents:
        """What is known of a kind, of these records at least; whoever lands one notes its content there."""
        contents = self._contents[kind]
        new = [each for each in ids if each not in contents]
        if new and self._asked_for[kind] <= MANY and any(file.kind == kind for file in self.files):
            self._asked_for[kind] += len(new) if kind in BY_CHANGE and kind not in self.few else MANY + 1
            contents.take(Contents(self._read(kind, new)))
        return contents

    def moved(self, files: tuple[LandedFile, ...]) -> None:
        """The same rows lie in other files now: those that were there are gone."""
        self.files = files

    def let_go(self, kind: str) -> None:
        """Of contents that no row of this run is compared with any more: what follows needs the room."""
        self._contents[kind] = Contents()

    def _read(self, kind: str, ids: Sequence[str]) -> dict[str, str]:
        if self._asked_for[kind] > MANY:
            return landed_queries.known_content(self.home.path, self.files, kind)
        return landed_queries.known_content_of(self.home.path, self.files, kind, ids)


def _mark(text: str) -> int:
    """Good within this process alone, whose hashes are its own: nobody can prepare two texts that meet."""
    return hash(text) & _MARK


def known_of(connection: Connection, home: Home) -> Known:
    """What is known of a connection at the beginning of a run."""
    kinds = connection.landed_files.order_by().values("kind").annotate(landed=Sum("rows"))
    few = frozenset(kinds.filter(landed__lte=MANY).values_list("kind", flat=True))
    return Known(home, landed_files(connection.organisation, connection.pk), few)
