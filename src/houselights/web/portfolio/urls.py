"""The address of a funder's portfolio."""

from django.urls import path

from houselights.web.portfolio.views import portfolio

urlpatterns = [path("", portfolio, name="portfolio")]
