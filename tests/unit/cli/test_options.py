"""A person's text becomes a day or a moment, or a refusal that shows how to write it."""

from datetime import UTC, date, datetime

import pytest

from houselights.cli.options import day, moment
from houselights.errors import WrongUsage


def test_a_day_and_a_moment_are_read() -> None:
    assert day(" 2026-04-01 ") == date(2026, 4, 1)
    assert moment("2026-04-01T12:00") == datetime(2026, 4, 1, 12, tzinfo=UTC)
    assert moment("2026-04-01T12:00+01:00") == datetime(2026, 4, 1, 11, tzinfo=UTC)


@pytest.mark.parametrize("text", ["01/04/2026", "2026-02-30", "", "spring"])
def test_anything_else_is_refused_with_how_to_write_it(text: str) -> None:
    with pytest.raises(WrongUsage, match="is not a day") as refused:
        day(text)
    assert "2026-04-01" in refused.value.remedy
    with pytest.raises(WrongUsage, match="is not a moment"):
        moment(text)
