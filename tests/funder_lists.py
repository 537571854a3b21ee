"""Funders' lists as they come: the layout of the published ones, with organisations that do not exist."""

import csv
import io
from collections.abc import Sequence
from typing import Any

HEADINGS = (
    "Applicant Name",
    "Type of organisation\n(NPO/IPSO/Transfer)",
    "2018-22 Average Annual Funding (Figure accurate at April 2018)",
    "2023-26 Annual Funding (Offered 4 Nov 2022)",
    "Main Discipline",
    "ACE Area",
    "ONS region",
    "Local authority",
    "Priority Place",
    "Comments",
    "Contact e-mail",
)
DISCIPLINES = ("Theatre", "Music", "Dance", "Visual arts", "Museums", "Literature", "Libraries", "Combined arts")
REGIONS = ("North West", "London", "South East", "Yorkshire and The Humber", "East of England")
FUNDING = ("55,000", "120000", "£310,000", "740000", "2,400,000")


def row(name: str, number: int = 0, **changes: str) -> list[str]:
    """One organisation; `changes` are by heading's first word in small letters."""
    values = {
        "applicant": name,
        "type": "NPO",
        "2018": "1",
        "2023": FUNDING[number % len(FUNDING)],
        "main": DISCIPLINES[number % len(DISCIPLINES)],
        "ace": "North",
        "ons": REGIONS[number % len(REGIONS)],
        "local": f"Borough {number % 40}",
        "priority": "Priority place" if number % 6 == 0 else "Non-Priority place",
        "comments": "",
        "contact": f"admin{number}@made-up-{number}.example",
    }
    return list((values | changes).values())


def made_up(count: int) -> list[list[str]]:
    """So many organisations, none of which exists."""
    return [row(f"Made-up Company {number + 1}", number) for number in range(count)]


def as_csv(rows: Sequence[Sequence[Any]], headings: Sequence[str] = HEADINGS) -> bytes:
    """With the empty lines at the end that such files have."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([headings, *rows, *[[""] * len(headings)] * 3])
    return out.getvalue().encode("utf-8-sig")
