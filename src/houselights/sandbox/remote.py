"""A running sandbox as its users hold it: where it is, how to sign, and the control port as methods."""

from datetime import datetime
from typing import Any

import httpx

from houselights.errors import WrongUsage

A_LARGE_LEDGER = 300  # seconds that two million tickets may take to be counted on a busy machine


class Sandbox:
    """A running sandbox, and its control port as methods that answer what the port answers."""

    def __init__(self, described: dict[str, Any]) -> None:
        self.origin: str = described["origin"]
        self.control: str = described["control"]
        self.clients: list[dict[str, str]] = described["clients"]
        self._http = httpx.Client(base_url=self.control, trust_env=False, timeout=30)

    def client(self, name: str) -> dict[str, str]:
        """The client, login and secret of one theatre."""
        return next(client for client in self.clients if client["client"] == name)

    def sell(self, client: str, performance: str, quantity: int = 1, **more: Any) -> dict[str, Any]:
        return self.post("sell", client=client, performance=performance, quantity=quantity, **more)

    def give_back(self, client: str, order: str, tickets: list[str] | None = None) -> dict[str, Any]:
        return self.post("return", client=client, order=order, tickets=tickets)

    def exchange(self, client: str, order: str, performance: str, tickets: list[str] | None = None) -> dict[str, Any]:
        return self.post("exchange", client=client, order=order, performance=performance, tickets=tickets)

    def scan(self, client: str, performance: str, quantity: int = 1) -> dict[str, Any]:
        return self.post("scan", client=client, performance=performance, quantity=quantity)

    def merge(self, client: str, gone: str, into: str) -> dict[str, Any]:
        return self.post("merge", client=client, gone=gone, into=into)

    def archive(self, client: str, event: str, *, archived: bool = True) -> dict[str, Any]:
        return self.post("archive", client=client, event=event, archived=archived)

    def set_attribute(self, client: str, event: str, name: str, value: Any) -> dict[str, Any]:
        return self.post("attribute", client=client, event=event, name=name, value=value)

    def set_clock(self, now: datetime) -> dict[str, Any]:
        return self.post("clock", now=now.isoformat())

    def move_clock(self, *, days: float = 0, minutes: float = 0) -> dict[str, Any]:
        return self.post("clock", days=days, minutes=minutes)

    def set_faults(self, *faults: dict[str, Any]) -> dict[str, Any]:
        """These faults and no others; none at all clears them."""
        return self.post("faults", faults=list(faults))

    def ledger(self, client: str) -> dict[str, Any]:
        """What one theatre truly sold."""
        answered = self._http.get("/ledger", params={"client": client}, timeout=A_LARGE_LEDGER)
        return dict(self._checked(answered)["clients"][client])

    def post(self, path: str, **body: Any) -> dict[str, Any]:
        """Any wish of the control port, by its path."""
        return self._checked(self._http.post(f"/{path}", json=body))

    def report(self, client: str, name: str = "events.xlsx") -> bytes:
        """A report of the box office as a person downloads it: also `events.pdf` and `events-unformatted.xlsx`."""
        return self._http.get(f"/{client}/reports/{name}").raise_for_status().content

    @staticmethod
    def _checked(answered: httpx.Response) -> dict[str, Any]:
        if answered.status_code != 200:
            raise WrongUsage(f"The sandbox answered {answered.status_code}: {answered.json()['message']}")
        return dict(answered.json())

    def close(self) -> None:
        """Let go of the control port; the sandbox runs on."""
        self._http.close()
