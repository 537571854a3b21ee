"""A home of its own for the whole test run, made before Django reads its settings."""

import os
import tempfile
from pathlib import Path

import django
import pytest

from browsing import browser  # noqa: F401  (a fixture for journeys and for the look at every page)

_HOME = Path(tempfile.mkdtemp(prefix="houselights-tests-"))
os.environ["HOUSELIGHTS_HOME"] = str(_HOME)
# Here and not in pyproject.toml: pytest-django would read the settings before this file has made the home.
os.environ["DJANGO_SETTINGS_MODULE"] = "houselights.web.settings"
for _name in ("DATABASE_URL", "HOUSELIGHTS_SECRET_KEY", "HOUSELIGHTS_MASTER_KEY", "HOUSELIGHTS_PUBLIC_URL"):
    os.environ.pop(_name, None)

from houselights.home import Home  # noqa: E402  (the environment first)

Home(_HOME).prepare()
# The browser's synchronous client leaves an event loop in its thread, and Django then takes every later test for async.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
django.setup()  # pytest-django looked for the settings before this file named them
# Workers of xdist inherit the environment: named there, settings would be read with this process's home, not theirs.
os.environ.pop("DJANGO_SETTINGS_MODULE")


@pytest.fixture(scope="session")
def home() -> Home:
    """The home that this test process uses."""
    return Home(_HOME)
