"""Two million tickets: a full sync beside fetching and parsing alone, its memory, and a run after a hundred changes."""

import json
import resource
from dataclasses import asdict
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
        full = seconds(lambda: full_sync(connection))
        change_orders(sandbox)
        after = seconds(lambda: sync_again(connection))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        alone = seconds(lambda: fetch_and_parse(home, connection))
        tickets = connection.organisation.builds.first().tickets
    many, goal = f"{tickets:,} tickets", 1 / 50
    note = f"{many}: {full:.0f} s against {alone:.0f} s"
    later = f"{after:.1f} s against {full:.0f} s"
    results = [
        Result("large: full sync / fetching and parsing alone", full / alone, 2.0, "times", note),
        Result("large: peak memory", memory, 1000, "MB", f"{many}, both runs"),
        Result("large: a run after 100 changed orders / full sync", after / full, goal, "times", later),
    ]
    print(json.dumps([asdict(result) for result in results]))


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
