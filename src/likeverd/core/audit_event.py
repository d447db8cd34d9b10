"""One row of the access log as an AuditEvent of FHIR R4, after the patterns of IHE's Basic Audit Log Patterns.

Made from the text that the hash chain vouches for, so that what is sent can be held against the chain. Patients are
named by the trust's own row number, which says nothing outside the trust; never by an identity number or a name.

Sources: HL7 FHIR R4 (4.0.1), AuditEvent; IHE ITI BALP 1.1.4, PatientRead, PatientQuery, PatientUpdate and
SAMLaccessTokenUse; HL7 Norway, no-domain-Trustframework-Auditevent 0.9.8 (draft), for the type of event, the
purpose and the legal entity.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from likeverd.core.access import ACCESS_LABELS, GROUND_LABELS, AccessKind, Ground
from likeverd.core.labels import ROLE_LABELS
from likeverd.core.vocabulary import Role

DICOM: Final = "http://dicom.nema.org/resources/ontology/DCM"
REST: Final = "http://hl7.org/fhir/restful-interaction"
REASON: Final = "http://terminology.hl7.org/CodeSystem/v3-ActReason"
PARTICIPATION: Final = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType"
ROLE_CLASS: Final = "http://terminology.hl7.org/CodeSystem/v3-RoleClass"
OUTCOME_SYSTEM: Final = "http://terminology.hl7.org/CodeSystem/audit-event-outcome"
SOURCE_TYPE: Final = "http://terminology.hl7.org/CodeSystem/security-source-type"
ENTITY_TYPE: Final = "http://terminology.hl7.org/CodeSystem/audit-entity-type"
OBJECT_ROLE: Final = "http://terminology.hl7.org/CodeSystem/object-role"
HPR: Final = "urn:oid:2.16.578.1.12.4.1.4.4"  # the Norwegian register of health personnel

RECORD: Final = ("110110", "Patient Record")
EXPORT: Final = ("110106", "Export")
SEARCH: Final = (REST, "search-type", "search-type")
READ: Final = (REST, "read", "read")
UPDATE: Final = (REST, "update", "update")
OVERRIDE: Final = (DICOM, "110127", "Emergency Override Started")


@dataclass(frozen=True, slots=True)
class Codes:
    """How FHIR says one kind of access: DICOM's type of event, a second subtype beside our own, and the action."""

    type: tuple[str, str]
    subtype: tuple[str, str, str] | None
    action: str
    changes: bool = False


