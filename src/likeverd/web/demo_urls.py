"""Addresses that exist in demo and test alone: sign-in without password, everybody's mail."""

from django.urls import path

from likeverd.accounts import demo

app_name = "demo"

urlpatterns = [
    path("demo/", demo.picker, name="picker"),
    path("demo/postkasse/", demo.mailbox, name="mailbox"),
    path("demo/bekreft/", demo.confirm, name="confirm"),
]
