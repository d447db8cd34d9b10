"""The rows beside the line: sources and advice, and what other trusts have to do with a case (``core.elsewhere``)."""

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


def evidence_rows() -> list[Transition]:
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


def other_trust_rows() -> list[Transition]:
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
