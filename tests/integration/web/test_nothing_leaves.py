"""An organisation writes its own name and a person's into every free text there is: nobody outside it reads either.

Every text that the database can hold is in one of the two tables below, so a new one must be thought of here.
"""

from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.test import Client

from addresses import ADDRESSES
from frozen_returns import frozen, line, submitted
from houselights.organisations.models import Listing
from houselights.organisations.portfolio.actions import grant_funder
from houselights.submissions.console.actions import look_at
from houselights.submissions.document import Gap, Source

OWN_NAME, PERSON = "Planted Playhouse", "Josephine Planted"
CANARY = f"{OWN_NAME} of {PERSON}"
QUARTER = "2026-Q3"

# What an organisation's people, or its box office, may write as they like.
FREE = {
    "organisations.Organisation": {"name"},
    "organisations.User": {"name"},
    "connections.Connection": {"client", "login"},
    "connections.BoxOfficeEvent": {"name", "attributes", "venue_name"},
    "connections.TicketType": {"name"},
    "register.Location": {"name"},
    "register.Event": {"name", "description"},
    "uploads.Upload": {"file_name", "notes"},
    "uploads.UploadRow": {"sheet", "name", "box_office_name", "changes", "problems"},
    "uploads.HeadingMeaning": {"heading"},
    "feeds.Finding": {"subject", "message", "remedy"},
    "feeds.SyncRun": {"failure"},
    "feeds.ReadWindow": {"reason"},
    "feeds.SetAside": {"reason"},
    "connections.HouseAccount": {"reason"},
    "recommendations.Dismissal": {"subject", "said"},
    "recommendations.KeptRecommendation": {"subject", "says"},
    "benchmarks.PeerKey": {"whose"},
    "submissions.Return": {"left_open", "reason"},
    "submissions.SetValue": {"value", "reason"},
}
# Codes, keys, addresses and terms of lists; and what others than the organisation write. `Version.content` is planted
# by submitting; vocabularies are the whole installation's, and only its operator edits them.
NOT_FREE = {
    "audit.Entry": {"organisation", "action", "subject", "detail", "previous", "chain"},
    "organisations.Organisation": {"slug", "kind", "time_zone", "sealed_key"},
    "organisations.Listing": {"name", "reference", "kind", "discipline", "region", "local_authority", "contact"},
    "organisations.User": {"password", "email"},
    "organisations.Member": {"role"},
    "organisations.SetupToken": {"digest"},
    "portfolio.Deadline": {"quarter"},
    "portfolio.Exemption": {"quarter", "why"},
    "connections.Connection": {"kind", "sealed_secret", "origin"},
    "connections.BoxOfficeEvent": {"box_office_id", "number", "venue_postcode", "excluded_by"},
    "connections.BoxOfficePerformance": {"performance_id"},
    "connections.TicketType": {"price_class"},
    "connections.Exclusion": {"rule"},
    "connections.HouseAccount": {"customer_id", "reference"},
    "parting.Parting": {"customer_id", "other_customer_id"},
    "register.Location": {"postcode"},
    "register.Event": {"event_type", "sub_discipline", "distribution_type", "attendance_method"},
    "register.Link": {"box_office_id", "performance_ids"},
    "register.AttendanceFigure": {"kind", "quarter", "performance_id", "method"},
    "register.RefusedLink": {"box_office_id"},
    "register.VocabularyEdit": {"vocabulary", "label", "parent"},
    "register.SwitchedOffRule": {"rule"},
    "uploads.Upload": {"state", "headings", "problems", "places_added", "places_filled"},
    "uploads.UploadRow": {"action", "link", "box_office_id", "fixes", "candidates", "choice", "flags"},
    "uploads.HeadingMeaning": {"column"},
    "feeds.SyncRun": {"state", "accounting", "progress"},
    "feeds.LandedFile": {"kind", "path"},
    "feeds.SetAside": {"kind", "box_office_id", "events"},
    "feeds.Finding": {"code", "severity"},
    "feeds.NewAtSource": {"kind", "name"},
    "recommendations.Dismissal": {"rule"},
    "recommendations.KeptRecommendation": {"rule", "title", "period", "data_as_of"},
    "recommendations.Look": {"mark"},
    "benchmarks.Contributor": {"region", "discipline", "kind", "size_band"},
    "benchmarks.PeerGroup": {"name", "code"},  # made of the shipped words
    "benchmarks.Contribution": {"period", "content"},
    "benchmarks.PeerKey": {"key"},
    "benchmarks.CarriedFile": {"period", "content"},
    "benchmarks.Comparison": {"group", "period", "content", "digest"},
    "submissions.Return": {"quarter", "form", "state", "mark", "steps"},
    "submissions.SetValue": {"field"},
    "submissions.Version": {"content", "fingerprint"},
    "releases.Release": {"of", "period", "content", "digest"},
    "releases.Given": {"of", "period", "reader", "measure", "by"},
    "console.Readiness": {"quarter", "lacks"},
    "console.Contribution": {"quarter", "content"},
    "publishing.Publication": {"period", "title", "summary", "note", "tables", "state", "worked_on", "content", "slug"}
    | {"reason"},
    "publishing.FrozenFile": {"name", "content_type", "content", "digest"},
}
TEXTS = (models.CharField, models.TextField, models.JSONField, models.BinaryField)


