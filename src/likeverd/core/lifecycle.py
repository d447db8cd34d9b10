"""The one table of the individual exception's life.

(state, action) → next state, roles, duties, required answers, clock effect, who is told,
and three labels. Buttons, API, permission checks, documentation and tests come from here.
The order of the steps is Sykehuset Innlandet's procedure [S4]; a trust's chain may leave
steps out (``core.trust_rules``).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from likeverd.core import step_questions as questions
from likeverd.core.case import CaseFacts, Ruleset
from likeverd.core.forms.model import Field
from likeverd.core.labels import ACTION_LABELS, Labels
from likeverd.core.vocabulary import (
    ENDED_STATES,
    STEP_ROLE,
    STEPS,
    WITH_APPLICANT,
    Action,
    Audience,
    ClockEffect,
    Duty,
    Next,
    Role,
    State,
)

Questions = Callable[[CaseFacts, Ruleset], tuple[Field, ...]]


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table. ``questions`` gives the fields that the step must answer."""

    state: State
    action: Action
    next: State | Next
    roles: tuple[Role, ...]
    duties: tuple[Duty, ...]
    questions: Questions
    clock: ClockEffect
    told: tuple[Audience, ...]

    @property
    def labels(self) -> Labels:
        """The button, what the applicant reads, and what the patient reads."""
        return ACTION_LABELS[self.action]


APPLICANT_ALONE: Final = (Duty.OWN_APPLICATION,)
ANOTHER_PERSON: Final = (Duty.NOT_OWN_APPLICATION, Duty.OTHER_HANDS)

FORWARD: Final[dict[State, tuple[Action, Questions]]] = {
    State.CLINICAL_REVIEW: (Action.ASSESS, questions.assess),
    State.ANCHORING: (Action.PRIORITISE, questions.prioritise),
    State.COMMITTEE: (Action.RECOMMEND, questions.recommend),
}
DECISIONS: Final[dict[Action, tuple[State, Questions]]] = {
    Action.GRANT: (State.GRANTED, questions.grant),
    Action.GRANT_WITH_CONDITIONS: (
        State.GRANTED_WITH_CONDITIONS,
        questions.grant_with_conditions,
    ),
    Action.REFUSE: (State.REFUSED, questions.refuse),
    Action.REFER: (State.WRONG_SCHEME, questions.refer),
}
MAY_ASK: Final = (State.COMMITTEE, State.DECISION)
LINE_STEPS: Final = (State.CLINICAL_REVIEW, State.ANCHORING)


def _applicant_rows() -> list[Transition]:
    consultant, told_next = (Role.TREATING_CONSULTANT,), (Audience.NEXT_HANDLERS,)
    rows = [
        Transition(
            State.DRAFT,
            Action.SUBMIT,
            Next.FIRST_STEP,
            consultant,
            (Duty.OWN_APPLICATION, Duty.COMPLETE_FORM),
            questions.nothing,
            ClockEffect.START,
            told_next,
        ),
        Transition(
            State.RETURNED,
            Action.RESUBMIT,
            Next.FIRST_STEP,
            consultant,
            (Duty.OWN_APPLICATION, Duty.COMPLETE_FORM),
            questions.nothing,
            ClockEffect.RESUME,
            told_next,
        ),
        Transition(
            State.AWAITING_ANSWERS,
            Action.ANSWER,
            Next.STEP_THAT_ASKED,
            consultant,
            APPLICANT_ALONE,
            questions.answer,
            ClockEffect.RESUME,
            told_next,
        ),
    ]
    rows += [
        Transition(
            state,
            Action.HAND_TO_CONSULTANT,
            Next.SAME,
            (Role.HELPER,),
            (Duty.NOT_OWN_APPLICATION,),
            questions.hand_to_consultant,
            ClockEffect.KEEP,
            (Audience.APPLICANT,),
        )
        for state in (State.DRAFT, State.RETURNED)
    ]
    return rows + _ways_out()


