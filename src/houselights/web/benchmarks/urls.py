"""Addresses of the benchmarks."""

from django.urls import path

from houselights.web.benchmarks import by_hand, contributing, peer_keys, views

urlpatterns = [
    path("insights/benchmarks/", views.benchmarks, name="benchmarks"),
    path("insights/benchmarks.<str:form>", views.benchmarks_file, name="benchmarks_file"),
    path("insights/benchmarks/by-hand/", by_hand.by_hand, name="by_hand"),
    path("insights/benchmarks/by-hand.<str:form>", by_hand.by_hand_file, name="by_hand_file"),
    path("insights/benchmarks/by-hand/own/<str:quarter>/", by_hand.own, name="own_contribution"),
    path("insights/benchmarks/by-hand/key/<str:key>/", peer_keys.peer_key, name="peer_key"),
    path("insights/benchmarks/contributing/", contributing.contributing, name="contributing"),
]
