"""One test over all: what is hidden reads the same on every surface that the gate feeds, and its number is on none.

The surfaces are the page and its source, CSV, XLSX, JSON, the page printed as a PDF, the words beside its pictures, and
what the funder sees of an organisation.

Two truths are planted: a portfolio's group of four organisations, and two people of an organisation with many tickets.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from msgspec.structs import replace

import cast
from houselights.cli.figures import _print
from houselights.disclosure.attacks.made_up_organisation import MemoryLedger, count
from houselights.disclosure.cells import WORDS, Key, Shown
from houselights.disclosure.contributions import as_bytes, of_bytes
from houselights.disclosure.outside import answer_outside
from houselights.disclosure.shapes import dimensions_of
from houselights.disclosure.written import as_csv, as_json, as_workbook
from houselights.measures.question import Question
from houselights.periods import parse_period
from houselights.submissions.console.figures import ledger_name, release_figures
from houselights.submissions.console.models import Contribution
from portfolios import contribute, grant_all, imported
from printed import printed, read
from publications import figures, released, second_person

pytestmark = pytest.mark.django_db
QUARTER = "2025-Q1"
LIBRARIES = (2311, 2317, 2333, 2343)  # tickets of four organisations: fewer than ten, so hidden
FOUR_TOGETHER, ALL_BUT_FOUR = sum(LIBRARIES), 56 * 3457
TWO_PEOPLE = 4567  # tickets
HIDDEN = WORDS["hidden"]


def stands_in(number: int, text: str) -> list[str]:
    """Where the number is written: as it is, with separators, in scientific or shortened form, or rounded to 5."""
    rounded = (2 * number + 5) // 10 * 5
    forms = {str(each) for each in (number, rounded)} | {f"{each:,}" for each in (number, rounded)}
    forms |= {form.replace(",", space) for form in forms for space in (" ", "\N{NO-BREAK SPACE}", "\N{THIN SPACE}")}
    return [form for form in sorted(forms) if re.search(rf"(?<![\w.,]){re.escape(form)}(?!\w)", text)]


def source_of(answer) -> str:
    """All that the browser is sent, a workbook with every part of it: properties, comments, sheets nobody sees."""
    content = answer.content if not answer.streaming else b"".join(answer.streaming_content)
    return text_of(content) + str(dict(answer.headers))


def text_of(content: bytes) -> str:
    if not content.startswith(b"PK"):
        return content.decode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def beside_pictures(html: str) -> list[str]:
    """What is read out where a chart stands."""
    return re.findall(r'<svg[^>]*role="img"[^>]*><title>([^<]*)</title>', html)


# A portfolio


@pytest.fixture
def portfolio(funder):
    """Sixty organisations, four of them libraries; music is hidden for their sake, and museums are shown."""
    listings = imported(funder, 60)
    for number, listing in enumerate(listings):
        listing.discipline = "Libraries" if number < len(LIBRARIES) else "Museums" if number % 4 else "Music"
        listing.save()
    grant_all(listings)
    contribute(listings, QUARTER)
    for number, listing in enumerate(listings):
        _contribute_tickets(listing.organisation, LIBRARIES[number] if number < len(LIBRARIES) else 3457)
    release_figures(funder=funder, quarter=QUARTER, by=None)
    return funder


def _contribute_tickets(organisation, tickets: int) -> None:
    kept = Contribution.objects.get(organisation=organisation, quarter=QUARTER)
    found = of_bytes(bytes(kept.content))
    (figure,) = (each for each in found.figures if each.measure == "tickets")
    kept.content = as_bytes(replace(found, figures=(replace(figure, value=tickets, people=tickets),)))
    kept.save()


def of_the_funder(person) -> Iterator[tuple[str, str]]:
    """Every surface on which a funder has the portfolio's figures."""
    client = Client()
    client.force_login(person)
    for address in ("", "figures/", "figures.csv", "figures.json", "figures.xlsx"):
        answer = client.get(f"/f/funder/{address}", {"quarter": QUARTER, "measure": "tickets"})
        assert answer.status_code == 200, address
        yield address, source_of(answer)
        if address == "figures/":
            yield "figures/ printed", read(printed(answer.text))


