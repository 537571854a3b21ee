"""docs/reference/reference-data.md: every kind that can be loaded, what its file must hold, what it gives."""

from generators.markdown import table

HEAD = """# Reference data

What `houselights reference load KIND FILE` takes, and what each kind gives. Official files are loaded as they are
published, a csv or a zip with one in it. They lie in `HOME/reference/` as one Parquet file each beside a note of its
vintage, rows and hash (SHA-256), and are the same for every organisation. How to load them is in
[the guide](../how-to/load-reference-data.md).

Built in: the local authority and square kilometre of every postcode (November 2025), and the boundaries of the 361
local authorities of 2025.
"""


def page() -> str:
    from houselights.warehouse.geography import postcodes, shapes
    from houselights.warehouse.geography.kinds import kinds

    parts = [HEAD, f"\n> {postcodes.ATTRIBUTION}\n>\n> {shapes.ATTRIBUTION}\n"]
    for kind in kinds().values():
        rows = [
            ("file", kind.file),
            ("published by", kind.publisher),
            ("vintage", kind.vintage or "read from the file's name, or `--vintage`"),
            ("gives", kind.gives),
            ("licence", kind.licence),
            ("attribution", kind.attribution),
            ("loader", kind.state),
        ]
        columns = [
            (
                name.removesuffix("?"),
                "may lack" if name.endswith("?") else "must be there",
                ", ".join(map(_code, names)),
            )
            for name, names in kind.columns.items()
        ]
        parts.append(f"\n## `{kind.name}`\n\n{kind.title}.\n\n" + table(["", ""], rows))
        parts.append("\n" + table(["column", "", "goes by (`#` is a digit, `*` anything)"], columns))
    return "".join(parts)


def _code(name: str) -> str:
    return f"`{name}`"
