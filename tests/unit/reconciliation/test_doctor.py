"""What does the doctor make of the values it finds?"""

from datetime import UTC, datetime, timedelta

import pytest

from houselights.reconciliation.doctor import rules
from houselights.reconciliation.doctor.checked import Checked

NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)
GIGABYTE = rules.GIGABYTE

WELL = {
    "disk": rules.disk(2 * GIGABYTE, 900_000_000),
    "versions": rules.versions((3, 11, 2), (3, 40, 1), "Python 3.11"),
    "background": rules.background(None, NOW),
    "waiting for a moment": rules.background(NOW - timedelta(minutes=4), NOW),
    "last-run": rules.last_run(NOW - timedelta(hours=23), "", NOW),
    "newest": rules.newest_order(NOW, is_stalled=False),
    "nothing sold": rules.newest_order(None, is_stalled=False),
    "windows": rules.windows(0),
    "set-aside": rules.set_aside(0),
    "budget": rules.budget(99, 100),
}
TO_MEND = {
    "little room": rules.disk(999_999_999, 0),
    "less room than the figures need": rules.disk(5 * GIGABYTE, 3 * GIGABYTE),
    "an old Python": rules.versions((3, 10, 9), (3, 40, 1), "Python 3.10."),
    "an old SQLite": rules.versions((3, 11, 2), (3, 34, 0), "SQLite 3.34."),
    "nobody works": rules.background(NOW - timedelta(minutes=6), NOW),
    "never read": rules.last_run(None, "", NOW),
    "not read for long": rules.last_run(NOW - timedelta(hours=25), "", NOW),
    "the newest run failed": rules.last_run(NOW, "The box office does not accept the login and key.", NOW),
    "stalled": rules.newest_order(NOW - timedelta(days=9), is_stalled=True),
    "days are missing": rules.windows(1),
    "set aside": rules.set_aside(3),
    "spent": rules.budget(100, 100),
}


@pytest.mark.parametrize("name", WELL)
def test_what_is_well_passes(name: str):
    assert WELL[name].passed


@pytest.mark.parametrize("name", TO_MEND)
def test_what_is_not_well_says_what_to_do(name: str):
    found: Checked = TO_MEND[name]

    assert not found.passed
    assert found.detail.endswith(".")
    assert found.remedy.endswith(".")
