"""Addresses of the frame: the front page and the sources."""

from django.urls import path

from likeverd.web import views

app_name = "web"

urlpatterns = [
    path("", views.front_page, name="front_page"),
    path("kilder/", views.sources, name="sources"),
]
