"""Small tables as text: a heading, a line per row, columns parted by bars; a blank cell is not given."""


def read_table(text: str) -> list[dict[str, str]]:
    """One dict per line; blank cells are left out, so that `row.get(name, default)` is what tests mean."""
    lines = [line for line in text.strip().splitlines() if line.strip()]
    names = _cells(lines[0]) if lines else []
    rows = [dict(zip(names, _cells(line), strict=True)) for line in lines[1:]]
    return [{name: value for name, value in row.items() if value} for row in rows]


def write_table(names: list[str], rows: list[list[str]]) -> str:
    """The same shape again, so that a test that fails shows both tables alike."""
    widths = [max(len(cell) for cell in column) for column in zip(names, *rows, strict=True)]
    lines = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in [names, *rows]]
    return "\n".join(line.rstrip() for line in lines)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]
