"""By when a quarter's return is wanted, and by whom: one rule for page, list, command and a funder's console."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from houselights.organisations.models import Organisation
from houselights.organisations.portfolio.models import Deadline, Exemption
from houselights.organisations.portfolio.queries import funders_of
from houselights.submissions.forms import USUAL, form


@dataclass(frozen=True)
class Owed:
    """The earliest day on which a funder wants the return; None where every funder has said that none is owed."""

    due_on: date | None
    funders: Sequence[str] = ()  # who want it by then

    def is_late(self, today: date) -> bool:
        return self.due_on is not None and today > self.due_on


@dataclass(frozen=True)
class Wish:
    """What one funder has set for a quarter: its own day, or that the organisation owes it nothing."""

    funder: str
    own: date | None = None
    exempts: bool = False


def day_set(own: date | None, quarter: str) -> date:
    """A funder's own day; where it has set none, that of the usual form, whichever form an organisation fills in."""
    return own or form(USUAL).deadline(quarter)


def owed(funders: Sequence[Wish], form_named: str, quarter: str) -> Owed:
    """What those want on whose list an organisation is. Without any it is the form that says by when."""
    if not funders:
        return Owed(form(form_named).deadline(quarter))
    days = [(day_set(each.own, quarter), each.funder) for each in funders if not each.exempts]
    if not days:
        return Owed(None)
    first, _ = min(days)
    return Owed(first, sorted(name for day, name in days if day == first))


class Owing:
    """What an organisation owes its funders, looked up once for any number of quarters."""

    def __init__(self, organisation: Organisation) -> None:
        self._names = {each.funder_id: each.funder.name for each in funders_of(organisation)}
        deadlines = Deadline.objects.filter(funder__in=self._names)
        self._days = {(each.funder_id, each.quarter): each.due_on for each in deadlines}
        exemptions = Exemption.objects.filter(organisation=organisation, funder__in=self._names)
        self._exempting = {(each.funder_id, each.quarter) for each in exemptions}

    def of(self, quarter: str, form_named: str) -> Owed:
        """Of one quarter, for a return in this form."""
        wishes = [
            Wish(name, self._days.get((number, quarter)), (number, quarter) in self._exempting)
            for number, name in self._names.items()
        ]
        return owed(wishes, form_named, quarter)
