"""The weekly mail: what changed in the register, and how many of the reader's cases it touches. No case is named."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from likeverd.core.method_register import Effect
from likeverd.core.routing import STATUS_LABELS, Status
from likeverd.core.text import Text
from likeverd.core.workdays import local_day
from likeverd.methods.models import RegisterChange
from likeverd.organisations.models import Person
from likeverd.outbox.actions import NewMessage, queue
from likeverd.secretariat.selectors import changes_between, secretariats, touched_since
from likeverd.web import formats

DAYS = 7
MOST_NAMED = 30
SUBJECT = Text(
    "Metoder som er endret den siste uken",
    "Metodar som er endra den siste veka",
    "Methods that changed last week",
)
OWN_CASES = Text(
    "{count} av sakene dine som løper, gjelder en metode som er endret den siste uken.\n\n{link}\n\n"
    "Meldingen har ingen opplysninger om pasienter. Logg inn for å lese mer.\n",
    "{count} av sakene dine som går, gjeld ein metode som er endra den siste veka.\n\n{link}\n\n"
    "Meldinga har ingen opplysningar om pasientar. Logg inn for å lese meir.\n",
    "{count} of your running cases concern a method that changed last week.\n\n{link}\n\n"
    "This message has no information about patients. Sign in to read more.\n",
)
REGISTER = Text(
    "{count} endringer i metoderegisteret den siste uken. Disse betyr noe for saker som løper:\n\n{rows}\n\n{link}\n",
    "{count} endringar i metoderegisteret den siste veka. Desse har noko å seie for saker som går:\n\n{rows}\n\n"
    "{link}\n",
    "{count} changes in the register of methods last week. These mean something for running cases:\n\n{rows}\n\n"
    "{link}\n",
)
NONE = Text("(ingen)", "(ingen)", "(none)")


@transaction.atomic
def tell_of_week(*, now: datetime) -> int:
    """Queue the mails of a week in which anything changed. Answers how many."""
    since = now - timedelta(days=DAYS)
    changes = list(changes_between(since, now))
    if not changes:
        return 0
    touched = touched_since(since)
    keepers = secretariats(local_day(now))
    people = {
        person.pk: person
        for person in Person.objects.filter(pk__in={*touched, *keepers}, is_active=True)
    }
    messages = [
        _message(people[pk], OWN_CASES, "cases:touched", count=touched[pk])
        for pk in sorted(touched)
        if pk in people
    ]
    messages += [
        _message(
            people[pk],
            REGISTER,
            "secretariat:changes",
            count=len(changes),
            rows=_rows(changes, people[pk].language),
        )
        for pk in sorted(keepers)
        if pk in people
    ]
    queue(messages, now=now)
    return len(messages)


def _rows(changes: Sequence[RegisterChange], language: str) -> str:
    weighty = [row for row in changes if row.effect != Effect.NOTHING][:MOST_NAMED]
    lines = [
        f"- {formats.day(row.at)}: {row.method.name}, "
        f"{STATUS_LABELS[Status(row.status_before)].in_language(language)} → "
        f"{STATUS_LABELS[Status(row.status_after)].in_language(language)} ({row.cases})"
        for row in weighty
    ]
    return "\n".join(lines) or NONE.in_language(language)


def _message(person: Person, body: Text, page: str, **given: object) -> NewMessage:
    language = person.language
    link = settings.PUBLIC_ADDRESS + reverse(page)
    return NewMessage(
        to_person=person,
        subject=SUBJECT.in_language(language),
        body=body.in_language(language).format(link=link, **given),
    )
