"""Setting a block, and lifting it. Both stay in the register with who, when and why."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction

from likeverd.audit.serving import Served, serve
from likeverd.cases.models import Patient
from likeverd.core import identity
from likeverd.core.access import AccessKind, Ground
from likeverd.core.forms.faults import MUST_BE_ANSWERED
from likeverd.core.forms.reading import Fault
from likeverd.core.sight import BLOCK_NEEDS_REASON
from likeverd.core.text import Text
from likeverd.core.vocabulary import Role
from likeverd.core.workdays import local_day
from likeverd.documents.models import Document
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import colleagues
from likeverd.sight.actions.emergencies import FIND, NO_SUCH_CASE
from likeverd.sight.models import Block
from likeverd.sight.refused import NotGiven
from likeverd.sight.selectors import managed_trusts

LONGEST_REASON = 400
NO_SUCH_FILE = Text(
    "Saken har ingen fil med dette nummeret.",
    "Saka har inga fil med dette nummeret.",
    "The case has no file with this number.",
)
NOT_A_COLLEAGUE = Text(
    "Velg alle, eller en person med rolle ved sykehuset.",
    "Vel alle, eller ein person med rolle ved sjukehuset.",
    "Choose everybody, or a person with a role at the trust.",
)


@dataclass(frozen=True, slots=True)
class BlockWanted:
    """What is to be closed: a patient's number, a case's number, or with it a file's; ``person`` 0 means to all."""

    identity_number: str = ""
    number: str = ""
    document: int = 0
    person: int = 0
    reason: str = ""


def set_block(trust: int, wanted: BlockWanted, *, by: Person, now: datetime) -> Block:
    """Close a patient's cases, a case or a file from this moment on. For the trust's access managers.

    Raises PermissionError for others, and ``NotGiven`` with the faults at their fields.
    """
    with transaction.atomic():
        if trust not in managed_trusts(by, now):
            raise PermissionError
        faults: list[Fault] = []
        case, patient = None, None
        digits = identity.SEPARATORS.sub("", wanted.identity_number)
        if digits:
            patient = _patient(digits, trust, faults)
        else:
            case, patient = _case(wanted, trust, faults)
        if wanted.person and not colleagues(by, [trust], local_day(now)).filter(pk=wanted.person):
            faults.append(Fault("person", NOT_A_COLLEAGUE))
        reason = " ".join(wanted.reason.split())[:LONGEST_REASON]
        if not reason:
            faults.append(Fault("reason", BLOCK_NEEDS_REASON))
        if faults:
            raise NotGiven(tuple(faults))
        block: Block = Block.objects.create(
            trust_id=trust,
            identity_number=digits,
            number="" if digits else wanted.number.strip().upper(),
            case_id=None if wanted.document else case,
            document_id=wanted.document or None,
            person_id=wanted.person or None,
            reason=reason,
            set_by=by,
            set_at=now,
        )
        _note(block, case, patient)
    return block


def _patient(digits: str, trust: int, faults: list[Fault]) -> int | None:
    read = identity.read(digits, synthetic_allowed=not settings.PRODUCTION)
    if isinstance(read, identity.IdentityRefusal):
        faults.append(Fault("identity_number", read.message))
        return None
    known = Patient.objects.filter(trust_id=trust, identity_number=digits)
    return known.values_list("pk", flat=True).first()


def _case(wanted: BlockWanted, trust: int, faults: list[Fault]) -> tuple[int | None, int | None]:
    if not wanted.number.strip():
        faults.append(Fault("number", MUST_BE_ANSWERED))
        return None, None
    with connection.cursor() as cursor:
        cursor.execute(FIND, [wanted.number.strip().upper()])
        found = cursor.fetchone()
    if found is None or found[1] != trust:
        faults.append(Fault("number", NO_SUCH_CASE))
        return None, None
    if (
        wanted.document
        and not Document.objects.filter(pk=wanted.document, case_id=found[0]).exists()
    ):
        faults.append(Fault("document", NO_SUCH_FILE))
    return found[0], found[4]


def lift_block(block: int, reason: str, *, by: Person, now: datetime) -> bool:
    """Lift a block of a trust that the person manages. False where there is none; raises ``NotGiven``."""
    words = " ".join(reason.split())[:LONGEST_REASON]
    if not words:
        raise NotGiven((Fault("lift_reason", BLOCK_NEEDS_REASON),))
    with transaction.atomic():
        found = (
            Block.objects.select_for_update(of=("self",))
            .filter(pk=block, trust_id__in=managed_trusts(by, now), lifted_at__isnull=True)
            .first()
        )
        if found is None:
            return False
        found.lifted_at, found.lifted_by, found.lift_reason = now, by, words
        found.save(update_fields=["lifted_at", "lifted_by", "lift_reason"])
        _note(found, found.case_id, None)
    return True


def _note(block: Block, case: int | None, patient: int | None) -> None:
    serve(
        Served(
            trust=block.trust_id,
            kind=AccessKind.CHANGE,
            ground=Ground.OFFICIAL_NEED,
            case=case,
            patient=patient,
            document=block.document_id,
            role=Role.ACCESS_MANAGER.value,
            shown=frozenset({"block"}),
        )
    )
