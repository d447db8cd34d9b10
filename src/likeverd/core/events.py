"""What can happen to a case: one type per event, and how an event changes the facts.

An event is never changed or deleted. The state of a case is what its events make of it:
``evolve`` is the only function that knows how.
"""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Final

from likeverd.core.case import Advice, CaseFacts, Handler, Question
from likeverd.core.forms.model import Answers
from likeverd.core.vocabulary import STEPS, Action, Role, State, depth


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened; ``kind`` names its type in the log."""

    kind: ClassVar[str]
    step_of_a_handler: ClassVar[bool] = False

    def payload(self) -> dict[str, Any]:
        """The event's own content as plain JSON."""
        return dataclasses.asdict(self)


@dataclass(frozen=True, slots=True)
class Created(Event):
    """A draft was begun, for whom and by which rules; ``paper`` when keyed in from paper."""

    kind: ClassVar[str] = "created"
    form_version: str
    trust_rules_version: str
    paper: bool = False
    earlier_case: str = ""
    why_new: str = ""


@dataclass(frozen=True, slots=True)
class HandedToConsultant(Event):
    """A helper has prepared the application; the consultant must read and send it."""

    kind: ClassVar[str] = "handed_to_consultant"
    message: str = ""


@dataclass(frozen=True, slots=True)
class Submitted(Event):
    """The consultant sent the application, with these answers."""

    kind: ClassVar[str] = "submitted"
    answers: Answers


@dataclass(frozen=True, slots=True)
class Resubmitted(Event):
    """A returned application was sent again; every step looks at it anew."""

    kind: ClassVar[str] = "resubmitted"
    answers: Answers


@dataclass(frozen=True, slots=True)
class Assessed(Event):
    """The clinical lead assured quality and assessed the case professionally."""

    kind: ClassVar[str] = "assessed"
    step_of_a_handler: ClassVar[bool] = True
    assessment: Answers


@dataclass(frozen=True, slots=True)
class Prioritised(Event):
    """The division director assessed benefit, resource use and severity."""

    kind: ClassVar[str] = "prioritised"
    step_of_a_handler: ClassVar[bool] = True
    assessment: Answers


@dataclass(frozen=True, slots=True)
class Recommended(Event):
    """The assessment committee made its recommendation."""

    kind: ClassVar[str] = "recommended"
    step_of_a_handler: ClassVar[bool] = True
    assessment: Answers


@dataclass(frozen=True, slots=True)
class QuestionsAsked(Event):
    """A bundled list of questions went to the applicant; the clock stands still."""

    kind: ClassVar[str] = "questions_asked"
    step_of_a_handler: ClassVar[bool] = True
    questions: tuple[Question, ...]
    answer_by: str


@dataclass(frozen=True, slots=True)
class QuestionsAnswered(Event):
    """The applicant answered; ``changed`` are new answers in the form, ``earlier`` the old."""

    kind: ClassVar[str] = "questions_answered"
    answers: tuple[str, ...]
    changed: Answers = field(default_factory=dict)
    earlier: Answers = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReturnedToApplicant(Event):
    """A handler sent the whole application back, with coded reasons and a message."""

    kind: ClassVar[str] = "returned_to_applicant"
    step_of_a_handler: ClassVar[bool] = True
    reasons: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Stopped(Event):
    """A line leader stopped the case before a decision, with coded reasons; it is counted.

    ``explained``: why a reason holds although a fact says otherwise. ``conversation``: what was said with the
    applicant before, by the keys of ``step_questions.conversation``, or why nothing was.
    """

    kind: ClassVar[str] = "stopped"
    step_of_a_handler: ClassVar[bool] = True
    reasons: tuple[str, ...]
    reasoning: str
    explained: str = ""
    conversation: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Granted(Event):
    """The medical director granted the exception until a day.

    ``departure``: why otherwise than like cases, if so. ``home_trust``: where the patient lives elsewhere, who pays,
    and why it was decided without the director there.
    """

    kind: ClassVar[str] = "granted"
    step_of_a_handler: ClassVar[bool] = True
    reasons: tuple[str, ...]
    reasoning: str
    valid_until: str
    explained: str = ""
    departure: str = ""
    home_trust: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GrantedWithConditions(Event):
    """The medical director granted the exception on conditions until a day."""

    kind: ClassVar[str] = "granted_with_conditions"
    step_of_a_handler: ClassVar[bool] = True
    reasons: tuple[str, ...]
    reasoning: str
    valid_until: str
    conditions: str
    explained: str = ""
    departure: str = ""
    home_trust: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused(Event):
    """The medical director refused."""

    kind: ClassVar[str] = "refused"
    step_of_a_handler: ClassVar[bool] = True
    reasons: tuple[str, ...]
    reasoning: str
    explained: str = ""
    conversation: Mapping[str, str] = field(default_factory=dict)
    departure: str = ""
    home_trust: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Referred(Event):
    """The medical director found that another scheme is the right way in."""

    kind: ClassVar[str] = "referred"
    step_of_a_handler: ClassVar[bool] = True
    reasons: tuple[str, ...]
    reasoning: str
    right_scheme: str
    explained: str = ""
    departure: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawn(Event):
    """The applicant withdrew the case."""

    kind: ClassVar[str] = "withdrawn"
    reason: str


