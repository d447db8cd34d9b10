"""Addresses for signing in and out."""

from django.conf import settings
from django.urls import path

from likeverd.accounts import helseid_views, operations_views, views

app_name = "accounts"

urlpatterns = [
    path("login/", views.sign_in, name="sign_in"),
    path("login/helseid/", helseid_views.begin, name="helseid_begin"),
    path("login/helseid/bekreft/", helseid_views.confirm, name="helseid_confirm"),
    path("login/helseid/tilbake/", helseid_views.complete, name="helseid_return"),
    path("login/helseid/utlogget/", helseid_views.ended_at_provider, name="helseid_ended"),
    path("login/bekreft/", views.confirm, name="confirm"),
    path("login/bekreftet/", views.confirmed, name="confirmed"),
    path("innlogginger/", views.sessions, name="sessions"),
    path("logout/", views.sign_out, name="sign_out"),
    path("language/", views.language, name="language"),
    path("form-token/", views.form_token, name="form_token"),
]
if settings.OPERATIONS_ACCOUNT:
    urlpatterns += [
        path("drift/", operations_views.status, name="operations"),
        path("drift/login/", operations_views.sign_in, name="operations_sign_in"),
        path("drift/logout/", operations_views.sign_out, name="operations_sign_out"),
    ]
