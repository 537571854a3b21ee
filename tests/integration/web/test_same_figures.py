"""The same figure is the same on page, drawing, CSV, workbook, JSON and command line: all of them read and compared."""

import csv
import io
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from figures_seen import Seen, figures_of, value_of
from houselights.cli.main import main
from houselights.web.insights.pages import pages

ASKED = [  # period, basis, and of which part alone
    ("all", "performance", ""),
    ("2026-27", "sale", ""),
    ("all", "performance", "&where=price_class%3Dfull&where=price_class%3Dother&where=weekday%3DSaturday"),
]
Table = dict[str, Any]
Exact = dict[tuple[str, ...], Any]  # the values of a table by their labels


@pytest.fixture
def told(house, home, capsys, monkeypatch) -> Callable[[Table, str], Table]:
    """What `houselights measure` prints for the question of a table."""
    monkeypatch.setattr("houselights.cli.figures.open_home", lambda: home)

    def ask(table: Table, period: str) -> Table:
        by = [word for name in table["by"] for word in ("--by", name)]
        part = [word for each in _parts(table) for word in ("--where", each)]
        capsys.readouterr()
        ended = main(
            ["measure", "lyric", table["measure"], *by, *part, "--period", period, "--dated", table["dated"], "--json"]
        )
        assert ended == 0
        return json.loads(capsys.readouterr().out)

    return ask


@pytest.mark.parametrize(("period", "dated", "part"), ASKED)
@pytest.mark.parametrize("name", pages())
def test_every_figure_is_the_same_everywhere(house, told, name, period, dated, part):
    client, asked = house.client_of("reader"), f"?period={period}&dated={dated}{part}"
    files = {form: client.get(f"/o/lyric/insights/{name}.{form}{asked}").content for form in ("json", "csv", "xlsx")}
    tables = json.loads(files["json"])["tables"]
    lines = csv.DictReader(io.StringIO(files["csv"].decode(), newline=""))

    for table, sheet in zip(tables, _sheets(files["xlsx"])[1:], strict=True):
        assert told(table, period) == table
        assert [_filled(next(lines)) for _ in table["rows"]] == [_as_line(table, row, period) for row in table["rows"]]
        assert sheet[1:] == [[_in_a_cell(value) for value in row.values()] for row in table["rows"]]
    assert list(lines) == []
    _check_page(name, figures_of(client.get(f"/o/lyric/insights/{name}/{asked}").content.decode()), tables)


def _check_page(name: str, figures: list[Seen], tables: list[Table]) -> None:
    """Each figure against its table; what the page does not show has nothing to show, or its notes say why."""
    by_name = {_named(table): table for table in tables}
    said = {words for wanted in pages()[name].figures for words in wanted.said_as.values()}
    for figure in figures:
        table = by_name[NAMED.get(figure.name, figure.name)]
        _check_figure(figure, table, by_name)
        if figure.words and figure.has_totals and table["by"] != ["month"]:  # which has an axis of round amounts
            _check_drawing(figure, said)
    shown = {NAMED.get(figure.name, figure.name) for figure in figures} | BESIDE
    for table in by_name.values():
        is_empty = not any(row["value"] and not _is_unknown(row) for row in table["rows"])
        assert _named(table) in shown or table["notes"] or is_empty, f"{_named(table)} is on no page"


# What stands under a name of its own, and what stands beside other figures.
NAMED = {"map": "bookers-area-local-authority", "curves": "average-curve-days-before"}
BESIDE = {"average-curve-event-days-before", "usual-curve-days-before", "usual-curve-event-days-before", "pace-event"}
BESIDE |= {f"bookers-{kind}" for kind in ("event", "event-type", "sub-discipline", "location")}


def _named(table: Table) -> str:
    return "-".join([table["measure"], *table["by"]]).replace("_", "-")


def _is_unknown(row: dict[str, Any]) -> bool:
    return "unknown" in row.values()


def _check_figure(figure: Seen, table: Table, by_name: dict[str, Table]) -> None:
    exact = {tuple(row[name] for name in table["by"]): row["value"] for row in table["rows"]}
    if not figure.rows:
        assert figure.name == "map" or not any(exact.values())
        _check_map(figure, exact)
    elif figure.has_totals:
        _check_rows(figure, exact, table)
    elif figure.name == "curves":
        usual = {(row["days_before"],): row["value"] for row in by_name["usual-curve-days-before"]["rows"]}
        assert [row for row in figure.parts if not _alike(row[1], exact[row[0],])] == []
        assert [row for row in figure.parts if not _alike(row[2], usual[row[0],])] == []
        assert len(figure.parts) == len(exact)
    elif figure.heads[0] == "Also came to":
        _check_also(figure, exact)
    else:
        _check_matrix(figure, exact)


