"""Addresses of what a decision must produce. A case is named by its number alone."""

from django.urls import path

from likeverd.packet.views import packet, regional, settings, waiting

app_name = "packet"

urlpatterns = [
    path("arbeid/etter-beslutning/", waiting.waiting, name="waiting"),
    path("pakkeoppsett/", settings.edit, name="settings"),
    path("saker/<str:number>/pakke/", packet.show, name="packet"),
    path("saker/<str:number>/pakke/bestilling/", packet.order, name="order"),
    path("saker/<str:number>/pakke/uten-identitet/", regional.show, name="regional"),
    path("saker/<str:number>/pakke/uten-identitet/kopi/", regional.download, name="regional_copy"),
]
