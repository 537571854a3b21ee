"""The six questions in pandas, timed: run in the environment that bench_beside.py makes, with a path."""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import pandas as pd  # type: ignore[import-not-found,import-untyped,unused-ignore]  # not ours: see bench_beside.py

tickets: Any = pd.read_parquet(sys.argv[1])  # in memory before the clock starts


def crossover() -> Any:
    """People of two event types."""
    attended = tickets[["person", "event_type"]].drop_duplicates()
    both = attended.merge(attended, on="person")
    return both[both.event_type_x != both.event_type_y].groupby(["event_type_x", "event_type_y"]).size()


QUESTIONS: dict[str, Callable[[], Any]] = {
    "tickets by month": lambda: tickets.groupby("month").size(),
    "income by event": lambda: tickets.groupby("event").total_pence.sum(),
    "bookers by financial year": lambda: tickets.groupby("financial_year").person.nunique(),
    "average price by price class": lambda: tickets[tickets.total_pence > 0].groupby("price_class").total_pence.mean(),
    "bookers by local authority": lambda: tickets.groupby("area").person.nunique(),
    "crossover of event types": crossover,
}

took = {}
for name, ask in QUESTIONS.items():
    start = time.perf_counter()
    ask()
    took[name] = time.perf_counter() - start
print(json.dumps(took))
