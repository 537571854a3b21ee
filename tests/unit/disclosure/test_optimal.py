"""τ-ARGUS proposes what to hide; whether it is there, right, wrong or dead, what leaves is safe by our own audit."""

import os
import tempfile

import pytest

from houselights.disclosure.attacks import made_up_organisation
from houselights.disclosure.cells import Exact, Guard, Relation
from houselights.disclosure.optimal import proposing, solving
from houselights.disclosure.optimal.problem import problem_of
from houselights.disclosure.planned import planned
from houselights.disclosure.suppress import audit, protect
from houselights.periods import parse_period
from unit.disclosure.releases import TOTAL, cell, people

QUARTER = parse_period("2025-Q1")
DISCLOSED = people(Dance=1, Music=12, Theatre=13)  # 13 and 12 of 26 leave 1 to 5: a proposal is asked for


@pytest.fixture
def without(monkeypatch):
    """As where nobody installed it."""
    monkeypatch.setattr(proposing, "is_installed", lambda: False)


@pytest.fixture
def engine(monkeypatch, tmp_path):
    """Another `pytauargus`, of these lines, in the place of the true one."""

    def stand_in(lines: str) -> None:
        body = "\n".join(f"        {line}" for line in lines.splitlines())
        source = f"import os, sys\nclass HiTaSCtrl:\n    def full_jj(self, question, answer, **_):\n{body}\n"
        (tmp_path / "pytauargus.py").write_text(source)
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), *[each for each in os.sys.path if each]]))
        monkeypatch.setattr(proposing, "is_installed", lambda: True)

    return stand_in


def hidden_places(protected) -> set[tuple[str, str, str]]:
    return {each.key.place for each in protected.shown if each.state == "hidden"}


def hidden_cells(protected) -> int:
    return sum(each.state == "hidden" for each in protected.shown)


def plan_of(seed: int):
    rows = made_up_organisation.rows_of(seed)
    return planned("made up", QUARTER, lambda each: made_up_organisation.count(each, rows))


# What it is asked


def test_what_is_shown_rounded_is_asked_as_its_number_and_its_rounding():
    cells, relations = people(Dance=3, Music=12)
    hidden, guards = {cell("Dance").place}, [Guard(cell("Dance"), 1, 7)]

    problem = problem_of("tickets", cells, relations, hidden=hidden, guards=guards)

    assert problem.text.splitlines() == [
        "0",
        "5",
        "0 2 0 u 0 4 0 0 0",  # shown as 15 it is 13 to 17: that is 13 and 2 of 0 to 4
        "1 15 20 s 1 150 0 0 0",  # a total weighs as much as twenty parts; nothing is above ten times the largest
        "2 3 0 u 1 150 2 4 0",  # three dancers: 1 to 7 must stay possible
        "3 4 0 u 0 4 0 0 0",  # shown as 10 it is 8 to 12
        "4 12 1 s 1 150 0 0 0",
        "1",
        "2 5 : 1 (-1) 0 (-1) 2 (1) 4 (1) 3 (1)",
    ]
    assert problem.places == {1: TOTAL.place, 4: cell("Music").place}


def test_every_equation_is_true_of_the_true_numbers():
    plan = plan_of(4)
    hidden = {key.place for key, exact in plan.cells.items() if exact.value < 8}

    for measure in ("bookers", "tickets", "income"):
        problem = problem_of(measure, plan.cells, plan.relations, hidden=hidden, guards=[])
        lines = problem.text.splitlines()
        numbers = [float(line.split()[1]) for line in lines[2 : 2 + int(lines[1])]]
        for equation in lines[3 + int(lines[1]) :]:
            words = equation.replace("(", "").replace(")", "").split()
            terms = zip(words[3::2], words[4::2], strict=True)
            assert sum(numbers[int(number)] * int(sign) for number, sign in terms) - float(words[0]) == pytest.approx(0)


