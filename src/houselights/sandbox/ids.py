"""Ids as the box office writes them: a number with its suffix, a customer's short form, an order's code."""

from functools import lru_cache
from hashlib import blake2b

LENGTH = 33
_LETTERS = "BCDGHJKLMNPQRSTV"
_FROM_HEX = str.maketrans("0123456789abcdef", _LETTERS)
_SHORT = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_CUSTOMER_SCATTER = 387_420_489  # odd, so that multiplying by it modulo a power of two loses nothing
_CUSTOMER_SPACE = 32**7
_ORDER_SPACE = 32**6


def full_id(number: int) -> str:
    """The 33 characters of a number: the same for every client and every kind of thing, as in the real system."""
    digits = str(number)
    suffix = blake2b(digits.encode(), digest_size=16).hexdigest().translate(_FROM_HEX)
    return f"{digits}A{suffix[: LENGTH - 1 - len(digits)]}"


kept_full_id = lru_cache(maxsize=50_000)(full_id)


def number_of(text: str) -> int | None:
    """The number of a full id; None when it is not one, for a wrong suffix is an unknown id."""
    digits, _, _ = text.partition("A")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > LENGTH - 2:
        return None
    return int(digits) if full_id(int(digits)) == text else None


def block(index: int, start: int = 201) -> int:
    """The number of the n-th thing of its kind: a new block of 200 each."""
    return start + 200 * index


def index_of(number: int | None, start: int = 201) -> int | None:
    """The place of a number in its kind, or None when none of that kind could have it."""
    if number is None or number < start or (number - start) % 200:
        return None
    return (number - start) // 200


def _short(value: int, length: int) -> str:
    letters = []
    for _ in range(length):
        value, rest = divmod(value, 32)
        letters.append(_SHORT[rest])
    return "".join(letters)


def customer_id(number: int) -> str:
    """A customer's friendly form, `I-K222-7WRS`."""
    text = _short(number * _CUSTOMER_SCATTER % _CUSTOMER_SPACE, 7)
    return f"I-K{text[:3]}-{text[3:]}"


def order_code(number: int) -> str:
    """An order's friendly form, six characters."""
    return _short(number * _CUSTOMER_SCATTER % _ORDER_SPACE, 6)
