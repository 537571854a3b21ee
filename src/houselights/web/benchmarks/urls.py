"""Addresses of the benchmarks."""

from django.urls import path

from houselights.web.benchmarks import contributing, views

urlpatterns = [
    path("insights/benchmarks/", views.benchmarks, name="benchmarks"),
    path("insights/benchmarks.<str:form>", views.benchmarks_file, name="benchmarks_file"),
    path("insights/benchmarks/contributing/", contributing.contributing, name="contributing"),
]
