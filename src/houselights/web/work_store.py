"""Where background work waits for its worker: a file in the home, or the PostgreSQL that holds what people keep."""

from pathlib import Path
from typing import Any

from huey import Huey, SqliteHuey

NAME = "houselights"


def work_store(database: dict[str, Any], file: Path) -> Huey:
    """Huey on one of its two stores; `setup` makes the tables of the second."""
    if not database["ENGINE"].endswith("postgresql"):
        return SqliteHuey(NAME, filename=str(file), fsync=True)
    from huey.contrib.sql_huey import SqlHuey
    from peewee import PostgresqlDatabase

    given = {name.lower(): database[name] for name in ("USER", "PASSWORD", "HOST", "PORT") if database.get(name)}
    opened = PostgresqlDatabase(database["NAME"], prefer_psycopg3=True, **given, **database.get("OPTIONS", {}))
    return SqlHuey(NAME, database=opened, create_tables=False)
