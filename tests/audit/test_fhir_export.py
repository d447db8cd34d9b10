"""The access log as FHIR AuditEvent: valid by another's model, complete, and without who the patient is."""

import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from fhir.resources.R4B.auditevent import AuditEvent
from tests.audit.test_log_export import WHY, take_out
from tests.support.house import build_house
from tests.support.journey import PATIENT_NUMBER, sent_as_far_as

from likeverd.audit.actions import write_access
from likeverd.audit.models import AccessEntry, ChainLink, LogExport
from likeverd.audit.serving import Served
from likeverd.core.access import PURPOSE_OF_USE, AccessKind, Ground
from likeverd.core.audit_event import CODES, FIELDS, HPR, Surroundings, audit_event
from likeverd.core.vocabulary import Action, Role
from likeverd.operations.generated_docs import DOCUMENTS

ACTIONS = {"list": "E", "change": "U", "decide": "U"}


@pytest.fixture
def world(fresh_database):
    """A case with real looks, and a row of every kind and ground."""
    house = build_house()
    case = sent_as_far_as(house, Action.RECOMMEND, now=timezone.now())
    director = house.innlandet.person(Role.MEDICAL_DIRECTOR)
    client = Client()
    client.force_login(director)
    assert client.get(reverse("cases:case", args=[case.number])).status_code == 200
    assert client.get(reverse("cases:unit")).status_code == 200
    kinds = list(AccessKind)
    for place, ground in enumerate(Ground):
        served = Served(
            trust=case.trust_id,
            kind=kinds[place % len(kinds)],
            ground=ground,
            case=case.pk,
            number=case.number,
            patient=case.patient_id,
            document=7 if place % 2 else None,
            role=Role.MEDICAL_DIRECTOR.value,
            department=case.department_id,
            emergency=3 if ground is Ground.EMERGENCY_SIGHT else None,
            shown=frozenset({"identity", "application"}),
        )
        by = None if ground is Ground.PATIENT else director
        write_access([served], by=by, now=timezone.now(), page="cases:case")
    return house, case


def events_in(folder: Path) -> list[dict]:
    return [json.loads(line) for line in (folder / "AuditEvent.ndjson").read_text().splitlines()]


def detail(event: dict) -> dict[str, str]:
    return {one["type"]: one["valueString"] for one in event["entity"][0]["detail"]}


def agent(event: dict, code: str) -> dict:
    (found,) = [a for a in event["agent"] if a["type"]["coding"][0]["code"] == code]
    return found


def test_every_row_becomes_an_event_that_another_model_of_fhir_takes(world, tmp_path):
    house, _ = world
    folder = take_out(house, tmp_path / "out", format="fhir")
    events = events_in(folder)
    rows = AccessEntry.objects.filter(trust=house.innlandet.trust).order_by("pk")
    assert len(events) == rows.count() > len(Ground)
    for event, row in zip(events, rows, strict=True):
        assert AuditEvent.model_validate(event).action == event["action"]
        assert detail(event)["record"] == str(row.pk)
        assert event["action"] == ACTIONS.get(row.kind, "R")
        assert event["outcome"] == "0"
        assert event["subtype"][0]["code"] == row.kind
        reason = event["purposeOfEvent"][0]["coding"]
        assert reason[0]["code"] == row.purpose_of_use
        assert reason[1]["code"] == row.purpose_of_use_details
        (user,) = [each for each in event["agent"] if each["requestor"]]
        assert user["purposeOfUse"] == event["purposeOfEvent"]
        shown = {d["valueString"] for d in event["entity"][0]["detail"] if d["type"] == "shown"}
        assert shown == set(row.shown)
    assert len({event["id"] for event in events}) == len(events)
    assert LogExport.objects.get().format == "fhir"


def test_it_can_be_held_against_the_chain(world, tmp_path):
    house, _ = world
    for event in events_in(take_out(house, tmp_path / "out", format="fhir")):
        told = detail(event)
        link = ChainLink.objects.get(
            log="access", trust=house.innlandet.trust, sequence=int(told["sequence"])
        )
        assert told["hash"] == link.hash
        assert event["recorded"] == json.loads(link.entry)["recorded_at"]


