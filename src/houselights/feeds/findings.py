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
            "link-not-found",
            "error",
            "“{name}” is linked to {box_office_id}, which the box office does not have.",
            "Check the Event ID in the box office and set the link again.",
        ),
        FindingKind(
            "quarantined",
            "error",
            "{count} {kind} could not be understood and were set aside whole. The first, {box_office_id}: {reason}.",
            "Correct the record in the box office; it is read again by itself. Nothing else is held up.",
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
            "customers-unread",
            "notice",
            "{count} customers of linked orders have not been read yet; their area shows as “not read yet”.",
            "Nothing to do: the next run goes on.",
        ),
        FindingKind(
            "no-history",
            "notice",
            "No order was found since {since}.",
            "If there were sales before, sync again with an earlier first day.",
        ),
        FindingKind(
            "unknown-performance",
            "warning",
            "{tickets} tickets are for performances that the box office no longer gives: they count, but in no month.",
            "Ask the box office's support whether these performances were deleted.",
        ),
    )
}
