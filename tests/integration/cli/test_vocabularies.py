"""`vocabulary`: the controlled lists are this installation's to read, edit and import."""

from pathlib import Path

import pytest

from commands import Command


def test_a_term_of_our_own_is_shown_and_can_be_chosen(command: Command) -> None:
    command.answer("vocabulary", "add", "sub_discipline", "Clowning", "--discipline", "Theatre")

    shown = command.answer("vocabulary", "show", "sub_discipline")
    event = command.answer(
        "events", "lyric", "add", "--name", "Gala", "--start", "2026-05-01", "--sub-discipline", "clowning"
    )["event"]

    assert {"term": "Clowning", "discipline": "Theatre", "from": None, "until": None} in shown["terms"]
    assert event["sub_discipline"] == "Clowning"


def test_a_list_is_imported_from_a_file(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "types.csv"
    file.write_text("Term\nPerformance\nParade\n")

    changed = command.answer("vocabulary", "import", "event_type", str(file), "--from", "2026-04-01")["changed"]
    gone = command("events", "lyric", "add", "--name", "Gala", "--start", "2026-05-01", "--event-type", "Residency")

    assert changed == 15
    assert gone.code == 2
    assert "Parade" in gone.err
    assert "2026-03-31" in command("vocabulary", "show", "event_type").out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["show", "nine"], "event_type"),
        (["add", "sub_discipline", "Clowning"], "needs a discipline"),
        (["retire", "event_type", "Other", "--last-day", "soon"], "not a day"),
        (["import", "event_type", "nowhere.csv"], "cannot be read"),
    ],
    ids=lambda value: " ".join(value[:3]) if isinstance(value, list) else value,
)
def test_what_cannot_be_is_wrong_usage_with_what_to_do(command: Command, words: list[str], says: str) -> None:
    ended = command("vocabulary", *words)

    assert ended.code == 2
    assert says in ended.err
    assert "Traceback" not in ended.err
