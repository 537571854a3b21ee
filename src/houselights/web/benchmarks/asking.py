"""Which group, quarter and figure the page is asked about: the address holds it all."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils import timezone
from django.utils.http import urlencode

from houselights.benchmarks.queries import Peers
from houselights.benchmarks.rules import ready_on
from houselights.disclosure.spread import COMPARED
from houselights.errors import NotFound
from houselights.measures.catalogue import MEASURES
from houselights.periods import quarter_named
from houselights.web.templatetags.words import short_quarter

Choice = tuple[str, str, bool]  # words, address, whether it is chosen


@dataclass(frozen=True)
class Asked:
    """`peers` is None for an organisation that is in no group yet."""

    peers: Peers | None
    quarter: str
    measure: str
    groups: Sequence[Peers]
    quarters: Sequence[str]

    def href(self, **changes: str) -> str:
        """The same page, asked for something else."""
        here = {"group": self.peers.key if self.peers else "", "quarter": self.quarter, "measure": self.measure}
        return f"?{urlencode({name: value for name, value in (here | changes).items() if value})}"

    @property
    def query(self) -> str:
        return self.href()

    def group_choices(self) -> list[Choice]:
        return [(f"{each.kind}: {each.term}", self.href(group=each.key), each == self.peers) for each in self.groups]

    def quarter_choices(self) -> list[Choice]:
        names = sorted({*self.quarters, self.quarter}, reverse=True)
        return [(short_quarter(each), self.href(quarter=each), each == self.quarter) for each in names]

    def measure_choices(self) -> list[Choice]:
        return [
            (MEASURES[each].title, self.href(measure=each) + "#over-time", each == self.measure) for each in COMPARED
        ]


def read(given: QueryDict, groups: Sequence[Peers], quarters: Sequence[str]) -> Asked:
    """NotFound for a group that the organisation is not in: whether there is one is nobody else's to know."""
    today, wanted = timezone.localdate(), given.get("group", "")
    peers = next((each for each in groups if each.key == wanted), None) if wanted else next(iter(groups), None)
    if wanted and peers is None:
        raise NotFound("You are in no such group.", remedy="Look through your groups on the page of benchmarks.")
    newest = next((each for each in quarters if ready_on(each) <= today), quarters[0])
    measure = given.get("measure", "")
    return Asked(
        peers,
        quarter_named(given.get("quarter", "") or newest).name,
        measure if measure in COMPARED else "tickets",
        groups,
        quarters,
    )
