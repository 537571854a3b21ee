"""Made-up records as they are landed, and as they were in plain text, in files beside each other."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from bench.made_up_people import MadeUp
from houselights.connectors.identity import Person
from houselights.connectors.privacy import Privacy
from houselights.warehouse.landed import SCHEMAS

_BATCH = 50_000  # records in memory at once
_KEY = b"bench" * 8
PLAIN = pa.schema([
    ("record", pa.int64()), ("truth", pa.int64()), ("customer_id", pa.string()),
    ("first_name", pa.string()), ("last_name", pa.string()), ("email", pa.string()), ("phone", pa.string()),
    ("line1", pa.string()), ("postcode", pa.string()), ("birth_date", pa.string()),
])  # fmt: skip


def make_records(folder: Path, records: int, seed: int) -> tuple[Path, Path]:
    """(plain.parquet with who is who, landed.parquet as the landing has it)."""
    plain, landed = folder / "plain.parquet", folder / "landed.parquet"
    privacy = Privacy(_KEY)
    with (
        pq.ParquetWriter(plain, PLAIN) as plain_file,
        pq.ParquetWriter(landed, SCHEMAS["customers"], compression="zstd") as landed_file,
    ):
        for rows in _batches(MadeUp(records, seed)):
            customers = [privacy.customer(str(number), person) for number, _, person in rows]
            plain_file.write_table(_plain([(*row, cut.id) for row, cut in zip(rows, customers, strict=True)]))
            landed_file.write_table(
                pa.Table.from_pylist(
                    [
                        {
                            "customer_id": cut.id, "postcode_kind": cut.postcode_kind,
                            "postcode_token": cut.postcode_token, "consents": "{}", "tokens": json.dumps(cut.tokens),
                            "content": "", "rules_version": 2, "connection_id": 1, "reading": 1,
                            "seen_at": datetime(2026, 11, 1),  # noqa: DTZ001  (the landing's clock is UTC without saying so)
                        }
                        for cut in customers
                    ],
                    schema=SCHEMAS["customers"],
                )
            )  # fmt: skip
    return plain, landed


def _batches(made_up: MadeUp) -> Iterator[list[tuple[int, int, Person]]]:
    rows = []
    for number, (truth, person) in enumerate(made_up.rows()):
        rows.append((number, truth, person))
        if len(rows) == _BATCH:
            yield rows
            rows = []
    yield rows


def _plain(rows: list[tuple[int, int, Person, str]]) -> pa.Table:
    return pa.Table.from_pylist(
        [
            {
                "record": number, "truth": truth, "customer_id": customer_id, "first_name": person.first_name,
                "last_name": person.last_name, "email": person.email or None,
                "phone": person.phones[0] if person.phones else None, "line1": person.line1 or None,
                "postcode": person.postcode or None, "birth_date": person.birth_date or None,
            }
            for number, truth, person, customer_id in rows
        ],
        schema=PLAIN,
    )  # fmt: skip