def _check_rows(figure: Seen, exact: Exact, table: Table) -> None:
    """No row more, none less, and the same sum."""
    split = len(table["by"])
    for row in figure.parts:
        assert _alike(row[split], exact[tuple(_code(label) for label in row[:split])]), (figure.name, row)
    assert len(figure.parts) == len(exact), f"{figure.name} leaves rows out"
    assert _alike(figure.totals[split], table["total"]), figure.name


def _check_map(figure: Seen, exact: Exact) -> None:
    """Every area that can be pointed at says its figure: `Lincoln: 144 bookers`; a dot is a building's name alone."""
    for title in figure.titles:
        place, _, told = title.rpartition(": ")
        if not place:
            continue
        assert value_of(told) == exact[place,], title


def _check_also(figure: Seen, exact: Exact) -> None:
    """Of one event, all the others."""
    shown = {row[0]: value_of(row[1]) for row in figure.parts}
    of_each: dict[str, dict[str, Any]] = {}
    for (one, other), value in exact.items():
        of_each.setdefault(one, {})[other] = value
    assert shown in of_each.values(), figure.sentence


def _check_matrix(figure: Seen, exact: Exact) -> None:
    """Each cell is the figure of its row and its column; on the diagonal stands something else."""
    cells = {
        (row[0], label): text for row in figure.parts for label, text in zip(figure.heads[1:], row[1:], strict=True)
    }
    told = {
        place: text for place, text in cells.items() if place[0] != place[1] and text != "–" and "too few" not in text
    }
    assert told, figure.name
    for (row, column), text in told.items():
        assert _alike(text, exact[row, column]), (figure.name, row, column)
    assert {place for place in cells if exact.get(place)} <= {place for place in cells if cells[place] != "–"}


def _check_drawing(figure: Seen, said: set[str]) -> None:
    """It is called what the sentence says, and every figure in it stands in the table."""
    assert figure.titles[0] == figure.sentence
    cells = {cell for row in figure.parts for cell in row}
    pounds = {f"£{round((value_of(cell) or 0) / 100):,}" for cell in cells if cell.startswith("£")}
    hours = {f"{cell}:00" for cell in cells if len(cell) == 2}
    known = cells | pounds | hours | said | {" and ".join(row[:2]) for row in figure.parts}
    assert [word for word in figure.words if not _stands_in(known, word)] == [], figure.name


def _stands_in(known: set[str], word: str) -> bool:
    """Whole, or as much of it as there is room for."""
    return word in known or (word.endswith("…") and any(each.startswith(word[:-1]) for each in known))


def _code(label: str) -> str:
    """Months are written out on a page: `October 2026` is `2026-10`."""
    try:
        return f"{datetime.strptime(label, '%B %Y'):%Y-%m}"
    except ValueError:
        return label


def _alike(text: str, exact: float | None) -> bool:
    """As near as the page writes it: shares to the whole percent, days to the tenth."""
    read = value_of(text)
    if read is None or exact is None:
        return read is None and exact is None
    return abs(read - exact) <= (0.005 + 1e-9 if "%" in text else 0.5 if "£" in text else 0.05 + 1e-9)


def _in_a_cell(value: Any) -> Any:
    """A workbook keeps sixteen figures of a share."""
    return "" if value is None else pytest.approx(value, rel=1e-14) if isinstance(value, float) else value


def _as_line(table: Table, row: dict[str, Any], period: str) -> dict[str, str]:
    about = {"measure": table["measure"], "unit": table["unit"], "period": period, "dated": table["dated"]}
    if table["where"]:
        about["where"] = "; ".join(_parts(table))
    return _filled({name: "" if value is None else str(value) for name, value in (about | row).items()})


def _parts(table: Table) -> list[str]:
    return [f"{name}={value}" for name, values in table["where"].items() for value in values]


def _filled(line: dict[str, str]) -> dict[str, str]:
    """Without the columns that other tables of the same file have."""
    return {name: value for name, value in line.items() if value}


def _sheets(content: bytes) -> list[list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
