"""Who may do what with letters and their templates. That a case may be seen at all is asked of ``cases.policy``."""

from likeverd.cases import policy as cases
from likeverd.cases.models import Case
from likeverd.cases.records import facts_of
from likeverd.core.case import Actor
from likeverd.core.letters import LetterKind
from likeverd.core.patient_view import may_release
from likeverd.core.vocabulary import Role


def trusts_kept(actor: Actor) -> list[int]:
    """The trusts whose texts the person keeps."""
    return sorted({grant.trust for grant in actor.grants if grant.role is Role.PROCEDURE_KEEPER})


def may_read(actor: Actor, case: Case, kind: LetterKind) -> bool:
    """Whether one who sees the case may read a letter of it: the patient's names the patient."""
    return kind is LetterKind.DECISION or cases.sees_identity(actor, case)


def may_give(actor: Actor, case: Case) -> bool:
    """Whether the person gives the patient the letter: who chooses what the patient sees (``core.patient_view``)."""
    return may_release(actor, facts_of(case))


def may_correct(actor: Actor, case: Case, kind: LetterKind) -> bool:
    """Whether the person corrects a letter: the patient's who gives it, the doctor's who wrote it or directs there."""
    if actor.person in case.conflicted:
        return False
    if kind is LetterKind.PATIENT:
        return may_give(actor, case)
    if case.handlers and case.handlers[-1]["person"] == actor.person:
        return True
    return any(
        grant.role is Role.MEDICAL_DIRECTOR and grant.trust == case.trust_id
        for grant in actor.grants
    )
