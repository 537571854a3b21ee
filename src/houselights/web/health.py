"""`/healthz`: can this process serve and store."""

import os

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """200 when all is well, 503 otherwise; no secrets, no paths."""
    checks = {"database": _can_store(), "home": os.access(settings.HOME.path, os.W_OK)}
    return JsonResponse({"ok": all(checks.values()), **checks}, status=200 if all(checks.values()) else 503)


def _can_store() -> bool:
    """Takes SQLite's write lock and gives it back: a read alone would pass on a full or read-only disk."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE django_migrations SET name = name WHERE id = 0")
    except DatabaseError:
        return False
    return True
