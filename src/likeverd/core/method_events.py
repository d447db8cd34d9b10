"""What a method is, and the kinds of dated public events in its life, in the words of the national system."""

from enum import StrEnum
from typing import Final

from likeverd.core.text import Text


class MethodKind(StrEnum):
    """What sort of intervention a method is."""

    MEDICINE = "medicine"
    DEVICE = "device"
    PROCEDURE = "procedure"


class EventKind(StrEnum):
    """What was made public about a method on a day."""

    PROPOSED = "proposed"
    SUPPLIER_REQUEST = "supplier_request"
    COMMISSIONED = "commissioned"
    COMMISSION_CANCELLED = "commission_cancelled"
    ASSESSMENT_COMPLETED = "assessment_completed"
    READY_FOR_DECISION = "ready_for_decision"
    INTRODUCED = "introduced"
    INTRODUCED_WITH_CONDITIONS = "introduced_with_conditions"
    NOT_INTRODUCED = "not_introduced"
    STUDY_ONLY = "study_only"
    REASSESSMENT_COMMISSIONED = "reassessment_commissioned"
    EXCEPTIONS_OPENED = "exceptions_opened"
    EXCEPTIONS_CLOSED = "exceptions_closed"
    WITHDRAWN = "withdrawn"


# Only these can come into force on another day than the one on which they were decided.
INTRODUCTIONS: Final = frozenset({EventKind.INTRODUCED, EventKind.INTRODUCED_WITH_CONDITIONS})
DECISIONS: Final = INTRODUCTIONS | {EventKind.NOT_INTRODUCED, EventKind.STUDY_ONLY}

EVENT_LABELS: Final = {
    EventKind.PROPOSED: Text("Foreslått", "Foreslått", "Proposed"),
    EventKind.SUPPLIER_REQUEST: Text(
        "Anmodning fra leverandør", "Oppmoding frå leverandør", "Requested by the supplier"
    ),
    EventKind.COMMISSIONED: Text(
        "Oppdrag gitt om metodevurdering",
        "Oppdrag gitt om metodevurdering",
        "Assessment commissioned",
    ),
    EventKind.COMMISSION_CANCELLED: Text(
        "Oppdrag avbestilt", "Oppdrag avbestilt", "Commission cancelled"
    ),
    EventKind.ASSESSMENT_COMPLETED: Text(
        "Metodevurdering ferdig", "Metodevurdering ferdig", "Assessment completed"
    ),
    EventKind.READY_FOR_DECISION: Text(
        "Klar til beslutning", "Klar til avgjerd", "Ready for decision"
    ),
    EventKind.INTRODUCED: Text("Innført", "Innført", "Introduced"),
    EventKind.INTRODUCED_WITH_CONDITIONS: Text(
        "Innført med vilkår", "Innført med vilkår", "Introduced with conditions"
    ),
    EventKind.NOT_INTRODUCED: Text("Ikke innført", "Ikkje innført", "Not introduced"),
    EventKind.STUDY_ONLY: Text("Bare i studie", "Berre i studie", "Only in a trial"),
    EventKind.REASSESSMENT_COMMISSIONED: Text(
        "Oppdrag gitt om revurdering",
        "Oppdrag gitt om revurdering",
        "Reassessment commissioned",
    ),
    EventKind.EXCEPTIONS_OPENED: Text(
        "Åpnet for unntak", "Opna for unntak", "Opened for exceptions"
    ),
    EventKind.EXCEPTIONS_CLOSED: Text(
        "Stengt for unntak", "Stengt for unntak", "Closed for exceptions"
    ),
    EventKind.WITHDRAWN: Text("Trukket", "Trekt", "Withdrawn"),
}
