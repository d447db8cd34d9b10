"""Addresses of the frame: the front page."""

from django.urls import path

from likeverd.web import views

app_name = "web"

urlpatterns = [
    path("", views.front_page, name="front_page"),
]
