"""Who is asking, by the signature of the request: the web, the theatre itself (owner) or an agent."""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from houselights.sandbox.theatre import Account

Mode = Literal["web", "owner", "agent"]
TOLERANCE = timedelta(minutes=15)  # no figure is published; the usual one for signed requests
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Problem(Exception):
    """An answer that is not what was asked for: a status and the message in its JSON body."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


@dataclass(frozen=True)
class Asked:
    """The parts of a request that a signature covers: `url` exactly as it was on the wire."""

    method: str
    url: str
    authorization: str
    date: str
    body: bytes


def mode_of(asked: Asked, accounts: dict[str, Account], now: datetime) -> Mode:
    """The rights of a request; a wrong signature is refused, and no signature is the web."""
    if not asked.authorization:
        return "web"
    scheme, _, rest = asked.authorization.partition(" ")
    login, _, given = rest.partition(":")
    account = accounts.get(login)
    if scheme != "SpektrixAPI3" or account is None or not _is_signed(asked, account, given):
        raise Problem(401, "Unauthorized: the signature does not match.")
    if abs(_read_date(asked.date) - now) > TOLERANCE:
        raise Problem(401, "Unauthorized: the request is too old, or its clock is wrong.")
    return "agent" if account.mode == "agent" else "owner"


def _is_signed(asked: Asked, account: Account, given: str) -> bool:
    """The body's line may be left out when there is no body: public clients do either."""
    bodies: list[bytes | None] = [asked.body] if asked.method != "GET" else [None]
    if asked.method != "GET" and not asked.body:
        bodies.append(None)
    expected = [signature(account.secret, asked.method, asked.url, asked.date, body) for body in bodies]
    return any(hmac.compare_digest(each.encode(), given.encode()) for each in expected)


def _read_date(text: str) -> datetime:
    """A `Date` header, whatever its weekday says: the real server's own example has a wrong one."""
    parts = text.replace(",", "").split()
    if len(parts) != 6 or parts[5] != "GMT" or parts[2] not in _MONTHS:
        raise Problem(401, "Unauthorized: the Date header must be in the form of RFC 7231, in GMT.")
    try:
        clock = datetime.strptime(parts[4], "%H:%M:%S").replace(tzinfo=UTC)
        return clock.replace(year=int(parts[3]), month=_MONTHS.index(parts[2]) + 1, day=int(parts[1]))
    except ValueError:
        raise Problem(401, "Unauthorized: the Date header cannot be read.") from None


def signature(secret: str, method: str, url: str, date: str, body: bytes | None) -> str:
    lines = [method, url, date]
    if body is not None:
        lines.append(base64.b64encode(hashlib.md5(body, usedforsecurity=False).digest()).decode())
    return base64.b64encode(hmac.new(base64.b64decode(secret), "\n".join(lines).encode(), "sha1").digest()).decode()
