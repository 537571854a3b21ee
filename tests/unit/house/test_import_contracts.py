"""Does a breach of the house's contracts break the build? Each is added to a copy of the tree, and seen to fail."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from house_tree import ROOT

BREACHES = {
    "a page that calculates around the gate": (
        "web/breach.py", "from houselights.measures import calculate", "The gate"),
    "a page that opens the warehouse": (
        "web/breach.py", "from houselights.warehouse import bundle", "The store"),
    "a command that opens the warehouse": (
        "cli/breach.py", "from houselights.warehouse import bundle", "The store"),
    "a warehouse that knows Django": (
        "warehouse/breach.py", "import django", "Pure"),
    "a rule that reads the database": (
        "register/rules.py", "from django.db import models", "Pure"),
    "a connector that reads the register": (
        "connectors/breach.py", "from houselights.register import models", "Apart"),
    "a box office that knows its feed": (
        "connectors/breach.py", "from houselights.feeds import rules", "Layers"),
    "a package that is not on the list": (
        "extras/__init__.py", "", "Layers"),
}  # fmt: skip


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of all that the contracts speak of."""
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    calculate = tmp_path / "src/houselights/measures/calculate.py"
    calculate.touch()  # the gate's contract names it
    return tmp_path


def lint(tree: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=tree, env=os.environ | {"PYTHONPATH": str(tree / "src")}, capture_output=True, text=True, timeout=120,
    )  # fmt: skip


def test_the_tree_as_it_is_keeps_every_contract(tree: Path) -> None:
    ended = lint(tree)

    assert ended.returncode == 0, ended.stdout


@pytest.mark.parametrize("breach", BREACHES)
def test_a_breach_breaks_the_build(tree: Path, breach: str) -> None:
    file, statement, contract = BREACHES[breach]
    path = tree / "src/houselights" / file
    path.parent.mkdir(exist_ok=True)

    with path.open("a") as source:
        source.write(f'"""A breach."""\n{statement}\n')
    ended = lint(tree)

    told = ended.stdout.partition("Broken contracts")[2]
    assert ended.returncode != 0
    assert contract in told, ended.stdout
    assert file.removesuffix("/__init__.py").removesuffix(".py").replace("/", ".") in told, ended.stdout
