"""Is everything that the docs name there: files, pages, commands and their options, make targets, settings?"""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from house_tree import PACKAGE, ROOT, named

PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
WRITTEN_BY_HAND = [path for path in PAGES if path.name != "CHANGELOG.md"]
# The documents of the rules name other projects' files.
OTHERS_FILES = {"docs/explanation/house-style.md"}


def without_later(text: str) -> str:
    """What is marked as later is not there yet, and said to be so."""
    return "\n".join(line for line in text.splitlines() if "(later)" not in line)


def code(path: Path) -> list[str]:
    """Code spans, and the lines of indented or fenced blocks."""
    text = without_later(path.read_text(encoding="utf-8"))
    spans = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text)
    fenced = [line for block in re.findall(r"```\w*\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]
    indented = [line.strip() for line in text.splitlines() if line.startswith("    ")]
    return spans + fenced + indented


@pytest.mark.parametrize("page", WRITTEN_BY_HAND, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)(?:#([^)\s]+))?\)", page.read_text(encoding="utf-8"))
    broken = [target for target, _ in links if "://" not in target and not (page.parent / target).exists()]

    assert broken == []
    for target, section in links:
        if section and target.endswith(".md"):
            assert section in sections(page.parent / target), f"{target}#{section}"


def sections(page: Path) -> set[str]:
    """The anchors that a page's headings make."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def test_every_page_can_be_reached_from_the_index() -> None:
    index = ROOT / "docs" / "README.md"
    seen, todo = set(), [index]
    while todo:
        page = todo.pop()
        seen.add(page)
        targets = re.findall(r"\]\(([^)#\s]+\.md)", page.read_text(encoding="utf-8"))
        todo += [found for each in targets if (found := (page.parent / each).resolve()) not in seen and found.exists()]

    assert [named(page) for page in PAGES if page.is_relative_to(index.parent) and page not in seen] == []


@pytest.mark.parametrize("page", [page for page in WRITTEN_BY_HAND if named(page) not in OTHERS_FILES], ids=named)
def test_named_files_are_there(page: Path) -> None:
    tops = "|".join(["src", "docs", "tests", "bench", r"\.ci", *(path.name for path in PACKAGE.iterdir())])
    names = [each for each in code(page) if re.fullmatch(rf"({tops})/[\w./-]*", each) and "ORG" not in each]

    assert [each for each in names if not any((root / each).exists() for root in (ROOT, PACKAGE))] == []


@pytest.mark.parametrize("page", WRITTEN_BY_HAND, ids=named)
def test_named_make_targets_are_there(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named_here = {match[1] for each in code(page) if (match := re.match(r"make ([a-z]+)\b", each))}

    assert named_here <= targets


@pytest.mark.parametrize("page", WRITTEN_BY_HAND, ids=named)
def test_named_settings_are_documented(page: Path) -> None:
    settings = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    found = set(re.findall(r"HOUSELIGHTS_[A-Z_]+[A-Z]", page.read_text(encoding="utf-8")))

    assert {name for name in found if f"`{name.removesuffix('_FILE')}`" not in settings} == set()


@pytest.mark.parametrize("page", [page for page in WRITTEN_BY_HAND if page.name != "commands.md"], ids=named)
def test_named_commands_and_options_are_real(page: Path) -> None:
    lines = [match[1] for each in code(page) if (match := re.search(r"(?:^|[/ ])houselights((?: [^#]+)?)$", each))]

    assert [line for line in lines if not is_real(line.split())] == []


def is_real(words: list[str]) -> bool:
    """Do these words name a command of ours, with options that it has?"""
    command = whole_command()
    for word in [word for word in words if not word.startswith("-")]:
        command = getattr(command, "commands", {}).get(word, command)
    wanted = {word.partition("=")[0] for word in words if word.startswith("-")}
    known = {option for one in (whole_command(), command) for each in one.params for option in each.opts}
    return wanted <= known | {"--help"} and (not words or command is not whole_command() or bool(wanted))


@cache
def whole_command() -> Any:
    from typer.main import get_command

    from houselights.cli.main import app

    return get_command(app)


def test_the_tests_can_tell_a_command_that_is_not() -> None:
    assert is_real(["sync", "lyric", "--full"])
    assert not is_real(["sink", "lyric"])
    assert not is_real(["sync", "lyric", "--fool"])


def test_every_package_has_its_line_on_the_map() -> None:
    the_map = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    packages = [path for path in PACKAGE.iterdir() if (path / "__init__.py").exists() or path.suffix == ".py"]

    missing = [path.name for path in packages if f"](src/houselights/{path.name}" not in the_map]
    assert [name for name in missing if not name.startswith("__")] == []
