"""The patient's own words, added to a case."""

from datetime import datetime

from django.db import transaction

from likeverd.audit.serving import Served, serve
from likeverd.core.access import AccessKind, Ground
from likeverd.core.forms.reading import Fault
from likeverd.core.patient_view import faults_of_statement
from likeverd.core.vocabulary import State
from likeverd.patients.context import PatientContext
from likeverd.patients.models import Statement
from likeverd.patients.selectors import released_case


class NotStated(Exception):
    """Nothing was written; carries the faults at their fields."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(", ".join(fault.field for fault in faults))
        self.faults = faults


def write_statement(number: str, words: str, *, by: PatientContext, now: datetime) -> Statement:
    """Add the patient's words to a released case that is not decided yet.

    Raises ``CaseNotFound`` where the case is not shown to the patient, and ``NotStated`` with the faults. The same
    words sent twice in a row are kept once: a form may be posted again.
    """
    words = words.replace("\r\n", "\n").strip()
    with transaction.atomic():
        case = released_case(by, number)
        faults = faults_of_statement(words, State(case.state))
        if faults:
            raise NotStated(faults)
        last = Statement.objects.filter(case=case).order_by("-pk").first()
        if last is not None and last.words == words:
            return last
        statement: Statement = Statement.objects.create(
            case=case, patient_id=case.patient_id, words=words, written_at=now
        )
        serve(
            Served(
                trust=case.trust_id,
                kind=AccessKind.CHANGE,
                ground=Ground.PATIENT,
                case=case.pk,
                number=case.number,
                patient=case.patient_id,
                shown=frozenset({"statement"}),
            )
        )
    return statement
