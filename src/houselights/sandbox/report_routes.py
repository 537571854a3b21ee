"""Where the reports are: addresses on the control port, for a person with a browser."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from houselights.sandbox import reports
from houselights.sandbox.door import BoxOffice
from houselights.sandbox.theatre import Theatre

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMS: tuple[tuple[str, Callable[[Theatre], bytes], str], ...] = (
    ("", reports.page, "text/html"),
    ("events.xlsx", reports.excel, _XLSX),
    ("events-unformatted.xlsx", reports.unformatted, _XLSX),
    ("events.pdf", reports.pdf, "application/pdf"),
)


def report_routes(box_office: BoxOffice) -> list[Route]:
    return [Route(f"/{{client}}/reports/{name}", _giving(box_office, make, kind)) for name, make, kind in _FORMS]


def _giving(box_office: BoxOffice, make: Callable[[Theatre], bytes], kind: str) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        theatre = box_office.theatres.get(request.path_params["client"])
        if theatre is None:
            return Response("There is no such client.\n", 404, media_type="text/plain")
        name = request.url.path.rpartition("/")[2]
        headers = {"Content-Disposition": f'attachment; filename="{name}"'} if name else {}
        return Response(make(theatre), media_type=kind, headers=headers)

    return endpoint
