"""What an organisation really contributes: its own release to peers, as everybody outside has it, and nothing else."""

import json

import pytest
from django.utils import timezone

from houselights.benchmarks.actions import contribute
from houselights.benchmarks.contributing import protected_figures
from houselights.benchmarks.files import carried, read_carried, signing_key
from houselights.benchmarks.queries import own_figures
from houselights.disclosure.gate import release
from houselights.disclosure.spread import COMPARED
from houselights.errors import NotReleasable
from houselights.home import Home
from houselights.measures.question import Question
from houselights.organisations.queries import organisation_key
from houselights.periods import parse_period, quarter_of
from houselights.submissions.comparing import contribute_now, contribute_quarters
from houselights.submissions.releases.ledger import KeptLedger
from peers import contributor

pytestmark = pytest.mark.django_db


def test_what_is_contributed_is_what_peers_are_told(lyric, quarter):
    home, who = Home.from_environment().path, contributor(lyric)

    contribute(contributor=who, period=quarter, home=home, ledger=KeptLedger(), by=None)

    figures = own_figures(who)[quarter]
    for measure in COMPARED:
        asked = Question(measure, of="lyric", period=parse_period(quarter), reader="peers")
        assert round(release(asked, home=home, ledger=KeptLedger()).total) == pytest.approx(figures[measure], rel=0.005)


def test_it_is_contributed_once_for_every_quarter_that_has_figures(lyric, quarter):
    who, today = contributor(lyric), timezone.localdate()

    first = contribute_quarters(who, today)
    kept = {each.period: bytes(each.content) for each in who.contributions.all()}
    contribute_quarters(who, today)

    assert first == len(kept) >= 1
    assert quarter in kept
    assert kept == {each.period: bytes(each.content) for each in who.contributions.all()}


def test_a_quarter_that_is_not_over_is_not_contributed(lyric):
    with pytest.raises(NotReleasable, match="is not over"):
        protected_figures(
            "lyric", quarter_of(timezone.localdate()), home=Home.from_environment().path, ledger=KeptLedger()
        )


def test_the_file_of_an_organisation_is_small_signed_and_says_nothing_of_it(lyric, quarter):
    figures = protected_figures("lyric", quarter, home=Home.from_environment().path, ledger=KeptLedger())

    content = carried(figures, signing_key(organisation_key(lyric)))

    assert read_carried(content).figures == figures.figures
    assert len(content) < 2_000
    assert "lyric" not in content.decode().lower()
    assert {each["by"] for each in json.loads(content)["contribution"]["figures"]} == {""}


def test_an_organisation_that_thought_again_contributes_nothing(lyric):
    who = contributor(lyric)
    number = who.pk
    who.delete()

    contribute_now.call_local(number)

    assert not own_figures(contributor(lyric))
