"""Is a chart whole, safe in a page, and the same figures as its table?"""

import re
from datetime import date
from xml.etree import ElementTree

import pytest

from houselights.web.charts import Mark, _compiled, bars, columns, curve, draw, steps

MARKS = [
    Mark("Cinderella", 1020, "1,020", named=True),
    Mark("Jazz <b>at</b> Noon & after", 190, "190"),
    Mark("unknown", 40, "40", quiet=True),
]


def drawn(chart: dict, title: str = "Cinderella leads.") -> str:
    return draw(chart, build=1, title=title)


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314  (we drew it)


def texts(svg: str) -> list[str]:
    return [text for node in parsed(svg).iter() if (text := (node.text or "").strip())]


def test_every_bar_has_its_label_and_its_figure():
    said = texts(drawn(bars(MARKS)))

    assert {"Cinderella", "1,020", "Jazz <b>at</b> Noon & after", "190", "unknown", "40"} <= set(said)


def test_a_long_name_is_there_whole():
    name = "An Evening of Words and Music"

    assert name in texts(drawn(bars([Mark(name, 3, "3")])))


def test_a_screen_reader_hears_the_sentence():
    svg = parsed(drawn(bars(MARKS), title="Cinderella & Jazz lead."))

    assert svg.attrib["role"] == "img"
    assert svg[0].tag.endswith("title")
    assert svg[0].text == "Cinderella & Jazz lead."


@pytest.mark.parametrize("make", [bars, columns])
def test_nothing_in_it_needs_what_the_security_policy_forbids(make):
    svg = drawn(make(MARKS))

    assert " style=" not in svg
    assert "<style" not in svg
    assert "<script" not in svg
    assert "<image" not in svg
    assert not re.search(r"(href|src)=", svg)


def test_a_name_from_the_box_office_stays_text():
    svg = drawn(bars([Mark("<script>alert(1)</script>", 3, "3")]), title="<img src=x onerror=alert(1)>")

    assert "<script" not in svg
    assert "<img" not in svg
    assert "<script>alert(1)</script>" in texts(svg)


def test_colours_are_the_stylesheets_so_that_dark_mode_and_print_follow():
    svg = drawn(bars(MARKS))

    assert set(re.findall(r'fill="(#[0-9a-f]+|rgb[^"]*|[a-z]+)"', svg)) <= {"none", "transparent", "black"}
    assert {"var(--c1)", "var(--c2)", "var(--line-firm)", "var(--ink)"} <= set(re.findall(r'fill="([^"]+)"', svg))


def test_its_size_is_the_columns_to_decide():
    opening = drawn(bars(MARKS)).partition(">")[0]

    assert "viewBox=" in opening
    assert not re.search(r" (width|height)=", opening)


def test_twice_the_value_is_twice_the_length():
    chart = bars([Mark("Ten", 10, "10"), Mark("Five", 5, "5")])

    # From the left edge along the top, the corner, and down to where the right side begins.
    lengths = [float(length) for length in re.findall(r'd="M0,\d+L.*?C.*?([\d.]+),[\d.]+L\1,', drawn(chart))]

    assert len(lengths) == 2
    assert lengths[0] == pytest.approx(2 * lengths[1])


def test_a_year_of_months_names_every_month_and_the_year_where_it_begins():
    months = ["Oct 26", "Nov 26", "Dec 26", "Jan 27", "Feb 27"]

    said = texts(drawn(columns([Mark(month, 10, "10") for month in months])))

    assert {"Oct", "Nov", "Dec", "Jan", "Feb", "2026", "2027"} <= set(said)
    assert said.count("2026") == 1


def test_many_years_of_months_name_the_years_alone():
    months = [
        f"{month} {year}"
        for year in (24, 25, 26)
        for month in ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep")
    ]

    said = texts(drawn(columns([Mark(month, 10, "10") for month in months])))

    assert {"2025", "2026"} <= set(said)
    assert "Feb" not in said


