"""Addresses of the patients' pages, and of the page on which the doctor chooses what the patient sees.

Nothing personal stands in an address: a case is named by its number, and opens for its own patient alone.
"""

from django.urls import path

from likeverd.patients.views import access_log, cases, release, sign_in

app_name = "patients"

urlpatterns = [
    path("innsyn/", cases.own_cases, name="cases"),
    path("innsyn/sak/<str:number>/", cases.show, name="case"),
    path("innsyn/hvem-har-sett/", access_log.who_has_seen, name="who_has_seen"),
    path("innsyn/hvem-har-sett/utskrift/", access_log.on_paper, name="who_has_seen_paper"),
    path("innsyn/hvem-har-sett/fil/", access_log.as_file, name="who_has_seen_file"),
    path("innsyn/rettigheter/", cases.rights, name="rights"),
    path("innsyn/login/", sign_in.sign_in, name="sign_in"),
    path("innsyn/login/idporten/", sign_in.begin, name="begin"),
    path("innsyn/login/idporten/tilbake/", sign_in.complete, name="return"),
    path("innsyn/logout/", sign_in.sign_out, name="sign_out"),
    path("saker/<str:number>/pasienten/", release.release, name="release"),
]
