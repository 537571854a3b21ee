"""Setting the four attributes up in the box office: their exact names, their lists, and what is there already."""

from collections import Counter
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from houselights.connections.models import BoxOfficeEvent
from houselights.organisations.models import Organisation
from houselights.register.attribute_names import nearly_right
from houselights.register.queries import terms, vocabularies
from houselights.register.rules import ATTRIBUTES, register_fields
from houselights.vocabularies.matching import key
from houselights.vocabularies.template import TEMPLATE
from houselights.web.access import enter
from houselights.web.box_office.views import crumbs


@dataclass(frozen=True)
class Attribute:
    """One of the four: its exact name, the column it fills, its values, and how the box office has it now."""

    name: str
    column: str
    values: tuple[str, ...]
    is_there: bool
    events: int  # at the box office that have it filled in
    written: str  # how it is spelt there, where that is not exact
    wrong_names: list[tuple[str, int]]
    wrong_values: list[tuple[str, int, str]] = field(default_factory=list)

    @property
    def pasted(self) -> str:
        """One value on each line."""
        return "\n".join(self.values)


@require_safe
def attributes(request: HttpRequest, slug: str) -> HttpResponse:
    """What to set up, with a tick beside what is there."""
    organisation = enter(request, slug, "see", "connect")
    found = attributes_of(organisation)
    context = {
        "attributes": found,
        "there": sum(each.is_there for each in found),
        "was_read": BoxOfficeEvent.objects.filter(connection__organisation=organisation).exists(),
        "crumbs": crumbs(organisation),
    }
    return render(request, "box_office/templates/attributes.html", context)


def attributes_of(organisation: Organisation) -> list[Attribute]:
    """The four, compared with every event of the catalogue."""
    catalogue = BoxOfficeEvent.objects.filter(connection__organisation=organisation)
    seen = list(catalogue.values_list("attributes", flat=True))
    # The box office sends an attribute with every event, also where it is not filled in.
    names = dict.fromkeys(name for each in seen for name in each)
    filled = Counter(name for each in seen for name, value in each.items() if value.strip())
    wrong, values = nearly_right(names), _wrong_values(seen)
    return [
        Attribute(
            name=name,
            column=TEMPLATE.by_field[column].heading,
            values=terms(column),
            is_there=any(key(written) == key(name) for written in names),
            events=sum(filled[written] for written in names if key(written) == key(name)),
            # Their API leaves the spaces out.
            written=next((w for w in names if key(w) == key(name) and w not in (name, name.replace(" ", ""))), ""),
            wrong_names=[(written, filled[written]) for written, right in wrong.items() if right == name],
            wrong_values=[(value, many, remedy) for (of, value, remedy), many in values.items() if of == name],
        )
        for column, name in ATTRIBUTES.items()
    ]


def _wrong_values(seen: list[dict[str, str]]) -> Counter[tuple[str, str, str]]:
    """Attribute, value that is on no list, and what to do, with on how many events."""
    lists = vocabularies()
    problems = (problem for each in seen for problem in register_fields(each, lists)[1])
    return Counter((problem.attribute, problem.value, problem.remedy) for problem in problems)
