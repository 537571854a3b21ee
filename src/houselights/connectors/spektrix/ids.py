"""Ids as people give them: the full form, the bare number, or a booking link that holds either."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

from houselights.connectors.base import BoxOfficeId

LENGTH = 33
_FULL = re.compile(r"([1-9]\d*)A[BCDGHJKLMNPQRSTV]+", re.IGNORECASE)
_FULL_IN_A_LINK = re.compile(r"(?<![0-9A-Za-z])([1-9]\d*A[BCDGHJKLMNPQRSTV]+)(?![0-9A-Za-z])", re.IGNORECASE)
_NUMBER = re.compile(r"[1-9]\d{0,17}")
# As pasted from mails and sheets: spaces of every width, and marks that cannot be seen.
_STRAY = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")


def read_id(text: str) -> BoxOfficeId:
    """The id in `text`; neither part where there is none."""
    plain = _STRAY.sub("", text)
    if "/" in plain or "=" in plain:
        return _in_link(plain)
    return _alone(plain)


def _alone(plain: str) -> BoxOfficeId:
    if (full := _FULL.fullmatch(plain)) and len(plain) == LENGTH:
        return BoxOfficeId(plain.upper(), full[1])
    if _NUMBER.fullmatch(plain):
        return BoxOfficeId(None, plain)
    return BoxOfficeId(None, None)


def _in_link(link: str) -> BoxOfficeId:
    """`...?EventId=70401`, whatever its capitals; else a full id anywhere in it. Other numbers are no ids."""
    parts = urlsplit(link)
    for query in (parts.query or link.rpartition("?")[2], parts.fragment.rpartition("?")[2]):
        named = {name.lower(): values[0] for name, values in parse_qs(query).items()}
        if "eventid" in named:
            return _alone(named["eventid"])
    found = [each for each in _FULL_IN_A_LINK.findall(unquote(link)) if len(each) == LENGTH]
    return _alone(found[0]) if len(set(found)) == 1 else BoxOfficeId(None, None)
