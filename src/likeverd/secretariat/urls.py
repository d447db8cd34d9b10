"""Addresses of the register of methods, for its secretariat. A method and an entry are named by their keys."""

from django.urls import path

from likeverd.secretariat.views import changes, entries, events, register

app_name = "secretariat"

urlpatterns = [
    path("metoderegister/", register.search, name="register"),
    path("metoderegister/endringer/", changes.week, name="changes"),
    path("metoderegister/<slug:key>/", register.method, name="method"),
    path("metoderegister/<slug:key>/hendelse/", events.add, name="add_event"),
    path(
        "metoderegister/<slug:key>/hendelse/<int:event>/stryk/", events.strike, name="strike_event"
    ),
    path("metoderegister/<slug:key>/ny/<slug:kind>/", entries.add, name="add_entry"),
    path(
        "metoderegister/<slug:key>/<slug:kind>/<slug:entry>/", entries.change, name="change_entry"
    ),
    path(
        "metoderegister/<slug:key>/<slug:kind>/<slug:entry>/stryk/",
        entries.strike,
        name="strike_entry",
    ),
]
