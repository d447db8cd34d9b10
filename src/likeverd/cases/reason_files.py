"""The files that a coded reason may rest on: those that the person sees, and that have been found clean."""

from collections.abc import Iterable

from likeverd.cases import policy
from likeverd.cases.models import Case
from likeverd.core.case import Actor
from likeverd.documents.models import Document
from likeverd.documents.selectors import documents_of


def documents_named(actor: Actor, case: Case) -> tuple[tuple[str, str], ...]:
    """Id and name of each."""
    sees_identity = policy.sees_identity(actor, case)
    return as_named(
        documents_of(case, sees_identity=sees_identity, blocked=actor.blocked_documents)
    )


def as_named(documents: Iterable[Document]) -> tuple[tuple[str, str], ...]:
    """Id and name of the files that may be handed out."""
    return tuple((str(each.pk), each.name) for each in documents if each.is_served)
