"""The British grid from degrees: a transverse Mercator projection, near enough for a picture (within 150 metres)."""

from typing import Any

import numpy as np

# Airy's ellipsoid and the grid's true origin, as the Ordnance Survey gives them.
_A, _B, _SCALE = 6_377_563.396, 6_356_256.909, 0.9996012717
_LATITUDE, _LONGITUDE = np.radians(49.0), np.radians(-2.0)
_EAST, _NORTH = 400_000.0, -100_000.0
_SQUARED = 1 - (_B / _A) ** 2
_N = (_A - _B) / (_A + _B)


def on_grid(points: Any) -> Any:
    """Metres east and north of longitudes and latitudes, row by row; the shift between WGS84 and OSGB36 is left out."""
    longitude, latitude = np.radians(points[:, 0]) - _LONGITUDE, np.radians(points[:, 1])
    sine, cosine, tangent = np.sin(latitude), np.cos(latitude), np.tan(latitude)
    across = _A * _SCALE / np.sqrt(1 - _SQUARED * sine**2)
    eta = across / (_A * _SCALE * (1 - _SQUARED) * (1 - _SQUARED * sine**2) ** -1.5) - 1
    north = (
        _meridian(latitude)
        + longitude**2 * across / 2 * sine * cosine
        + longitude**4 * across / 24 * sine * cosine**3 * (5 - tangent**2 + 9 * eta)
    )
    east = (
        longitude * across * cosine
        + longitude**3 * across / 6 * cosine**3 * (1 + eta - tangent**2)
        + longitude**5 * across / 120 * cosine**5 * (5 - 18 * tangent**2 + tangent**4)
    )
    return np.column_stack([_EAST + east, _NORTH + north])


def _meridian(latitude: Any) -> Any:
    """The length of the meridian from the origin."""
    less, more = latitude - _LATITUDE, latitude + _LATITUDE
    return (
        _B
        * _SCALE
        * (
            (1 + _N + 5 / 4 * _N**2 + 5 / 4 * _N**3) * less
            - (3 * _N + 3 * _N**2 + 21 / 8 * _N**3) * np.sin(less) * np.cos(more)
            + (15 / 8 * _N**2 + 15 / 8 * _N**3) * np.sin(2 * less) * np.cos(2 * more)
            - 35 / 24 * _N**3 * np.sin(3 * less) * np.cos(3 * more)
        )
    )
