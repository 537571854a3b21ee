"""A controlled list as people have it: CSV text with a term on each line, and its discipline where it has one."""

import csv

from houselights.errors import WrongUsage
from houselights.vocabularies.lists import Term
from houselights.vocabularies.matching import key


def read_terms(text: str) -> list[Term]:
    """The terms of CSV text whose headings are Term and, for sub-disciplines, Discipline; WrongUsage otherwise."""
    lines = list(csv.reader(text.lstrip("\ufeff").splitlines()))
    headings = [key(heading) for heading in lines[0]] if lines else []
    if "term" not in headings:
        raise WrongUsage("The list has no column Term.", remedy="Write Term (and Discipline) in its first line.")
    rows = [dict(zip(headings, map(_on_one_line, line), strict=False)) for line in lines[1:]]
    terms = [Term(row["term"], row.get("discipline", "")) for row in rows if row.get("term")]
    if not terms:
        raise WrongUsage("The list has no terms.", remedy="Write one on each line under the headings.")
    return terms


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
