"""What I am reminded of, and how often."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from likeverd.cases.views.common import case_view, moment_now, person_of
from likeverd.core.forms.model import Answers, Field, Kind, Option
from likeverd.core.forms.reading import Fault, read_completely
from likeverd.core.text import Text
from likeverd.core.timing.reminders import (
    ALWAYS,
    INTERVALS,
    REMINDER_LABELS,
    Choice,
    Reminder,
    interval,
    wants,
)
from likeverd.core.workdays import local_day
from likeverd.organisations.models import Person
from likeverd.timing.actions import choose_reminders
from likeverd.timing.selectors import choices_of
from likeverd.web.form_post import unflatten

CHOSEN = tuple(reminder for reminder in Reminder if reminder not in ALWAYS)
EVERY = {
    1: Text("Hver arbeidsdag", "Kvar arbeidsdag", "Every working day"),
    2: Text("Annenhver arbeidsdag", "Annankvar arbeidsdag", "Every second working day"),
    5: Text("Én gang i uken", "Éin gong i veka", "Once a week"),
}
FIELDS = (
    Field(
        "reminders",
        Kind.CHOICES,
        Text(
            "Hva vil du bli minnet om?",
            "Kva vil du bli mint om?",
            "What do you want to be reminded of?",
        ),
        Text(
            "De kommer på e-post. Fjern merket for det du ikke vil ha.",
            "Dei kjem på e-post. Fjern merket for det du ikkje vil ha.",
            "They come by mail. Remove the mark from what you do not want.",
        ),
        "I",
        options=tuple(Option(reminder.value, REMINDER_LABELS[reminder]) for reminder in CHOSEN),
        required=False,
    ),
    Field(
        "every",
        Kind.CHOICE,
        Text(
            "Hvor ofte når fristen er passert?",
            "Kor ofte når fristen er passert?",
            "How often when the target is passed?",
        ),
        Text(
            "Påminnelsene slutter når saken ikke lenger er hos deg.",
            "Påminningane sluttar når saka ikkje lenger er hos deg.",
            "The reminders end when the case is no longer with you.",
        ),
        "I",
        options=tuple(Option(str(days), EVERY[days]) for days in INTERVALS),
    ),
)


@require_http_methods(["GET", "HEAD", "POST"])
@case_view
def choose(request: HttpRequest) -> HttpResponse:
    """See and change one's own choices."""
    person = person_of(request)
    if request.method != "POST":
        return _page(request, _answers(person))
    given = unflatten(request.POST, FIELDS)
    reading = read_completely(FIELDS, given, local_day(moment_now()))
    if reading.faults:
        return _page(request, given, reading.faults)
    wanted = reading.answers.get("reminders")
    chosen = wanted if isinstance(wanted, list) else []
    every = int(str(reading.answers["every"]))
    choose_reminders(
        {reminder: Choice(reminder.value in chosen, every) for reminder in CHOSEN}, by=person
    )
    messages.success(request, _("Valgene dine er lagret."))
    return redirect("timing:reminders")


def _answers(person: Person) -> Answers:
    choices = choices_of(person)
    return {
        "reminders": [reminder.value for reminder in CHOSEN if wants(reminder, choices)],
        "every": str(interval(choices)),
    }


def _page(request: HttpRequest, answers: Answers, faults: tuple[Fault, ...] = ()) -> HttpResponse:
    context = {
        "fields": FIELDS,
        "answers": answers,
        "faults": faults,
        "always": [REMINDER_LABELS[reminder] for reminder in Reminder if reminder in ALWAYS],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK
    return render(request, "timing/reminders.html", context, status=status)
