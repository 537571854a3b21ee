"""Addresses of the front page, signing in and out, and one-time links."""

from django.urls import path

from houselights.web.account import one_time, views

urlpatterns = [
    path("", views.front, name="front"),
    # allauth finds its own pages by these two names.
    path("sign-in/", views.SignIn.as_view(), name="account_login"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("welcome/<str:number>/<str:token>/", one_time.welcome, name="welcome"),
    path("first/<str:token>/", one_time.first_operator, name="first_operator"),
]
