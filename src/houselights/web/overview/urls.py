"""The address of an organisation's overview."""

from django.urls import path

from houselights.web.overview.views import overview

urlpatterns = [path("", overview, name="overview")]
