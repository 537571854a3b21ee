"""One polite HTTP client for every box office: few requests at once, within limits and a budget, tried again."""

import logging
import socket
import threading
import time
import zlib
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from urllib.parse import urlsplit

import httpx
import msgspec
import stamina

from houselights import __version__
from houselights.connectors.answers import Answer, Away, check_answer, read_answer
from houselights.errors import BoxOfficeUnavailable, CredentialsRefused

if TYPE_CHECKING:
    import httpcore

# They would write addresses, and so ids, to the log.
logging.getLogger("httpx").setLevel(logging.WARNING)
logging.getLogger("httpcore").setLevel(logging.WARNING)

T = TypeVar("T")
Sign = Callable[[httpx.Request], None]
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Manners:
    """How polite, and how patient. A retry waits 1, 2, 4, 8 seconds, each with up to one more by chance."""

    at_once: int = 4  # more, and a real box office throttles
    connect_seconds: float = 10
    silence_seconds: float = 30  # between two pieces of an answer
    total_seconds: float = 90  # for one answer, however lively it drips
    most_bytes: int = 64 * 1024 * 1024
    attempts: int = 5
    first_wait: float = 1
    longest_wait: float = 60  # that a box office may ask for before we rather come again later

    def times(self, factor: float) -> "Manners":
        """The same, with every wait and time-out so many times as long."""
        waits = ("connect_seconds", "silence_seconds", "total_seconds", "first_wait", "longest_wait")
        return replace(self, **{name: getattr(self, name) * factor for name in waits})


PATIENT = Manners()


@dataclass(frozen=True)
class Received(Generic[T]):
    """What was read from an answer, None where there is no such thing; and the sender's clock."""

    value: T | None
    at: datetime | None