def _ways_out() -> list[Transition]:
    """From every open state the applicant may withdraw, or register that the patient died."""
    consultant = (Role.TREATING_CONSULTANT,)
    rows: list[Transition] = []
    for state in (*WITH_APPLICANT, *STEPS):
        rows.append(
            Transition(
                state,
                Action.WITHDRAW,
                State.WITHDRAWN,
                consultant,
                APPLICANT_ALONE,
                questions.withdraw,
                ClockEffect.STOP,
                (Audience.PAST_HANDLERS,),
            )
        )
        rows.append(
            Transition(
                state,
                Action.REGISTER_DEATH,
                State.CLOSED_BY_DEATH,
                consultant,
                APPLICANT_ALONE,
                questions.register_death,
                ClockEffect.STOP,
                (Audience.PAST_HANDLERS,),
            )
        )
    return rows


def _handler_row(
    state: State,
    action: Action,
    following: State | Next,
    asked: Questions,
    clock: ClockEffect,
    told: tuple[Audience, ...],
) -> Transition:
    roles = (STEP_ROLE[state],)
    return Transition(state, action, following, roles, ANOTHER_PERSON, asked, clock, told)


def _decision_rows() -> list[Transition]:
    told = (Audience.APPLICANT, Audience.PAST_HANDLERS)
    return [
        _handler_row(State.DECISION, action, ended, asked, ClockEffect.STOP, told)
        for action, (ended, asked) in DECISIONS.items()
    ]


def _handler_rows() -> list[Transition]:
    rows: list[Transition] = []
    applicant = (Audience.APPLICANT,)
    for state in STEPS:
        if state in FORWARD:
            action, asked = FORWARD[state]
            told_next = (Audience.NEXT_HANDLERS,)
            rows.append(
                _handler_row(state, action, Next.FOLLOWING_STEP, asked, ClockEffect.KEEP, told_next)
            )
        if state is State.DECISION:
            rows += _decision_rows()
        if state in MAY_ASK:
            rows.append(
                _handler_row(
                    state,
                    Action.ASK,
                    State.AWAITING_ANSWERS,
                    questions.ask,
                    ClockEffect.PAUSE,
                    applicant,
                )
            )
        rows.append(
            _handler_row(
                state,
                Action.RETURN,
                State.RETURNED,
                questions.send_back,
                ClockEffect.PAUSE,
                applicant,
            )
        )
        if state in LINE_STEPS:
            rows.append(
                _handler_row(
                    state,
                    Action.STOP,
                    State.STOPPED,
                    questions.stop,
                    ClockEffect.STOP,
                    applicant,
                )
            )
        rows.append(
            _handler_row(
                state,
                Action.DECLARE_CONFLICT,
                Next.SAME,
                questions.declare_conflict,
                ClockEffect.KEEP,
                (),
            )
        )
    return rows


def _change_rows() -> list[Transition]:
    """While a case runs: what a change of the method's status means for it [rules 1: a review task]."""
    consultant = (Role.TREATING_CONSULTANT,)
    duties = (Duty.METHOD_CHANGED, Duty.APPLICANT_OR_NEXT_HANDLER)
    return [
        Transition(
            state,
            Action.CONSIDER_CHANGE,
            Next.SAME,
            (*consultant, STEP_ROLE[state]) if state in STEP_ROLE else consultant,
            duties,
            questions.consider_change,
            ClockEffect.KEEP,
            (Audience.APPLICANT,),
        )
        for state in (*WITH_APPLICANT, *STEPS)
    ]


# Decisions that new facts can be held against; a yes on conditions can be, too.
REVIEWABLE: Final = (
    State.REFUSED,
    State.STOPPED,
    State.WRONG_SCHEME,
    State.GRANTED_WITH_CONDITIONS,
)


def _beside(
    state: State,
    action: Action,
    roles: tuple[Role, ...],
    duties: tuple[Duty, ...],
    asked: Questions,
    told: tuple[Audience, ...] = (),
) -> Transition:
    """A row that leaves the case where it is, and the clock as it goes."""
    return Transition(state, action, Next.SAME, roles, duties, asked, ClockEffect.KEEP, told)