def test_the_hidden_figure_of_a_portfolio_is_on_no_page_and_in_no_file_of_the_funder(portfolio, dee):
    surfaces = dict(of_the_funder(dee))

    for address, text in surfaces.items():
        assert {number: found for number in (*LIBRARIES, FOUR_TOGETHER) if (found := stands_in(number, text))} == {}, (
            address
        )
        assert stands_in(ALL_BUT_FOUR, text) == [], address  # the total less this one would tell it
    assert all(HIDDEN in text for address, text in surfaces.items() if address)


def test_the_test_itself_sees_a_number_however_it_is_written():
    assert stands_in(9304, "<!-- 9304 -->")
    assert stands_in(9304, 'data-value="9,304"')
    assert stands_in(9304, "<title>9\N{NO-BREAK SPACE}305 tickets</title>")
    assert not stands_in(9304, "a93049 19304 9304b")


def test_the_hidden_figure_of_a_portfolio_is_in_nothing_that_the_public_reads(portfolio, dee):
    publication = released(
        portfolio, dee, second_person(portfolio), tables=("tickets", "tickets discipline", "tickets region")
    )

    for file in ("", "how-protected/", "figures.csv", "figures.json"):
        answer = Client().get(f"/public/funder/{publication.slug}/{file}")
        assert answer.status_code == 200, file
        text = source_of(answer)
        assert [number for number in (*LIBRARIES, FOUR_TOGETHER, ALL_BUT_FOUR) if stands_in(number, text)] == [], file
    page = Client().get(f"/public/funder/{publication.slug}/").text
    paper = read(printed(page))
    assert HIDDEN in paper
    assert [number for number in (*LIBRARIES, FOUR_TOGETHER, ALL_BUT_FOUR) if stands_in(number, paper)] == []


def test_what_the_funder_sees_of_one_tells_it_nothing_of_the_others(portfolio, dee):
    """A library is shown its own row of the funder's console, and no figure of anybody."""
    listing = portfolio.listings.order_by("pk").first()
    admin = cast.make_person("Lin", listing.organisation, "admin")
    client = Client()
    client.force_login(admin)

    answer = client.get(f"/o/{listing.organisation.slug}/organisation/funders/")

    assert answer.status_code == 200
    texts = (source_of(answer), read(printed(answer.text)))
    told = {number for text in texts for number in (*LIBRARIES, FOUR_TOGETHER, ALL_BUT_FOUR) if stands_in(number, text)}
    assert told == set()
    others = [each.organisation.name for each in portfolio.listings.exclude(pk=listing.pk)]
    assert [name for name in others if name in texts[0]] == []


# The four ways to have no figure, or none at all


@pytest.fixture
def four_states(funder):
    """A release with each of them in a cell."""
    cells = {"Dance": ("hidden", None), "Music": ("value", 0), "Opera": ("unknown", None), "Theatre": ("value", 1250)}
    shown = [
        Shown(Key(QUARTER, "tickets", "discipline", label), state, value) for label, (state, value) in cells.items()
    ]
    shown += [
        Shown(Key(QUARTER, "tickets", "discipline", "Museums"), "not applicable"),
        Shown(Key(QUARTER, "tickets", "", ""), "value", 1250),
    ]
    figures(funder, shown=tuple(shown))
    return {
        "Dance": HIDDEN,
        "Music": "0",
        "Opera": "unknown",
        "Museums": "not applicable",
        "Theatre": "1250",
    }


def rows_of_page(html: str) -> dict[str, str]:
    found = re.findall(r'<th scope="row">([^<]+)</th><td[^>]*>([^<]*)</td>', html)
    return {label: said.replace(",", "") for label, said in found}