CODES: Final = {
    AccessKind.LIST: Codes(RECORD, SEARCH, "E"),
    AccessKind.READ: Codes(RECORD, READ, "R"),
    AccessKind.PRINT: Codes(EXPORT, READ, "R"),
    AccessKind.EXPORT: Codes(EXPORT, None, "R"),
    AccessKind.CHANGE: Codes(RECORD, UPDATE, "U", changes=True),
    AccessKind.DECIDE: Codes(RECORD, UPDATE, "U", changes=True),
    AccessKind.EMERGENCY: Codes(RECORD, OVERRIDE, "R"),
}
# Field of the AuditEvent → field of the access log, and what it holds. docs/audit-event.md is written from it.
FIELDS: Final = {
    "id": ("trust, sequence", "`<trust>-<place in the chain>`: the same row has the same id in every export"),
    "recorded": ("recorded_at", "the database's clock, when the row became a link"),
    "period": ("at", "the application's clock; begins and ends with the answer"),
    "type": ("kind", "DICOM 110110 Patient Record or 110106 Export"),
    "subtype": ("kind", "our own code; FHIR's interaction, or DICOM 110127"),
    "action": ("kind", "R, E (a list) or U"),
    "outcome": ("–", "always 0: what is refused shows nothing, and is in the server's log"),
    "purposeOfEvent": ("purpose_of_use, purpose_of_use_details", "HL7 v3-ActReason; our ground beside it"),
    "agent[user].who": ("practitioner, hpr_nr", "HPR number, or our own where there is none"),
    "agent[user].name": ("practitioner", "the person's name in the register of the day of export"),
    "agent[user].role": ("role", "our own code and its label"),
    "agent[user].purposeOfUse": ("purpose_of_use", "as purposeOfEvent"),
    "agent[user].location": ("department", "the unit of the role, where it has one"),
    "agent[userorg].who": ("legal_entity", "the trust on whose behalf the person acted"),
    "agent[server].who": ("–", "Likeverd, by its public address"),
    "source": ("–", "the same; type 4, Application Server"),
    "entity[patient].what": ("patient", "the trust's number of the patient: see below"),
    "entity[data].what": ("case, decision_ref, document", "the case's number; for a file its own number too"),
    "entity[data].detail": ("shown, page, emergency, record, sequence, hash", "what was seen; place in the chain"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the log's numbers stand for. ``staff``: name by person's id; ``units``: name by unit's id.

    ``address``: the service's public address, which begins our own code systems and systems of identifiers.
    """

    address: str
    trust: str
    trust_name: str
    staff: Mapping[int, str] = field(default_factory=dict)
    units: Mapping[int, str] = field(default_factory=dict)

    def system(self, name: str) -> str:
        """The address of one of our own systems."""
        return f"{self.address.rstrip('/')}/fhir/{name}"


def audit_event(entry: Mapping[str, Any], link_hash: str, around: Surroundings) -> dict[str, Any]:
    """The AuditEvent of one link of a chain of the access log; ``entry`` is the link's text, read as JSON."""
    kind, ground = AccessKind(entry["kind"]), Ground(entry["purpose_of_use_details"])
    codes = CODES[kind]
    own_kind = _coding(around.system("access-kind"), kind.value, ACCESS_LABELS[kind].en)
    reason = {
        "coding": [
            _coding(REASON, entry["purpose_of_use"]),
            _coding(around.system("ground"), ground.value, GROUND_LABELS[ground].en),
        ]
    }
    return {
        "resourceType": "AuditEvent",
        "id": f"{around.trust}-{entry['sequence']}",
        "type": _coding(DICOM, *codes.type),
        "subtype": [own_kind] + ([_coding(*codes.subtype)] if codes.subtype else []),
        "action": codes.action,
        "period": {"start": entry["at"], "end": entry["at"]},
        "recorded": entry["recorded_at"],
        "outcome": "0",
        "purposeOfEvent": [reason],
        "agent": _agents(entry, codes, reason, around),
        "source": {
            "site": around.address,
            "observer": {"type": "Device", "display": "Likeverd"},
            "type": [_coding(SOURCE_TYPE, "4", "Application Server")],
        },
        "entity": _entities(entry, link_hash, around),
    }


def _agents(
    entry: Mapping[str, Any], codes: Codes, reason: Mapping[str, Any], around: Surroundings
) -> list[dict[str, Any]]:
    user: dict[str, Any] = {
        "type": _concept(
            PARTICIPATION,
            *(("AUT", "author") if codes.changes else ("IRCP", "information recipient")),
        ),
        **_user(entry, around),
        "requestor": True,
        "purposeOfUse": [reason],
    }
    if entry["role"]:
        label = ROLE_LABELS[Role(entry["role"])].en if entry["role"] in set(Role) else ""
        user["role"] = [_concept(around.system("role"), entry["role"], label)]
    if entry["department"] is not None:
        unit = entry["department"]
        user["location"] = _named(
            "Location", around.system("unit"), unit, around.units.get(unit, "")
        )
    agents = [user]
    if entry["legal_entity"] is not None:
        agents.append(
            {
                "type": _concept(ROLE_CLASS, "PROV", "healthcare provider"),
                "who": _named(
                    "Organization", around.system("trust"), around.trust, around.trust_name
                ),
                "requestor": False,
            }
        )
    agents.append(
        {
            "type": _concept(
                DICOM,
                *(
                    ("110152", "Destination Role ID")
                    if codes.changes
                    else ("110153", "Source Role ID")
                ),
            ),
            "who": {"type": "Device", "display": "Likeverd"},
            "requestor": False,
            "network": {"address": around.address, "type": "5"},
        }
    )
    return agents


def _user(entry: Mapping[str, Any], around: Surroundings) -> dict[str, Any]:
    """Who looked: a person of the register, or the patient."""
    person = entry["practitioner"]
    if person is None:
        known = entry["patient"] is not None
        return {"who": _patient(entry, around) if known else {"display": "patient"}}
    system, number = (
        (HPR, entry["hpr_nr"]) if entry["hpr_nr"] else (around.system("person"), person)
    )
    name = around.staff.get(person, "")
    return {"who": _named("Practitioner", system, number, name)} | ({"name": name} if name else {})


def _patient(entry: Mapping[str, Any], around: Surroundings) -> dict[str, Any]:
    return _named("Patient", around.system("patient"), f"{around.trust}-{entry['patient']}")


def _entities(
    entry: Mapping[str, Any], link_hash: str, around: Surroundings
) -> list[dict[str, Any]]:
    what: dict[str, Any] = {"display": "Likeverd"}
    if entry["decision_ref"]:
        what = _named("", around.system("case"), entry["decision_ref"])
    elif entry["case"] is not None:
        what = _named("", around.system("case-row"), entry["case"])
    detail = {
        "emergency": entry["emergency"],
        "page": entry["page"],
        "record": entry["record"],
        "sequence": entry["sequence"],
        "hash": link_hash,
    }
    data = {
        "what": what,
        "type": _coding(ENTITY_TYPE, "2", "System Object"),
        "role": _coding(OBJECT_ROLE, "4", "Domain Resource"),
        "detail": [{"type": "shown", "valueString": part} for part in entry["shown"]]
        + [
            {"type": name, "valueString": str(value)}
            for name, value in detail.items()
            if value not in (None, "")
        ],
    }
    entities = [data]
    if entry["document"] is not None:
        document = _named("DocumentReference", around.system("document"), entry["document"])
        entities.append({"what": document, "type": data["type"], "role": data["role"]})
    if entry["patient"] is not None:
        entities.append(
            {
                "what": _patient(entry, around),
                "type": _coding(ENTITY_TYPE, "1", "Person"),
                "role": _coding(OBJECT_ROLE, "1", "Patient"),
            }
        )
    return entities


def _coding(system: str, code: str, display: str = "") -> dict[str, str]:
    return {"system": system, "code": code} | ({"display": display} if display else {})


def _concept(system: str, code: str, display: str = "") -> dict[str, Any]:
    return {"coding": [_coding(system, code, display)]}


def _named(kind: str, system: str, value: object, display: str = "") -> dict[str, Any]:
    """A reference by identifier: nothing that the receiver could fetch."""
    return (
        ({"type": kind} if kind else {})
        | {"identifier": {"system": system, "value": str(value)}}
        | ({"display": display} if display else {})
    )
