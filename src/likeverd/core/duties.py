"""Separation of duties: who may take which step of which case.

One person never holds two steps of one case, unless registered as deputy with a period and
a reason, and never decides on an own application [S4; design reading of rules 2.1].
"""

from likeverd.core.case import Actor, CaseFacts, Grant
from likeverd.core.elsewhere import ELSEWHERE, from_elsewhere
from likeverd.core.lifecycle import Transition
from likeverd.core.refusals import (
    CommitteeConcludes,
    ConflictOfInterest,
    NoAdviceWaits,
    NothingChanged,
    NotYourApplication,
    NotYourRole,
    OwnApplication,
    Refusal,
    SameHands,
    UnderReview,
)
from likeverd.core.step_questions.evidence import to_consider, waiting
from likeverd.core.vocabulary import Action, Conclusion, Duty, Role, State


def grant_for(row: Transition, case: CaseFacts, actor: Actor) -> Grant | Refusal:
    """The grant by which the person may take the step, or the reason why not.

    A grant of one's own is preferred to one held as deputy. A registered deputy of the
    applicant may do what the applicant may.
    """
    if actor.person in case.conflicted:
        return ConflictOfInterest()
    if row.action in ELSEWHERE:
        return from_elsewhere(row, case, actor)
    held = [grant for grant in actor.grants if grant.role in row.roles and grant.covers(case)]
    if not held:
        return NotYourRole(row.action)
    # Whose superior has a conflict of interest does not decide in that one's place
    # (forvaltningsloven § 6, third paragraph).
    held = [grant for grant in held if grant.deputy_for not in case.conflicted]
    if not held:
        return ConflictOfInterest()
    if row.action is Action.RECOMMEND and case.conclusion is Conclusion.AWAITED:
        return CommitteeConcludes()
    if Duty.OWN_APPLICATION in row.duties and actor.person != case.applicant:
        held = [grant for grant in held if grant.deputy_for == case.applicant]
        return held[0] if held else NotYourApplication()
    nothing_to_do = _nothing_to_do(row, case)
    if nothing_to_do is not None:
        return nothing_to_do
    if Duty.APPLICANT_OR_NEXT_HANDLER in row.duties:
        return _as_applicant_or_next_handler(held, case, actor)
    if Duty.NOT_OWN_APPLICATION in row.duties and actor.person == case.applicant:
        return OwnApplication()
    held.sort(key=lambda grant: grant.deputy_for is not None)
    return _with_clean_hands(held, case, actor) if Duty.OTHER_HANDS in row.duties else held[0]


def _nothing_to_do(row: Transition, case: CaseFacts) -> Refusal | None:
    """Where the step answers something that has not happened."""
    if Duty.METHOD_CHANGED in row.duties and not case.method_changes:
        return NothingChanged()
    if Duty.ADVICE_SOUGHT in row.duties and not waiting(case, of_experts=False):
        return NoAdviceWaits()
    if Duty.ADVICE_TO_CONSIDER in row.duties and not to_consider(case):
        return NoAdviceWaits()
    if Duty.NOT_UNDER_REVIEW in row.duties and case.review_trust is not None:
        return UnderReview()
    return None


def _with_clean_hands(held: list[Grant], case: CaseFacts, actor: Actor) -> Grant | Refusal:
    """The first of the grants; a deputy's, where the person already holds another step."""
    other = other_step(case, actor.person, case.state)
    if other is None:
        return held[0]
    return next((grant for grant in held if grant.deputy_for is not None), SameHands(other))


def _as_applicant_or_next_handler(
    held: list[Grant], case: CaseFacts, actor: Actor
) -> Grant | Refusal:
    """The grant of the applicant or a deputy, or else of one who may take the case's next step."""
    for grant in held:
        if grant.role is Role.TREATING_CONSULTANT and case.applicant in (
            actor.person,
            grant.deputy_for,
        ):
            return grant
    handling = [grant for grant in held if grant.role is not Role.TREATING_CONSULTANT]
    if not handling:
        return NotYourApplication()
    if actor.person == case.applicant:
        return OwnApplication()
    handling.sort(key=lambda grant: grant.deputy_for is not None)
    return _with_clean_hands(handling, case, actor)


def other_step(case: CaseFacts, person: int, step: State) -> State | None:
    """A step other than this one that the person already holds in the case, if any.

    Preparing the application as a helper, or sending it as the applicant's deputy, counts
    as a step (``State.DRAFT``). Whoever took a decision that a review set aside takes no step of the case again.
    """
    if person in case.helpers:
        return State.DRAFT
    if person in case.first_deciders:
        return State.DECISION
    return next((h.step for h in case.handlers if h.person == person and h.step != step), None)


def barred(case: CaseFacts) -> frozenset[int]:
    """Persons whom separation of duties keeps from the present step, deputies apart."""
    others = {handler.person for handler in case.handlers if handler.step != case.state}
    return frozenset(others | case.helpers | case.first_deciders | {case.applicant})
