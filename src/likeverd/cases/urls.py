"""Addresses of cases. A case is named by its number; nothing personal stands in an address."""

from django.urls import path

from likeverd.cases.views import (
    application,
    case,
    closing,
    deputies,
    group_drafts,
    like_cases,
    lists,
    new_case,
    new_route,
    step,
    touched,
)

app_name = "cases"

urlpatterns = [
    path("arbeid/", lists.waiting, name="work_list"),
    path("arbeid/sendt/", lists.sent, name="sent"),
    path("arbeid/enheten/", lists.of_my_units, name="unit"),
    path("arbeid/endrede-metoder/", touched.touched, name="touched"),
    path("arbeid/avslutt/", closing.close, name="close_many"),
    path("stedfortredere/", deputies.deputies, name="deputies"),
    path("sok/", lists.search, name="search"),
    path("saker/ny/", new_case.choose_method, name="new_case"),
    path("saker/ny/<int:method>/", new_case.describe, name="new_case_for"),
    path("saker/ny/<int:method>/vei/", new_route.choose_way, name="new_case_route"),
    path("skjema/enkeltpasientunntak/", new_case.empty_form, name="empty_form"),
    path("saker/<str:number>/", case.show, name="case"),
    path("saker/<str:number>/soknad/", application.write, name="application"),
    path("saker/<str:number>/soknad/lagre/", application.autosave, name="autosave"),
    path("saker/<str:number>/vedlegg/", case.attach, name="attach"),
    path("saker/<str:number>/vedlegg/<int:document>/", case.download, name="download"),
    path("saker/<str:number>/like-saker/", like_cases.show, name="like_cases"),
    path("saker/<str:number>/begrunnelse/", like_cases.approve, name="approve_reasoning"),
    path("like-saker/sok/", like_cases.search, name="search_like_cases"),
    path("gruppeunntak/utkast/<uuid:dossier>/", group_drafts.show, name="group_draft"),
    path("saker/<str:number>/steg/<str:action>/", step.take, name="step"),
]
