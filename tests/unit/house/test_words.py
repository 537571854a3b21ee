"""Does every file say what it is for, in the house's own words?"""

import ast
import re
from pathlib import Path

from house_tree import PACKAGE, ROOT, named, ours

VAGUE = {"utils", "util", "helpers", "helper", "common", "core", "misc", "base_classes"}
VAGUE_ENDINGS = ("Manager", "Service", "Handler", "Helper")


def opens_with_a_sentence(path: Path) -> bool:
    """An empty file says nothing, and needs to say nothing."""
    text = path.read_text(encoding="utf-8")
    said = (ast.get_docstring(ast.parse(text)) or "").partition("\n\n")[0]
    return not text.strip() or re.search(r"[.:]", said) is not None


def test_every_module_opens_with_the_sentence_that_is_its_line_in_the_architecture() -> None:
    assert [named(path) for path in ours("*.py") if not opens_with_a_sentence(path)] == []


def test_no_file_has_a_vague_name() -> None:
    assert [named(path) for path in ours("*") if path.stem in VAGUE] == []


def test_no_class_has_a_vague_name() -> None:
    found = [
        f"{named(path)}: {node.name}"
        for path in ours("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        # Django's own word, for the one class that it asks for.
        if isinstance(node, ast.ClassDef) and node.name.endswith(VAGUE_ENDINGS) and node.name != "UserManager"
    ]

    assert found == []


def test_only_the_connector_and_the_sandbox_know_the_box_offices_own_word_for_a_performance() -> None:
    their_word = re.compile(r"\binstances?\b(?!=)(?<!for instance)", re.IGNORECASE)
    theirs = (PACKAGE / "connectors" / "spektrix", PACKAGE / "sandbox")
    files = [path for path in ours("*") if path.suffix in {".py", ".html", ".toml", ".sql"}]

    others = [path for path in files if not any(path.is_relative_to(folder) for folder in theirs)]

    assert [named(path) for path in others if their_word.search(path.read_text(encoding="utf-8"))] == []


def test_no_path_of_a_developers_machine_is_written_anywhere() -> None:
    folders = [PACKAGE, ROOT / "docs", ROOT / "tests", ROOT / "bench", ROOT / ".ci"]
    texts = [
        path for folder in folders for path in folder.rglob("*") if path.suffix in {".py", ".md", ".toml", ".json", ""}
    ]
    machine = re.compile(r"/(root|work|home/[a-z]+)/[a-z]")

    assert [named(path) for path in texts if path.is_file() and machine.search(path.read_text(encoding="utf-8"))] == []
