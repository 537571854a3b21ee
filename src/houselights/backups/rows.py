"""Every row that people wrote, copied from PostgreSQL into the file that a backup holds, and back: as it is."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from django.apps import apps
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from houselights.errors import HomeProblem

_BESIDE = "beside"
_READ = 2_000  # rows at a time
Models = Sequence[type[Model]]


def write_database(to: Path) -> None:
    """The database as it is at this moment, while others go on writing, as a file of SQLite's."""
    with _opened_beside(to) as beside, _one_moment():
        made: type[Model] = MigrationRecorder(connections[DEFAULT_DB_ALIAS]).Migration
        models = [made, *_kept()]
        with beside.schema_editor() as editor:
            for model in models:
                if not model._meta.auto_created:  # those are made with the model that names them
                    editor.create_model(model)
        _copy(models, DEFAULT_DB_ALIAS, _BESIDE)


def read_database(path: Path) -> None:
    """Fill the database, which has its tables, with a backup's rows: all or none."""
    with _opened_beside(path) as beside:
        _check_same_shape(beside)
        _copy(_kept(), _BESIDE, DEFAULT_DB_ALIAS)


def check_nobody_there() -> None:
    """Insist on a database that no installation uses, before a table of it is touched."""
    database = connections[DEFAULT_DB_ALIAS]
    if database.introspection.table_names():
        raise HomeProblem(
            "The database that DATABASE_URL names is not empty.",
            remedy="Make a new one with createdb and name that; nothing was changed.",
        )


def _check_same_shape(beside: BaseDatabaseWrapper) -> None:
    ours = MigrationRecorder(connections[DEFAULT_DB_ALIAS]).applied_migrations()
    if MigrationRecorder(beside).applied_migrations().keys() != ours.keys():
        raise HomeProblem(
            "The backup was made by an earlier version, and such rows are not taken into PostgreSQL.",
            remedy="Restore it without DATABASE_URL, back that home up, and restore this new backup.",
        )


def _copy(models: Models, source: str, to: str) -> None:
    """Keys between rows are checked at the end, so their order is no matter."""
    with transaction.atomic(using=to):
        with connections[to].cursor() as cursor:
            for model in models:  # what setting up wrote there
                cursor.execute(f"delete from {connections[to].ops.quote_name(model._meta.db_table)}")  # noqa: S608
        for model in models:
            _copy_rows(model, source, to)
        with connections[to].cursor() as cursor:
            for statement in connections[to].ops.sequence_reset_sql(no_style(), list(models)):
                cursor.execute(statement)


def _copy_rows(model: type[Model], source: str, to: str) -> None:
    """Raw: no field sets itself to today."""
    fields = model._meta.local_concrete_fields
    rows = iter(model._base_manager.using(source).order_by("pk").iterator(chunk_size=_READ))
    at_once = max(1, connections[to].ops.bulk_batch_size(fields, [None] * _READ))
    while some := list(islice(rows, at_once)):
        model._base_manager.using(to)._insert(some, fields=fields, using=to, raw=True)  # type: ignore[attr-defined]


def _kept() -> list[type[Model]]:
    """Every table that people's words are in; the queue of background work begins anew."""
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.can_migrate(_BESIDE)]


@contextmanager
def _one_moment() -> Iterator[None]:
    """Nothing that others commit meanwhile is seen."""
    with transaction.atomic(), connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("set transaction isolation level repeatable read, read only")
        yield


@contextmanager
def _opened_beside(path: Path) -> Iterator[BaseDatabaseWrapper]:
    usual = connections.databases[DEFAULT_DB_ALIAS]
    here = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": {}, "CONN_MAX_AGE": 0}
    connections.databases[_BESIDE] = {**usual, **here}
    try:
        yield connections[_BESIDE]
    finally:
        connections[_BESIDE].close()
        del connections[_BESIDE], connections.databases[_BESIDE]