def test_where_all_is_hidden_already_nothing_is_asked(engine):
    engine("raise AssertionError('asked')")
    cells = {cell("Dance"): Exact(3, 3), TOTAL: Exact(3, 3)}

    protected = protect(cells, (Relation(TOTAL, (cell("Dance"),)),))

    assert hidden_cells(protected) == 2


# What it answers


@pytest.mark.skipif(not solving.is_installed(), reason="pytauargus is optional")
@pytest.mark.parametrize("seed", [2, 3, 12])
def test_it_hides_fewer_cells_than_our_own_way_and_is_as_safe(seed, monkeypatch):
    plan = plan_of(seed)

    with_it = protect(plan.cells, plan.relations)
    monkeypatch.setattr(proposing, "is_installed", lambda: False)
    by_ourselves = protect(plan.cells, plan.relations)

    assert hidden_cells(with_it) < hidden_cells(by_ourselves)
    assert audit(plan.cells, plan.relations, hidden_places(with_it)) == []


def test_without_it_our_own_way_is_safe(without):
    plan = plan_of(3)

    assert audit(plan.cells, plan.relations, hidden_places(protect(plan.cells, plan.relations))) == []


def test_the_places_that_it_proposes_are_those_of_its_lines(engine):
    engine("open(answer, 'w').write('1')\nreturn 0")  # the total
    cells, relations = DISCLOSED
    secret, guards = {cell("Dance").place}, [Guard(cell("Dance"), 1, 7)]

    found = proposing.proposed(cells, relations, secret=secret, guards=guards, measures={"tickets"})

    assert found == {TOTAL.place, cell("Dance").place}


def test_a_proposal_that_hides_no_less_than_our_own_way_is_not_used(engine):
    engine("open(answer, 'w').write('1')\nreturn 0")

    assert hidden_places(protect(*DISCLOSED)) == {cell("Dance").place, cell("Music").place}


@pytest.mark.parametrize(
    "lines",
    [
        "os.abort()",  # seen of the true one: a segmentation fault
        "raise RuntimeError",
        "return 5008",  # its word for a problem it cannot read
        "open(answer, 'w').write('no numbers')\nreturn 0",
        "return 0",  # and no answer
        "open(answer, 'w').write('')\nreturn 0",  # nothing to hide, which is unsafe
        "open(answer, 'w').write('-1 2 1000')\nreturn 0",  # what is secret already, and what is not there
    ],
)
def test_whatever_becomes_of_it_the_release_is_as_safe_as_our_own(engine, lines):
    engine(lines)

    protected = protect(*DISCLOSED)

    assert audit(*DISCLOSED, hidden_places(protected)) == []
    assert hidden_places(protected) > {cell("Dance").place}


def test_one_that_runs_on_for_ever_is_ended(engine, monkeypatch):
    engine("while True:\n    pass")
    monkeypatch.setattr(solving, "SECONDS", 1)

    assert solving.solved("") == []


def test_one_that_sleeps_for_ever_is_ended(engine, monkeypatch):
    engine("import time\ntime.sleep(60)")
    monkeypatch.setattr(solving, "WAIT_SECONDS", 1)

    assert solving.solved("") == []


def test_it_is_given_no_key_of_this_installation_and_leaves_no_file(engine, monkeypatch, tmp_path):
    seen, folder = tmp_path / "environment", tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("HOUSELIGHTS_SECRET_KEY", "the key")
    engine(f"open({str(seen)!r}, 'w').write(str(dict(os.environ)))\nopen(answer, 'w').write('0')\nreturn 0")

    assert solving.solved("0") == [0]
    assert "the key" not in seen.read_text()
    assert list(folder.iterdir()) == []


def test_another_measures_relations_are_none_of_its_equations():
    tickets, bookers = cell("Dance"), cell("Dance", measure="bookers")
    cells = {tickets: Exact(7, 4), bookers: Exact(4, 4)}
    relation = Relation(bookers, (tickets,), equal=False)

    problem = problem_of("tickets", cells, (relation,), hidden=set(), guards=[])

    assert problem.text.splitlines() == ["0", "0", "0"]
