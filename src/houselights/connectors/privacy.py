"""The only place where a name, e-mail, phone, street or postcode is held, and only in memory.

In goes a Person; out comes a Customer without any of it: keyed tokens, the kind of postcode, and consents. The key is
the organisation's own, so that the tokens of two organisations can never be joined.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from houselights.connectors.identity import Person, compounds
from houselights.connectors.postcodes import read_postcode
from houselights.rows import Customer, PostcodeKind

if TYPE_CHECKING:
    from hashlib import _Hash

_LENGTH = 32  # hex digits kept of a token: 128 bits
_SHORT = 16  # of a postcode's token: two of 2.7 million are alike once in five million keys, and builds read them all
_REMEMBERED = 100_000  # customers' ids, which come again with every order
# As countries are written: Spektrix gives ISO codes. The Crown dependencies have postcodes of the same form.
_UK = {"", "GB", "UK", "GBR", "UNITED KINGDOM", "ENGLAND", "SCOTLAND", "WALES", "NORTHERN IRELAND", "GG", "JE", "IM"}


class Privacy:
    """Cuts personal data with one organisation's key."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._customers, self._postcodes = self._key_for("customer"), self._key_for("postcode")
        self._tokens: dict[str, bytes] = {}
        self._sealer = AESSIV(hmac.digest(key, b"customer reference", "sha512"))
        self._known = lru_cache(maxsize=_REMEMBERED)(self._ids_of)

    def __repr__(self) -> str:
        return "Privacy(...)"

    def ids(self, box_office_id: str) -> tuple[str, str]:
        """(keyed id, sealed reference) of a customer: what an order carries."""
        return self._known(box_office_id)

    def customer_id(self, box_office_id: str) -> str:
        """The keyed id that every row of this customer has: it cannot be turned back."""
        return self.ids(box_office_id)[0]

    def reference(self, box_office_id: str) -> str:
        """The box office's own id, sealed: the same text each time (docs/decisions/0005)."""
        return self.ids(box_office_id)[1]

    def open_reference(self, reference: str) -> str:
        """The box office's own id again, to ask for the customer's record with."""
        return self._sealer.decrypt(urlsafe_b64decode(reference), None).decode()

    def postcode_tokens(self, postcodes: list[str]) -> list[str]:
        """Keyed tokens of postcodes without spaces, in their order."""
        inner, outer = _begun(self._postcodes)
        return [_finished(inner.copy(), outer.copy(), each.encode()).hex()[:_SHORT] for each in postcodes]

    def customer(self, box_office_id: str, person: Person) -> Customer:
        """The customer's row: all that is kept of a person."""
        kind, postcode = _kind_of_postcode(person)
        return Customer(
            id=self.customer_id(box_office_id),
            postcode_kind=kind,
            postcode_token=self.postcode_tokens([postcode])[0] if postcode else None,
            consents=dict(person.consents),
            tokens={name: self._token(name, plain) for name, plain in compounds(person)},
        )

    def _token(self, name: str, plain: str) -> str:
        key = self._tokens.get(name)
        if key is None:
            key = self._tokens[name] = self._key_for(f"token {name}")
        return hmac.digest(key, plain.encode(), "sha256").hex()[:_LENGTH]

    def _ids_of(self, box_office_id: str) -> tuple[str, str]:
        plain = box_office_id.encode()
        keyed = hmac.digest(self._customers, plain, "sha256").hex()[:_LENGTH]
        return keyed, urlsafe_b64encode(self._sealer.encrypt(plain, None)).decode()

    def _key_for(self, purpose: str) -> bytes:
        """A key of its own for each kind of token: equal texts of two kinds give different tokens."""
        return hmac.digest(self._key, purpose.encode(), "sha256")


def _begun(key: bytes) -> tuple["_Hash", "_Hash"]:
    """The two halves of HMAC-SHA256 (RFC 2104), begun with the key.

    A build asks for 2.7 million postcodes, which takes `hmac` (3.11) half as long again.
    """
    whole = key.ljust(64, b"\0")
    return sha256(bytes(byte ^ 0x36 for byte in whole)), sha256(bytes(byte ^ 0x5C for byte in whole))


def _finished(inner: "_Hash", outer: "_Hash", plain: bytes) -> bytes:
    inner.update(plain)
    outer.update(inner.digest())
    return outer.digest()


def _kind_of_postcode(person: Person) -> tuple[PostcodeKind, str | None]:
    """The kind, and the postcode without its space where it is usable."""
    if person.country.strip().upper() not in _UK:
        return "foreign", None
    if not person.postcode.strip():
        return "missing", None
    postcode = read_postcode(person.postcode)
    return ("known", postcode.replace(" ", "")) if postcode else ("invalid", None)
