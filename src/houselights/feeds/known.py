"""The contents of records that are landed already, so that what is unchanged is not landed again."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from houselights.home import Home
from houselights.warehouse import landed_queries
from houselights.warehouse.bundle import LandedFile

# Tickets are landed with their order, so they have no content of their own.
READ_BY_ID = ("events", "performances", "house_counts", "orders", "customers")
BY_CHANGE = ("orders", "customers")  # the others come whole in every run, and are not many
MANY = 20_000  # records asked for by their ids, beyond which reading all there are costs less


@dataclass
class Known:
    """{id: content} of the newest reading of every record of a kind, as far as today's rules made it.

    Asked for as records come, so that a run that finds little new reads little; all at once when many are asked for.
    """

    home: Home
    files: tuple[LandedFile, ...] = ()  # as the run found or moved them: what it lands itself is noted here
    _contents: dict[str, dict[str, str]] = field(default_factory=lambda: {kind: {} for kind in READ_BY_ID})
    _asked_for: Counter[str] = field(default_factory=Counter)

    def of(self, kind: str, ids: Sequence[str]) -> dict[str, str]:
        """What is known of a kind, of these records at least; whoever lands one notes its content there."""
        contents = self._contents[kind]
        new = [each for each in ids if each not in contents]
        if new and self._asked_for[kind] <= MANY and any(file.kind == kind for file in self.files):
            self._asked_for[kind] += len(new) if kind in BY_CHANGE else MANY + 1
            self._contents[kind] = contents = self._read(kind, new) | contents
        return contents

    def moved(self, files: tuple[LandedFile, ...]) -> None:
        """The same rows lie in other files now: those that were there are gone."""
        self.files = files

    def let_go(self, kind: str) -> None:
        """Of contents that no row of this run is compared with any more: what follows needs the room."""
        self._contents[kind] = {}

    def _read(self, kind: str, ids: Sequence[str]) -> dict[str, str]:
        if self._asked_for[kind] > MANY:
            return landed_queries.known_content(self.home.path, self.files, kind)
        return landed_queries.known_content_of(self.home.path, self.files, kind, ids)
