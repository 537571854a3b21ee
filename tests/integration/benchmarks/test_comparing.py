"""Who contributes is compared, once, in groups of ten and more; who does not contribute does not see."""

from datetime import date, timedelta

import pytest

import cast
from houselights.audit.queries import trail
from houselights.benchmarks.actions import (
    compare,
    form_group,
    join_group,
    leave_group,
    start_contributing,
    stop_contributing,
)
from houselights.benchmarks.models import Comparison, Contribution, Contributor
from houselights.benchmarks.queries import comparison_of, contributor_of, look_at, peers_of
from houselights.benchmarks.rules import READY_AFTER, key_of, ready_on
from houselights.errors import HomeProblem, NotReleasable, WrongUsage
from houselights.periods import last_day
from houselights.submissions.comparing import compare_groups, quarters_over
from houselights.submissions.releases.ledger import KeptLedger
from houselights.submissions.releases.models import Release
from peers import REGION, contribute, contributor, contributors

pytestmark = pytest.mark.django_db
QUARTER, READY = "2026-Q1", ready_on("2026-Q1")
KEY = key_of("region", REGION)


def compared(key=KEY, today=READY):
    return compare(key=key, period=QUARTER, today=today, ledger=KeptLedger(), by=None)


def looked(who, key=KEY, today=READY):
    return look_at(who, key, QUARTER, today=today)


def test_nine_are_refused_and_nothing_is_kept():
    nine = contributors(9, QUARTER)

    with pytest.raises(NotReleasable, match="9 organisations contribute"):
        compared()

    assert looked(nine[0]).why_not == "too few"
    assert looked(nine[0]).contributors == 9
    assert not Comparison.objects.exists()
    assert not Release.objects.exists()


def test_twelve_are_compared_and_each_sees_where_it_stands():
    twelve = contributors(12, QUARTER)

    compared()

    bands = [looked(each).standings[2].band for each in twelve]
    assert bands == ["lowest"] * 4 + ["second"] * 2 + ["third"] * 3 + ["highest"] * 3
    assert len({looked(each).compared for each in twelve}) == 1
    assert trail("").filter(action="group compared").count() == 1


def test_a_comparison_is_made_once_and_who_comes_later_does_not_see_it():
    first = contributors(12, QUARTER)
    made = compared()
    late = contributors(10, QUARTER, start=12)

    assert compared() == made == comparison_of(KEY, QUARTER)
    assert looked(late[0]).why_not == "made without you"
    assert looked(late[0]).compared is None
    assert looked(first[0]).compared == made


def test_it_is_not_made_before_everybody_had_the_time_to_contribute():
    twelve = contributors(12, QUARTER)

    assert compared(today=READY - timedelta(days=1)) is None

    assert looked(twelve[0], today=READY - timedelta(days=1)).why_not == "not ready"
    assert last_day(QUARTER) + READY_AFTER == READY


def test_who_contributed_nothing_of_a_quarter_does_not_see_it():
    contributors(12, QUARTER)
    compared()
    idle = contributor(cast.make_lyric())

    assert looked(idle).why_not == "made without you"
    assert looked(idle).standings == ()


def test_who_stops_is_in_nothing_that_is_made_later_and_what_was_made_stays():
    twelve = contributors(12, QUARTER)
    made = compared()

    stop_contributing(contributor=twelve[0], by=None)

    assert not Contribution.objects.filter(period=QUARTER, contributor_id=twelve[0].pk).exists()
    assert comparison_of(KEY, QUARTER) == made
    assert Contributor.objects.count() == 11


def test_groups_that_differ_by_a_few_cannot_be_subtracted():
    """The region has thirteen; one of them has no discipline, so that group is the region without it."""
    contributors(12, QUARTER, discipline="Dance")
    alone = contributors(1, QUARTER, start=12)[0]

    region, dance = compared(), compared(key_of("discipline", "Dance"))

    assert region.spread("tickets").median
    assert [each.median for each in dance.spreads] == [None] * 5
    assert looked(alone).compared


def test_a_comparison_that_was_altered_in_the_database_is_not_shown():
    twelve = contributors(12, QUARTER)
    compared()
    Comparison.objects.update(content=bytes(Comparison.objects.get().content).replace(b"12", b"13"))

    with pytest.raises(HomeProblem):
        looked(twelve[0])


def test_a_comparison_is_never_changed_or_deleted():
    contributors(12, QUARTER)
    compared()

    for forbidden in (Comparison.objects.get().save, Comparison.objects.get().delete):
        with pytest.raises(TypeError):
            forbidden()


def test_a_group_that_agreed_is_compared_by_itself_and_joined_by_its_code():
    twelve = contributors(12, QUARTER, region="London")
    group = form_group(contributor=twelve[0], by=None)
    for each in twelve[1:]:
        join_group(contributor=each, code=f" {group.code.upper()} ", by=None)

    compared(key_of("group", group.pk))

    assert looked(twelve[5], key_of("group", group.pk)).compared
    assert [each.term for each in peers_of(twelve[5])] == ["London", group.name]
    assert group.code.startswith(group.name.lower().replace(" ", "-"))


def test_a_wrong_code_joins_nothing_and_a_group_can_be_left():
    one, two = contributors(2)
    group = form_group(contributor=one, by=None)
    with pytest.raises(WrongUsage):
        join_group(contributor=two, code=group.code[:-1], by=None)

    leave_group(contributor=one, group=group, by=None)

    assert group.members.count() == 0


def test_what_one_says_of_oneself_is_of_a_list_and_stands_in_the_trail(lyric, ada):
    said = {"region": "London", "kind": "Arts centre", "size_band": "", "discipline": "Theatre"}

    start_contributing(organisation=lyric, about=said, by=ada)
    with pytest.raises(WrongUsage):
        start_contributing(organisation=lyric, about=said | {"region": "The Lyric’s own"}, by=ada)

    made = contributor_of(lyric)
    assert [each.key for each in peers_of(made)] == ["region:London", "discipline:Theatre", "kind:Arts centre"]
    entry = trail("lyric").get(action="contributing to benchmarks")
    assert (entry.by_id, entry.detail) == (ada.pk, said)


def test_a_funder_contributes_nothing(funder):
    with pytest.raises(WrongUsage):
        start_contributing(organisation=funder, about={}, by=None)


def test_the_night_compares_every_group_and_quarter_that_is_ready():
    today = date(2026, 11, 27)
    contributors(12, *quarters_over(today)[:2])
    contributors(3, *quarters_over(today)[:2], start=20, region="London")

    assert compare_groups(today) == 2
    assert compare_groups(today) == 2
    assert {each.period for each in Comparison.objects.all()} == {"2026-Q2", "2026-Q1"}


def test_two_organisations_of_one_name_in_two_quarters_are_two_contributions():
    (one,) = contributors(1, QUARTER)
    contribute(one, "2026-Q2", 500)

    assert one.contributions.count() == 2
