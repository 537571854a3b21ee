"""The map of modules in ARCHITECTURE.md: each module's opening sentence is its line."""

import ast
import re
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "src" / "houselights"
BEGIN, END = "<!-- modules: written by docs/generate.py -->\n", "<!-- end of modules -->"

# From the doors down, as the layers in pyproject.toml.
ORDER = (
    "web", "cli", "submissions", "benchmarks", "reconciliation", "backups", "recommendations", "disclosure", "measures",
    "feeds", "warehouse", "sandbox", "connectors", "register", "connections", "organisations", "audit", "vocabularies",
    "rows", "periods", "errors", "workbooks", "home", "seals", "crashing",
)  # fmt: skip


def filled(text: str) -> str:
    """ARCHITECTURE.md with the map between its marks."""
    before, _, rest = text.partition(BEGIN)
    return before + BEGIN + the_map() + END + rest.partition(END)[2]


def the_map() -> str:
    rows = "".join(f"| {linked(top(name))} | {sentence(top(name))} |\n" for name in ORDER)
    return f"| | |\n|---|---|\n{rows}\n" + "".join(inside(name) for name in ORDER if (PACKAGE / name).is_dir())


def top(name: str) -> Path:
    package = PACKAGE / name / "__init__.py"
    return package if package.exists() else PACKAGE / f"{name}.py"


def inside(name: str) -> str:
    """The modules of a package, folded away; nothing for a package of one file."""
    files = [path for path in sorted((PACKAGE / name).rglob("*.py")) if path != top(name) and sentence(path)]
    if not files:
        return ""
    rows = "".join(f"| {linked(path)} | {sentence(path)} |\n" for path in files)
    return f"<details><summary>{name}: {len(files)} modules</summary>\n\n| | |\n|---|---|\n{rows}\n</details>\n"


def linked(path: Path) -> str:
    inner = path.relative_to(PACKAGE).as_posix()
    return f"[`{inner.removesuffix('__init__.py')}`](src/houselights/{inner})"


def sentence(path: Path) -> str:
    """The first sentence of its docstring; "" for migrations and empty files."""
    if "migrations" in path.parts:
        return ""
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    opening = " ".join(said.partition("\n\n")[0].split())
    return re.split(r"(?<=[.])\s+(?=[A-Z“`])", opening)[0].replace("|", "\\|")
