"""The words of every finding: stable code, severity, the sentence, why it matters and the remedy."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "notice"]


@dataclass(frozen=True)
class FindingKind:
    """`message` and `remedy` are sentences with {places} filled by the check that found it."""

    code: str
    severity: Severity
    message: str
    remedy: str


KINDS = {
    kind.code: kind
    for kind in (
        FindingKind(
            "unlinked",
            "warning",
            "“{name}” is sold at the box office and linked to nothing here: {tickets} tickets, {pounds}, wait and are "
            "counted nowhere.",
            "Put it on the register, or link it to an event that is there.",
        ),
        FindingKind(
            "performances-left-out",
            "warning",
            "{performances} of “{name}” belong to no event, because its links are narrowed to others: {tickets} "
            "tickets, {pounds}, wait and are counted nowhere.",
            "Share its performances out on its page, or say there that the rest is not yours.",
        ),
        FindingKind(
            "link-not-found",
            "error",
            "“{name}” is linked to {box_office_id}, which the box office does not have.",
            "Check the Event ID in the box office and set the link again.",
        ),
        FindingKind(
            "quarantined",
            "error",
            "{count} {kind} could not be understood and were set aside whole. The first, {box_office_id}: {reason}.",
            "Correct the record in the box office; it is read again by itself, or at once where you ask for it on "
            "the page Box office. Nothing else is held up.",
        ),
        FindingKind(
            "stalled",
            "error",
            "Nothing new has arrived since {newest}: {days} days ago, while tickets are on sale for {events}.",
            "See whether the box office itself still sells. If it does, check for new sales; whoever runs the server "
            "can try every step with `houselights doctor`.",
        ),
        FindingKind(
            "not-read",
            "error",
            "The box office could not be read to its end since {since}. The last try: {failure}",
            "Nothing to do while the box office itself is away: it is tried again every {minutes} minutes, and the "
            "first run after it is back brings everything. If it answers others, whoever runs the server can try every "
            "step with `houselights doctor`.",
        ),
        FindingKind(
            "windows-incomplete",
            "error",
            "The orders of {count} stretches of days could not be read whole: {first} to {last}. What was read counts.",
            "Nothing to do: the next run reads them again. If it stays, lower the load on the box office.",
        ),
        FindingKind(
            "attribute-value",
            "warning",
            "“{name}” has {value} as {attribute} at the box office, which is not on the list.",
            "{remedy}",
        ),
        FindingKind(
            "ticket-types-unsorted",
            "notice",
            "{tickets} tickets are of ticket types that nobody has sorted into a price class ({types}): they count as "
            "other.",
            "Sort them on the page Ticket types; most have a suggestion.",
        ),
        FindingKind(
            "fits-exclusion",
            "notice",
            "At the box office {events} like {title}, such as “{name}”: {tickets} tickets that count, or wait.",
            "Look at the rule on the page What is left out, and switch it on if it is right.",
        ),
        FindingKind(
            "attribute-name",
            "warning",
            "The box office has an attribute “{name}” on {events}: nearly the right name, so it fills nothing.",
            "Rename it to “{meant}” in the box office.",
        ),
        FindingKind(
            "customers-unread",
            "notice",
            "{count} customers of linked orders have not been read yet; their area shows as “not read yet”.",
            "Nothing to do: the next run goes on.",
        ),
        FindingKind(
            "new-at-source",
            "notice",
            "The box office sends something new with its {kind}: {names}. It is passed over and holds nothing up.",
            "Nothing to do. Tell whoever looks after Houselights: it may be worth reading.",
        ),
        FindingKind(
            "no-history",
            "notice",
            "No order was found since {since}.",
            "If there were sales before, sync again with an earlier first day.",
        ),
        FindingKind(
            "house-count-differs",
            "notice",
            "For {performances} the orders hold another number of tickets than the box office counted in the house "
            "afterwards: {orders} against {house}.",
            "Nothing to do where tickets were returned or exchanged since. Otherwise compare one at the box office: "
            "seats can be taken without an order, and orders changed without a trace.",
        ),
        FindingKind(
            "unknown-performance",
            "warning",
            "{tickets} tickets are for performances that the box office no longer gives: they count, but in no month.",
            "Ask the box office's support whether these performances were deleted.",
        ),
    )
}
