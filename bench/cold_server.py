"""The real server, but that no figure is remembered from one request to the next: the bench of pages asks it."""

import threading
from collections import OrderedDict
from typing import Any

from houselights.cli.main import main
from houselights.disclosure import gate


class OfThisRequest:
    """What the gate keeps, for the thread that answers a request alone: others neither use it nor lose by it."""

    def __init__(self) -> None:
        self._of_thread = threading.local()

    @property
    def _kept(self) -> "OrderedDict[Any, Any]":
        if not hasattr(self._of_thread, "kept"):
            self._of_thread.kept = OrderedDict()
        return self._of_thread.kept

    def __getattr__(self, name: str) -> Any:
        return getattr(self._kept, name)

    def __setitem__(self, key: Any, table: Any) -> None:
        self._kept[key] = table

    def __delitem__(self, key: Any) -> None:
        del self._kept[key]

    def __len__(self) -> int:
        return len(self._kept)


def serve() -> None:
    from django.core.signals import request_started

    gate._released = OfThisRequest()  # type: ignore[assignment]
    request_started.connect(lambda **_: gate.forget(), weak=False)
    main()


if __name__ == "__main__":
    serve()
