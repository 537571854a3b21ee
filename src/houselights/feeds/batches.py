"""What comes one by one, taken together: in lists of a size, of a time, and also where the rest never comes."""

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from houselights.errors import BoxOfficeUnavailable

T = TypeVar("T")


def batches(things: Iterable[T], size: int, longest: float) -> Iterator[list[T]]:
    """Lists of at most `size`, of what came within `longest` seconds: memory stays level, a kill costs little.

    What came before the box office failed comes before the failure.
    """
    batch, begun = list[T](), time.monotonic()
    try:
        for each in things:
            batch.append(each)
            if len(batch) == size or time.monotonic() - begun >= longest:
                yield batch
                batch, begun = [], time.monotonic()
    except BoxOfficeUnavailable:
        if batch:
            yield batch
        raise
    if batch:
        yield batch
