"""Addresses of reminders, absences and the form's rates. None names a person or a case."""

from django.urls import path

from likeverd.timing.views import absences, rates, reminders

app_name = "timing"

urlpatterns = [
    path("varsler/", reminders.choose, name="reminders"),
    path("stedfortredere/fravaer/", absences.absences, name="absences"),
    path("skjema/sporsmal-per-felt/", rates.per_field, name="question_rates"),
]
