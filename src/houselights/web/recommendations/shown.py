"""A recommendation as a page shows it: its sentence, its numbers, where its rows are and what mends it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from houselights.measures.question import Question
from houselights.organisations.models import Organisation
from houselights.recommendations.asking import questions
from houselights.recommendations.keeping import current, is_current
from houselights.recommendations.queries import not_dismissed
from houselights.recommendations.rules import Recommendation
from houselights.web.gate import released
from houselights.web.templatetags.words import moment, number, percent


@dataclass(frozen=True)
class Shown:
    """Everything written out; `rows` is the page that shows what is behind it, `file` the same as a table."""

    key: str
    title: str
    says: str
    do: str
    numbers: str
    measure: str
    rows: str
    file: str
    mend: str


def shown_to(organisation: Organisation) -> list[Shown]:
    """Those that hold now and that nobody put away, the gravest first."""
    return [_shown(each, organisation.slug) for each in found_for(organisation)]


def found_for(organisation: Organisation) -> list[Recommendation]:
    """The same, with their figures."""
    return not_dismissed(organisation, current(organisation, timezone.localdate(), released))


def questions_of_rules(organisation: Organisation, today: date) -> Iterable[Question]:
    """What the rules are about to ask: nothing where what they found is kept."""
    return () if is_current(organisation, today) else questions(organisation.slug, today)


def _shown(found: Recommendation, slug: str) -> Shown:
    rule, query = found.rule, urlencode({"period": found.period.name})
    by = f"&by={rule.by}" if rule.by else ""
    return Shown(
        key=found.key,
        title=rule.title,
        says=found.says,
        do=rule.do,
        numbers=_numbers(found),
        measure=rule.measure,
        rows=f"{reverse('insights_page', args=[slug, rule.page])}?{query}#{rule.figure}",
        file=f"{reverse('measure_file', args=[slug, rule.measure, 'csv'])}?{query}{by}",
        mend=reverse(rule.mend, args=[slug]) if rule.mend else "",
    )


def _numbers(found: Recommendation) -> str:
    """The rule itself, the figure, and where it comes from."""
    rule = found.rule
    line = f"Said where it is {rule.compare} {percent(rule.line)}, of at least {number(rule.enough)}"
    figure = f"here {percent(found.share)}: {number(found.value)} of {number(found.whole)}"
    as_of = f" Data as of {moment(datetime.fromisoformat(found.data_as_of))}." if found.data_as_of else ""
    return f"{line}; {figure}. {found.title}, {found.period.title}.{as_of}"