def _texts() -> dict[str, set[str]]:
    found = {}
    for model in apps.get_models():
        if model.__module__.startswith("houselights."):
            names = {each.name for each in model._meta.get_fields() if isinstance(each, TEXTS)}
            found[model._meta.label] = names
    return {label: names for label, names in found.items() if names}


def _whose(model: Any, lyric: Any) -> Any:
    """The rows of this organisation: of most models all rows there are."""
    label = model._meta.label
    if label == "organisations.Organisation":
        return model.objects.filter(pk=lyric.pk)
    if label == "organisations.User":
        return model.objects.filter(memberships__organisation=lyric)
    return model.objects.all()


@pytest.fixture
def planted(house, things) -> dict[str, Any]:
    """The Lyric with its words in every text of its own, a signed return, and its funder granted everything."""
    for label, names in FREE.items():
        model = apps.get_model(label)
        for name in names:
            kind = model._meta.get_field(name)
            value: Any = [CANARY] if isinstance(kind, models.JSONField) else CANARY[: kind.max_length or len(CANARY)]
            for row in _whose(model, house.lyric):
                # Names are unique within an organisation; where that is so, a number keeps them apart.
                text = value if isinstance(value, list) else f"{PERSON} {row.pk} {OWN_NAME}"[: kind.max_length or 99]
                model.objects.filter(pk=row.pk).update(**{name: text})
    private = Source("person", detail=CANARY, reason=CANARY, instead_of=CANARY, by=1)
    lines = (line(1, CANARY, location=CANARY, sources={"attendance": private}),)
    gaps = (Gap("blank", CANARY, 1),)
    said = {"left_open": CANARY, "reason": CANARY, "organisation_name": OWN_NAME}
    submitted(house.lyric, frozen(lines=lines, gaps=gaps, **said))
    grant_funder(organisation=house.lyric, funder=house.funder, return_lines=True, audience=True, by=None)
    return things


def test_every_text_of_the_database_has_been_thought_of():
    known = {label: FREE.get(label, set()) | NOT_FREE.get(label, set()) for label in FREE.keys() | NOT_FREE.keys()}

    assert known == _texts()


def test_its_own_people_read_it(house, planted):
    assert "Josephine" in house.client_of("admin").get("/o/lyric/events/?quarter=all").text
    assert "Playhouse" in house.client_of("admin").get("/o/lyric/").text


@pytest.mark.parametrize("who", ["anonymous", "funder", "stranger"])
def test_nobody_outside_reads_what_an_organisation_wrote(house, planted, who):
    look_at(organisation=house.lyric, quarter=QUARTER)
    client = house.client_of(who)

    for name, address in ADDRESSES.items():
        for slug in {address.values.get("slug"), "grand", "funder"} if "slug" in address.values else {None}:
            values = {**address.values, "slug": slug} if slug else address.values
            path = type(address)(address.methods, address.needs, values, address.query).of(name, planted)
            _check(client, path.replace("$unlinked", planted["unlinked"]), name)


def test_a_funder_finds_it_in_no_state_file_or_search(house, planted):
    client = house.client_of("funder")
    listing = Listing.objects.get(organisation=house.lyric)
    paths = [
        f"/f/funder/?quarter={QUARTER}",
        f"/f/funder/?quarter={QUARTER}&only=submitted",
        f"/f/funder/settings/?quarter={QUARTER}",
        f"/f/funder/remind/?quarter={QUARTER}",
        f"/f/funder/figures/?quarter={QUARTER}",
        *(f"/f/funder/portfolio.{form}?quarter={QUARTER}" for form in ("csv", "xlsx", "json")),
    ]

    for path in paths:
        assert client.get(path).status_code == 200, path
        _check(client, path, path)
    found = client.get(f"/f/funder/?quarter={QUARTER}&q=Playhouse").text
    assert "Nobody here" in found  # what an organisation calls itself is not searched either

    # The one place there is: the statement that it signed, and granted to this funder; and of that, the lines alone.
    page = client.get(f"/f/funder/return/{QUARTER}/{listing.pk}/").text
    assert page.count(CANARY) == 2  # the event's name, the place's


def _check(client: Client, path: str, name: str) -> None:
    answer = client.get(path)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    for word in (b"Playhouse", b"Josephine"):
        assert word not in content.replace(path.encode(), b""), f"{name}: {path}"
        assert word not in str(answer.headers).encode(), name