def test_more_than_a_year_of_months_names_those_that_quarters_begin_with():
    names = ["Nov 25", "Dec 25", *(f"{each} 26" for each in ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul"))]
    months = [*names, *(f"{each} 26" for each in ("Aug", "Sep", "Oct", "Nov", "Dec"))]

    said = texts(drawn(columns([Mark(month, 10, "10") for month in months])))

    assert {"Jan", "Apr", "Jul", "Oct", "2026"} <= set(said)
    assert not {"Nov", "Dec", "Feb", "May"} & set(said), "side by side they would touch"


def test_large_sums_of_money_are_shortened_on_the_axis():
    said = texts(drawn(columns([Mark("Oct 26", 40_000, "£40,000"), Mark("Nov 26", 10, "£10")], prefix="£")))

    assert any(re.fullmatch(r"£\d+k", each) for each in said)


def test_a_mark_of_the_year_before_is_drawn_where_there_is_one():
    without = drawn(columns([Mark("Oct 26", 10, "")]))
    within = drawn(columns([Mark("Oct 26", 10, "", before=8)]))

    assert without.count('stroke="var(--ink)"') + without.count('fill="var(--ink)"') < within.count('stroke="var(--ink)"') + within.count('fill="var(--ink)"')  # fmt: skip # noqa: E501


def test_a_lying_bar_has_room_for_what_stands_beside_it():
    (alone,) = bars([Mark("Emma", 5, "5")])["data"]["values"]
    (beside,) = bars([Mark("Emma", 5, "5", before=50)])["data"]["values"]

    assert 0.5 < alone["value"] < 1, "parts of the whole width"
    assert 0.5 < beside["before"] < 1
    assert beside["value"] == pytest.approx(beside["before"] / 10)


@pytest.mark.parametrize("make", [bars, columns])
def test_a_bar_tells_its_figure_and_its_whole_name_where_the_mouse_rests(make):
    name = 'A "very" long <b>title</b> of an event & what came after it'
    svg = parsed(drawn(make([Mark(name, 1204, "1,204")])))

    (bar,) = [node for node in svg.iter() if node.tag.endswith("path") and len(node)]

    assert [child.text for child in bar] == [f"{name}: 1,204"]
    assert "aria-label" not in bar.attrib, "the picture has one name for a screen reader: its sentence"


@pytest.mark.parametrize("make", [bars, columns])
def test_every_text_has_a_size_that_can_be_read(make):
    svg = drawn(make([Mark("Oct 26", 10, "10", before=8)]))

    sizes = {float(size) for size in re.findall(r'font-size="(-?[\d.]+)px"', svg)}

    assert sizes
    assert min(sizes) >= 13


def test_the_years_below_the_months_are_inside_the_picture():
    svg = drawn(columns([Mark("Oct 26", 10, ""), Mark("Nov 26", 10, "")]))
    height = float(re.search(r'viewBox="0 0 \d+ (\d+)', svg)[1])
    top, axis = (float(re.search(pattern, svg)[1]) for pattern in (r"translate\([\d.]+,(\d+)\)", r"0\.5,([\d.]+)\)"))

    (label,) = re.findall(r"translate\([\d.]+,([\d.]+)\)[^>]*><tspan>Oct</tspan><tspan x=\"0\" dy=\"(\d+)\"", svg)

    assert top + axis + sum(map(float, label)) + 3 <= height, "its letters reach three below their line"


def test_a_small_curve_has_no_more_points_than_can_be_seen_and_its_last():
    days = [(day, 400.0 - day) for day in range(365, 0, -1)]

    values = curve(days, days, small=True)["data"]["values"]

    assert len(values) <= 2 * 41
    assert {"days": 1, "value": 399.0, "of": "own"} in values
    assert drawn(curve([], [], small=True)).startswith("<svg")


def test_a_label_that_is_too_long_is_cut_where_the_column_ends():
    said = texts(drawn(bars([Mark("A very long title of an event " * 4, 3, "3")])))

    assert any(each.endswith("…") and len(each) < 50 for each in said)


def test_charts_of_one_shape_are_made_ready_once():
    drawn(bars([Mark("Emma", 1, "1"), Mark("Lear", 2, "2")]))
    before = _compiled.cache_info().misses

    drawn(bars([Mark("Hamlet", 7, "7"), Mark("Othello", 900, "900", named=True)]))

    assert _compiled.cache_info().misses == before


def test_nothing_at_all_can_be_drawn():
    assert drawn(bars([])).startswith("<svg")


def test_the_year_below_the_last_column_is_inside_the_picture():
    months = [f"{each} {year}" for year in range(23, 27) for each in ("Jan", "Mar", "May", "Jul", "Aug", "Sep", "Oct")]
    svg = drawn(columns([Mark(month, 10, "") for month in [*months, "Jan 27"]]))
    width = float(re.search(r'viewBox="0 0 (\d+) ', svg)[1])
    left = float(re.search(r"translate\(([\d.]+),\d+\)", svg)[1])

    (middle,) = re.findall(r'text-anchor="middle" transform="translate\(([\d.]+),[^>]*>2027<', svg)

    assert left + float(middle) + 15 <= width, "half of its four letters"


@pytest.mark.parametrize("highest", [0.3, 1, 950, 9_400, 10_000, 1_234_567])
@pytest.mark.parametrize("make", [columns, curve, steps])
def test_the_longest_amount_beside_an_axis_is_inside_the_picture(make, highest):
    points = [(10, highest / 2), (1, highest)]
    svg = drawn({
        columns: lambda: columns([Mark("Oct 26", highest, "")], prefix="£"),
        curve: lambda: curve(points, points),
        steps: lambda: steps([(date(2026, 1, 1), 0), (date(2026, 2, 1), highest)]),
    }[make]())  # fmt: skip
    left = float(re.search(r"translate\(([\d.]+),\d+\)", svg)[1])

    amounts = re.findall(r'text-anchor="end"[^>]*>([^<]+)<', svg)

    assert amounts
    assert 8 * max(map(len, amounts)) <= left
