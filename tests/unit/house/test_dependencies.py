"""Is every dependency there for a reason, pinned by hash, and fetched from nowhere in particular?"""

import re

import pytest

from house_tree import ROOT

PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
LOCKS = [*ROOT.glob("requirements*.txt"), *ROOT.glob("*.lock")]


def declared(opening: str) -> list[str]:
    """The lines between an opening bracket and its closing one."""
    return PYPROJECT.partition(opening)[2].partition("\n]")[0].strip().splitlines()


@pytest.mark.parametrize("opening", ["\ndependencies = [", "\ndev = ["])
def test_every_dependency_has_its_reason(opening: str) -> None:
    named = [line for line in declared(opening) if line.strip().startswith('"')]

    assert named
    assert [line for line in named if not re.search(r"#\s+\S+", line)] == []


def test_a_pinned_file_carries_no_address() -> None:
    assert LOCKS
    for path in LOCKS:
        text = path.read_text(encoding="utf-8")
        assert "://" not in text, path.name
        assert "index-url" not in text, path.name
        assert "find-links" not in text, path.name


def test_every_pin_has_a_hash() -> None:
    text = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8")
    pins = re.split(r"\n(?=\S)", text.strip())

    assert [pin.splitlines()[0] for pin in pins if "--hash=sha256:" not in pin] == []
    assert [pin.splitlines()[0] for pin in pins if "==" not in pin] == []


def test_every_dependency_is_pinned() -> None:
    wanted = re.findall(
        r'"([A-Za-z0-9_.-]+)(?:\[|[<>=~]|")', "\n".join(declared("\ndependencies = [") + declared("\ndev = ["))
    )
    pinned = re.findall(
        r"^([A-Za-z0-9_.-]+)(?:\[[a-z,-]+\])?==", (ROOT / "requirements-dev.txt").read_text(), re.MULTILINE
    )

    plain = {name.lower().replace("_", "-") for name in pinned}
    assert [name for name in wanted if name.lower().replace("_", "-") not in plain] == []
