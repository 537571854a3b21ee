"""Contributions carried by hand: a small file, signed with the organisation's own key, that anybody can check."""

import hmac
from base64 import b64decode, b64encode
from datetime import datetime
from hashlib import sha256

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from msgspec import Struct
from msgspec.structs import replace

from houselights.disclosure.bounds import shown_value
from houselights.disclosure.contributions import Contributed, Contribution, as_bytes, of_bytes
from houselights.disclosure.spread import COUNTED
from houselights.errors import WrongUsage
from houselights.measures.catalogue import MEASURES
from houselights.periods import quarter_named

FORMAT, VERSION = "houselights contribution", 1
MOST_BYTES = 100_000
LARGEST = 10**13  # pence or people of a quarter: what lies above no organisation has, and no arithmetic need bear


class Carried(Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it is written. `contribution` is kept as the bytes that were signed."""

    format: str
    version: int
    public_key: str
    signature: str
    contribution: msgspec.Raw


def signing_key(organisation_key: bytes) -> Ed25519PrivateKey:
    """Made from the organisation's own sealed key: nothing more to keep, and the same after a restore."""
    return Ed25519PrivateKey.from_private_bytes(hmac.digest(organisation_key, b"signs contributions", "sha256"))


def name_of(key: Ed25519PublicKey) -> str:
    """What stands for the organisation in a file: of its public key, so nobody can use another's."""
    return sha256(key.public_bytes_raw()).hexdigest()[:24]


def carried(contribution: Contribution, key: Ed25519PrivateKey) -> bytes:
    """The file. It says nowhere in words whose it is."""
    content = as_bytes(replace(contribution, of=name_of(key.public_key())))
    return msgspec.json.encode(
        Carried(
            format=FORMAT,
            version=VERSION,
            public_key=b64encode(key.public_key().public_bytes_raw()).decode(),
            signature=b64encode(key.sign(_signed(content))).decode(),
            contribution=msgspec.Raw(content),
        )
    )


def read_carried(content: bytes) -> Contribution:
    """What it contributes; WrongUsage, in a sentence that begins with "it", for a file that cannot count."""
    file = _decoded(content)
    if file.format != FORMAT:
        raise WrongUsage("it is no contribution of Houselights")
    if file.version != VERSION:
        raise WrongUsage(f"it is of version {file.version}, and this Houselights knows version {VERSION} alone")
    key = _checked_key(file)
    contribution = _contribution(bytes(file.contribution))
    if contribution.of != name_of(key):
        raise WrongUsage("it is signed with another organisation's key")
    _check_as_the_gate_writes(contribution)
    return contribution


def _decoded(content: bytes) -> Carried:
    if len(content) > MOST_BYTES:
        raise WrongUsage("it is too large for a contribution")
    try:
        return msgspec.json.decode(content, type=Carried)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise WrongUsage("it is no contribution of Houselights, or only a part of one") from None


def _checked_key(file: Carried) -> Ed25519PublicKey:
    try:
        key = Ed25519PublicKey.from_public_bytes(b64decode(file.public_key, validate=True))
        key.verify(b64decode(file.signature, validate=True), _signed(bytes(file.contribution)))
    except (ValueError, InvalidSignature):
        raise WrongUsage("it was changed after it was signed") from None
    return key


def _contribution(content: bytes) -> Contribution:
    try:
        return of_bytes(content)
    except msgspec.DecodeError:
        raise WrongUsage("its figures cannot be read") from None


def _check_as_the_gate_writes(contribution: Contribution) -> None:
    """A file may be signed and still be made by hand: no word of it is shown, and no figure that nobody rounded."""
    if not (contribution.is_protected and contribution.is_final):
        raise WrongUsage("its figures are not protected, or its quarter was not over")
    if not _is_quarter(contribution.period) or not _is_moment(contribution.data_as_of):
        raise WrongUsage("it does not say of when its figures are")
    measures = [each.measure for each in contribution.figures]
    if sorted(measures) != sorted(COUNTED) or not all(map(_is_as_shown, contribution.figures)):
        raise WrongUsage("its figures are not as the gate writes them")


def _is_quarter(period: str) -> bool:
    try:
        return quarter_named(period).name == period
    except WrongUsage:
        return False


def _is_moment(text: str) -> bool:
    try:
        return bool(datetime.fromisoformat(text))
    except ValueError:
        return False


def _is_as_shown(figure: Contributed) -> bool:
    is_money = MEASURES[figure.measure].unit.startswith("pence")
    is_headline = (figure.by, figure.label, figure.people, figure.is_money) == ("", "", None, is_money)
    value = 0 if figure.hidden else figure.value
    return is_headline and 0 <= value <= LARGEST and value == shown_value(value, is_money=is_money)


def _signed(content: bytes) -> bytes:
    return f"{FORMAT} {VERSION}\n".encode() + content
