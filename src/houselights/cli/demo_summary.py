"""What a demo tells at its end: what was read, what waits, what was noticed, how long it took, how to come in."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from houselights.cli.answers import counted, pounds, say, table
from houselights.cli.company import PEOPLE
from houselights.cli.syncing import tell_counts, tell_findings, tell_waiting

if TYPE_CHECKING:
    from houselights.cli.demo_home import Demo
    from houselights.organisations.models import Organisation

ACCOUNTED = ("received", "stored", "unchanged", "quarantined")


@dataclass(frozen=True)
class Theatre:
    """What was read of one theatre in this demo: its runs added up, and the state after the last of them."""

    slug: str
    name: str
    counts: dict[str, Any]  # received, stored, unchanged, quarantined by kind; excluded by kind and reason
    last: dict[str, Any]  # the last run, as `sync --json` prints it
    tickets: int
    pence: int
    seconds: float

    @classmethod
    def of(cls, organisation: "Organisation", runs: list[dict[str, Any]], seconds: float) -> "Theatre":
        """From the runs of this demo, in their order."""
        from houselights.feeds.queries import latest_build

        build = latest_build(organisation)
        assert build is not None  # a complete run has built
        counts: dict[str, Any] = {word: _added_up(run[word] for run in runs) for word in ACCOUNTED}
        kinds = runs[-1]["excluded"]
        counts["excluded"] = {kind: _added_up(run["excluded"][kind] for run in runs) for kind in kinds}
        return cls(organisation.slug, organisation.name, counts, runs[-1], build.tickets, build.pence, seconds)

    def document(self) -> dict[str, Any]:
        """For scripts, in the words of `sync`."""
        return {
            "organisation": self.slug,
            "name": self.name,
            "run": self.last["run"],
            "state": self.last["state"],
            "data_as_of": self.last["data_as_of"],
            **self.counts,
            "events": self.last["events"],
            "waiting": self.last["waiting"],
            "counted": {"tickets": self.tickets, "pence": self.pence},
            "findings": self.last["findings"],
            "seconds": round(self.seconds, 1),
        }

    def tell(self) -> None:
        """For people."""
        say(f"\n{self.name} (read in {self.seconds:.0f} seconds)")
        tell_counts(self.counts)
        say(f"In the figures: {counted(self.tickets, 'ticket')}, {pounds(self.pence)}.")
        tell_waiting(self.last)
        tell_findings(self.last["findings"])


@dataclass
class Summary:
    """A demo, from the outside. `address` is empty where it is not served."""

    home: Path
    demo: "Demo"
    theatres: list[Theatre]
    seconds: float
    address: str = ""

    def document(self) -> dict[str, Any]:
        """For scripts."""
        return {
            "home": str(self.home),
            "size": self.demo.size,
            "address": self.address or None,
            "seconds": round(self.seconds, 1),
            "organisations": [theatre.document() for theatre in self.theatres],
            "people": [
                {
                    "name": person.name,
                    "email": person.email,
                    "password": self.demo.password_of(person.email),
                    "organisation": person.organisation,
                    "role": person.role,
                }
                for person in PEOPLE
            ],
        }

    def tell(self) -> None:
        """For people."""
        for theatre in self.theatres:
            theatre.tell()
        say(f"\nAll of it took {self.seconds:.0f} seconds, in {self.home}.")
        again = f"houselights --home {self.home} demo --size {self.demo.size}"
        say(f"\nOpen {self.address} and sign in:" if self.address else f"\nTo look at it: {again}\nSign in as:")
        rows = [
            [each.name, each.email, self.demo.password_of(each.email), each.role, each.organisation] for each in PEOPLE
        ]
        table(["Who", "E-mail address", "Password", "Role", "Where"], rows)
        say("\nEverything is made up: no theatre, no person and no sale here is real. This is not Spektrix.")


def _added_up(counts: Iterable[dict[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    return dict(total)
