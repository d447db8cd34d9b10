"""Whose an item is. A missing grant means no; who may see the case is for ``cases.policy`` to say."""

from django.db.models import Q

from likeverd.cases import policy as cases
from likeverd.cases.models import Case
from likeverd.core.case import Actor, Grant
from likeverd.core.vocabulary import Role


def can_mark(actor: Actor, case: Case, owner: Role) -> Grant | None:
    """The grant by which the person may move an item of this owner; None where there is none."""
    if actor.person in case.conflicted:
        return None
    return next((grant for grant in actor.grants if _holds(actor, grant, case, owner)), None)


def _holds(actor: Actor, grant: Grant, case: Case, owner: Role) -> bool:
    units = (None, case.department_id, case.division_id)
    if grant.role is not owner or grant.trust != case.trust_id or grant.unit not in units:
        return False
    if owner is not Role.TREATING_CONSULTANT:
        return True
    return case.applicant_id in (actor.person, grant.deputy_for)


def which(actor: Actor) -> Q:
    """The items that are the person's to bring to their end, of cases that the person may see."""
    mine = Q(pk__in=[])
    for grant in actor.grants:
        reach = Q(owner=grant.role.value, trust_id=grant.trust)
        if grant.unit is not None:
            reach &= Q(case__department_id=grant.unit) | Q(case__division_id=grant.unit)
        if grant.role is Role.TREATING_CONSULTANT:
            reach &= Q(case__applicant_id=grant.deputy_for or actor.person)
        mine |= reach
    seen = Case.objects.filter(cases.which(actor)).values("pk")
    return mine & Q(case_id__in=seen)


def may_keep_settings(actor: Actor, trust: int) -> bool:
    """Whether the person keeps the trust's codes, addresses and texts."""
    return any(
        grant.role is Role.PROCEDURE_KEEPER and grant.trust == trust and grant.unit is None
        for grant in actor.grants
    )


def kept_trusts(actor: Actor) -> list[int]:
    """The trusts whose settings the person keeps."""
    return sorted({grant.trust for grant in actor.grants if may_keep_settings(actor, grant.trust)})
