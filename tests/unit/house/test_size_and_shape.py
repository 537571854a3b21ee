"""Is a file one idea, and a function one thing? The limits are the house's; an exception says why here."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from house_tree import count_lines, named, ours

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
WORTH_A_LOOK = 200  # printed, not failed
SUFFIXES = {".py", ".sql", ".css", ".html", ".js"}

# Path, or path and function: why it is longer.
LONGER = {"src/houselights/sandbox/server.py:_routes": "a table: one line for each route"}


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{named(path)}:{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_file_is_too_long() -> None:
    sizes = {
        named(path): count_lines(path) for suffix in ("py", "sql", "css", "html", "js") for path in ours(f"*.{suffix}")
    }
    for file, size in sizes.items():
        if size > WORTH_A_LOOK:
            print(f"worth a look: {file} has {size} lines")

    assert {file: size for file, size in sizes.items() if size > LONGEST_FILE and file not in LONGER} == {}


def test_half_of_the_files_are_short() -> None:
    assert median(count_lines(path) for path in ours("*.py") if path.name != "__init__.py") <= 80


def test_no_function_is_too_long() -> None:
    found = dict(pair for path in ours("*.py") for pair in functions(path))

    assert {name: size for name, size in found.items() if size > LONGEST_FUNCTION and name not in LONGER} == {}


def test_every_exception_is_still_needed() -> None:
    sizes = dict(pair for path in ours("*.py") for pair in functions(path))
    sizes |= {named(path): count_lines(path) for path in ours("*") if path.suffix in SUFFIXES}

    assert [name for name in LONGER if sizes.get(name, 0) <= (LONGEST_FUNCTION if ":" in name else LONGEST_FILE)] == []