def test_patterns_of_reading_changing_and_emergency(world, tmp_path):
    house, case = world
    events = events_in(take_out(house, tmp_path / "out", format="fhir"))
    director = house.innlandet.person(Role.MEDICAL_DIRECTOR)
    read = next(e for e in events if e["subtype"][0]["code"] == "read" and len(e["entity"]) == 2)
    assert read["type"]["code"] == "110110"
    assert read["subtype"][1]["code"] == "read"
    user = agent(read, "IRCP")
    assert user["name"] == director.name
    assert user["who"]["identifier"] == (
        {"system": HPR, "value": director.hpr_number}
        if director.hpr_number
        else {"system": "http://127.0.0.1:8000/fhir/person", "value": str(director.pk)}
    )
    assert agent(read, "PROV")["who"]["identifier"]["value"] == "innlandet"
    assert agent(read, "110153")["who"]["display"] == "Likeverd"
    data, patient = read["entity"]
    assert data["what"]["identifier"]["value"] == case.number
    assert patient["role"]["code"] == "1"
    assert patient["what"]["type"] == "Patient"
    assert patient["what"]["identifier"]["value"] == f"innlandet-{case.patient_id}"
    changed = next(e for e in events if e["action"] == "U")
    assert agent(changed, "AUT")["requestor"] is True
    urgent = next(e for e in events if e["purposeOfEvent"][0]["coding"][0]["code"] == "BTG")
    assert detail(urgent)["emergency"] == "3"
    own = next(e for e in events if e["purposeOfEvent"][0]["coding"][0]["code"] == "PATRQT")
    (looker,) = [each for each in own["agent"] if each["requestor"]]
    assert looker["who"]["identifier"]["value"] == f"innlandet-{case.patient_id}"
    assert "name" not in looker


def test_nobody_learns_who_the_patient_is(world, tmp_path):
    house, case = world
    folder = take_out(house, tmp_path / "out", format="fhir")
    text = "".join(path.read_text() for path in folder.iterdir())
    for secret in (PATIENT_NUMBER, case.patient.name, "Oppdiktet"):
        assert secret not in text
    # Hashes and addresses aside, there is nothing as long as an identity number.
    assert not re.search(r"(?<![0-9a-f])\d{11}(?![0-9a-f])", text)


def test_a_receiver_goes_on_where_it_left_off(world, tmp_path):
    house, _ = world
    first = events_in(take_out(house, tmp_path / "first", format="fhir"))
    last = int(detail(first[-1])["sequence"])
    second = events_in(take_out(house, tmp_path / "second", format="fhir", after=last))
    assert [int(detail(event)["sequence"]) for event in second] == [last + 1]
    assert second[0]["subtype"][0]["code"] == "export"  # of the first
    assert second[0]["type"]["code"] == "110106"
    assert json.loads((tmp_path / "second/export.json").read_text())["purpose"] == WHY


@pytest.mark.parametrize("kind", list(AccessKind))
@pytest.mark.parametrize("ground", list(Ground))
@pytest.mark.parametrize("bare", [True, False])
def test_every_kind_on_every_ground_is_valid(kind, ground, bare):
    entry = {
        "sequence": 1,
        "recorded_at": "2026-11-25T12:00:00.000001Z",
        "record": 1,
        "at": "2026-11-25T12:00:00.000000Z",
        "kind": kind.value,
        "practitioner": None if ground is Ground.PATIENT else 4,
        "hpr_nr": "",
        "role": "" if bare else "helper",
        "legal_entity": None if bare else 1,
        "department": None if bare else 2,
        "purpose_of_use": PURPOSE_OF_USE[ground],
        "purpose_of_use_details": ground.value,
        "decision_ref": "",
        "case": None,
        "patient": None,
        "document": None,
        "emergency": None,
        "shown": [],
        "page": "",
    }
    event = audit_event(entry, "0" * 64, Surroundings("https://likeverd.example.no", "t", "T"))
    AuditEvent.model_validate(event)
    assert kind in CODES


def paths_of(events):
    """The fields in use, as the document names them."""
    slices = {
        "IRCP": "user",
        "AUT": "user",
        "PROV": "userorg",
        "110153": "server",
        "110152": "server",
    }
    for event in events:
        yield from set(event) - {"resourceType", "agent", "entity"}
        for each in event["agent"]:
            name = slices[each["type"]["coding"][0]["code"]]
            yield from (f"agent[{name}].{key}" for key in set(each) - {"type", "requestor"})
        for each in event["entity"]:
            name = "patient" if each["type"]["code"] == "1" else "data"
            yield from (f"entity[{name}].{key}" for key in set(each) - {"type", "role"})


def test_the_document_names_every_field_and_no_other(world, tmp_path):
    house, _ = world
    used = set(paths_of(events_in(take_out(house, tmp_path / "out", format="fhir"))))
    assert used - {"agent[server].network"} == set(FIELDS)
    named = {name for ours, _ in FIELDS.values() for name in ours.split(", ")} - {"–"}
    entry = json.loads(ChainLink.objects.filter(log="access").first().entry)
    assert named == set(entry) - {"log", "previous"} | {"hash"}
    assert "audit-event.md" in DOCUMENTS
    call_command("write_docs", check=True)
