"""Where each thing that is open in a return is mended: its page, and what to do there."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from houselights.submissions.completeness import CODES
from houselights.submissions.document import Gap

SHOWN = 8  # of one kind; the rest is counted


@dataclass(frozen=True)
class Fix:
    """One thing that is open, and the way to its fix; no way where only time mends it."""

    text: str
    href: str
    action: str


@dataclass(frozen=True)
class Kind:
    """All that is open of one kind; `more` are not shown one by one, and `together` is where all are mended at once."""

    title: str
    count: int
    fixes: list[Fix]
    more: int
    together: str


def kinds_of(gaps: Sequence[Gap], slug: str, quarter: str) -> list[Kind]:
    """In the order of CODES."""
    found: dict[str, list[Gap]] = defaultdict(list)
    for gap in gaps:
        found[gap.code].append(gap)
    return [_kind(code, some, slug, quarter) for code in CODES if (some := found.get(code))]


def _kind(code: str, gaps: list[Gap], slug: str, quarter: str) -> Kind:
    fixes = [fix_of(gap, slug, quarter) for gap in gaps[:SHOWN]]
    together = reverse(_TOGETHER[code], args=[slug]) if code in _TOGETHER and len(gaps) > 1 else ""
    return Kind(CODES[code], len(gaps), fixes, len(gaps) - len(fixes), together)


def fix_of(gap: Gap, slug: str, quarter: str) -> Fix:
    """The page of the event's own field where there is one, so that the register is right for every later return."""
    if gap.code not in _PAGES:
        return Fix(gap.sentence, "", "")
    name, action, tail = _PAGES[gap.code]
    about: dict[str, list[object]] = {
        "event": [slug, gap.event],
        "line": [slug, quarter, gap.event],
        "box office": [slug, gap.at_box_office],
        "": [slug],
    }
    arguments = about[_ABOUT[name]]
    return Fix(gap.sentence, reverse(name, args=arguments) + tail.format(event=gap.event, field=gap.field), action)


_ABOUT = {
    "edit_event": "event",
    "attendance": "event",
    "why_event": "event",
    "return_line": "line",
    "box_office_event": "box office",
    "performances": "box office",
    "box_office": "",
    "adopt": "",
}
_PAGES = {
    "blank": ("edit_event", "Fill in", "#id_{field}"),
    "no-place": ("edit_event", "Choose the place", "#id_location"),
    "no-attendance": ("attendance", "Say how many came", ""),
    "no-method": ("attendance", "Say how it is known", ""),
    "no-method-set": ("return_line", "Say how it is known", "?field={field}"),
    "no-performances": ("return_line", "Give the number", "?field={field}"),
    "unlinked": ("why_event", "Link it", ""),
    "link-not-found": ("why_event", "See why", ""),
    "waiting": ("box_office_event", "Link it", ""),
    "left-out": ("performances", "Give them to an event", ""),
    "feed-behind": ("box_office", "Check for new sales", ""),
    "no-events": ("adopt", "Add events", ""),
}
_TOGETHER = {"blank": "blanks", "no-place": "blanks", "waiting": "suggestions"}
