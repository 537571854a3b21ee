"""Take a funder's list over: organisations it names come here, those on it already are brought up to date."""

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from houselights.audit.actions import Done, record, record_all
from houselights.errors import WrongUsage
from houselights.organisations.actions import add_organisations
from houselights.organisations.models import Listing, Member, Organisation, User
from houselights.organisations.portfolio.queries import nobody_came
from houselights.organisations.portfolio.reading import FunderList, read_list
from houselights.organisations.portfolio.rules import ListRow, name_key, short_name
from houselights.workbooks.problem import Problem


@dataclass(frozen=True)
class Imported:
    """What became of each row. Always: rows_read = created + updated + unchanged + refused."""

    rows_read: int
    created: int
    updated: int
    unchanged: int
    refused: int
    not_in_file: int  # on the list before, not in this file: kept
    dry_run: bool
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def import_list(*, funder: Organisation, content: bytes, name: str, by: User | None, dry_run: bool = False) -> Imported:
    """Everything a file says of the organisations on a funder's list. To repeat it doubles nothing."""
    check_is_funder(funder)
    read = read_list(content, name=name)  # before the transaction: a stranger's file may take its time
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=funder.pk)  # two imports at once take turns
        portfolio = _Portfolio(funder, by, dry_run)
        done = Counter(portfolio.take(row) for row in read.rows)
        portfolio.save()
        imported = _imported(read, done, portfolio, dry_run)
        if not dry_run and (done["created"] or done["updated"]):
            detail = {"created": done["created"], "updated": done["updated"], "refused": imported.refused}
            record(
                action="portfolio imported",
                subject=f"organisation {funder.pk}",
                organisation=funder.slug,
                by=by,
                detail=detail,
            )
    return imported


def check_is_funder(funder: Organisation) -> None:
    """Insists."""
    if funder.kind != "funder":
        raise WrongUsage(f"{funder.name} is not a funder.", remedy="Add it with --kind funder.")


def _imported(read: FunderList, done: Counter[str], portfolio: "_Portfolio", dry_run: bool) -> Imported:
    return Imported(
        rows_read=read.rows_read,
        created=done["created"],
        updated=done["updated"],
        unchanged=done["unchanged"],
        refused=read.rows_read - len(read.rows),
        not_in_file=len(portfolio.left),
        dry_run=dry_run,
        problems=read.problems,
        notes=read.notes,
    )


class _Portfolio:
    """The portfolio as it is, looked up once; `left` are the listings that no row has named yet."""

    def __init__(self, funder: Organisation, by: User | None, dry_run: bool) -> None:
        self._funder, self._by, self._dry_run = funder, by, dry_run
        listings = list(funder.listings.select_related("organisation"))
        self.left = {listing.pk: listing for listing in listings}
        self._by_key = {key: listing for listing in listings for key in _keys(listing)}
        self._slugs = set(Organisation.objects.values_list("slug", flat=True))
        self._known = _unlisted_by_name(funder)
        self._people, self._nobody_came = _people(funder), set(nobody_came(funder).values_list("pk", flat=True))
        self._new: list[ListRow] = []

    def take(self, row: ListRow) -> str:
        """What was done, or would be: created, updated or unchanged."""
        listing = self._listing(row)
        if listing is None:
            self._new.append(row)
            return "created"
        self.left.pop(listing.pk)
        return self._update(listing, {"name": row.name, **row.values})

    def _listing(self, row: ListRow) -> Listing | None:
        """By its reference, else by its name where only one of the two has a reference."""
        for key in row.keys:
            listing = self._by_key.get(key)
            if listing and listing.pk in self.left and (key == row.keys[0] or not listing.reference):
                return listing
        return None

    def save(self) -> None:
        """Those that are new, all at once."""
        if self._dry_run:
            return
        known = {row: self._known.pop(name_key(row.name), None) for row in self._new}
        made = iter(add_organisations(named=self._named([row for row in self._new if not known[row]]), by=self._by))
        listings = [
            Listing(
                funder=self._funder,
                organisation=known[row] or next(made),
                made_here=known[row] is None,
                name=row.name,
                **(row.values if known[row] is None else {**row.values, "contact": ""}),
            )
            for row in self._new
        ]
        Listing.objects.bulk_create(listings)
        detail = {"funder": self._funder.slug}
        record_all(
            (
                Done("put into a portfolio", f"organisation {each.pk}", detail, each.slug)
                for each in (listing.organisation for listing in listings)
            ),
            by=self._by,
        )

    def _named(self, rows: list[ListRow]) -> list[tuple[str, str]]:
        named = []
        for row in rows:
            slug = short_name(row.name, self._slugs)
            self._slugs.add(slug)
            named.append((slug, row.name))
        return named

    def _update(self, listing: Listing, values: dict[str, Any]) -> str:
        invited = values.get("contact") in self._people.get(listing.organisation_id, ())
        if invited or listing.pk not in self._nobody_came:
            values.pop("contact", None)  # an address that is of no use here is not kept here
        changed = [name for name, value in values.items() if getattr(listing, name) != value]
        if changed and not self._dry_run:
            for name in changed:
                setattr(listing, name, values[name])
            listing.save(update_fields=changed)
        return "updated" if changed else "unchanged"


def _keys(listing: Listing) -> tuple[str, ...]:
    # Whoever was put into the portfolio by hand is on no list yet, and is known by the name it has here.
    row = ListRow("", 0, listing.name or listing.organisation.name, {"reference": listing.reference})
    return row.keys


def _unlisted_by_name(funder: Organisation) -> dict[str, Organisation]:
    """Organisations here that the funder does not list, by name; a name that two have tells nothing."""
    found: dict[str, Organisation | None] = {}
    for each in Organisation.objects.exclude(kind="funder").exclude(listed_by__funder=funder):
        key = name_key(each.name)
        found[key] = None if key in found else each
    return {key: each for key, each in found.items() if each}


def _people(funder: Organisation) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    members = Member.objects.filter(organisation__listed_by__funder=funder)
    for organisation, email in members.values_list("organisation_id", "user__email"):
        found.setdefault(organisation, set()).add(email)
    return found
