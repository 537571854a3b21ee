"""The address of the recommendations."""

from django.urls import path

from houselights.web.recommendations.views import recommendations

urlpatterns = [path("", recommendations, name="recommendations")]
