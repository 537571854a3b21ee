"""Seal and open small secrets with AES-GCM: box-office keys, and each organisation's own key."""

import os
from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from houselights.errors import HomeProblem

_NONCE = 12  # bytes, as AES-GCM wants


def seal(secret: bytes, key: bytes, *, what: str) -> str:
    """The secret sealed by `key` (32 bytes) as base64 text; `what` it is must be said again to open it."""
    nonce = os.urandom(_NONCE)
    return b64encode(nonce + AESGCM(key).encrypt(nonce, secret, what.encode())).decode()


def unseal(sealed: str, key: bytes, *, what: str) -> bytes:
    """What was sealed; HomeProblem when the key is another or the text was altered."""
    try:
        raw = b64decode(sealed, validate=True)
        return AESGCM(key).decrypt(raw[:_NONCE], raw[_NONCE:], what.encode())
    except (InvalidTag, ValueError):  # ValueError: cut short, or no base64
        raise HomeProblem(
            f"The master key does not open {what}.",
            remedy="Give the HOUSELIGHTS_MASTER_KEY that this home was made with.",
        ) from None
