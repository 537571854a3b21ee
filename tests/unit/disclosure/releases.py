"""Small releases to protect and to attack: one table of counts with its total."""

from houselights.disclosure.cells import Exact, Guard, Key, Relation, Shown
from houselights.disclosure.frozen import Frozen

PERIOD = "2026-Q1"
TOTAL = Key(PERIOD, "tickets", "", "")


def cell(label: str, by: str = "discipline", *, measure: str = "tickets") -> Key:
    return Key(PERIOD, measure, by, label)


def people(**counts: int) -> tuple[dict[Key, Exact], tuple[Relation, ...]]:
    """Exact cells of a table by discipline and its total: one ticket to a person."""
    cells = {cell(label): Exact(value, value) for label, value in counts.items()}
    total = sum(counts.values())
    return {TOTAL: Exact(total, total), **cells}, (Relation(TOTAL, tuple(cells)),)


def frozen(shown: dict[Key, int | None], *guards: Guard, of: str = "lyric", **about) -> Frozen:
    """A release that shows these numbers as they are; None is hidden."""
    cells = tuple(Shown(key, "hidden") if value is None else Shown(key, "value", value) for key, value in shown.items())
    parts = tuple(key for key in shown if key.by)
    about = {
        "is_final": True,
        "data_as_of": "",
        "build": 1,
        "relations": (Relation(TOTAL, parts),) if parts else (),
        **about,
    }
    return Frozen(of, PERIOD, shown=cells, guards=guards, **about)
