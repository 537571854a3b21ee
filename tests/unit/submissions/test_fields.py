"""A person's text becomes the value it means, or is refused with what can be."""

from datetime import date

import pytest

from houselights.errors import WrongUsage
from houselights.submissions.fields import FIELDS, read_value
from houselights.vocabularies import shipped

LISTS = {name: shipped(name) for name in ("event_type", "sub_discipline", "distribution_type")}


def read(field, text):
    return read_value(FIELDS[field], text, LISTS, date(2026, 11, 1))


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("name", "  Emma \n again ", "Emma again"),
        ("event_type", "festival", "Festival"),
        ("is_funded", "NO", False),
        ("first_on", "2026-10-03", "2026-10-03"),
        ("attendance", "1,204", 1204),
        ("attendance", "0", 0),
        ("income_pence", "£1,250.50", 125_050),
        ("income_pence", "12", 1200),
        ("attendance_method", "clicker", "clicker"),
        ("attendance_method", "Capacity × how full", "capacity_filled"),
        ("digital_views_method", "Platform analytics", "platform"),
    ],
)
def test_what_fits_is_read(field, text, value):
    assert read(field, text) == value


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", " "),
        ("name", "x" * 301),
        ("event_type", "Festivl"),
        ("is_funded", "maybe"),
        ("first_on", "3/10/2026"),
        ("first_on", "2026-02-30"),
        ("attendance", "1.5"),
        ("attendance", "-1"),
        ("attendance", "٣"),
        ("attendance", "9" * 11),
        ("attendance", "9999999999"),
        ("income_pence", "12.5"),
        ("income_pence", "."),
        ("income_pence", "1e3"),
        ("attendance_method", "platform"),
        ("digital_views_method", "clicker"),
        ("discipline", "Theatre"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_does(field, text):
    with pytest.raises(WrongUsage) as refused:
        read(field, text)

    assert refused.value.remedy
