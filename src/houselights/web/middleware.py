"""Between the server and the views: headers on every response, pages for the errors that people can mend."""

from collections.abc import Callable
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers

from houselights.errors import HouselightsError
from houselights.web.access import SignInFirst
from houselights.web.errors import page_for, wrong_method

Answer = Callable[[HttpRequest], HttpResponse]

_HEADERS = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def careful_headers(answer: Answer) -> Answer:
    """Outermost: static files, errors and refusals carry them too."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return respond


def nothing_kept_by_browsers(answer: Answer) -> Answer:
    """A page seen while signed in is not left in a shared computer's cache; what is public is the same for all."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if response.get("Cache-Control", "").startswith("public"):
            return response  # without a look at who asks, so that no cache keeps it apart by cookie
        if request.user.is_authenticated or request.method != "GET":
            add_never_cache_headers(response)
        return response

    return respond


class MendableErrors:
    """Turns errors.py into pages. Anything else is a bug, and crashes into the 500 page."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        return wrong_method(request, response) if response.status_code == 405 else response

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if isinstance(problem, SignInFirst):
            return redirect(f"/?next={quote(request.get_full_path())}" if request.method == "GET" else "/")
        if isinstance(problem, HouselightsError):
            return page_for(request, problem)
        return None
