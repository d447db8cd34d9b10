"""Separation of duties: who may take which step of which case.

One person never holds two steps of one case, unless registered as deputy with a period and
a reason, and never decides on an own application [S4; design reading of rules 2.1].
"""

from likeverd.core.case import Actor, CaseFacts, Grant
from likeverd.core.lifecycle import Transition
from likeverd.core.refusals import (
    ConflictOfInterest,
    NotYourApplication,
    NotYourRole,
    OwnApplication,
    Refusal,
    SameHands,
)
from likeverd.core.vocabulary import Duty, State


def grant_for(row: Transition, case: CaseFacts, actor: Actor) -> Grant | Refusal:
    """The grant by which the person may take the step, or the reason why not.

    A grant of one's own is preferred to one held as deputy. A registered deputy of the
    applicant may do what the applicant may.
    """
    if actor.person in case.conflicted:
        return ConflictOfInterest()
    held = [grant for grant in actor.grants if grant.role in row.roles and grant.covers(case)]
    if not held:
        return NotYourRole(row.action)
    # Whose superior has a conflict of interest does not decide in that one's place
    # (forvaltningsloven § 6, third paragraph).
    held = [grant for grant in held if grant.deputy_for not in case.conflicted]
    if not held:
        return ConflictOfInterest()
    if Duty.OWN_APPLICATION in row.duties and actor.person != case.applicant:
        held = [grant for grant in held if grant.deputy_for == case.applicant]
        return held[0] if held else NotYourApplication()
    if Duty.NOT_OWN_APPLICATION in row.duties and actor.person == case.applicant:
        return OwnApplication()
    held.sort(key=lambda grant: grant.deputy_for is not None)
    other = other_step(case, actor.person, case.state)
    if Duty.OTHER_HANDS in row.duties and other is not None:
        held = [grant for grant in held if grant.deputy_for is not None]
        if not held:
            return SameHands(other)
    return held[0]


def other_step(case: CaseFacts, person: int, step: State) -> State | None:
    """A step other than this one that the person already holds in the case, if any.

    Preparing the application as a helper, or sending it as the applicant's deputy, counts
    as a step (``State.DRAFT``).
    """
    if person in case.helpers:
        return State.DRAFT
    return next((h.step for h in case.handlers if h.person == person and h.step != step), None)


def barred(case: CaseFacts) -> frozenset[int]:
    """Persons whom separation of duties keeps from the present step, deputies apart."""
    others = {handler.person for handler in case.handlers if handler.step != case.state}
    return frozenset(others | case.helpers | {case.applicant})
