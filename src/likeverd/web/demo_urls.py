"""Addresses that exist in demo and test alone: sign-in without password, everybody's mail."""

from django.urls import path

from likeverd.accounts import demo
from likeverd.patients.views import demo as patients

app_name = "demo"

urlpatterns = [
    path("demo/", demo.picker, name="picker"),
    path("demo/pasienter/", patients.picker, name="patients"),
    path("demo/postkasse/", demo.mailbox, name="mailbox"),
    path("demo/bekreft/", demo.confirm, name="confirm"),
]
