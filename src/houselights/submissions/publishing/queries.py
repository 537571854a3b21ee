"""Read what publications are made of: the portfolio's releases, the names that must not stand in one, what is kept."""

from collections.abc import Iterator

from django.db.models import QuerySet

from houselights.connections.models import BoxOfficeEvent
from houselights.disclosure.attacks.words import by_reading
from houselights.disclosure.frozen import Frozen
from houselights.disclosure.outside import quarters_of
from houselights.disclosure.shapes import reporting_period
from houselights.errors import NotFound
from houselights.organisations.models import Listing, Organisation, User
from houselights.organisations.portfolio.rules import lists, terms
from houselights.periods import financial_year_of, parse_period
from houselights.register.models import Event, Location
from houselights.submissions.console.figures import AMONG, ledger_name, released_figures
from houselights.submissions.publishing.document import PublicDocument
from houselights.submissions.publishing.models import FrozenFile, Publication
from houselights.submissions.publishing.names import Hit, Name, hits_in
from houselights.submissions.publishing.protection import rules_in_words
from houselights.submissions.publishing.tables import Offer, check_releases, offers, tables_of, titles
from houselights.submissions.releases.models import Release
from houselights.submissions.releases.names import terms_that_leave
from houselights.submissions.releases.queries import attributes_released


def publications_of(funder: Organisation) -> QuerySet[Publication]:
    """All but those that were dropped, the newest first."""
    return funder.publications.exclude(state="dropped").defer("content")


def publication_of(funder: Organisation, number: int) -> Publication:
    """NotFound for another funder's and for one that was dropped, as for none."""
    found = funder.publications.exclude(state="dropped").filter(pk=number).first()
    if found is None:
        raise NotFound("There is no such page.")
    return found


def releases_of(funder: Organisation, period: str) -> list[Frozen]:
    """What the ledger has of the period's quarters; NotReleasable where one is missing."""
    asked = reporting_period(parse_period(period))
    quarters = [each.name for each in quarters_of(asked)] or [asked.name]
    return check_releases({quarter: released_figures(funder, quarter) for quarter in quarters})


def periods_of(funder: Organisation) -> list[str]:
    """The quarters whose figures the ledger has for good, the newest first, and the years that have all four."""
    kept = Release.objects.filter(of=ledger_name(funder), is_final=True).values_list("period", flat=True)
    quarters = sorted(set(kept), reverse=True)
    years = dict.fromkeys(financial_year_of(start) for each in quarters if (start := parse_period(each).start))
    whole = [year for year in years if {each.name for each in quarters_of(parse_period(year))} <= set(quarters)]
    return [*whole, *quarters]


def splits() -> dict[str, str]:
    """What a table may be split by, with its title."""
    return titles(AMONG, attributes_released())


def offers_of(funder: Organisation, period: str) -> list[Offer]:
    """The tables there are to choose from."""
    return offers(releases_of(funder, period), splits())


def document_of(publication: Publication) -> PublicDocument:
    """The publication as it would be frozen now; NotReleasable where the ledger has not what it tells."""
    releases = releases_of(publication.funder, publication.period)
    period = parse_period(publication.period)
    return PublicDocument(
        funder=publication.funder.name,
        title=publication.title,
        summary=publication.summary,
        note=publication.note,
        period=period.name,
        period_title=period.title,
        data_as_of=min(each.data_as_of for each in releases)[:10],
        contributors=min(each.contributors for each in releases),
        tables=tuple(tables_of(releases, publication.tables, splits(), period.name)),
        rules=rules_in_words(),
    )


def hits_of(publication: Publication, document: PublicDocument) -> list[Hit]:
    """Every name that stands in a text or a label of it."""
    names = list(_names(publication.funder))
    # What a person typed by itself; labels as they stand in the lists, of which those of a list may be said.
    listed = terms_that_leave() | _terms_of_portfolios()
    typed = hits_in(dict(document.texts()), names, allowed=listed)
    labels = {f"{table}: {label}": label for table, label in document.labels() if label not in listed}
    return [*typed, *hits_in(labels, names), *_unlisted(publication, document, listed)]


def hits_in_reason(funder: Organisation, reason: str) -> list[Hit]:
    """Why something was withdrawn is read by the public, too."""
    return hits_in({"Reason": reason}, _names(funder), allowed=terms_that_leave())


def released_at(slug: str, name: str) -> Publication:
    """The publication at a public address, also one that was withdrawn; NotFound for all others."""
    found = Publication.objects.filter(funder__slug=slug, slug=name, state__in=("released", "withdrawn")).exclude(
        slug=""
    )
    publication = found.select_related("funder").defer("content").first()
    if publication is None:
        raise NotFound("There is no such page.", remedy="Check the address.")
    return publication


def released_of(slug: str) -> QuerySet[Publication]:
    """What is open to everybody of this funder, the newest first."""
    found = Publication.objects.filter(funder__slug=slug, state="released").select_related("funder")
    return found.defer("content").order_by("-released_at")


def file_of(publication: Publication, name: str) -> FrozenFile:
    """A page or file of it, as it was frozen."""
    found = publication.files.filter(name=name).first()
    if found is None:
        raise NotFound("There is no such page.", remedy="Start from the publication itself.")
    return found


def _names(funder: Organisation) -> Iterator[Name]:
    """What must not be read; the funder's own name is on the page, and may be."""
    own = {funder.name, funder.slug}
    yield from (
        Name("organisation", name)
        for name in (
            *Organisation.objects.values_list("name", flat=True),
            *Listing.objects.exclude(name="").values_list("name", flat=True),
        )
        if name not in own
    )
    yield from (Name("event", name) for name in Event.objects.values_list("name", flat=True))
    yield from (Name("event", name) for name in BoxOfficeEvent.objects.values_list("name", flat=True))
    yield from (Name("place", name) for name in Location.objects.values_list("name", flat=True))
    yield from (Name("place", name) for name in BoxOfficeEvent.objects.values_list("venue_name", flat=True).distinct())
    for name, email in User.objects.values_list("name", "email"):
        yield from (Name("person", name), Name("person", email))


def _terms_of_portfolios() -> set[str]:
    """What a funder's list may say of an organisation: from the shipped file alone."""
    bands = {str(band["label"]) for band in lists()["bands"]}
    listed = {term for name in ("discipline", *lists()["terms"]) for term in terms(name)}
    return {*listed, *bands, "Priority place", "Other place", "unknown"}


def _unlisted(publication: Publication, document: PublicDocument, listed: set[str]) -> list[Hit]:
    """The same reader that attacks all releases: labels that are no term of the list they should come from."""
    chosen = {(table.measure, table.by): table.title for table in document.tables}
    releases = releases_of(publication.funder, publication.period)
    leaks = by_reading(releases, (), terms=listed, among=attributes_released())
    read = [(chosen.get((leak.cell.measure, leak.cell.by), ""), leak.cell.label) for leak in leaks]
    of_lists = [(table.title, row.label) for table in document.tables if table.by in AMONG for row in table.rows]
    wrong = [*read, *((title, label) for title, label in of_lists if label not in listed)]
    return [Hit(title, label, "no term of its list") for title, label in dict.fromkeys(wrong) if title]
