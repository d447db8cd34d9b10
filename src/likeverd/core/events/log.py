"""The log of a case: every type of event, how a stored one is restored, and what it makes of the case."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from likeverd.core.case import Advice, CaseFacts, Handler, Question
from likeverd.core.events.base import Event
from likeverd.core.events.beside import (
    AdviceConsidered,
    AdviceReceived,
    AdviceSought,
    HomeTrustAcknowledged,
    MoveOffered,
    ReferenceAdded,
    Reopened,
    ReviewRequested,
    TakenOver,
    Upheld,
)
from likeverd.core.events.endings import (
    DeathRegistered,
    Granted,
    GrantedWithConditions,
    Referred,
    Refused,
    Stopped,
    Withdrawn,
)
from likeverd.core.events.line import (
    Assessed,
    ChangeConsidered,
    ConflictDeclared,
    Created,
    HandedToConsultant,
    Prioritised,
    QuestionsAnswered,
    QuestionsAsked,
    Recommended,
    Resubmitted,
    ReturnedToApplicant,
    Submitted,
)
from likeverd.core.forms.model import Answers
from likeverd.core.vocabulary import ENDED_STATES, STEPS, Action, Role, State, depth

EVENT_TYPES: tuple[type[Event], ...] = (
    Created,
    HandedToConsultant,
    Submitted,
    Resubmitted,
    Assessed,
    Prioritised,
    Recommended,
    QuestionsAsked,
    QuestionsAnswered,
    ReturnedToApplicant,
    Stopped,
    Granted,
    GrantedWithConditions,
    Refused,
    Referred,
    Withdrawn,
    DeathRegistered,
    ConflictDeclared,
    ChangeConsidered,
    ReferenceAdded,
    AdviceSought,
    AdviceReceived,
    AdviceConsidered,
    HomeTrustAcknowledged,
    MoveOffered,
    TakenOver,
    ReviewRequested,
    Upheld,
    Reopened,
)

# A case goes a round each time it is sent. Nothing but these ends one: of a decision and a stop, one can stand.
ROUND_BEGINS: Final = (Submitted.kind, Resubmitted.kind)
ROUND_ENDS: Final = tuple(
    ending.kind for ending in (Granted, GrantedWithConditions, Refused, Referred, Stopped)
)

_BY_KIND = {event_type.kind: event_type for event_type in EVENT_TYPES}


def restore(kind: str, content: Mapping[str, Any]) -> Event:
    """An event from its payload as stored; a kind that was never written is a KeyError."""
    values = dict(content)
    if kind == QuestionsAsked.kind:
        values["questions"] = tuple(Question(**row) for row in values["questions"])
    for key in ("reasons", "answers", "changes", "documents"):
        if isinstance(values.get(key), list):
            values[key] = tuple(values[key])
    return _BY_KIND[kind](**values)


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event with its place in the case's log: order, time, hands, and way.

    ``role`` is None and ``action`` is None for the beginning of a draft.
    """

    sequence: int
    at: datetime
    by: int
    role: Role | None
    deputy_for: int | None
    action: Action | None
    state_before: State
    state_after: State
    event: Event


def with_answers_changed(
    recorded: Recorded, change: Callable[[Answers], Mapping[str, object]]
) -> Recorded:
    """The event with every set of answers that it carries as ``change`` gives it back."""
    event = recorded.event
    changed = {
        part.name: change(carried)
        for part in dataclasses.fields(event)
        if isinstance(carried := getattr(event, part.name), Mapping)
    }
    return dataclasses.replace(recorded, event=dataclasses.replace(event, **changed))


def evolve(case: CaseFacts, recorded: Recorded) -> CaseFacts:
    """The case after the event."""
    event = recorded.event
    changed = dataclasses.replace(
        case,
        version=recorded.sequence,
        state=recorded.state_after,
        furthest=max(case.furthest, depth(recorded.state_after)),
    )
    if recorded.state_after is not State.AWAITING_ANSWERS:
        changed = dataclasses.replace(changed, questions=(), asked_from=None)
    if recorded.state_after in ENDED_STATES and recorded.state_after is not State.MOVED:
        # Nobody takes over a case that has ended.
        changed = dataclasses.replace(changed, receiving_trust=None, receiving_person=None)
    from_outside = recorded.action in (Action.GIVE_ADVICE, Action.TAKE_OVER)
    if (
        recorded.role is Role.TREATING_CONSULTANT
        and recorded.by != case.applicant
        and not from_outside
    ):
        # A deputy who sends or answers has had a hand in the application.
        changed = dataclasses.replace(changed, helpers=case.helpers | {recorded.by})
    if event.step_of_a_handler and recorded.state_before in STEPS:
        hand = Handler(recorded.by, recorded.state_before, recorded.deputy_for is not None)
        if hand not in changed.handlers:
            changed = dataclasses.replace(changed, handlers=(*changed.handlers, hand))
    match event:
        case Submitted(answers=answers) | Resubmitted(answers=answers):
            return dataclasses.replace(changed, answers=answers)
        case QuestionsAsked(questions=questions):
            return dataclasses.replace(
                changed, questions=questions, asked_from=recorded.state_before
            )
        case QuestionsAnswered(changed=new):
            return dataclasses.replace(changed, answers={**case.answers, **new})
        case HandedToConsultant():
            return dataclasses.replace(changed, helpers=changed.helpers | {recorded.by})
        case ChangeConsidered():
            return dataclasses.replace(changed, method_changes=())
        case ConflictDeclared():
            return dataclasses.replace(changed, conflicted=case.conflicted | {recorded.by})
        case AdviceSought() | AdviceReceived() | AdviceConsidered():
            return dataclasses.replace(changed, advice=_advice_after(case.advice, event))
        case HomeTrustAcknowledged():
            return dataclasses.replace(changed, home_acknowledged=True)
        case MoveOffered(trust=trust, person=person):
            return dataclasses.replace(changed, receiving_trust=trust, receiving_person=person)
        case ReviewRequested(trust=trust):
            return dataclasses.replace(changed, review_trust=trust)
        case Upheld():
            return dataclasses.replace(changed, review_trust=None)
        case Reopened():
            deciders = {h.person for h in case.handlers if depth(h.step) == case.furthest}
            return dataclasses.replace(
                changed, review_trust=None, first_deciders=case.first_deciders | deciders
            )
        case _:
            return changed


def _advice_after(
    advice: tuple[Advice, ...], event: AdviceSought | AdviceReceived | AdviceConsidered
) -> tuple[Advice, ...]:
    """The case's advice after one was sought, came, or was considered."""
    match event:
        case AdviceSought(body=body, whom=whom, expert=expert, sight_until=until):
            return (*advice, Advice(len(advice) + 1, body, whom, expert, until))
        case AdviceReceived(number=number):
            return _with(advice, number, answered=True)
        case AdviceConsidered(number=number):
            return _with(advice, number, considered=True)


def _with(
    advice: tuple[Advice, ...], number: int, *, answered: bool = False, considered: bool = False
) -> tuple[Advice, ...]:
    return tuple(
        dataclasses.replace(
            one, answered=one.answered or answered, considered=one.considered or considered
        )
        if one.number == number
        else one
        for one in advice
    )
