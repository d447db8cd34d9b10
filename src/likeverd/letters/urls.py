"""Addresses of letters: of a case, of the templates, and on the patient's own pages."""

from django.urls import path

from likeverd.letters.views import case_letters, patient, preview, templates

app_name = "letters"

urlpatterns = [
    path("saker/<str:number>/brev/", case_letters.letters, name="letters"),
    path("saker/<str:number>/brev/lag/", case_letters.make, name="make"),
    path("saker/<str:number>/brev/mottatt/", case_letters.received, name="received"),
    path("saker/<str:number>/brev/<int:letter>/", case_letters.letter, name="letter"),
    path("saker/<str:number>/brev/<int:letter>/fil/", case_letters.file, name="letter_file"),
    path("saker/<str:number>/brev/slik/<str:action>/", preview.preview, name="preview"),
    path("innsyn/sak/<str:number>/brev/", patient.letter, name="own_letter"),
    path("innsyn/sak/<str:number>/brev/fil/", patient.file, name="own_letter_file"),
    path("brevmaler/", templates.texts, name="texts"),
    path(
        "brevmaler/<slug:trust>/<slug:kind>/<slug:end>/<slug:language>/",
        templates.text,
        name="text",
    ),
    path(
        "brevmaler/<slug:trust>/<slug:kind>/<slug:end>/<slug:language>/<int:version>/",
        templates.version,
        name="text_version",
    ),
]
