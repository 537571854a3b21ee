"""Make few files of many: small landed files are written together into one, row for row."""

import os

import pyarrow.parquet as pq
from django.db import transaction

from houselights.crashing import crash_point
from houselights.feeds.landing import Landing
from houselights.feeds.models import LandedFile
from houselights.warehouse.landed import SCHEMAS, compacted_schema, made_of

TOO_MANY = 64  # small files of a kind; a sync that finds something new adds one or two
SMALL = 50_000  # rows


def compact(landing: Landing) -> None:
    """Compact each kind that has too many small files. A kill leaves either the many or the one."""
    for kind in SCHEMAS:
        small = list(landing.connection.landed_files.filter(kind=kind, rows__lt=SMALL))
        if len(small) > TOO_MANY:
            _into_one(landing, kind, small)


def _into_one(landing: Landing, kind: str, small: list[LandedFile]) -> None:
    """The rows keep the reading they came with; only the file is new."""
    landing.reading += 1
    path = landing.folder / kind / f"{landing.reading:09d}.parquet"
    beside = path.with_suffix(".writing")
    paths = [landing.home.path / one.path for one in small]
    older = set().union(*(made_of(each) for each in paths))
    with beside.open("wb") as file:
        schema = compacted_schema(kind, older | {one.path for one in small})
        with pq.ParquetWriter(file, schema, compression="zstd", write_page_checksum=True) as writer:
            for each in paths:
                writer.write_table(pq.read_table(each, schema=SCHEMAS[kind]))
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    crash_point("compacting.renamed")
    with transaction.atomic():
        LandedFile.objects.create(
            connection=landing.connection,
            run=landing.run,
            kind=kind,
            path=str(path.relative_to(landing.home.path)),
            rows=sum(one.rows for one in small),
        )
        LandedFile.objects.filter(pk__in=[one.pk for one in small]).delete()
    crash_point("compacting.recorded")
    for each in paths:
        each.unlink(missing_ok=True)
