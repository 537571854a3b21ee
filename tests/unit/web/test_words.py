"""How do pages write numbers, money, days and times?"""

from datetime import date, datetime, timedelta, timezone

import pytest

from houselights.web.templatetags import words


@pytest.mark.parametrize(
    ("value", "written"), [(18240, "18,240"), (0, "0"), (None, "–"), (2.25, "2.2"), (-1204, "\N{MINUS SIGN}1,204")]
)
def test_a_number_is_grouped_by_thousands(value, written):
    assert words.number(value) == written


@pytest.mark.parametrize(
    ("pence", "written"),
    [
        (31_248_025, "£312,480"),
        (10_050, "£101"),
        (9_999, "£99.99"),
        (1_250, "£12.50"),
        (5, "£0.05"),
        (0, "£0.00"),
        (-1_250, "\N{MINUS SIGN}£12.50"),
        (None, "–"),
    ],
)
def test_pence_are_shown_where_they_matter(pence, written):
    assert words.pounds(pence) == written


@pytest.mark.parametrize(
    ("pence", "written"),
    [(31_248_025, "£312,480.25"), (-5, "\N{MINUS SIGN}£0.05"), (100_000, "£1,000.00"), (None, "–")],
)
def test_a_table_that_must_add_up_shows_every_penny(pence, written):
    assert words.exact_pounds(pence) == written


@pytest.mark.parametrize(("share", "written"), [(0.705, "71%"), (0.714, "71%"), (1, "100%"), (0, "0%"), (None, "–")])
def test_a_share_is_rounded_half_up(share, written):
    assert words.percent(share) == written


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (date(2026, 5, 3), date(2026, 5, 3), "3 May 2026"),
        (date(2026, 5, 3), None, "3 May 2026"),
        (date(2026, 5, 3), date(2026, 5, 9), "3 to 9 May 2026"),
        (date(2026, 5, 3), date(2026, 6, 2), "3 May to 2 June 2026"),
        (date(2026, 12, 28), date(2027, 1, 3), "28 December 2026 to 3 January 2027"),
        (date(2025, 5, 3), date(2026, 5, 3), "3 May 2025 to 3 May 2026"),
        (None, None, ""),
    ],
)
def test_a_run_of_days_says_no_more_than_it_needs(start, end, written):
    assert words.days(start, end) == written


def test_a_moment_is_in_the_time_of_the_venue():
    summer = datetime(2026, 7, 1, 23, 30, tzinfo=timezone.utc)  # noqa: UP017

    assert words.moment(summer) == "2 July 2026, 00:30"
    assert words.day(summer) == "2 July 2026"
    assert words.moment(None) == "never"


@pytest.mark.parametrize(
    ("passed", "written"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=12), "12 minutes ago"),
        (timedelta(hours=3), "3 hours ago"),
        (timedelta(days=3), "on 24 November 2026"),
    ],
)
def test_how_long_ago_is_said_until_the_date_says_more(passed, written, monkeypatch):
    now = datetime(2026, 11, 27, 12, tzinfo=timezone.utc)  # noqa: UP017
    monkeypatch.setattr("houselights.web.templatetags.words.timezone.now", lambda: now)

    assert words.ago(now - passed) == written


@pytest.mark.parametrize(
    ("many", "thing", "written"),
    [
        (1, "ticket", "1 ticket"),
        (2140, "ticket", "2,140 tickets"),
        (0, "ticket", "0 tickets"),
        (2, "entry,entries", "2 entries"),
        (1, "entry,entries", "1 entry"),
    ],
)
def test_a_count_agrees_with_its_word(many, thing, written):
    assert words.count(many, thing) == written


@pytest.mark.parametrize(
    ("seconds", "written"), [(40, "about 40 seconds"), (1, "about 1 second"), (120, "about 2 minutes"), (None, "")]
)
def test_time_left_is_said_roughly(seconds, written):
    assert words.lasting(seconds) == written


@pytest.mark.parametrize(("value", "written"), [(True, "Yes"), (False, "No"), (None, "")])
def test_what_nobody_said_is_neither_yes_nor_no(value, written):
    assert words.yes_no(value) == written


def test_what_is_to_be_typed_is_shown_as_such_and_nothing_else_becomes_markup():
    written = words.commands("Run `houselights reference load ages FILE`, <b>then</b> `build`; one ` alone stays.")

    assert written == (
        "Run <code>houselights reference load ages FILE</code>, &lt;b&gt;then&lt;/b&gt; <code>build</code>; "
        "one ` alone stays."
    )


@pytest.mark.parametrize(("share", "told"), [(0, "0%"), (0.004, "under 1%"), (0.005, "1%"), (0.17, "17%")])
def test_some_of_it_is_never_told_as_none(share, told):
    assert words.some_percent(share) == told
