"""`houselights.release` in a script: the figures of the command line, without Django for the organisation's people."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from commands import Command, Ended

SCRIPT = """
import json, sys
from pathlib import Path
from houselights import Question, release
from houselights.errors import HouselightsError
try:
    table = release({question}, home=Path({home!r}){more})
    print(json.dumps(table.as_json() | {{"django": "django" in sys.modules}}, default=str))
except HouselightsError as problem:
    print(json.dumps({{"problem": type(problem).__name__, "message": problem.message, "remedy": problem.remedy}}))
"""


@pytest.fixture
def lyric(_synced: Path) -> Command:
    """Read only: nothing here changes the home."""
    return Command(_synced)


def in_python(lyric: Command, question: str, home: Path | None = None, more: str = "") -> Any:
    script = SCRIPT.format(question=question, home=str(home or lyric.home), more=more)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=lyric.env())
    assert done.returncode == 0, Ended(done.returncode, done.stdout, done.stderr)
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ('Question("tickets", of="lyric")', ["tickets"]),
        ('Question("income", of="lyric", by="month")', ["income", "--by", "month"]),
        (
            'Question("bookers", of="lyric", by=("event_type", "area_local_authority"), period="2026-27")',
            ["bookers", "--by", "event_type", "--by", "area_local_authority", "--period", "2026-27"],
        ),
    ],
)
def test_it_gives_the_figures_of_the_command_line_without_a_database(lyric: Command, question: str, words: list[str]):
    answered = in_python(lyric, question)

    assert answered.pop("django") is False
    assert answered == lyric.answer("measure", "lyric", *words)


def test_readers_outside_get_what_the_gate_lets_out(lyric: Command):
    refused = in_python(lyric, 'Question("tickets", of="lyric", reader="funder", period="2026-11")')

    assert refused["problem"] == "NotReleasable"
    assert "quarter" in refused["remedy"]


def test_what_cannot_be_asked_says_what_can(lyric: Command, tmp_path: Path):
    near = in_python(lyric, 'Question("tikets", of="lyric")')
    elsewhere = in_python(lyric, 'Question("tickets", of="lyric")', tmp_path / "nowhere")

    assert near["remedy"].startswith("Did you mean tickets? ")
    assert (elsewhere["problem"], "nowhere" in elsewhere["message"]) == ("HomeProblem", True)


def test_one_value_of_a_part_needs_no_list(lyric: Command):
    one, several = (
        in_python(lyric, 'Question("tickets", of="lyric", by="event")', more=f", where={{'event_type': {values}}}")
        for values in ("'Performance'", "['Performance']")
    )

    assert one == several
    assert one["total"] > 0


def test_a_moment_without_a_time_zone_is_refused_with_how_to_write_it(lyric: Command):
    refused = in_python(lyric, 'Question("tickets", of="lyric", as_at=__import__("datetime").datetime(2026, 11, 1))')

    assert refused["problem"] == "WrongUsage"
    assert "tzinfo" in refused["remedy"]
