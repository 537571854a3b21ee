"""One ratio measured, its goal, and how it is printed."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """`figure` against `goal`: at most is well. `note` gives the two sides as measured."""

    name: str
    figure: float
    goal: float
    unit: str  # "times", "MB", "ms"
    note: str

    @property
    def met(self) -> bool:
        return self.figure <= self.goal

    def line(self) -> str:
        """For people."""
        word = "met" if self.met else "MISSED"
        return f"{self.name}: {self.figure:.2f} {self.unit} (goal at most {self.goal:g}): {word}. {self.note}"

    def row(self) -> str:
        """For RESULTS.md."""
        word = "met" if self.met else "**missed**"
        return f"| {self.name} | {self.figure:.2f} {self.unit} | {self.goal:g} | {word} | {self.note} |"


def median_seconds(work: Callable[[], object], *, times: int = 5) -> float:
    """The median time of doing the work so many times."""
    return statistics.median(seconds(work) for _ in range(times))


def seconds(work: Callable[[], object]) -> float:
    """Wall-clock seconds of doing the work once."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
