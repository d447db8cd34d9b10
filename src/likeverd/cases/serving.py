"""Saying that a case is handed out: who, on what ground, and what of it. The access log is made of this."""

from collections.abc import Iterable
from typing import Final

from likeverd.audit.serving import Served, serve
from likeverd.cases import policy
from likeverd.cases.models import Case
from likeverd.core.access import AccessKind
from likeverd.core.case import Actor

IDENTITY: Final = "identity"
APPLICATION: Final = "application"
ASSESSMENTS: Final = "assessments"
FILES: Final = "files"
PRICES: Final = "prices"
SUMMARY: Final = "summary"


def serve_case(
    actor: Actor, case: Case, kind: AccessKind, shown: Iterable[str], document: int | None = None
) -> None:
    """One case, or one file of it, goes out to the person."""
    tie = policy.tie(actor, case)
    serve(
        Served(
            trust=case.trust_id,
            kind=AccessKind.EMERGENCY if tie.emergency is not None else kind,
            ground=tie.ground,
            case=case.pk,
            number=case.number,
            patient=case.patient_id,
            document=document,
            role=tie.grant.role.value if tie.grant else "",
            department=tie.grant.unit if tie.grant else None,
            emergency=tie.emergency,
            shown=frozenset(shown),
        )
    )


def serve_change(
    actor: Actor, case: Case, document: int | None = None, *, decided: bool = False
) -> None:
    """The person changes the case; ending it by a decision is a kind of its own."""
    kind = AccessKind.DECIDE if decided else AccessKind.CHANGE
    serve_case(actor, case, kind, (), document)
