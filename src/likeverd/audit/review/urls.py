"""Addresses of log review."""

from django.urls import path

from likeverd.audit.review import views

app_name = "log_review"

urlpatterns = [
    path("loggkontroll/", views.queue, name="queue"),
    path("loggkontroll/<int:finding>/", views.finding, name="finding"),
]
