"""Who sees hand-overs and mends them: the archivist of the trust. A hand-over tells nothing of a patient."""

from django.db.models import Q

from likeverd.core.case import Actor
from likeverd.core.vocabulary import Role


def trusts(actor: Actor) -> set[int]:
    """The trusts whose archivist the person is."""
    return {grant.trust for grant in actor.grants if grant.role is Role.ARCHIVIST}


def which(actor: Actor) -> Q:
    """The hand-overs and steps that the person may see, as a condition on their rows."""
    return Q(trust_id__in=trusts(actor))


def may_see(actor: Actor) -> bool:
    """Whether the person sees any."""
    return bool(trusts(actor))
