"""docs/reference/landing.md: the tables of the landing, column by column."""

from generators.markdown import table

HEAD = """# Landing

What arrived, conformed and cut of personal data: Parquet files in `organisations/ORG/landing/` of the home.
Rows are never changed. A record that differs when read again is landed again, with a higher `reading`; the
highest is the newest. A ticket is on the versions of its order that held it, so one that vanished was returned.
`houselights export` writes these tables out.
"""


def page() -> str:
    from houselights.feeds.meanings import meaning_of, meaning_of_table
    from houselights.warehouse.landed import SCHEMAS

    parts = [HEAD]
    for kind, schema in SCHEMAS.items():
        rows = [(f"`{item.name}`", str(item.type), meaning_of(item.name)) for item in schema]
        parts.append(
            f"\n## {kind}\n\n{meaning_of_table('landing', kind)}\n\n" + table(["column", "type", "meaning"], rows)
        )
    return "".join(parts)
