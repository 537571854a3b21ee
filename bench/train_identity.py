"""Trains the model that people are found with, and writes it where it is shipped: `python -m bench.train_identity`.

On made-up records, where who is who is known, of another seed than the one it is measured on. Weights are fitted
together (a logistic regression), because what two records share is not independent: a couple shares an address, a
telephone and a surname at once. Splink adds them up as it would its own.
"""

import math
import tempfile
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

import msgspec
from msgspec.structs import asdict

from bench.made_up_records import make_records
from houselights.warehouse.identity import linking
from houselights.warehouse.identity.model import Trained, levels
from houselights.warehouse.identity.tokens import all_tokens
from houselights.warehouse.store import Engine

RECORDS, SEED = 100_000, 2
_RIDGE = 1.0  # keeps the weight of what hardly ever happens small
_HIGHEST = 0.99  # a share of all: only the ratio of the two shares of a level counts

Pattern = tuple[tuple[int, ...], int, int]  # level of each comparison; pairs that are one person's; pairs that are not


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        patterns = count_patterns(Path(name))
    model = as_model(patterns, fit(patterns))
    path = Path(str(files("houselights.warehouse.identity") / "trained.json"))
    path.write_bytes(msgspec.json.format(msgspec.json.encode(asdict(model)), indent=2) + b"\n")
    print(path.read_text())


def count_patterns(folder: Path) -> list[Pattern]:
    """Every outcome of all comparisons together, and how many pairs of either kind had it."""
    plain, landed = make_records(folder, RECORDS, SEED)
    with Engine(folder) as engine:
        engine.read("landed_customers", [landed])
        engine.read("truth", [plain])
        engine.make("tokens", all_tokens(engine))
        engine.define("again", "select * from tokens")
        linking.find_candidates(engine)
        linking.count_shared(engine, _nothing_known())
        linking.choose(engine, 0)  # the first 100,000 pairs: that is all of them, or nearly
        linking.score(engine, _nothing_known(), to="scored", select="select * from {scored}")
        outcome = ", ".join(f"gamma_{comparison.name}" for comparison in levels().comparison)
        rows = engine.rows(_PATTERNS.format(outcome=outcome))
    return [(tuple(row[:-2]), row[-2], row[-1]) for row in rows]


def fit(patterns: list[Pattern]) -> dict[str, float]:
    """The weight of each level by its reason, and "" for that of any pair: Newton's method."""
    names = ["", *dict.fromkeys(reason for outcome, *_ in patterns for reason in _reasons(outcome))]
    place = {name: number for number, name in enumerate(names)}
    data = [([0, *(place[reason] for reason in _reasons(outcome))], same, other) for outcome, same, other in patterns]
    weights = [0.0] * len(names)
    for _ in range(30):
        slope = [-_RIDGE * weight if number else 0.0 for number, weight in enumerate(weights)]
        curve = [[_RIDGE * (row == column) for column in range(len(names))] for row in range(len(names))]
        for present, same, other in data:
            chance = 1 / (1 + math.exp(-sum(weights[number] for number in present)))
            for row in present:
                slope[row] += same - (same + other) * chance
                for column in present:
                    curve[row][column] += (same + other) * chance * (1 - chance)
        step = _solved(curve, slope)
        weights = [weight + change for weight, change in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-9:
            break
    return dict(zip(names, weights, strict=True))


def as_model(patterns: list[Pattern], weights: dict[str, float]) -> Trained:
    """As Splink takes it: of each level the share among other people's pairs, and that times its weight."""
    counts: dict[str, float] = defaultdict(float)
    for outcome, _, other in patterns:
        for reason in _reasons(outcome):
            counts[reason] += other
    shares = {}
    for comparison in levels().comparison:
        total = sum(counts[level.reason] + 0.5 for level in comparison.level)
        for level in comparison.level:
            other = (counts[level.reason] + 0.5) / total
            same = other * math.exp(weights.get(level.reason, 0.0))
            scale = min(1.0, _HIGHEST / same)
            shares[level.reason] = (_short(same * scale), _short(other * scale))
    made_by = f"bench/train_identity.py: {RECORDS:,} made-up records, seed {SEED}"
    return Trained(made_by, _short(1 / (1 + math.exp(-weights[""]))), shares)


def _nothing_known() -> Trained:
    return Trained("", 0.5, {level.reason: (0.1, 0.1) for each in levels().comparison for level in each.level})


def _reasons(outcome: tuple[int, ...]) -> list[str]:
    """The levels of an outcome; Splink counts from the last, and -1 is what could not be compared."""
    pairs = zip(levels().comparison, outcome, strict=True)
    return [comparison.level[-1 - number].reason for comparison, number in pairs if number >= 0]


def _solved(matrix: list[list[float]], values: list[float]) -> list[float]:
    """Gauss's elimination: two dozen unknowns need no library."""
    rows = [[*row, value] for row, value in zip(matrix, values, strict=True)]
    size = len(rows)
    for here in range(size):
        best = max(range(here, size), key=lambda number: abs(rows[number][here]))
        rows[here], rows[best] = rows[best], rows[here]
        for number in range(size):
            if number != here and rows[number][here]:
                factor = rows[number][here] / rows[here][here]
                rows[number] = [one - factor * other for one, other in zip(rows[number], rows[here], strict=True)]
    return [row[size] / row[place] for place, row in enumerate(rows)]


def _short(value: float) -> float:
    return float(f"{value:.4g}")


_PATTERNS = """
    select
        {outcome},
        count(*) filter (one.truth = other.truth),
        count(*) filter (one.truth <> other.truth)
    from scored
    inner join records as one_record on record_l = one_record.record
    inner join records as other_record on record_r = other_record.record
    inner join truth as one on one_record.customer_id = one.customer_id
    inner join truth as other on other_record.customer_id = other.customer_id
    group by all
    order by all
"""

if __name__ == "__main__":
    main()
