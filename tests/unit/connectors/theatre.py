"""A box office of a few lines: what is asked for by path is answered from a table, and written down."""

import json
from collections.abc import Callable
from typing import Any

import httpx

from houselights.connectors.base import Credentials
from houselights.connectors.http import Manners
from houselights.connectors.spektrix.client import Spektrix

from .conftest import answer

CREDENTIALS = Credentials("lyric", "houselights", "c2VjcmV0", "https://tickets.example.org")
Answering = Callable[[httpx.Request], Any]


class Theatre:
    """`table` maps a path after `/lyric/api/v3/` to JSON, or to what makes JSON or a response of the request."""

    def __init__(self, **table: Any) -> None:
        self.table = {path.replace("__", "/"): found for path, found in table.items()}
        self.asked: list[str] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        client, _, path = request.url.path.partition("/api/v3/")
        if client != "/lyric":
            return answer('{"message": "Resource Not Found"}', 404)()
        self.asked.append(path)
        found = self.table.get(path)
        if callable(found):
            found = found(request)
        if found is None:
            return answer('{"message": "Resource Not Found"}', 404)()
        return found if isinstance(found, httpx.Response) else answer(json.dumps(found))()

    def open(self, **more: Any) -> Spektrix:
        """The real client, at this theatre."""
        manners = more.pop("manners", Manners(attempts=1))
        return Spektrix(
            more.pop("credentials", CREDENTIALS), transport=httpx.MockTransport(self), manners=manners, **more
        )
