"""Addresses of packets."""

app_name = "packet"
urlpatterns: list[object] = []
