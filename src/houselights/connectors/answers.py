"""What an answer over HTTP is worth: read within limits, told apart by status, and refused where it is a web page."""

import time
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import httpx

from houselights.errors import BoxOfficeUnavailable, CredentialsRefused

LATER = "Nothing is lost. Try again later; what is missing is read then."
IN_BETWEEN = (
    "Something in front of the box office answers in its place. If it stays so for an hour, ask the box office’s "
    "support to let this server’s address in, and check the address of the connection."
)
_TOLERATED = 300  # seconds between two clocks, before they are worth a word


@dataclass(frozen=True)
class Answer:
    """A whole answer, its body unpacked. `at` is the sender's own clock."""

    status: int
    at: datetime | None
    body: bytes

    def __repr__(self) -> str:
        return f"Answer(status={self.status})"


class Away(Exception):
    """Not this time: worth another try, after `wait` seconds where the sender said so."""

    def __init__(self, message: str, wait: float | None = None, remedy: str = LATER) -> None:
        super().__init__(message)
        self.message, self.wait, self.remedy = message, wait, remedy


def read_answer(response: httpx.Response, *, deadline: float, most_bytes: int) -> Answer:
    """The answer with its body, however slowly or hugely it comes: Away past either limit."""
    unpack = _unpacker(response.headers.get("content-encoding", "").strip().lower())
    parts: list[bytes] = []
    room = most_bytes
    for chunk in response.iter_raw():
        part = unpack.decompress(chunk, room + 1) if unpack else chunk
        room -= len(part)
        if room < 0:
            raise Away("The box office sent far more than was asked for.")
        if time.monotonic() > deadline:
            raise Away("The box office took too long to send its answer.")
        parts.append(part)
    return Answer(response.status_code, date_of(response.headers), b"".join(parts))


def check_answer(response: httpx.Response, answer: Answer) -> None:
    """Insist on data: CredentialsRefused where the key is, Away where it may go better, BoxOfficeUnavailable else."""
    status = answer.status
    if 300 <= status < 400:
        raise BoxOfficeUnavailable(
            f"The box office sends to another address (status {status}), which is not followed.",
            remedy="Check the address of the connection: it must be the box office’s own.",
        )
    is_page = _is_page(response, answer.body)
    if status == HTTPStatus.UNAUTHORIZED or (status == HTTPStatus.FORBIDDEN and not is_page):
        raise CredentialsRefused(_refusal(status), remedy=_mend(answer.at))
    if is_page:
        message = f"The box office answered with a web page (status {status}) where data was due."
        raise Away(message, remedy=IN_BETWEEN)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise Away("The box office asks to slow down (status 429).", seconds_to_wait(response.headers))
    if status >= 500 or status == HTTPStatus.REQUEST_TIMEOUT:
        raise Away(f"The box office has a problem of its own (status {status}).", seconds_to_wait(response.headers))
    if status >= 400 and status != HTTPStatus.NOT_FOUND:
        raise BoxOfficeUnavailable(f"The box office did not accept a request (status {status}).", remedy=LATER)
    if status < 300 and "json" not in response.headers.get("content-type", "").lower():
        raise Away("The box office answered with something other than data.")


def date_of(headers: httpx.Headers) -> datetime | None:
    """The sender's clock, UTC. A wrong weekday in it does not matter."""
    try:
        moment = parsedate_to_datetime(headers.get("date", ""))
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def seconds_to_wait(headers: httpx.Headers) -> float | None:
    """`Retry-After`, in seconds or as a date by the sender's own clock."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - (date_of(headers) or datetime.now(UTC))).total_seconds())


def apart(at: datetime | None) -> str:
    """`20 minutes behind the box office’s`: this machine's clock; nothing where they agree or it gives none."""
    seconds = (datetime.now(UTC) - at).total_seconds() if at else 0
    if abs(seconds) <= _TOLERATED:
        return ""
    minutes = round(abs(seconds) / 60)
    return f"{minutes:,} minutes {'ahead of' if seconds > 0 else 'behind'} the box office’s"


def _refusal(status: int) -> str:
    if status == HTTPStatus.UNAUTHORIZED:
        return "The box office does not accept the login and key."
    return "The box office does not let this key read that."


def _mend(at: datetime | None) -> str:
    if distance := apart(at):
        return f"The clock of this server is {distance}: set it right, then try again."
    return "Check client, login and key; the key must belong to an API account of the system owner and not be revoked."


def _is_page(response: httpx.Response, body: bytes) -> bool:
    return "html" in response.headers.get("content-type", "").lower() or body[:100].lstrip().startswith(b"<")


def _unpacker(encoding: str) -> "zlib._Decompress | None":
    if encoding in ("", "identity"):
        return None
    if encoding in ("gzip", "x-gzip", "deflate"):
        return zlib.decompressobj(47)  # 32 + 15: gzip or zlib, whichever its first bytes say
    raise Away("The box office packed its answer in a way that was not asked for.")
