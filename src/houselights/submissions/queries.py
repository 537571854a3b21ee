"""What the doors read of returns: which quarters there are, what was submitted, and the shapes scripts rely on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

import msgspec
from django.db.models import Count

from houselights.errors import HomeProblem, NotFound
from houselights.organisations.models import Organisation
from houselights.periods import last_day, local_date, quarter_named, quarter_of
from houselights.submissions.document import Document, Gap, from_bytes
from houselights.submissions.drafting import Draft, quarter_before
from houselights.submissions.models import Return, Version
from houselights.submissions.moves import WITH_FUNDER
from houselights.submissions.owing import Owed, Owing

SHOWN = 4  # quarters that are offered where no return of them was begun


@dataclass(frozen=True)
class Standing:
    """Where the return of a quarter stands; `versions` are those that are frozen."""

    quarter: str
    state: str
    owed: Owed
    versions: int
    is_begun: bool = True

    @property
    def is_with_funder(self) -> bool:
        return self.state in WITH_FUNDER

    def is_late(self, today: date) -> bool:
        return not self.is_with_funder and self.owed.is_late(today)

    def is_due(self, today: date) -> bool:
        """Is its quarter over, and something of it owed that is not with the funder?"""
        return not self.is_with_funder and self.owed.due_on is not None and today > last_day(self.quarter)


def standing_of(organisation: Organisation, quarter: str) -> Standing:
    """NotFound for what is no quarter."""
    quarter_named(quarter)
    row = organisation.returns.filter(quarter=quarter).annotate(submitted=Count("versions")).first()
    return _standing(row, quarter, Owing(organisation))


def standings_of(organisation: Organisation, today: date) -> list[Standing]:
    """Of the quarter that runs, those just before it, and every other that was begun; the newest first."""
    names = [quarter_of(today)]
    while len(names) < SHOWN:
        names.append(quarter_before(names[-1]))
    rows = {row.quarter: row for row in organisation.returns.annotate(submitted=Count("versions"))}
    owing = Owing(organisation)
    return [_standing(rows.get(name), name, owing) for name in sorted({*names, *rows}, reverse=True)]


def quarter_due(organisation: Organisation, today: date) -> str:
    """The quarter that a person most likely means: the newest that is over; this one once that is with the funder."""
    over = quarter_before(quarter_of(today))
    return over if standing_of(organisation, over).is_due(today) else quarter_of(today)


def today_at(organisation: Organisation, moment: Any) -> date:
    """The day it is at the organisation."""
    return local_date(moment, organisation.time_zone)


def version_of(organisation: Organisation, quarter: str, number: int | None = None) -> Version:
    """A frozen version, the newest where none is named; NotFound otherwise."""
    quarter_named(quarter)
    found = Version.objects.filter(of__organisation=organisation, of__quarter=quarter).select_related("of")
    version = found.first() if number is None else found.filter(number=number).first()
    if version is None:
        raise NotFound("No such version of the return was submitted.", remedy="Look at the return of the quarter.")
    return version


def document_in(version: Version) -> Document:
    """What a version says; HomeProblem for one that somebody altered in the database."""
    content = bytes(version.content)
    if sha256(content).hexdigest() != version.fingerprint:
        raise HomeProblem(
            f"Version {version.pk} of a return is not what was frozen.", remedy="Restore the database from a backup."
        )
    return from_bytes(content)


def frozen_files(organisation: Organisation) -> Iterator[tuple[str, bytes]]:
    """Every version that was ever submitted, by the name of its file: what an organisation takes away."""
    for version in Version.objects.filter(of__organisation=organisation).select_related("of").order_by("id"):
        yield f"return-{version.of.quarter}-v{version.number}.json", bytes(version.content)


def _standing(row: Any, quarter: str, owing: Owing) -> Standing:
    """`row` has `submitted`, the number of its versions; None where nothing of the quarter was begun."""
    if row is None:
        row = Return(quarter=quarter)
        return Standing(quarter, row.state, owing.of(quarter, row.form), 0, is_begun=False)
    return Standing(quarter, row.state, owing.of(quarter, row.form), row.submitted)


def draft_json(draft: Draft) -> dict[str, Any]:
    """What `return show --json` prints."""
    row = draft.row
    return {
        "organisation": draft.organisation.slug,
        "quarter": row.quarter,
        "state": row.state,
        "form": f"{draft.form.name} {draft.form.version}",
        "deadline": draft.owed.due_on and draft.owed.due_on.isoformat(),
        "data_as_of": draft.data_as_of or None,
        "build": draft.build,
        "mark": draft.mark,
        "totals": msgspec.to_builtins(draft.totals),
        "gaps": gaps_json(draft),
        "differences": [
            {"field": each.field, "before": each.before, "now": each.now, "large": each.is_large}
            for each in draft.differences
        ],
        "compared_with": draft.compared_with,
        "lines": [msgspec.to_builtins(line) for line in draft.lines],
        "versions": [version_json(each) for each in row.versions.all()] if row.pk else [],
    }


def gaps_json(draft: Draft) -> list[dict[str, Any]]:
    """`{code, sentence, event, field}`."""
    return [_gap_json(gap) for gap in draft.gaps]


def version_json(version: Version) -> dict[str, Any]:
    """`{version, fingerprint, submitted}`."""
    return {
        "version": version.number,
        "fingerprint": version.fingerprint,
        "submitted": version.submitted_at.isoformat(),
    }


def _gap_json(gap: Gap) -> dict[str, Any]:
    return {"code": gap.code, "sentence": gap.sentence, "event": gap.event, "field": gap.field}
