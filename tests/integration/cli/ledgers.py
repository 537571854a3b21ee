"""What the sandbox truly sold, in the shape that figures are compared with: cancelled performances left out."""

from collections import Counter
from typing import Any

from commands import Command
from houselights.sandbox.remote import Sandbox


def truly_sold(sandbox: Sandbox, what: str, key: str, client: str = "lyric") -> dict[str, int]:
    """`tickets` or `pence` by box-office `event`, by `month` or in `all`, without what was never sold."""
    sold: Counter[str] = Counter()
    for each in sandbox.ledger(client)["performances"]:
        if not each["cancelled"]:
            sold[{"event": each["event"], "month": each["start"][:7], "all": "all"}[key]] += each[what]
    return {name: count for name, count in sold.items() if count}


def waiting(sandbox: Sandbox, *events: str) -> dict[str, int]:
    """Tickets and pence of these box-office events, or of all: what waits while they are linked to nothing."""
    listed = [each for each in sandbox.ledger("lyric")["events"] if not events or each["event"] in events]
    return {what: sum(each[what] for each in listed) for what in ("tickets", "pence")}


def measured(command: Command, measure: str, by: str, slug: str = "lyric") -> dict[str, int]:
    """The released figure by month, or by the box-office event that each registered event is linked to."""
    rows = command.answer("measure", slug, measure, "--by", by)["rows"]
    if by == "month":
        return {row["month"]: row["value"] for row in rows if row["value"]}
    links = {each["event"]: each["box_office_id"] for each in command.answer("links", slug, "list")["links"]}
    return {links[int(row["event_code"])]: row["value"] for row in rows if row["value"]}


def in_all(command: Command, measure: str, slug: str = "lyric") -> Any:
    """The one row that is answered without --by."""
    (row,) = command.answer("measure", slug, measure)["rows"]
    return row["value"]


def check_accounts(run: dict[str, Any]) -> None:
    """Received = stored + unchanged + excluded + quarantined, for each kind."""
    for kind, received in run["received"].items():
        left_out = sum(run["excluded"][kind].values())
        assert received == run["stored"][kind] + run["unchanged"][kind] + left_out + run["quarantined"][kind], kind
