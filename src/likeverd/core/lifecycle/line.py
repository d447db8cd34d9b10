"""The rows of the line: the applicant's, those who assess and decide, and what a change of the method asks for.

The order of the steps is Sykehuset Innlandet's procedure [S4]; a trust's chain may leave steps out
(``core.trust_rules``).
"""

from typing import Final

from likeverd.core import step_questions as questions
from likeverd.core.lifecycle.row import ANOTHER_PERSON, APPLICANT_ALONE, Questions, Transition
from likeverd.core.vocabulary import (
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


def applicant_rows() -> list[Transition]:
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


def handler_rows() -> list[Transition]:
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


def change_rows() -> list[Transition]:
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
