"""How answers are written: one document for scripts, tables and pounds for people."""

import json

import pytest

from houselights.cli.answers import answer, counted, pounds, table


def test_scripts_get_one_document_and_people_their_words(capsys: pytest.CaptureFixture[str]) -> None:
    answer({"name": "Zoë’s"}, lambda: print("for people"), as_json=True)
    document = capsys.readouterr().out
    answer({"name": "Zoë’s"}, lambda: print("for people"), as_json=False)

    assert json.loads(document) == {"name": "Zoë’s"}
    assert "Zoë’s" in document
    assert capsys.readouterr().out == "for people\n"


def test_a_table_lines_up_with_figures_to_the_right(capsys: pytest.CaptureFixture[str]) -> None:
    table(["Month", "Tickets", "Income"], [["2026-04", 1234, "£12.50"], ["2026-05", None, "£1,000.00"]])

    assert capsys.readouterr().out.splitlines() == [
        "Month    Tickets     Income",
        "───────  ───────  ─────────",
        "2026-04    1,234     £12.50",
        "2026-05        –  £1,000.00",
    ]


def test_a_table_without_rows_is_its_headings(capsys: pytest.CaptureFixture[str]) -> None:
    table(["Event", "Funded"], [])
    table(["Event", "Funded"], [["Gala", True]])

    assert "Event  Funded" in capsys.readouterr().out.splitlines()[0]


@pytest.mark.parametrize(
    ("pence", "said"), [(123456, "£1,234.56"), (-5, "-£0.05"), (0, "£0.00"), (None, "–"), (1580.4, "£15.80")]
)
def test_pence_are_said_in_pounds(pence: int | None, said: str) -> None:
    assert pounds(pence) == said


def test_one_and_many_are_said_as_people_say_them() -> None:
    assert [counted(1, "event"), counted(2000, "event"), counted(0, "person", "people")] == [
        "1 event", "2,000 events", "0 people",
    ]  # fmt: skip
