"""Error pages: what happened, what was kept, what to do, with a reference number and no trace."""

import logging
import secrets
import sys
from typing import NamedTuple

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from houselights.errors import (
    AlreadyRunning,
    BoxOfficeUnavailable,
    HomeProblem,
    HouselightsError,
    NotFound,
    Refused,
    TooMuch,
    WrongUsage,
)
from houselights.feeds.room import is_of_the_disk
from houselights.submissions.papers.shelf import NotMade
from houselights.web.context import support

log = logging.getLogger(__name__)

NOTHING_CHANGED = "Nothing was changed by this request. What was saved before is still there."
LOOK_FIRST = "What was saved before is still there. Look whether this step was saved too before you do it again."


class _Page(NamedTuple):
    status: int
    heading: str
    remedy: str


# The first that fits decides, so the narrower come first.
_PAGES: dict[type[HouselightsError], _Page] = {
    NotFound: _Page(404, "There is no such page", "Check the address, or start from your overview."),
    WrongUsage: _Page(400, "That cannot be asked", "Go back, change what you asked for, and try again."),
    Refused: _Page(403, "You may not do that", "Ask an admin of your organisation."),
    BoxOfficeUnavailable: _Page(503, "The box office does not answer", "Try again in a few minutes."),
    TooMuch: _Page(503, "That is too much to work out", "Ask for a shorter period, and try again."),
    AlreadyRunning: _Page(409, "Something is already under way", "Wait until it has finished, then try again."),
    NotMade: _Page(503, "The file could not be made", "Take another file of the return."),
    HomeProblem: _Page(503, "Houselights cannot store anything just now", "Tell the people who run this server."),
}


_BUG = _Page(500, "Something went wrong here", "Try once more. If it stays, tell us the reference: we have the trace.")
_BUSY = _Page(
    503, "Houselights cannot store anything just now", "Try again in a minute. If it stays, tell us the reference."
)
_NOT_REACHED = "The place where it keeps what people write is busy, full, or out of reach. This is not your mistake."


def page_for(request: HttpRequest, problem: HouselightsError) -> HttpResponse:
    """The page of an error that a person can mend."""
    page = next((page for kind, page in _PAGES.items() if isinstance(problem, kind)), _PAGES[WrongUsage])
    return _page(request, page, problem.message, problem.remedy)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  (Django's signature)
    page = _Page(400, "That request makes no sense", "Go back and try again; if it stays, tell us the reference.")
    return _page(request, page, "The server could not understand what the browser sent.")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return _page(request, _PAGES[Refused], "The server refused this request.")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    page = _Page(403, "The form was too old, or came from elsewhere", "Go back, reload the page and send it again.")
    return _page(request, page, "Its safety token did not match. This happens after signing in or out in another tab.")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return _page(request, _PAGES[NotFound], "The address may be wrong, or the page is not yours to see.")


def wrong_method(request: HttpRequest, refusal: HttpResponse) -> HttpResponse:
    """What Django refuses with an empty answer, most often an address that only a button sends to, typed by hand."""
    page = _Page(405, "There is no page at this address", "Go to the page that has the button, and choose it there.")
    response = _page(request, page, "This address only takes what a button sends.")
    response["Allow"] = refusal["Allow"]
    return response


def too_many(request: HttpRequest) -> HttpResponse:
    page = _Page(429, "Too many tries", "Wait five minutes, then try again. The right password still works then.")
    response = _page(
        request, page, "There were many requests from your address in a short time, so we are slowing down."
    )
    response["Retry-After"] = "300"
    return response


def bug(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Called while the exception is being handled: the trace goes to the log under the reference, nowhere else."""
    reference = new_reference()
    is_for_now = _cannot_be_stored(sys.exception())
    log.error("%s %s in a page", "trouble" if is_for_now else "bug", reference, exc_info=True)
    page, message = (_BUSY, _NOT_REACHED) if is_for_now else (_BUG, "This is our mistake, not yours.")
    # Without the request: what the page around it would ask of the database may be what is broken.
    context = _context(page, message, "", reference) | {"kept": LOOK_FIRST, **support()}
    response = render(None, "error.html", context, status=page.status)
    if is_for_now:
        response["Retry-After"] = "30"
    return response


def _cannot_be_stored(problem: BaseException | None) -> bool:
    """A database that is locked, read-only or out of reach; a disk that is full, read-only or dying."""
    return isinstance(problem, OperationalError) or (problem is not None and is_of_the_disk(problem))


def new_reference() -> str:
    """Short enough to read out on the telephone; without letters that sound or look alike."""
    return "-".join("".join(secrets.choice("ACDEFHJKMNPRTVWX34679") for _ in range(4)) for _ in range(2))


def _page(request: HttpRequest, page: _Page, message: str, remedy: str = "") -> HttpResponse:
    reference = new_reference()
    place = request.resolver_match.view_name if request.resolver_match else "no view"
    log.info("answered %s at %s, reference %s", page.status, place, reference)
    return render(request, "error.html", _context(page, message, remedy, reference), status=page.status)


def _context(page: _Page, message: str, remedy: str, reference: str) -> dict[str, object]:
    return {
        "status": page.status,
        "heading": page.heading,
        "message": message,
        "remedy": remedy or page.remedy,
        "kept": NOTHING_CHANGED,
        "reference": reference,
    }