class PoliteClient:
    """Thread-safe. `sign` puts the credentials on a request to `origin`, the only host that ever gets one."""

    def __init__(
        self,
        origin: str,
        sign: Sign,
        *,
        budget: int | None = None,
        contact: str = "",
        manners: Manners = PATIENT,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._origin, self._sign, self._manners = origin.rstrip("/"), sign, manners
        self._budget, self._spent, self._counting = budget, 0, threading.Lock()
        self._turn = threading.BoundedSemaphore(manners.at_once)
        self._welcome_at = 0.0  # when to ask again, by this machine's monotonic clock
        self._lines: deque[httpcore.NetworkStream] = deque(maxlen=4 * manners.at_once)  # the newest: older have ended
        self._is_closed = False
        self._http = httpx.Client(
            headers={"User-Agent": user_agent(contact), "Accept": "application/json", "Accept-Encoding": "gzip"},
            timeout=httpx.Timeout(manners.silence_seconds, connect=manners.connect_seconds),
            limits=httpx.Limits(max_connections=manners.at_once),
            trust_env=_hostname(origin) not in _LOOPBACK,  # a proxy of the machine's leads away from itself
            follow_redirects=False,
            transport=transport,
        )

    @property
    def requests_made(self) -> int:
        """Requests sent so far, those tried again included."""
        return self._spent

    def get(
        self,
        path: str,
        query: Mapping[str, str] | None = None,
        *,
        read: Callable[[bytes], T],
        is_signed: bool = True,
        attempts: int | None = None,
    ) -> Received[T]:
        """What `read` makes of the JSON at a path; `value` is None where the box office has no such thing (404).

        BoxOfficeUnavailable once every attempt has failed; CredentialsRefused at once.
        """
        first_wait = self._manners.first_wait
        again = stamina.RetryingCaller(
            attempts=attempts or self._manners.attempts,
            timeout=None,
            wait_initial=first_wait,
            wait_max=9 * first_wait,
            wait_jitter=first_wait,
        )
        try:
            return again(self._is_worth_another, self._get_once, path, query, read, is_signed)
        except Away as away:
            raise BoxOfficeUnavailable(away.message, remedy=away.remedy) from None

    def close(self) -> None:
        """Let go of the connections, also in the midst of answers: whoever waits for one is told at once."""
        self._is_closed = True
        for line in list(self._lines):
            _hang_up(line)
        self._http.close()

    def _note_line(self, event: str, about: dict[str, Any]) -> None:
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._lines.append(about["return_value"])
            if self._is_closed:  # just before it was there
                _hang_up(about["return_value"])

    def _is_worth_another(self, error: Exception) -> bool | float:
        if self._is_closed or not isinstance(error, Away):
            return False
        if error.wait is None:
            return True
        return error.wait if error.wait <= self._manners.longest_wait else False

    def _get_once(
        self, path: str, query: Mapping[str, str] | None, read: Callable[[bytes], T], is_signed: bool
    ) -> Received[T]:
        with self._turn:
            self._wait_until_welcome()
            request = self._request(path, query)
            if is_signed:
                self._sign(request)
            self._spend()
            try:
                answer = self._answer(request)
            except Away as away:
                if away.wait is not None and away.wait <= self._manners.longest_wait:
                    self._welcome_at = time.monotonic() + away.wait
                raise
        if answer.status == 404:
            return Received(None, answer.at)
        try:
            return Received(read(answer.body), answer.at)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            # The decoder's own words could quote the body.
            raise Away("The box office sent data that is cut off or malformed.") from None

    def _wait_until_welcome(self) -> None:
        """One request that is told to slow down was told for all: none of the others asks meanwhile."""
        if (pause := self._welcome_at - time.monotonic()) > 0:
            time.sleep(pause)

    def _answer(self, request: httpx.Request) -> Answer:
        """The answer, checked; errors of the network without their address."""
        deadline = time.monotonic() + self._manners.total_seconds
        try:
            response = self._http.send(request, stream=True)
            try:
                answer = read_answer(response, deadline=deadline, most_bytes=self._manners.most_bytes)
            finally:
                response.close()
        except httpx.TimeoutException:
            raise Away("The box office did not answer in time.") from None
        except httpx.ConnectError as problem:
            if "certificate" in str(problem).lower():
                raise _not_trusted() from None
            raise Away("The box office cannot be reached.") from None
        except (httpx.TransportError, httpx.StreamError, zlib.error):
            raise Away("The connection to the box office broke off.") from None
        check_answer(response, answer)
        return answer

    def _request(self, path: str, query: Mapping[str, str] | None) -> httpx.Request:
        try:
            address, heard = f"{self._origin}/{path}", {"trace": self._note_line}
            request = self._http.build_request("GET", address, params=query, extensions=heard)
        except httpx.InvalidURL:
            raise CredentialsRefused(
                "The address of the box office is not one.", remedy="Write it as https://HOST, without anything after."
            ) from None
        if request.url.scheme != "https" and request.url.host not in _LOOPBACK:
            raise CredentialsRefused(
                "The address of the box office is not encrypted: customers could be read on the way. Nothing was sent.",
                remedy="Write it as https://HOST.",
            )
        return request

    def _spend(self) -> None:
        with self._counting:
            if self._budget is not None and self._spent >= self._budget:
                raise BoxOfficeUnavailable(
                    "The day’s budget of requests to the box office is used up.",
                    remedy="Reading goes on tomorrow where it stopped; whoever runs the server can raise "
                    "HOUSELIGHTS_DAILY_REQUEST_BUDGET.",
                )
            self._spent += 1


def _hang_up(line: "httpcore.NetworkStream") -> None:
    """Whoever reads from it hears its end: closing it alone would leave them waiting."""
    plain = line.get_extra_info("socket")
    with suppress(OSError):  # it has ended already
        socket.socket.shutdown(plain, socket.SHUT_RDWR)  # also below TLS, whose own would want an answer


def _hostname(origin: str) -> str | None:
    """None for what is no address; asking it says so."""
    try:
        return urlsplit(origin).hostname
    except ValueError:
        return None


def _not_trusted() -> BoxOfficeUnavailable:
    """Not worth another try, and never waved through: whoever answered may not be the box office."""
    return BoxOfficeUnavailable(
        "The certificate of the box office is not to be trusted: it has expired, is for another name, or nobody known "
        "has signed it. Nothing was sent.",
        remedy="Check the address of the connection; if it is right, tell the box office’s support.",
    )


def user_agent(contact: str) -> str:
    """A name and where to ask: a box office that wonders who reads so much should not have to guess."""
    return f"Houselights/{__version__} (open audience data{f'; +{contact}' if contact else ''})"
