"""Connecting a box office, step by step, and disconnecting it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from houselights.connections.models import Connection
from houselights.connectors.base import Credentials, Step
from houselights.errors import NotFound
from houselights.feeds import opening
from houselights.feeds.actions import disconnect_box_office, request_sync
from houselights.organisations.models import Organisation
from houselights.web.access import enter, person
from houselights.web.box_office.forms import ConnectForm
from houselights.web.box_office.views import crumbs
from houselights.web.feed_state import connection_of

KIND = "spektrix"


@sensitive_post_parameters("secret")
@require_http_methods(["GET", "HEAD", "POST"])
def connect(request: HttpRequest, slug: str) -> HttpResponse:
    """The credentials are tried before they are stored; each step is shown with its tick."""
    organisation = enter(request, slug, "connect")
    form = ConnectForm(request.POST or None, initial=_known(organisation))
    steps: list[Step] = []
    if request.method == "POST" and form.is_valid():
        steps, connection = _try(request, organisation, form)
        if connection:
            return _read_first(request, connection, steps)
    context = {"form": form, "steps": steps, "crumbs": crumbs(organisation)}
    return render(request, "box_office/templates/connect.html", context, status=422 if steps else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def disconnect(request: HttpRequest, slug: str) -> HttpResponse:
    """Says what is erased and what is kept, then does it; later on it can still remove what was read."""
    organisation = enter(request, slug, "connect")
    connection = connection_of(organisation)
    if connection is None:
        raise NotFound("No box office is connected.", remedy="Connect it first, on the box-office page.")
    if request.method == "POST":
        remove = request.POST.get("remove_data") == "yes"
        disconnect_box_office(connection=connection, by=person(request), remove_data=remove)
        messages.success(request, "Disconnected. The key is erased" + (", and so is what was read." if remove else "."))
        return redirect("box_office", slug)
    context = {"connection": connection, "crumbs": crumbs(organisation)}
    return render(request, "box_office/templates/disconnect.html", context)


@sensitive_variables("credentials")
def _try(request: HttpRequest, organisation: Organisation, form: ConnectForm) -> tuple[list[Step], Connection | None]:
    credentials = Credentials(**form.cleaned_data, time_zone=organisation.time_zone)
    opening.check_origin(credentials.origin, by_operator=False)
    return opening.connect(organisation=organisation, kind=KIND, credentials=credentials, by=person(request))


def _read_first(request: HttpRequest, connection: Connection, steps: list[Step]) -> HttpResponse:
    """What did not pass and is not needed is told as well."""
    request_sync(connection=connection, by=person(request))
    messages.success(request, "The box office is connected, and is being read.")
    for step in steps:
        if not step.passed:
            messages.warning(request, f"{step.detail} {step.remedy}")
    return redirect("box_office", connection.organisation.slug)


def _known(organisation: Organisation) -> dict[str, str]:
    """Client and login of the connection there is or was: only the key has to be pasted again."""
    connection = connection_of(organisation)
    return {"client": connection.client, "login": connection.login} if connection else {}
