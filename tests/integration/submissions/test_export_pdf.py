"""Is a return on paper the same again, and can it be read aloud?"""

import re
import zlib

import pytest
from msgspec import structs

from frozen_returns import frozen, line
from houselights.submissions.document import Part, Table
from houselights.submissions.exports import chart, paper
from houselights.submissions.exports.formats import FORMATS
from houselights.submissions.exports.verifying import verify


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return FORMATS["pdf"].write(frozen())


def _inside(content: bytes) -> bytes:
    """The file with its compressed parts opened."""
    parts = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
    opened = []
    for part in parts:
        try:
            opened.append(zlib.decompress(part))
        except zlib.error:
            opened.append(part)
    return content + b"".join(opened)


def test_the_same_return_gives_the_same_paper(pdf):
    assert FORMATS["pdf"].write(frozen()) == pdf
    assert verify(pdf, [frozen()]).is_whole


def test_a_changed_byte_of_the_paper_is_named(pdf):
    changed = bytearray(pdf)
    changed[len(pdf) // 2] ^= 1

    verified = verify(bytes(changed), [frozen()])

    assert (verified.format, verified.offset) == ("pdf", len(pdf) // 2)


def test_the_paper_is_tagged_in_english_and_its_chart_has_words(pdf):
    inside = _inside(pdf)

    assert b"/MarkInfo" in inside
    assert b"/StructTreeRoot" in inside
    assert b"en-GB" in inside
    assert b"pdfuaid:part" in inside
    assert b"/Figure" in inside
    assert b"/Alt" in inside
    assert b"/TH" in inside


def test_a_name_cannot_write_into_the_page_or_fetch_anything():
    name = '<img src="http://127.0.0.1:9/x"><link rel=attachment href="file:///etc/passwd">'

    content = FORMATS["pdf"].write(frozen(lines=(line(1, name),)))

    assert b"/EmbeddedFile" not in _inside(content)


def test_each_table_that_has_parts_has_its_chart_and_the_sentence_says_what_it_shows():
    income = Table(
        measure="income", title="Income", unit="pence", definition="What was paid.",
        by="price_class", parts=(Part("full", 312_000, 9), Part("child", 50, 1)), total=312_050, total_base=10,
    )  # fmt: skip

    drawn, money = (chart.chart_of_table(each) for each in (frozen().tables[0], income))
    page = paper._page(frozen(tables=(*frozen().tables, income)))

    assert drawn.sentence == "The largest part is East Midlands: 200 of 251 (80%)."
    assert money.sentence == "The largest part is full: £3,120.00 of £3,120.50 (100%)."
    assert page.count('alt="Bar chart. ') == 3  # the events, and both tables
    assert "<h3>Income by price class</h3>" in page


@pytest.mark.parametrize("parts", [(), (Part("East Midlands", 251, 251),), (Part("a", 1, 1), Part("b", None, 0))])
def test_a_table_of_one_part_or_of_what_does_not_add_up_has_no_chart(parts):
    table = structs.replace(frozen().tables[0], parts=parts)

    assert chart.chart_of_table(table) is None


def test_what_nobody_knew_is_no_nought_on_paper():
    page = paper._page(frozen())

    assert 'Digital views</th><td class="n">–</td><td>not known of 2 of 2 events</td>' in page
    assert 'Participants</th><td class="n">0</td><td></td>' in page


def test_how_attendance_is_known_is_told_in_words():
    known = Table(
        measure="attendance", title="Attendance", unit="people", definition="People who came.",
        by="attendance_method", parts=(Part("tickets_sold", 240, 251),), total=240, total_base=251,
    )  # fmt: skip

    page = paper._page(frozen(tables=(known,)))

    assert "Tickets sold" in page
    assert "tickets_sold" not in page


def test_a_quarter_without_events_is_a_paper_too():
    assert FORMATS["pdf"].write(frozen(lines=(), tables=())).startswith(b"%PDF")


def test_a_changed_first_byte_is_named_too():
    whole = FORMATS["csv"].write(frozen())

    verified = verify(b"?" + whole[1:], [frozen()])

    assert (verified.format, verified.offset, verified.where) == ("csv", 0, "line 1")


def test_what_is_no_file_of_a_return_at_all_differs_from_its_first_byte():
    assert verify(b"nothing of the kind", [frozen()]).offset == 0