@dataclass(frozen=True, slots=True)
class DeathRegistered(Event):
    """The patient died; the case is closed."""

    kind: ClassVar[str] = "death_registered"
    died_on: str


@dataclass(frozen=True, slots=True)
class ConflictDeclared(Event):
    """A handler declared a conflict of interest and is off the case."""

    kind: ClassVar[str] = "conflict_declared"
    explanation: str


@dataclass(frozen=True, slots=True)
class ChangeConsidered(Event):
    """Somebody of the case said what a change of the method's status means for it.

    ``changes`` are ids in the register's history; ``meaning`` a code of ``step_questions.CHANGE_MEANINGS``.
    """

    kind: ClassVar[str] = "change_considered"
    changes: tuple[str, ...]
    meaning: str
    reasoning: str


@dataclass(frozen=True, slots=True)
class ReferenceAdded(Event):
    """A source that bears on the case: what kind, where to find it, and what it shows."""

    kind: ClassVar[str] = "reference_added"
    reference_kind: str
    title: str
    link: str
    shows: str


@dataclass(frozen=True, slots=True)
class AdviceSought(Event):
    """Expert advice was asked for: of whom, what, and by when.

    ``expert`` is the person invited to see the case without identity, until ``sight_until``; None where nobody is.
    """

    kind: ClassVar[str] = "advice_sought"
    body: str
    whom: str
    question: str
    answer_by: str
    expert: int | None = None
    sight_until: str = ""


@dataclass(frozen=True, slots=True)
class AdviceReceived(Event):
    """Advice came: which (by its number in the case), when, and what it says."""

    kind: ClassVar[str] = "advice_received"
    number: int
    answered_on: str
    answer: str
    interests: str = ""


@dataclass(frozen=True, slots=True)
class AdviceConsidered(Event):
    """Whoever had the case said whether advice is followed, and why not where it is not."""

    kind: ClassVar[str] = "advice_considered"
    number: int
    followed: str
    why_not: str


@dataclass(frozen=True, slots=True)
class HomeTrustAcknowledged(Event):
    """The medical director where the patient lives has seen the case, and may have commented."""

    kind: ClassVar[str] = "home_trust_acknowledged"
    comment: str


@dataclass(frozen=True, slots=True)
class MoveOffered(Event):
    """The case was offered to a consultant of another trust, by ids; it stays until it is taken over."""

    kind: ClassVar[str] = "move_offered"
    trust: int
    person: int
    why: str


@dataclass(frozen=True, slots=True)
class TakenOver(Event):
    """The other trust took the case over; there it goes on under a number of its own."""

    kind: ClassVar[str] = "taken_over"
    number: str


@dataclass(frozen=True, slots=True)
class ReviewRequested(Event):
    """The applicant asked another trust to look at facts that the decision did not know."""

    kind: ClassVar[str] = "review_requested"
    new_facts: str
    source: str
    trust: int


@dataclass(frozen=True, slots=True)
class Upheld(Event):
    """The reviewing trust found that the new facts do not change the decision's ground."""

    kind: ClassVar[str] = "upheld"
    reasoning: str


@dataclass(frozen=True, slots=True)
class Reopened(Event):
    """The reviewing trust found that the case must be considered anew; the first decision is kept beside it."""

    kind: ClassVar[str] = "reopened"
    reasoning: str


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
    for key in ("reasons", "answers", "changes"):
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
    if recorded.role is Role.TREATING_CONSULTANT and recorded.by != case.applicant:
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
