"""Does an organisation take away all that is kept of it, each column with its meaning, and nothing of another's?"""

import pytest
from django.apps import apps
from django.utils import timezone

import cast
from houselights.feeds.kept import KEPT, kept_tables
from houselights.feeds.meanings import meaning_of, meaning_of_table
from houselights.recommendations.models import Dismissal
from houselights.submissions.keeping import KEPT_ABOVE
from houselights.submissions.models import Return, SetValue

pytestmark = pytest.mark.django_db

EVERYTHING = (*KEPT, *KEPT_ABOVE)
LEFT_OUT = {
    "organisations.User": "A person is theirs, not the organisation's: members and trail name them by number.",
    "organisations.SetupToken": "Of the installation; a digest of a key.",
    "register.VocabularyEdit": "Of the installation: every organisation's lists.",
    "feeds.Build": "Made again whenever it is wanted: what is in the newest stands in warehouse/.",
    "feeds.NewAtSource": "Names of fields of the box office's interface: they say nothing of the organisation.",
    "feeds.LandedFile": "The list of the files whose rows stand in landing/.",
    "recommendations.Look": "Found again whenever it is wanted, in the figures of warehouse/.",
    "recommendations.KeptRecommendation": "Found again whenever it is wanted, in the figures of warehouse/.",
    "portfolio.Deadline": "A funder's day for everybody on its list, which it has on its page.",
    "benchmarks.PeerGroup": "Of several organisations; who is in it is the others' to tell.",
    "benchmarks.Comparison": "Of many organisations together.",
    "publishing.Publication": "Public by its purpose: its page has its files.",
    "publishing.FrozenFile": "Public by its purpose: its page has its files.",
}
MODELS = [model for model in apps.get_models() if model.__module__.startswith("houselights.")]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_model_is_taken_away_or_left_out_for_a_reason(model):
    is_taken = any(kept.model is model for kept in EVERYTHING)

    assert is_taken != (model._meta.label in LEFT_OUT), f"decide about {model._meta.label}: KEPT, or LEFT_OUT here"


@pytest.mark.parametrize("kept", EVERYTHING, ids=lambda kept: kept.name)
def test_every_table_and_column_that_is_taken_away_has_a_meaning(kept):
    assert meaning_of_table("kept", kept.name).endswith(".")
    assert all(meaning_of(column) for column in kept.columns)


def test_no_secret_no_mail_address_and_no_sealed_reference_is_a_column():
    secret = {"sealed_secret", "sealed_key", "login", "reference", "contact", "email", "password", "code"}
    mine = {(kept.name, column) for kept in EVERYTHING for column in kept.columns if column in secret}

    assert mine == {("findings", "code"), ("funder_lists", "reference")}  # a finding's kind; the funder's own number


def test_values_that_people_set_and_what_they_put_away_are_taken_and_nobody_elses():
    lyric, grand = cast.make_lyric(), cast.make_grand()
    for organisation in (lyric, grand):
        row = Return.objects.create(organisation=organisation, quarter="2026-Q3")
        event = cast.make_event(organisation, f"Gala of {organisation.slug}")
        given = {"reason": "Counted.", "at": timezone.now()}
        SetValue.objects.create(of=row, event=event, field="attendance", value=321, **given)
        SetValue.objects.create(of=row, event=event, field="name", value=f"Ball of {organisation.slug}", **given)
        Dismissal.objects.create(organisation=organisation, rule="r", subject=organisation.slug, said="So.")

    tables = dict(kept_tables(lyric, KEPT_ABOVE))

    assert tables["return_values"]["value"].to_pylist() == ["321", "Ball of lyric"]
    assert tables["dismissals"]["subject"].to_pylist() == ["lyric"]
    assert set(tables) == {kept.name for kept in EVERYTHING}
    assert not any("grand" in str(table.to_pydict()).lower() for table in tables.values())
