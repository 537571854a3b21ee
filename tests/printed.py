"""A page as it is printed: a PDF with the site's own print style, and all that can be read in it."""

import io
from typing import Any

from django.contrib.staticfiles import finders
from pypdf import PdfReader
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

ORIGIN = "http://testserver"


class _Static(URLFetcher):
    """The site's own files, and nothing from anywhere else."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        found = finders.find(url.removeprefix(f"{ORIGIN}/static/"))
        assert isinstance(found, str), url
        with open(found, "rb") as file:
            return URLFetcherResponse(url, file.read(), {"Content-Type": "text/css" if found.endswith("css") else ""})


def printed(html: str) -> bytes:
    """As a browser would print it."""
    return HTML(string=html, base_url=ORIGIN, url_fetcher=_Static()).write_pdf()


def read(pdf: bytes) -> str:
    """The text of every page, and what is said about the document."""
    reader = PdfReader(io.BytesIO(pdf))
    about = [str(each) for each in (reader.metadata or {}).values()]
    return "\n".join([*(page.extract_text() for page in reader.pages), *about])
