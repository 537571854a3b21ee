"""What the rules found is kept for its build and its day, and is found anew of any other."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import OperationalError

from houselights.disclosure.released import ReleasedTable
from houselights.errors import NotReleasable, TooMuch
from houselights.feeds.models import Build
from houselights.measures.counted import Cell
from houselights.measures.question import Question
from houselights.recommendations import keeping
from houselights.recommendations.actions import dismiss
from houselights.recommendations.keeping import basis_of, current, is_current, keep, not_current
from houselights.recommendations.models import KeptRecommendation, Look
from houselights.recommendations.queries import not_dismissed

TODAY, TOMORROW = date(2026, 11, 27), date(2026, 11, 28)
READ_AT = datetime(2026, 11, 27, 3, tzinfo=UTC)


class Figures:
    """A gate of which only the first rule's figure is told; how often it was asked."""

    def __init__(self) -> None:
        self.placed, self.asked = 620, 0

    def __call__(self, question: Question) -> ReleasedTable:
        self.asked += 1
        if question.measure != "postcode_coverage":
            raise NotReleasable("No.")
        cell = Cell((), (), self.placed / 1000, 1000, self.placed, 1000)
        said = READ_AT.isoformat()
        return ReleasedTable(question, "share", "Postcode coverage", "", (), (cell,), 0.6, 1000, 0, said, 1)


def build(organisation, number=1, **more) -> Build:
    facts = {"built_at": READ_AT, "data_as_of": READ_AT, "tickets": 1000, "pence": 0} | more
    return Build.objects.create(organisation=organisation, number=number, **facts)


@pytest.fixture
def figures() -> Figures:
    return Figures()


@pytest.fixture
def looked(lyric, figures) -> Figures:
    """The rules were asked once; counting begins after that."""
    build(lyric)
    current(lyric, TODAY, figures)
    figures.asked, figures.placed = 0, 100
    return figures


def test_what_is_kept_reads_as_it_was_found(lyric, figures):
    build(lyric)

    found, again = current(lyric, TODAY, figures), current(lyric, TODAY, figures)

    assert [each.says for each in found] == ["38% of tickets have no postcode that can be used."]
    assert again == found, "to the last field: its figures, its period, its rule"


def test_the_rules_are_asked_once_for_all_readers(lyric, looked):
    current(lyric, TODAY, looked)
    current(lyric, TODAY, looked)

    assert looked.asked == 0
    assert is_current(lyric, TODAY)


def test_a_reader_sees_one_look_whole_however_others_keep_theirs(lyric, looked, django_assert_num_queries):
    with django_assert_num_queries(2):  # the newest build; then the look and all that it found, in one
        assert len(current(lyric, TODAY, looked)) == 1


def test_nothing_found_is_kept_too(lyric, figures):
    build(lyric)
    figures.placed = 1000

    assert current(lyric, TODAY, figures) == []
    figures.asked = 0
    assert current(lyric, TODAY, figures) == []
    assert figures.asked == 0


@pytest.mark.parametrize(
    "newer",
    [
        pytest.param(lambda lyric: build(lyric, 2), id="another build"),
        pytest.param(lambda lyric: Build.objects.update(data_as_of=READ_AT + timedelta(hours=1)), id="as of later"),
        pytest.param(lambda lyric: Build.objects.update(data_as_of=None), id="as of no moment"),
        pytest.param(lambda lyric: Build.objects.update(built_at=READ_AT + timedelta(1)), id="the same number anew"),
    ],
)
def test_newer_figures_are_asked_anew(lyric, looked, newer):
    newer(lyric)

    assert not is_current(lyric, TODAY)
    assert [each.value for each in current(lyric, TODAY, looked)] == [100]
    assert KeptRecommendation.objects.get().value == 100, "in the place of what was there"
    assert is_current(lyric, TODAY)


def test_another_day_is_asked_anew_of_its_own_days(lyric, looked):
    (found,) = current(lyric, TOMORROW, looked)

    assert (found.value, found.period.end) == (100, TOMORROW)
    assert Look.objects.get().day == TOMORROW


def test_another_version_of_the_rules_is_asked_anew(lyric, looked, monkeypatch):
    monkeypatch.setattr(keeping, "rules_text", lambda: "[other]")

    assert not is_current(lyric, TODAY)


def test_another_organisations_are_its_own(lyric, grand, looked):
    build(grand)

    assert [each.value for each in current(grand, TODAY, looked)] == [100]
    assert [each.value for each in current(lyric, TODAY, looked)] == [620]


def test_what_was_put_away_stays_away_of_another_build(lyric, ada, looked):
    (found,) = current(lyric, TODAY, looked)
    dismiss(organisation=lyric, recommendation=found, by=ada)
    build(lyric, 2)

    assert not_dismissed(lyric, current(lyric, TODAY, looked)) == []


def test_two_who_looked_at_once_keep_it_once(lyric, looked):
    (found,) = current(lyric, TODAY, looked)
    basis = basis_of(lyric.builds.get(), TOMORROW)

    keep(organisation=lyric, basis=basis, found=[found])
    keep(organisation=lyric, basis=basis, found=[found])

    assert (Look.objects.count(), KeptRecommendation.objects.count()) == (1, 1)


def test_a_build_that_comes_while_the_rules_are_asked_is_asked_by_the_next(lyric, looked):
    build(lyric, 2)

    def overtaken(question: Question) -> ReleasedTable:
        if not lyric.builds.filter(number=3).exists():
            build(lyric, 3)
        return looked(question)

    current(lyric, TODAY, overtaken)

    assert not is_current(lyric, TODAY)


def test_a_busy_server_is_not_taken_for_nothing_to_say(lyric, looked):
    build(lyric, 2)

    def too_much(question: Question) -> ReleasedTable:
        raise TooMuch("Very many people are asking.")

    with pytest.raises(TooMuch):
        current(lyric, TODAY, too_much)

    assert not is_current(lyric, TODAY)


def test_a_disk_that_is_full_takes_no_recommendation_away(lyric, figures, monkeypatch, caplog):
    build(lyric)

    def full(**_) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(keeping, "keep", full)

    assert len(current(lyric, TODAY, figures)) == 1
    assert "were not kept" in caplog.text


def test_without_figures_nothing_is_asked(lyric, figures):
    assert current(lyric, TODAY, figures) == []
    assert (figures.asked, is_current(lyric, TODAY), Look.objects.count()) == (0, True, 0)


def test_who_is_to_be_looked_at_is_known_from_what_is_kept(lyric, grand, looked):
    assert not_current(TODAY) == []
    assert not_current(TOMORROW) == [lyric]

    build(grand, 7)
    build(grand, 8)

    assert not_current(TODAY) == [grand]


def test_an_organisation_that_goes_takes_them_along(lyric, looked):
    lyric.delete()

    assert (Look.objects.count(), KeptRecommendation.objects.count()) == (0, 0)