def on_paper(text: str, states: dict[str, str]) -> dict[str, str]:
    """What stands behind each label in the table: the last row of the paper that begins with it."""
    rows = re.findall(rf"^({'|'.join(states)})\s+(\S[^\n–]*?)\s*–?\s*$", text, re.M)
    return {label: said.replace(",", "").strip() for label, said in rows}


def test_hidden_is_neither_nought_nor_unknown_nor_not_applicable_for_the_funder(four_states, dee):
    texts = dict(of_the_funder(dee))

    page = rows_of_page(texts["figures/"])
    assert {label: page[label] for label in four_states} == four_states
    lines = csv.DictReader(io.StringIO(texts["figures.csv"].split("{'Content-Type'")[0]))
    in_csv = {line["discipline"]: line["value"] for line in lines if line["discipline"]}
    assert in_csv == four_states
    assert on_paper(texts["figures/ printed"], four_states) == four_states
    assert len(set(four_states.values())) == len(four_states)


def test_hidden_is_neither_nought_nor_unknown_nor_not_applicable_for_the_public(four_states, funder, dee):
    publication = released(funder, dee, second_person(funder), tables=("tickets discipline",))
    address = f"/public/funder/{publication.slug}/"

    page = rows_of_page(Client().get(address).text)
    tables = Client().get(f"{address}figures.json").json()["tables"]
    lines = list(csv.DictReader(io.StringIO(Client().get(f"{address}figures.csv").content.decode("utf-8-sig"))))

    assert {label: page[label] for label in four_states} == four_states
    assert {line["Label"]: line["Value"] for line in lines if line["Label"] in four_states} == four_states
    in_json = {
        row["label"]: str(row["value"]) if row["value"] is not None else row["state"]
        for table in tables
        for row in table["rows"]
    }
    assert {label: in_json[label] for label in four_states} == four_states
    html = Client().get(address).text
    assert on_paper(read(printed(html)), four_states) == four_states
    assert [words for words in beside_pictures(html) if "1 figure of 5 is hidden to protect people" in words]


# One organisation


@pytest.mark.parametrize("measure", ["tickets", "income", "bookers"])
def test_the_hidden_figure_of_an_organisation_is_in_no_file_and_not_on_the_command_line(measure, capsys):
    """Two people hold 4,567 tickets at £5: neither the tickets nor the money, and not that they are two."""
    table = _table(measure)

    _print(table)
    written = {
        "command": capsys.readouterr().out,
        "csv": as_csv([table]),
        "json": as_json([table]),
        "workbook": text_of(as_workbook([table])),
    }

    assert [cell.state for cell in table.cells if cell.labels == ("Opera",)] == ["hidden"]
    for form, text in written.items():
        assert HIDDEN in text, form
        assert [number for number in (TWO_PEOPLE, TWO_PEOPLE * 500) if stands_in(number, text)] == [], form


def _table(measure: str):
    names = [*dimensions_of("tickets"), *dimensions_of("attendance")]
    about = {**dict.fromkeys(names, "a term"), "quarter": QUARTER, "pence": 500, "took_part": False}
    rows = [{**about, "discipline": "Opera", "person": n % 2, "order": n % 2} for n in range(TWO_PEOPLE)]
    for label, people in (("Dance", 60), ("Music", 900)):
        rows += [
            {**about, "discipline": label, "person": f"{label} {n}", "order": f"{label} {n}"} for n in range(people)
        ]
    question = Question(measure, of="lyric", by=("discipline",), period=parse_period(QUARTER), reader="funder")
    return answer_outside(question, lambda each: count(each, rows), last_day=date(2027, 1, 1), ledger=MemoryLedger())


def test_a_portfolio_is_no_organisation_in_the_ledger(portfolio):
    """Nobody can be called so, and so ask for the whole as if it were their own."""
    assert ledger_name(portfolio) == "portfolio:funder"
