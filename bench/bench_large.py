"""Two million tickets: a full sync beside fetching and parsing alone, its memory, and a run after a hundred changes."""

import json
import resource
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from bench.bench_sync import fetch_and_parse, full_sync, lyric_at
from bench.homes import open_bench_home
from bench.result import Result, seconds

if TYPE_CHECKING:
    from houselights.connections.models import Connection
    from houselights.sandbox.remote import Sandbox

SIZE = "large"
CHANGES = 100


def main() -> None:
    from houselights.sandbox.running import started_sandbox

    with open_bench_home() as home, started_sandbox(size=SIZE) as sandbox:
        connection = lyric_at(sandbox, home)
        full = spent(lambda: full_sync(connection))
        change_orders(sandbox)
        after = spent(lambda: sync_again(connection))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        alone = spent(lambda: fetch_and_parse(home, connection))
        tickets = connection.organisation.builds.first().tickets
    many, goal = f"{tickets:,} tickets", 1 / 50
    of_alone, of_full = full.seconds / alone.seconds, after.seconds / full.seconds
    results = [
        Result(
            "large: full sync / fetching and parsing alone", of_alone, 2.0, "times", f"{many}: {full.against(alone)}"
        ),
        Result("large: peak memory", memory, 1000, "MB", f"{many}, both runs"),
        Result("large: a run after 100 changed orders / full sync", of_full, goal, "times", after.against(full)),
    ]
    print(json.dumps([asdict(result) for result in results]))


@dataclass(frozen=True)
class Spent:
    """By the clock, and of the processor: on a shared machine the second says more."""

    seconds: float
    of_processor: float

    def against(self, other: "Spent") -> str:
        """For people."""
        processor = f"{self.of_processor:.1f} s of processor against {other.of_processor:.1f} s"
        return f"{self.seconds:.1f} s against {other.seconds:.1f} s ({processor})"


def spent(work: Callable[[], object]) -> Spent:
    """What doing the work once takes; the box office's own processor is not counted."""
    before = time.process_time()
    by_clock = seconds(work)
    return Spent(by_clock, time.process_time() - before)


def change_orders(sandbox: "Sandbox") -> None:
    """A hundred orders, each sold and then changed."""
    performances = [each["performance"] for each in sandbox.ledger("lyric")["performances"] if not each["cancelled"]]
    for place in range(CHANGES):
        sold = sandbox.sell("lyric", performances[place % len(performances)], 3)
        sandbox.give_back("lyric", sold["order"], sold["tickets"][:1])


def sync_again(connection: "Connection") -> None:
    from houselights.connections.models import Connection
    from houselights.feeds.actions import sync_now

    sync_now(connection=Connection.objects.get(pk=connection.pk), by=None)


if __name__ == "__main__":
    main()
