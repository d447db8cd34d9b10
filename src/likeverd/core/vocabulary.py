"""The words that the procedure is made of: states, actions, roles, and who is told."""

from enum import StrEnum
from typing import Final


class State(StrEnum):
    """Where a case is. The four steps follow each other as the trust's chain says."""

    DRAFT = "draft"
    CLINICAL_REVIEW = "clinical_review"
    ANCHORING = "anchoring"
    COMMITTEE = "committee"
    DECISION = "decision"
    AWAITING_ANSWERS = "awaiting_answers"
    RETURNED = "returned"
    GRANTED = "granted"
    GRANTED_WITH_CONDITIONS = "granted_with_conditions"
    REFUSED = "refused"
    WRONG_SCHEME = "wrong_scheme"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"
    MOVED = "moved"  # to another trust, where it goes on as a case of its own
    CLOSED_BY_DEATH = "closed_by_death"


class Action(StrEnum):
    """What a person can do with a case."""

    HAND_TO_CONSULTANT = "hand_to_consultant"
    SUBMIT = "submit"
    RESUBMIT = "resubmit"
    ASSESS = "assess"
    PRIORITISE = "prioritise"
    RECOMMEND = "recommend"
    ASK = "ask"
    ANSWER = "answer"
    RETURN = "return"
    STOP = "stop"
    GRANT = "grant"
    GRANT_WITH_CONDITIONS = "grant_with_conditions"
    REFUSE = "refuse"
    REFER = "refer"
    WITHDRAW = "withdraw"
    REGISTER_DEATH = "register_death"
    DECLARE_CONFLICT = "declare_conflict"
    CONSIDER_CHANGE = "consider_change"
    ADD_REFERENCE = "add_reference"
    SEEK_ADVICE = "seek_advice"
    RECORD_ADVICE = "record_advice"
    GIVE_ADVICE = "give_advice"
    CONSIDER_ADVICE = "consider_advice"
    ACKNOWLEDGE = "acknowledge"
    OFFER_MOVE = "offer_move"
    TAKE_OVER = "take_over"
    REQUEST_REVIEW = "request_review"
    UPHOLD = "uphold"
    REOPEN = "reopen"


class Role(StrEnum):
    """A role is granted to a person at a trust, in a unit or in the whole of it."""

    TREATING_CONSULTANT = "treating_consultant"
    HELPER = "helper"
    CLINICAL_LEAD_REVIEWER = "clinical_lead_reviewer"
    ANCHORING_MANAGER = "anchoring_manager"
    ASSESSMENT_COMMITTEE = "assessment_committee"
    MEDICAL_DIRECTOR = "medical_director"
    ACCESS_MANAGER = "access_manager"  # registers roles and blocks; sees no case
    LOG_REVIEWER = "log_reviewer"  # reads the access log; sees no case
    METHOD_SECRETARIAT = "method_secretariat"  # keeps the register of methods; sees no case
    PROCEDURE_KEEPER = (
        "procedure_keeper"  # keeps the trust's letters, texts and codes; sees no case
    )
    ARCHIVIST = (
        "archivist"  # sees that cases reach the archive, and what is deleted when; reads no case
    )


class Next(StrEnum):
    """A next state that depends on the trust's chain or on the case's own past."""

    FIRST_STEP = "first_step"
    FOLLOWING_STEP = "following_step"
    STEP_THAT_ASKED = "step_that_asked"
    SAME = "same"


class Duty(StrEnum):
    """What must hold for the person and the case beside having the role."""

    OWN_APPLICATION = "own_application"  # the applicant alone
    NOT_OWN_APPLICATION = "not_own_application"  # never the applicant, not as deputy either
    OTHER_HANDS = "other_hands"  # holds no other step of the case, unless as deputy
    COMPLETE_FORM = "complete_form"  # every question that is asked has an answer
    METHOD_CHANGED = (
        "method_changed"  # the method's status changed, and nobody has said what it means
    )
    APPLICANT_OR_NEXT_HANDLER = (
        "applicant_or_next_handler"  # one whose case it is, or who has it now
    )
    HOME_TRUST = "home_trust"  # holds the role at the trust where the patient lives
    REVIEWING_TRUST = "reviewing_trust"  # holds the role at the trust that reviews new facts
    RECEIVING_PERSON = "receiving_person"  # the one whom the case is offered to
    INVITED = "invited"  # an expert who is invited to the case and has not advised yet
    ADVICE_SOUGHT = "advice_sought"  # advice has been sought and has not come
    ADVICE_TO_CONSIDER = "advice_to_consider"  # advice has come, and nobody has said what it led to
    NOT_UNDER_REVIEW = "not_under_review"  # no review of new facts runs


class ClockEffect(StrEnum):
    """What a step does to the time that the hospital uses."""

    KEEP = "keep"
    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"


class Audience(StrEnum):
    """Who is told that something happened."""

    APPLICANT = "applicant"
    NEXT_HANDLERS = "next_handlers"
    PAST_HANDLERS = "past_handlers"


class Conclusion(StrEnum):
    """Where a recommendation comes from, in a trust whose committee meets and in one where it does not."""

    NOT_NEEDED = "not_needed"  # one person with the role records it
    AWAITED = "awaited"  # the committee has not concluded
    OF_A_MEETING = "of_a_meeting"
    OF_THE_LEADER = "of_the_leader"  # alone, in an urgent case; reported to the next meeting


# Those who answer for a unit or a trust may take a list of its cases out; nobody takes out who the patients are.
EXPORTING_ROLES: Final = frozenset(
    {
        Role.CLINICAL_LEAD_REVIEWER,
        Role.ANCHORING_MANAGER,
        Role.ASSESSMENT_COMMITTEE,
        Role.MEDICAL_DIRECTOR,
    }
)

STEPS: Final = (State.CLINICAL_REVIEW, State.ANCHORING, State.COMMITTEE, State.DECISION)

STEP_ROLE: Final = {
    State.CLINICAL_REVIEW: Role.CLINICAL_LEAD_REVIEWER,
    State.ANCHORING: Role.ANCHORING_MANAGER,
    State.COMMITTEE: Role.ASSESSMENT_COMMITTEE,
    State.DECISION: Role.MEDICAL_DIRECTOR,
}

WITH_APPLICANT: Final = (State.DRAFT, State.RETURNED, State.AWAITING_ANSWERS)

OPEN_STATES: Final = (*WITH_APPLICANT, *STEPS)

ENDED_STATES: Final = tuple(state for state in State if state not in OPEN_STATES)

GRANTED_STATES: Final = (State.GRANTED, State.GRANTED_WITH_CONDITIONS)


def depth(state: State) -> int:
    """How far along the full chain a step lies: 1 to 4, and 0 for what is no step."""
    return STEPS.index(state) + 1 if state in STEPS else 0
