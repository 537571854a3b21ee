"""A return as it stands now: filled from the register, the feed, the quarter before, and what people set."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from hashlib import blake2b

import msgspec
from django.utils import timezone

from houselights.organisations.models import Organisation
from houselights.periods import Period, local_date, quarter_named, quarter_of
from houselights.submissions.completeness import gaps_of_line, gaps_of_quarter
from houselights.submissions.counting import Figures, figures_of, tables_of, totals_counted
from houselights.submissions.document import Document, Gap, Line, Table, Totals, from_bytes
from houselights.submissions.entries import entries_in, waiting_in
from houselights.submissions.forms import Form, form
from houselights.submissions.models import Return
from houselights.submissions.owing import Owed, Owing
from houselights.submissions.rules import (
    Difference,
    Entry,
    Set,
    as_mapping,
    differences,
    filled_line,
    in_order,
    totals_of,
)


@dataclass(frozen=True)
class Draft:
    """All that the page shows before anything is frozen. `row` is not in the database before the first change."""

    organisation: Organisation
    row: Return
    form: Form
    period: Period
    lines: tuple[Line, ...]
    totals: Totals
    gaps: tuple[Gap, ...]
    differences: tuple[Difference, ...]
    compared_with: str  # the quarter before
    build: int
    data_as_of: str

    @cached_property
    def mark(self) -> str:
        """Another one, and what somebody looked at is not what is there now."""
        content = (self.form.name, self.form.version, self.lines, self.gaps, self.row.edition)
        return blake2b(msgspec.json.encode(content, order="sorted"), digest_size=16).hexdigest()

    @cached_property
    def owed(self) -> Owed:
        """By when a funder wants it, and which."""
        return Owing(self.organisation).of(self.row.quarter, self.form.name)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        return tables_of(self.organisation.slug, self.period, self.form.tables)

    @property
    def large(self) -> list[Difference]:
        """The differences that somebody must have looked at."""
        return [each for each in self.differences if each.is_large]

    def line(self, event: int) -> Line | None:
        return next((line for line in self.lines if line.event == event), None)


def draft_of(organisation: Organisation, quarter: str) -> Draft:
    """The return as it would be submitted now; NotFound for what is no quarter."""
    period = quarter_named(quarter)
    row = organisation.returns.filter(quarter=quarter).first() or Return(organisation=organisation, quarter=quarter)
    asked, figures, before = form(row.form), figures_of(organisation.slug, period), _before(organisation, quarter)
    entries = {each.event: each for each in entries_in(organisation, period, figures)}
    lines = in_order(_lines(row, entries, figures, before))
    totals = totals_of(lines)
    earlier = quarter_before(quarter)
    compared = as_mapping(before.totals) if before else totals_counted(organisation.slug, quarter_named(earlier))
    return Draft(
        organisation=organisation,
        row=row,
        form=asked,
        period=period,
        lines=lines,
        totals=totals,
        gaps=tuple(_gaps(organisation, period, lines, entries, asked, figures)),
        differences=tuple(differences(compared, totals, asked.large)),
        compared_with=earlier,
        build=figures.build,
        data_as_of=figures.data_as_of,
    )


def quarter_before(quarter: str) -> str:
    """The name of the one before."""
    first = quarter_named(quarter).start
    assert first
    return quarter_of(first - timedelta(days=1))


def _before(organisation: Organisation, quarter: str) -> Document | None:
    """What was last submitted of the quarter before."""
    row = organisation.returns.filter(quarter=quarter_before(quarter)).first()
    newest = row.versions.first() if row else None
    return from_bytes(bytes(newest.content)) if newest else None


def _lines(row: Return, entries: dict[int, Entry], figures: Figures, before: Document | None) -> Iterator[Line]:
    earlier = {line.event: line for line in before.lines} if before else {}
    people_set = values_set(row)
    for event, entry in entries.items():
        yield filled_line(entry, figures.counted(event), earlier.get(event), people_set.get(event, {}))


def values_set(row: Return) -> dict[int, dict[str, Set]]:
    """{event: {field: what a person set}}."""
    found: dict[int, dict[str, Set]] = {}
    for each in row.set_values.all() if row.pk else []:
        found.setdefault(each.event_id, {})[each.field] = Set(each.value, each.reason, each.by_id, each.at)
    return found


def _gaps(
    organisation: Organisation,
    period: Period,
    lines: tuple[Line, ...],
    entries: dict[int, Entry],
    asked: Form,
    figures: Figures,
) -> Iterator[Gap]:
    yield from gaps_of_quarter(
        period.name,
        lines,
        today=local_date(timezone.now(), organisation.time_zone),
        data_as_of=_day(figures.data_as_of, organisation.time_zone),
        is_connected=organisation.connections.exists(),
        waiting=waiting_in(organisation, period),
    )
    for line in lines:
        yield from gaps_of_line(line, entries[line.event], asked)


def _day(moment: str, zone: str) -> date | None:
    return local_date(datetime.fromisoformat(moment), zone) if moment else None
