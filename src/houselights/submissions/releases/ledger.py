"""The ledger that the gate asks: the installation's database, in the name of whoever asks."""

from collections.abc import Sequence
from dataclasses import dataclass

from houselights.audit.actions import Person
from houselights.disclosure.frozen import Frozen
from houselights.disclosure.released import ReleasedTable
from houselights.submissions.releases.actions import freeze_release, note_given
from houselights.submissions.releases.queries import newest_releases, releases_of_portfolios


@dataclass(frozen=True)
class KeptLedger:
    """A `disclosure.frozen.Ledger`. `by` is who asks; None is the command line."""

    by: Person | None = None

    def note(self, table: ReleasedTable) -> None:
        note_given(table=table, by=self.by)

    def earlier(self, of: str, periods: Sequence[str]) -> list[Frozen]:
        return newest_releases(of, periods)

    def portfolios(self, period: str) -> list[Frozen]:
        return releases_of_portfolios(period)

    def freeze(self, release: Frozen) -> Frozen:
        return freeze_release(release=release, by=self.by)
