"""Are template and report made for the organisation, clean in a spreadsheet, and read back as they are?"""

import shutil
import subprocess
from datetime import date

import pytest
from openpyxl import load_workbook

from cast import make_box_office_event, make_event, make_link
from houselights.register.actions import add_location
from houselights.register.lists import retire_term
from houselights.register.report import report, report_rows
from houselights.register.template import template
from houselights.vocabularies import shipped
from houselights.vocabularies.template import IN_REGISTER, TEMPLATE

from .books import actions, codes, opened, previewed, stored
from .conftest import FULL, OTHER

pytestmark = pytest.mark.django_db


def choices(book, heading):
    """What the dropdown of a column offers, read through to the range it names."""
    sheet = book["Events"]
    letter = next(cell.column_letter for cell in sheet[1] if cell.value == heading)
    (rule,) = [each for each in sheet.data_validations.dataValidation if f"{letter}2" in each.sqref]
    if rule.formula1.startswith('"'):
        return rule.formula1.strip('"').split(",")
    name, _, cells = rule.formula1.rpartition("!")
    return [cell.value for (cell,) in book[name.strip("'=")][cells.replace("$", "")]]


def test_every_controlled_column_offers_its_own_list(lyric):
    add_location(organisation=lyric, name="Main House", by=None)
    add_location(organisation=lyric, name="Studio, upstairs", by=None)

    book = opened(template(lyric))

    assert [cell.value for cell in book["Events"][1]] == list(TEMPLATE.headings)
    for heading, name in (("EventType", "event_type"), ("DistributionType", "distribution_type")):
        assert choices(book, heading) == list(shipped(name).labels())
    assert sorted(choices(book, "SubDiscipline")) == sorted(shipped("sub_discipline").labels())
    assert choices(book, "LocationName") == ["Main House", "Studio, upstairs"]
    assert choices(book, "IsFunded") == choices(book, "IsTicketed") == ["Yes", "No"]


def test_sub_disciplines_stand_in_the_order_of_their_disciplines(lyric):
    sheet = opened(template(lyric))["Values"]
    headings = [cell.value for cell in sheet[1]]
    column = headings.index("Discipline")

    parents = [row[column].value for row in sheet.iter_rows(min_row=2) if row[column].value]

    assert list(dict.fromkeys(parents)) == sorted(set(parents), key=parents.index)
    assert parents == sorted(parents, key=list(dict.fromkeys(parents)).index)


def test_a_term_that_was_retired_is_offered_no_more(lyric, ada):
    retire_term(name="event_type", label="Residency", last_day=date(2020, 1, 1), by=ada)

    assert "Residency" not in choices(opened(template(lyric)), "EventType")


def test_headings_are_frozen_and_say_what_they_mean_and_dates_are_dates(lyric):
    book = opened(template(lyric))
    sheet = book["Events"]

    assert sheet.freeze_panes == "A2"
    for cell, column in zip(sheet[1], TEMPLATE.columns, strict=True):
        assert cell.comment.text.startswith(column.comment[:60])
    assert sheet.column_dimensions["B"].width >= 10
    assert book.sheetnames == ["Events", "How to fill this in", "Values"]
    said = {cell.value for row in book["How to fill this in"].iter_rows() for cell in row}
    assert {column.comment for column in TEMPLATE.columns} <= said


def test_a_place_that_looks_like_a_formula_is_text(lyric):
    add_location(organisation=lyric, name="=HYPERLINK(1)", by=None)

    cells = [cell for row in opened(template(lyric))["Values"].iter_rows() for cell in row]

    assert all(cell.data_type != "f" for cell in cells)
    assert any(cell.value == "=HYPERLINK(1)" for cell in cells)


def test_the_report_has_what_the_box_office_says_and_blanks_where_it_says_nothing(lyric, connection, gala):
    gala.attributes = {
        "illuminate event TYPE": "performance",
        "Illuminate Is Funded": "No",
        "Illuminate Sub Discipline": "Jousting",
    }
    gala.venue_name, gala.venue_postcode, gala.performances = "Main House", "ln2 1qn", 2
    gala.save()
    past = make_box_office_event(connection, 101, first_on=date(2020, 1, 1), last_on=date(2020, 1, 2))
    make_link(make_event(lyric), past)

    first, second = (dict(zip([*TEMPLATE.headings, IN_REGISTER], row, strict=True)) for row in report_rows(lyric))

    assert (first["SpektrixEventId"], first["StartDate"], first[IN_REGISTER]) == (
        past.box_office_id,
        date(2020, 1, 1),
        "Yes",
    )
    assert (second["SpektrixEventId"], second["EventName"], second[IN_REGISTER]) == (FULL, "Gala night", "No")
    assert (second["EventType"], second["IsFunded"], second["SubDiscipline"]) == ("Performance", "No", None)
    assert (second["LocationPostcode"], second["NumberOfPerformances"]) == ("LN2 1QN", 2)


def test_the_report_goes_in_as_it_is_and_again_without_a_change(lyric, connection, gala):
    make_box_office_event(connection, 70402, box_office_id=OTHER, first_on=None, last_on=None)

    upload = stored(lyric, report(lyric))

    assert sorted(actions(upload)) == ["created", "refused"]
    assert codes(upload) == ["start-missing"]
    assert sorted(actions(previewed(lyric, report(lyric)))) == ["refused", "unchanged"]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.slow
def test_libreoffice_opens_the_template_and_saves_it_as_it_was(lyric, tmp_path):
    add_location(organisation=lyric, name="Main House", by=None)
    path = tmp_path / "template.xlsx"
    path.write_bytes(template(lyric))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"

    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip

    saved = load_workbook(tmp_path / "out" / "template.xlsx")
    assert saved.sheetnames == ["Events", "How to fill this in", "Values"]
    assert [cell.value for cell in saved["Events"][1]] == list(TEMPLATE.headings)
    assert choices(saved, "EventType") == list(shipped("event_type").labels())
    assert choices(saved, "LocationName") == ["Main House"]
