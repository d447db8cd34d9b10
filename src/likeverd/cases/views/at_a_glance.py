"""The first thing on a case page: where it is, what is missing, who has it, by when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from likeverd.cases.selectors import CasePage, Happening
from likeverd.cases.templatetags.case_parts import day_with_distance
from likeverd.cases.views.elsewhere_facts import (
    facts_of_review,
    heading_of_ended,
    holder_seen_from_outside,
    is_asked_from_elsewhere,
    missing_from_others,
    the_end,
    why_reopened,
)
from likeverd.cases.views.fact import Fact
from likeverd.cases.views.presentation import Assessment
from likeverd.cases.views.time_facts import facts_of_time
from likeverd.core.events import (
    HandedToConsultant,
    QuestionsAsked,
    Recommended,
    ReturnedToApplicant,
)
from likeverd.core.labels import STATE_LABELS
from likeverd.core.step_questions.shared import OUTCOMES
from likeverd.core.vocabulary import ENDED_STATES, STEPS, State
from likeverd.organisations.models import Person
from likeverd.web import formats
from likeverd.web.field_view import shown_in_text
from likeverd.web.templatetags.likeverd_ui import in_words, reader_language

MOST_NAMED_WITH_TITLE = 3  # beyond that the titles would bury the names
# Shown with the assessment itself; the glance has the person's own words on the case.
NOT_AT_A_GLANCE = frozenset(
    {"reasons", "talked", "talked_with", "talked_on", "talked_new", "not_talked_reason"}
)


@dataclass(frozen=True, slots=True)
class Glance:
    """What the eye meets first: a heading that says whose turn it is, and the facts.

    ``time`` is what the clock says; it stands below the buttons, which belong on the first screen of a phone.
    """

    heading: str
    facts: Sequence[Fact]
    time: Sequence[Fact] = ()


def glance(
    page: CasePage, written: Sequence[Assessment], me: Person, today: date, *, outside: bool
) -> Glance:
    """The case in five seconds, as this person needs to see it. ``outside``: who has no role at the case's trust."""
    state = State(page.case.state)
    if state in ENDED_STATES:
        return Glance(heading_of_ended(page), [*facts_of_review(page), *_ended(page, written)])
    facts = list(_open(page, state, me, today, outside=outside))
    return Glance(_whose_turn(page, me), facts, list(facts_of_time(page)))


def _whose_turn(page: CasePage, me: Person) -> str:
    if me in page.waits_for or is_asked_from_elsewhere(page):
        return _("Saken venter på deg")
    state = State(page.case.state)
    if state in STEPS:
        return _("Saken er hos: %(who)s") % {"who": in_words(page.rules.titles[state])}
    return _("Saken er hos søkeren")


def _open(
    page: CasePage, state: State, me: Person, today: date, *, outside: bool
) -> Iterator[Fact]:
    people = sorted(page.waits_for, key=lambda person: person != me)
    few = len(people) <= MOST_NAMED_WITH_TITLE
    if outside and not people:  # whose names stay inside their trust
        yield Fact(_("Hvem har saken"), holder_seen_from_outside(page, state))
    else:
        yield Fact(_("Hvem har saken"), people=people, with_titles=few)
    if state in STEPS:
        yield from _at_a_step(page, state)
    elif state is State.AWAITING_ANSWERS:
        yield from _questions(page, today)
    else:
        yield from _being_written(page, state)
    due = page.case.due_on
    if due is not None and state is not State.AWAITING_ANSWERS:
        yield Fact(_("Frist"), day_with_distance(due, today), late=due < today)


def _at_a_step(page: CasePage, state: State) -> Iterator[Fact]:
    if state is not State.DECISION:
        yield Fact(_("Dette mangler"), _("Vurdering før saken går videre"))
        return
    yield Fact(_("Dette mangler"), "\n".join([*missing_from_others(page), _("Avgjørelse")]))
    advice = next(
        (
            item.recorded.event
            for item in reversed(page.timeline)
            if isinstance(item.recorded.event, Recommended)
        ),
        None,
    )
    if advice is None:
        return
    outcome = advice.assessment.get("recommendation")
    words = next((in_words(option.label) for option in OUTCOMES if option.code == outcome), "")
    if advice.assessment.get("dissent"):
        words = _("%(outcome)s, med dissens") % {"outcome": words}
    yield Fact(_("Komiteens tilråding"), words)


def _questions(page: CasePage, today: date) -> Iterator[Fact]:
    number = len(page.facts.questions)
    words = ngettext("Svar på %(number)d spørsmål", "Svar på %(number)d spørsmål", number)
    yield Fact(_("Dette mangler"), words % {"number": number})
    event = page.timeline[-1].recorded.event
    if isinstance(event, QuestionsAsked) and event.answer_by:
        day = date.fromisoformat(event.answer_by)
        yield Fact(_("Svar innen"), day_with_distance(day, today), late=day < today)


def _being_written(page: CasePage, state: State) -> Iterator[Fact]:
    number = len({fault.field.split(".")[0] for fault in page.lacking})
    if number:
        words = ngettext(
            "%(number)d spørsmål gjenstår før søknaden kan sendes",
            "%(number)d spørsmål gjenstår før søknaden kan sendes",
            number,
        ) % {"number": number}
    elif state is State.RETURNED:
        words = _("Rett søknaden, og send den på nytt")
    else:
        words = _("Alt er fylt ut. Overlegen leser gjennom og sender.")
    yield Fact(_("Dette mangler"), words)
    yield from why_reopened(page)
    yield from messages_to_writer(page.timeline)


def messages_to_writer(timeline: Sequence[Happening]) -> Iterator[Fact]:
    """What the writer was asked to do, newest first: by the helper, by the one who returned."""
    for item in reversed(timeline):
        event = item.recorded.event
        if isinstance(event, HandedToConsultant | ReturnedToApplicant) and event.message:
            yield Fact(_("Beskjed fra %(name)s") % {"name": item.by.name}, event.message)
        if isinstance(event, ReturnedToApplicant):
            return


def _ended(page: CasePage, written: Sequence[Assessment]) -> Iterator[Fact]:
    last = the_end(page)
    yield Fact(_("Utfall"), in_words(STATE_LABELS[State(page.case.state)].staff))
    yield Fact(_("Avsluttet"), _by_whom(last))
    said = next((each for each in written if each.happening is last), None)
    if said is None:
        return
    for field in said.fields:
        if field.key not in NOT_AT_A_GLANCE and said.answers.get(field.key):
            words = shown_in_text(field, said.answers[field.key], reader_language())
            yield Fact(in_words(field.label), words)


def _by_whom(item: Happening) -> str:
    when = formats.day(item.recorded.at)
    if item.deputy_for is None:
        return _("%(when)s av %(who)s") % {"when": when, "who": item.by.name}
    return _("%(when)s av %(who)s, stedfortreder for %(absent)s") % {
        "when": when,
        "who": item.by.name,
        "absent": item.deputy_for.name,
    }
