"""The addresses of the site: each part of it keeps its own."""

from django.urls import include, path

from houselights.web.errors import too_many
from houselights.web.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("houselights.web.account.urls")),
    path("help/", include("houselights.web.help.urls")),
    path("o/<slug:slug>/", include("houselights.web.overview.urls")),
    path("o/<slug:slug>/events/", include("houselights.web.events.urls")),
    path("o/<slug:slug>/box-office/", include("houselights.web.box_office.urls")),
    path("o/<slug:slug>/insights/recommendations/", include("houselights.web.recommendations.urls")),
    path("o/<slug:slug>/", include("houselights.web.benchmarks.urls")),
    path("o/<slug:slug>/", include("houselights.web.insights.urls")),
    path("o/<slug:slug>/return/", include("houselights.web.returns.urls")),
    path("o/<slug:slug>/organisation/", include("houselights.web.organisation.urls")),
    path("f/<slug:slug>/publications/", include("houselights.web.publishing.urls")),
    path("f/<slug:slug>/", include("houselights.web.portfolio.urls")),
    path("public/", include("houselights.web.public.urls")),
]
handler400 = "houselights.web.errors.bad_request"
handler403 = "houselights.web.errors.forbidden"
handler404 = "houselights.web.errors.not_found"
handler429 = too_many  # allauth's own, when someone tries too often
handler500 = "houselights.web.errors.bug"
