"""Read again what publications froze: is every figure that the public has still what the ledger and the trail say?"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from msgspec.structs import replace

from houselights.audit.models import Entry
from houselights.errors import HouselightsError
from houselights.submissions.publishing.document import PublicDocument, digest_of, of_bytes
from houselights.submissions.publishing.models import Publication
from houselights.submissions.publishing.queries import releases_of, splits
from houselights.submissions.publishing.read_back import Said, said_by_file, said_by_tables
from houselights.submissions.publishing.tables import tables_of


class Altered(NamedTuple):
    """A frozen thing that says another than it did; `where` names it without a name that anybody typed."""

    where: str
    finding: str


class Reread(NamedTuple):
    """How much was read, and what is not as it was."""

    publications: int
    figures: int
    altered: list[Altered]


def reread() -> Reread:
    """All that was ever released to the public; what was withdrawn, too, which is kept as evidence."""
    found: list[Altered] = []
    figures = many = 0
    for publication in Publication.objects.filter(state__in=("released", "withdrawn")).select_related("funder"):
        many += 1
        figures += len(_said(_document(publication)))
        found += _altered(publication)
    return Reread(many, figures, found)


def _altered(publication: Publication) -> Iterator[Altered]:
    frozen = _frozen_digests(publication)
    yield from _changed_bytes(publication, frozen)
    document = _document(publication)
    if document is None:
        yield Altered(str(publication), "cannot be read any more")
        return
    yield from _differing(str(publication), _said(document), _said_by_ledger(publication, document))
    for file in publication.files.all():
        said = said_by_file(file, document)
        if said is not None:
            yield from _differing(str(file), said, _said(document))


def _frozen_digests(publication: Publication) -> Mapping[str, Any]:
    """What the trail says of the day of its release; nobody alters that without breaking its chain."""
    entries = Entry.objects.filter(action="publication released", subject=f"publication {publication.pk}")
    return next((each.detail for each in entries), {})


def _changed_bytes(publication: Publication, frozen: Mapping[str, Any]) -> Iterator[Altered]:
    if digest_of(bytes(publication.content)) != frozen.get("digest"):
        yield Altered(str(publication), "is not what the trail says was released")
    for file in publication.files.all():
        then = frozen.get("frozen", {}).get(file.name, file.digest)  # older entries count the files, no more
        if not digest_of(bytes(file.content)) == file.digest == then:
            yield Altered(str(file), "is not what was frozen")


def _document(publication: Publication) -> PublicDocument | None:
    try:
        return of_bytes(bytes(publication.content))
    except ValueError:
        return None


def _said(document: PublicDocument | None) -> Said:
    return said_by_tables(document.tables) if document else {}


def _said_by_ledger(publication: Publication, document: PublicDocument) -> Said:
    """The figures of the same tables, taken from the releases anew; none where the ledger has them no more."""
    names = [f"{table.measure} {table.by}".strip() for table in document.tables]
    try:
        tables = tables_of(releases_of(publication.funder, document.period), names, splits(), document.period)
    except HouselightsError:
        return {}
    titles = {(table.measure, table.by): table.title for table in document.tables}  # a title may be said better later
    return said_by_tables(replace(table, title=titles[table.measure, table.by]) for table in tables)


def _differing(where: str, found: Said, expected: Said) -> Iterator[Altered]:
    for cell in dict.fromkeys((*expected, *found)):
        if found.get(cell) != expected.get(cell):
            table, label, period = cell
            finding = f"says {found.get(cell, 'nothing')} where {expected.get(cell, 'nothing')} was released"
            yield Altered(where, f"{table}, {label}, {period}: {finding}")
