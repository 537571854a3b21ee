"""Signs requests the way Spektrix asks for: SpektrixAPI3, HMAC-SHA1 over method, address, date and body."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime

import httpx

from houselights.connectors.base import Credentials
from houselights.errors import CredentialsRefused


class KeyNotWhole(CredentialsRefused):
    """The key was not copied whole: no clock and no box office has anything to do with it."""


def signature(key: bytes, method: str, url: str, date: str, body: bytes | None) -> str:
    """The signature of one request. `url` as on the wire; `body` None leaves its line out, as every GET does."""
    lines = [method, url, date]
    if body is not None:
        lines.append(base64.b64encode(hashlib.md5(body, usedforsecurity=False).digest()).decode())
    return base64.b64encode(hmac.digest(key, "\n".join(lines).encode(), "sha1")).decode()


def key_of(secret: str) -> bytes:
    """The key from the text that the box office shows once; KeyNotWhole where it was not copied so."""
    try:
        return base64.b64decode("".join(secret.split()), validate=True)
    except (binascii.Error, ValueError):
        raise KeyNotWhole(
            "The key is not whole: it should be base64, letters and digits that often end in =.",
            remedy="Copy the API account’s key again, from its first to its last character.",
        ) from None


def signer(credentials: Credentials) -> Callable[[httpx.Request], None]:
    """Puts `Date` and `Authorization` on a request, made anew for every attempt."""

    def sign(request: httpx.Request) -> None:
        date = format_datetime(datetime.now(UTC), usegmt=True)
        body = None if request.method == "GET" else request.content
        signed = signature(key_of(credentials.secret), request.method, wire_url(request), date, body)
        request.headers["Date"] = date
        request.headers["Authorization"] = f"SpektrixAPI3 {credentials.login}:{signed}"

    return sign


def wire_url(request: httpx.Request) -> str:
    """The address exactly as it is sent: the host as in its header, path and query as encoded."""
    return f"{request.url.scheme}://{request.headers['host']}{request.url.raw_path.decode('ascii')}"