def _evidence_rows() -> list[Transition]:
    """Sources and expert advice, by whoever has the case or applies; and by the expert who is invited."""
    rows: list[Transition] = []
    applicant = (Audience.APPLICANT,)
    on_the_case = (Duty.APPLICANT_OR_NEXT_HANDLER,)
    for state in (*WITH_APPLICANT, *STEPS):
        roles = (Role.TREATING_CONSULTANT, *((STEP_ROLE[state],) if state in STEP_ROLE else ()))
        rows += [
            _beside(state, Action.ADD_REFERENCE, roles, on_the_case, questions.add_reference),
            _beside(state, Action.SEEK_ADVICE, roles, on_the_case, questions.seek_advice),
            _beside(
                state,
                Action.RECORD_ADVICE,
                roles,
                (Duty.ADVICE_SOUGHT, *on_the_case),
                questions.record_advice,
                applicant,
            ),
            _beside(
                state,
                Action.GIVE_ADVICE,
                tuple(Role),
                (Duty.INVITED,),
                questions.give_advice,
                (Audience.APPLICANT, Audience.NEXT_HANDLERS),
            ),
        ]
        if state in STEP_ROLE:
            duties = (Duty.ADVICE_TO_CONSIDER, *ANOTHER_PERSON)
            roles = (STEP_ROLE[state],)
            asked = questions.consider_advice
            rows.append(
                _beside(state, Action.CONSIDER_ADVICE, roles, duties, asked, (Audience.APPLICANT,))
            )
    return rows


def _other_trust_rows() -> list[Transition]:
    """Where the patient lives elsewhere [S4], where a case moves, and where new facts are reviewed."""
    consultant, director = (Role.TREATING_CONSULTANT,), (Role.MEDICAL_DIRECTOR,)
    rows: list[Transition] = []
    for state in (State.AWAITING_ANSWERS, State.RETURNED, *STEPS):
        rows += [
            _beside(
                state,
                Action.ACKNOWLEDGE,
                director,
                (Duty.HOME_TRUST,),
                questions.acknowledge,
                (Audience.APPLICANT, Audience.NEXT_HANDLERS),
            ),
            _beside(state, Action.OFFER_MOVE, consultant, APPLICANT_ALONE, questions.offer_move),
            Transition(
                state,
                Action.TAKE_OVER,
                State.MOVED,
                consultant,
                (Duty.RECEIVING_PERSON,),
                questions.take_over,
                ClockEffect.STOP,
                (Audience.APPLICANT, Audience.PAST_HANDLERS),
            ),
        ]
    for state in REVIEWABLE:
        reviewer = (Duty.REVIEWING_TRUST,)
        told = (Audience.APPLICANT, Audience.PAST_HANDLERS)
        asked = questions.conclude_review
        rows += [
            _beside(
                state,
                Action.REQUEST_REVIEW,
                consultant,
                (Duty.OWN_APPLICATION, Duty.NOT_UNDER_REVIEW),
                questions.request_review,
                (Audience.PAST_HANDLERS,),
            ),
            _beside(state, Action.UPHOLD, director, reviewer, asked, told),
            Transition(
                state,
                Action.REOPEN,
                State.RETURNED,
                director,
                reviewer,
                asked,
                ClockEffect.KEEP,
                told,
            ),
        ]
    return rows


TABLE: Final[dict[tuple[State, Action], Transition]] = {
    (row.state, row.action): row
    for row in (
        *_applicant_rows(),
        *_handler_rows(),
        *_change_rows(),
        *_evidence_rows(),
        *_other_trust_rows(),
    )
}


def transition(state: State, action: Action) -> Transition | None:
    """The row for this step, if the table has one."""
    return TABLE.get((state, action))


def actions_from(state: State) -> tuple[Transition, ...]:
    """Every row that starts in this state, in the table's order."""
    return tuple(row for row in TABLE.values() if row.state is state)


def next_state(row: Transition, case: CaseFacts, ruleset: Ruleset) -> State:
    """Where the case is after the step, in this trust's chain."""
    match row.next:
        case Next.FIRST_STEP:
            return ruleset.trust.chain[0]
        case Next.FOLLOWING_STEP:
            return ruleset.trust.following(case.state)
        case Next.STEP_THAT_ASKED:
            if case.asked_from is None:
                raise ValueError("a case that nobody asked cannot answer")
            return case.asked_from
        case Next.SAME:
            return case.state
        case state:
            return state


def is_ended(state: State) -> bool:
    """Whether the case has ended; but for a review of new facts, nothing more happens in it."""
    return state in ENDED_STATES
