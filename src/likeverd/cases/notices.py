"""Who is told when a case moves, and what: the case number and a link, never the patient."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from likeverd.cases import policy
from likeverd.cases.models import Case
from likeverd.core.case import CaseFacts
from likeverd.core.events import Recorded
from likeverd.core.labels import STATE_LABELS
from likeverd.core.lifecycle import transition
from likeverd.core.method_register import Effect
from likeverd.core.routing import STATUS_LABELS
from likeverd.core.text import Text
from likeverd.core.vocabulary import WITH_APPLICANT, Audience, State
from likeverd.core.workdays import local_day
from likeverd.methods.signals import Changed
from likeverd.organisations.models import Person
from likeverd.outbox.actions import NewMessage, queue


def tell(case: Case, before: CaseFacts, log: Sequence[Recorded], *, now: datetime) -> None:
    """Queue the notices of what just happened, in the transaction of the step itself."""
    messages: list[NewMessage] = []
    for recorded in log:
        row = transition(recorded.state_before, recorded.action) if recorded.action else None
        if row is None:
            continue
        told: dict[int, tuple[Person, Audience]] = {}
        for audience in row.told:
            for person in _people(audience, case, before, now):
                if person.pk != recorded.by:
                    told.setdefault(person.pk, (person, audience))
        messages += [
            _message(case, row.labels.applicant, person, audience)
            for person, audience in told.values()
        ]
    if messages:
        queue(messages, now=now)


def _people(audience: Audience, case: Case, before: CaseFacts, now: datetime) -> Iterable[Person]:
    if audience is Audience.NEXT_HANDLERS:
        return policy.who(case, local_day(now))
    if audience is Audience.APPLICANT:
        applicant = list(Person.objects.filter(pk=case.applicant_id, is_active=True))
        # Where the case waits for an applicant who is away, it waits for the deputies.
        return [*applicant, *policy.who(case, local_day(now))] if _waits(case) else applicant
    past = {hand.person for hand in before.handlers} - before.conflicted
    return Person.objects.filter(pk__in=past, is_active=True)


def _waits(case: Case) -> bool:
    return case.state in WITH_APPLICANT


WAITS_FOR_YOU = Text("{number} venter på deg", "{number} ventar på deg", "{number} waits for you")
NEWS = Text("{number}: {what}", "{number}: {what}", "{number}: {what}")
BODY = Text(
    "Sak {number} er nå her: {state}.\n\n"
    "Åpne saken i Likeverd:\n{link}\n\n"
    "Meldingen har ingen opplysninger om pasienten. Logg inn for å lese mer.\n",
    "Sak {number} er no her: {state}.\n\n"
    "Opne saka i Likeverd:\n{link}\n\n"
    "Meldinga har ingen opplysningar om pasienten. Logg inn for å lese meir.\n",
    "Case {number} is now here: {state}.\n\n"
    "Open the case in Likeverd:\n{link}\n\n"
    "This message has no information about the patient. Sign in to read more.\n",
)


STATUS_CHANGED = Text(
    "{number}: metodens status er endret",
    "{number}: statusen til metoden er endra",
    "{number}: the status of the method has changed",
)
CHANGE_BODY = Text(
    "{method}\n\nStatus hos Nye metoder: {before} → {after}.\n{effect}\n\n"
    "Si hva endringen betyr for sak {number}:\n{link}\n\n"
    "Meldingen har ingen opplysninger om pasienten. Logg inn for å lese mer.\n",
    "{method}\n\nStatus hos Nye metoder: {before} → {after}.\n{effect}\n\n"
    "Sei kva endringa har å seie for sak {number}:\n{link}\n\n"
    "Meldinga har ingen opplysningar om pasienten. Logg inn for å lese meir.\n",
    "{method}\n\nStatus at Nye metoder: {before} → {after}.\n{effect}\n\n"
    "Say what the change means for case {number}:\n{link}\n\n"
    "This message has no information about the patient. Sign in to read more.\n",
)
EFFECT_WORDS = {
    Effect.ENDS: Text(
        "Veien som saken går, er stengt.",
        "Vegen som saka går, er stengd.",
        "The way that the case goes is closed.",
    ),
    Effect.REVIEW: Text(
        "Endringen kan bety noe for saken.",
        "Endringa kan ha noko å seie for saka.",
        "The change may mean something for the case.",
    ),
}


def tell_of_change(cases: Iterable[Case], changed: Changed, *, now: datetime) -> None:
    """Queue one notice for the applicant and for each who has the next step of these cases."""
    messages: list[NewMessage] = []
    for case in cases:
        people = {person.pk: person for person in policy.who(case, local_day(now))}
        if case.applicant.is_active:
            people.setdefault(case.applicant_id, case.applicant)
        messages += [_of_change(case, changed, person) for person in people.values()]
    if messages:
        queue(messages, now=now)


def tell_elsewhere(case: Case, people: Iterable[int], *, now: datetime) -> None:
    """Queue a notice to people outside the trust who have a part in the case, that it waits for them."""
    label = STATE_LABELS[State(case.state)].staff
    messages = [
        _message(case, label, person, Audience.NEXT_HANDLERS)
        for person in Person.objects.filter(pk__in=list(people), is_active=True)
    ]
    if messages:
        queue(messages, now=now)


def _of_change(case: Case, changed: Changed, person: Person) -> NewMessage:
    language, meaning = person.language, changed.meaning
    return NewMessage(
        to_person=person,
        subject=STATUS_CHANGED.in_language(language).format(number=case.number),
        body=CHANGE_BODY.in_language(language).format(
            method=changed.method_name,
            before=STATUS_LABELS[meaning.before.status].in_language(language),
            after=STATUS_LABELS[meaning.after.status].in_language(language),
            effect=EFFECT_WORDS[meaning.effect].in_language(language),
            number=case.number,
            link=settings.PUBLIC_ADDRESS + reverse("cases:case", args=[case.number]),
        ),
        about=case.number,
    )


def _message(case: Case, what: Text, person: Person, audience: Audience) -> NewMessage:
    language = person.language
    state = STATE_LABELS[State(case.state)]
    subject = WAITS_FOR_YOU if audience is Audience.NEXT_HANDLERS else NEWS
    words = state.applicant if audience is Audience.APPLICANT else state.staff
    link = settings.PUBLIC_ADDRESS + _page_of(case, audience)
    return NewMessage(
        to_person=person,
        subject=subject.in_language(language).format(
            number=case.number, what=what.in_language(language)
        ),
        body=BODY.in_language(language).format(
            number=case.number, state=words.in_language(language), link=link
        ),
        about=case.number,
    )


def _page_of(case: Case, audience: Audience) -> str:
    """Where the person goes on: a committee that meets declares conflicts of interest before it sees the case."""
    if (
        audience is Audience.NEXT_HANDLERS
        and case.state == State.COMMITTEE
        and case.cleared is not None
    ):
        return reverse("committee:overview")
    return reverse("cases:case", args=[case.number])
