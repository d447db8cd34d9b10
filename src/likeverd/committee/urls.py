"""Addresses of the assessment committee, under /komite/."""

from django.urls import path

from likeverd.committee.views import declaring, items, meetings, members, minutes

app_name = "committee"

urlpatterns = [
    path("", meetings.overview, name="overview"),
    path("medlemmer/", members.register, name="members"),
    path("moter/nytt/", meetings.plan, name="plan"),
    path("moter/<int:meeting>/", meetings.meeting, name="meeting"),
    path("moter/<int:meeting>/referat/", minutes.read, name="minutes"),
    path("moter/<int:meeting>/referat/rett/", minutes.correct, name="correct"),
    path("punkt/<int:item>/", items.item, name="item"),
    path("punkt/<int:item>/konkluder/", items.conclude, name="conclude"),
    path("sak/<str:number>/habilitet/", declaring.declare, name="declare"),
    path("sak/<str:number>/haster/", declaring.alone, name="alone"),
]
