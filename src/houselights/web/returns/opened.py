"""How long a return takes a person: from when they opened it in this session to when it was submitted."""

import time

from django.http import HttpRequest


def note_opened(request: HttpRequest, slug: str, quarter: str) -> None:
    """Remember the first time."""
    request.session.setdefault(_key(slug, quarter), int(time.time()))


def seconds_open(request: HttpRequest, slug: str, quarter: str) -> int | None:
    """Since then; None for whoever sends the form without having opened the page."""
    opened = request.session.get(_key(slug, quarter))
    return None if opened is None else max(0, int(time.time()) - int(opened))


def forget_opened(request: HttpRequest, slug: str, quarter: str) -> None:
    """The next version is timed anew."""
    request.session.pop(_key(slug, quarter), None)


def _key(slug: str, quarter: str) -> str:
    return f"return opened {slug} {quarter}"
