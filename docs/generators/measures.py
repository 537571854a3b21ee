"""docs/reference/measures.md: what each figure means, from the definitions that count it."""

import tomllib
from pathlib import Path

from generators.markdown import table

DEFINITIONS = Path(__file__).parents[2] / "src" / "houselights" / "measures" / "definitions"

HEAD = """# Measures

One definition gives the query, this page, the help beside each label and the test. A ticket counts when its
event is linked to a registered event, it is still held, and its performance is not cancelled. Money is counted
in whole pence and shown in pounds. Parts add up to the total for tickets and money; customers and orders are
counted without repeats, so theirs do not. `unknown` is a value of its own, always shown; `not read yet` is a
customer whose record is still to be read.
"""


def page() -> str:
    definitions = sorted(DEFINITIONS.glob("*.toml"))
    if not definitions:
        raise ModuleNotFoundError("no measure is defined yet")
    parts = [HEAD]
    for path in definitions:
        facts = tomllib.loads(path.read_text(encoding="utf-8"))
        rows = [(name.replace("_", " "), words(value)) for name, value in facts.items()]
        parts.append(f"\n## `{path.stem}`\n\n" + table(["", ""], rows))
    return "".join(parts)


def words(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
