"""Do the migrations stand in one line, and say all that the models say?"""

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader


def test_each_app_has_one_last_migration() -> None:
    leaves = [app for app, _ in MigrationLoader(None).graph.leaf_nodes()]

    assert sorted(leaves) == sorted(set(leaves))


@pytest.mark.django_db  # makemigrations compares the history with a database, too
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=1)
