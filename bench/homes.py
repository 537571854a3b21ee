"""A home that is thrown away, with Django open in it: each benchmark runs in one of its own."""

import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from houselights.home import Home


@contextmanager
def open_bench_home() -> Iterator["Home"]:
    """Made, migrated, and gone again at the end."""
    with tempfile.TemporaryDirectory(prefix="houselights-bench-") as folder:
        os.environ |= {"HOUSELIGHTS_HOME": folder, "DJANGO_SETTINGS_MODULE": "houselights.web.settings"}
        from houselights.home import Home

        home = Home(Path(folder))
        home.prepare()
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        logging.disable(logging.INFO)
        yield home
