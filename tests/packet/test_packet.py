"""An ended case has its packet, moved by those whose items they are, and by nobody else."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from likeverd.cases import actions as cases
from likeverd.core.packet import Item, Standing
from likeverd.core.vocabulary import Action, Role, State
from likeverd.core.workdays import local_day
from likeverd.organisations.selectors import actor_for
from likeverd.packet.actions import (
    Mark,
    NotMarked,
    NotPublished,
    apply_for_compensation,
    mark,
    publish_settings,
    register_project,
    report,
)
from likeverd.packet.models import PacketItem, PacketMark, PacketSettingsVersion
from likeverd.packet.selectors import packet_of, waiting_items
from tests.cases.test_elsewhere import offer, refused, take, town
from tests.support.example_application import EXAMPLE_APPLICATION
from tests.support.house import NOON, build_house
from tests.support.journey import begin, case_in_state, step

INNLANDET = json.loads(
    (Path(__file__).parents[2] / "src/likeverd/packet/data/innlandet.json").read_text()
)

pytestmark = pytest.mark.django_db
__all__ = ["town"]  # a fixture of another room


@pytest.fixture
def house(db):
    return build_house()


@pytest.fixture
def settings_published(house):
    return publish_settings(
        house.innlandet.trust.pk,
        INNLANDET,
        "Ny prosedyre",
        0,
        by=house.innlandet.person(Role.PROCEDURE_KEEPER),
        now=NOON,
    )


def granted(house, **answers):
    """A granted case at Innlandet, by an application with these answers."""
    case = begin(house, house.innlandet)
    written = {**EXAMPLE_APPLICATION, "yearly_cost": 400_000, **answers}
    if written["supply"] != "hospital":
        del written["place_of_treatment"]
    case = cases.save_draft(
        case.number, written, by=case.applicant, now=NOON, seen_revision=case.draft_revision
    ).case
    case = step(case, Action.SUBMIT, case.applicant)
    for action, role in (
        (Action.ASSESS, Role.CLINICAL_LEAD_REVIEWER),
        (Action.PRIORITISE, Role.ANCHORING_MANAGER),
        (Action.RECOMMEND, Role.ASSESSMENT_COMMITTEE),
        (Action.GRANT, Role.MEDICAL_DIRECTOR),
    ):
        case = step(case, action, house.innlandet.person(role))
    return case


def standings(case) -> dict[Item, Standing]:
    return {Item(row.item): Standing(row.standing) for row in packet_of(case).items}


# The golden life of each finance route: the seed's words, with the trust's own settings.
@pytest.mark.parametrize(
    ("supply", "item", "words"),
    [
        ("hospital", Item.PHARMACY_ORDER, "Prosjekt DM 0224 Enkeltpasientunntak"),
        (
            "trust_prescription",
            Item.PRESCRIPTION_REMARK,
            "Prosjekt DM 02224 Enkeltpasientunntak\nFaktureres gjennom oppgjørsordning H-resepter Helfo.",
        ),
        (
            "private_prescription",
            Item.PRESCRIPTION_REMARK,
            (
                "Godkjent enkeltpasientunntak av Direktør medisin og helsefag SIHF, dato 23.11.2026.\n"
                "Prosjekt DM 02224 Enkeltpasientunntak\n"
                "Faktura sendes til: Sykehuset Innlandet HF, Fakturamottak, Pb 104, 2381 Brumunddal"
            ),
        ),
    ],
)
def test_a_grant_produces_what_its_route_needs(house, settings_published, supply, item, words):
    code = {"reimbursement_code": "G70"} if supply == "trust_prescription" else {}
    case = granted(house, supply=supply, **code)
    found = packet_of(case)
    assert words in found.texts[item]
    assert case.number in found.texts[Item.JOURNAL_NOTE]
    assert standings(case)[item] is Standing.MADE
    assert not found.complete


@pytest.mark.parametrize(
    "state",
    [
        State.REFUSED,
        State.WRONG_SCHEME,
        State.STOPPED,
        State.WITHDRAWN,
        State.CLOSED_BY_DEATH,
        State.GRANTED_WITH_CONDITIONS,
    ],
)
def test_every_end_of_a_sent_case_has_a_packet(house, state):
    case = case_in_state(house, state)
    assert Item.ARCHIVE_COPY in standings(case)


def test_a_case_that_runs_or_was_never_sent_has_none(house):
    assert not packet_of(case_in_state(house, State.DECISION)).items
    draft = step(
        begin(house, house.innlandet),
        Action.WITHDRAW,
        house.innlandet.person(Role.TREATING_CONSULTANT),
    )
    assert not packet_of(draft).items


def wanted(item: Item, seen: Standing, standing: Standing, note: str = "") -> Mark:
    return Mark(item, seen, standing, note)


def test_what_is_confirmed_is_kept_word_for_word(house, settings_published):
    case = granted(house, supply="private_prescription")
    mark(
        case.number,
        wanted(Item.PRESCRIPTION_REMARK, Standing.MADE, Standing.CONFIRMED),
        by=case.applicant,
        now=NOON,
    )
    kept = PacketMark.objects.get(item__item=Item.PRESCRIPTION_REMARK)
    assert kept.text.startswith("Godkjent enkeltpasientunntak av Direktør medisin")
    assert (kept.by, kept.role) == (case.applicant, Role.TREATING_CONSULTANT)
    # Settings that change later change nothing of it.
    publish_settings(
        house.innlandet.trust.pk,
        INNLANDET | {"prescription_project": "DM 9"},
        "Nytt prosjekt",
        1,
        by=house.innlandet.person(Role.PROCEDURE_KEEPER),
        now=NOON,
    )
    assert "DM 02224" in packet_of(case).texts[Item.PRESCRIPTION_REMARK]
    assert standings(case)[Item.PRESCRIPTION_REMARK] is Standing.CONFIRMED


@pytest.mark.parametrize(
    ("item", "role"),
    [
        (Item.JOURNAL_NOTE, Role.MEDICAL_DIRECTOR),
        (Item.JOURNAL_NOTE, Role.CLINICAL_LEAD_REVIEWER),
        (Item.INVOICE_REFERENCE, Role.TREATING_CONSULTANT),
        (Item.REGIONAL_COPY, Role.ANCHORING_MANAGER),
    ],
)
def test_nobody_moves_what_is_anothers(house, item, role):
    case = granted(house)
    seen = standings(case)[item]
    with pytest.raises(NotMarked):
        mark(
            case.number,
            wanted(item, seen, Standing.SENT),
            by=house.innlandet.person(role),
            now=NOON,
        )
    assert standings(case)[item] is seen


@pytest.mark.parametrize("item", [Item.DECISION_LETTER, Item.PATIENT_LETTER, Item.ARCHIVE_COPY])
def test_what_letters_and_archive_move_is_not_moved_by_hand(house, item):
    case = granted(house)
    row = PacketItem.objects.get(case=case, item=item)
    with pytest.raises(NotMarked):
        mark(
            case.number,
            wanted(item, Standing.DUE, Standing.SENT),
            by=house.innlandet.person(Role(row.owner)),
            now=NOON,
        )
    assert report(case.pk, item, Standing.FAILED, now=NOON, note="the archive did not answer")
    assert not report(case.pk, item, Standing.FAILED, now=NOON)
    assert standings(case)[item] is Standing.FAILED


def test_a_failure_says_why_and_an_old_screen_is_refused(house):
    case = granted(house)
    with pytest.raises(NotMarked, match="went wrong"):
        mark(
            case.number,
            wanted(Item.JOURNAL_NOTE, Standing.CONFIRMED, Standing.FAILED),
            by=case.applicant,
            now=NOON,
        )
    confirmed = wanted(Item.JOURNAL_NOTE, Standing.MADE, Standing.CONFIRMED)
    mark(case.number, confirmed, by=case.applicant, now=NOON)
    with pytest.raises(NotMarked, match="since you opened"):
        mark(case.number, confirmed, by=case.applicant, now=NOON)
    failed = wanted(Item.JOURNAL_NOTE, Standing.CONFIRMED, Standing.FAILED, "Feil journal.")
    mark(case.number, failed, by=case.applicant, now=NOON)
    assert standings(case)[Item.JOURNAL_NOTE] is Standing.FAILED


def test_a_dear_exception_gets_its_number_and_all_that_bears_it(house, settings_published):
    case = granted(house, supply="hospital", yearly_cost=2_000_000)
    manager = house.innlandet.person(Role.ANCHORING_MANAGER)
    assert standings(case)[Item.PHARMACY_ORDER] is Standing.DUE
    assert Item.PHARMACY_ORDER not in packet_of(case).texts
    with pytest.raises(NotMarked):
        register_project(case.number, " ", Standing.DUE, by=manager, now=NOON)
    register_project(case.number, "P 4711", Standing.DUE, by=manager, now=NOON)
    assert "Prosjekt P 4711" in packet_of(case).texts[Item.PHARMACY_ORDER]
    assert standings(case)[Item.PHARMACY_ORDER] is Standing.MADE
    with pytest.raises(NotMarked):
        apply_for_compensation(case.number, -1, NOON.date(), "", by=manager, now=NOON)
    ahead = NOON.date() + timedelta(days=1)
    with pytest.raises(NotMarked):
        apply_for_compensation(case.number, 100, ahead, "", by=manager, now=NOON)
    apply_for_compensation(case.number, 900_000, NOON.date(), "Søkt", by=manager, now=NOON)
    kept = [row.details for row in packet_of(case).marks if "compensation" in row.details]
    assert kept == [{"compensation": {"amount": 900_000, "on": "2026-11-23", "note": "Søkt"}}]


def test_each_sees_what_waits_for_them_alone(house):
    granted(house)

    def items(role: Role, hospital=house.innlandet) -> set[str]:
        return {
            row.item for row in waiting_items(actor_for(hospital.person(role), local_day(NOON)))
        }

    assert items(Role.TREATING_CONSULTANT) >= {Item.JOURNAL_NOTE, Item.PATIENT_LETTER}
    assert items(Role.ASSESSMENT_COMMITTEE) == {Item.ARCHIVE_COPY}
    assert items(Role.ARCHIVIST) == set()
    for role in Role:
        assert items(role, house.small) == set()


def test_a_decision_that_falls_sets_its_packet_aside(town):
    case = refused(town)
    first = {row.pk for row in packet_of(case).items}
    assert first
    done = wanted(Item.JOURNAL_NOTE, Standing.MADE, Standing.CONFIRMED)
    mark(case.number, done, by=case.applicant, now=NOON)
    case = take(case, Action.REQUEST_REVIEW, case.applicant, new_facts="Ny prøve.", source="Lab.")
    assert {row.pk for row in packet_of(case).items} == first  # it stands while it is reviewed
    there = town.there(Role.MEDICAL_DIRECTOR)
    case = take(case, Action.REOPEN, there, reasoning="Prøven endrer forventet nytte.")
    assert not packet_of(case).items
    assert set(PacketItem.objects.filter(pk__in=first).values_list("standing", flat=True)) == {
        "set_aside"
    }


def test_a_case_that_is_taken_over_leaves_its_archive_copy(town):
    case = offer(town)
    case = take(case, Action.TAKE_OVER, town.there(Role.TREATING_CONSULTANT))
    assert standings(case) == {Item.ARCHIVE_COPY: Standing.DUE}


def test_settings_are_published_by_those_who_keep_them_one_after_another(house, settings_published):
    keeper = house.innlandet.person(Role.PROCEDURE_KEEPER)
    for role in Role:
        if role is not Role.PROCEDURE_KEEPER:
            with pytest.raises(PermissionError):
                publish_settings(
                    house.innlandet.trust.pk,
                    INNLANDET,
                    "x",
                    1,
                    by=house.innlandet.person(role),
                    now=NOON,
                )
    with pytest.raises(PermissionError):
        publish_settings(house.small.trust.pk, INNLANDET, "x", 0, by=keeper, now=NOON)
    with pytest.raises(NotPublished):
        publish_settings(house.innlandet.trust.pk, INNLANDET, "x", 0, by=keeper, now=NOON)
    with pytest.raises(NotPublished):
        publish_settings(house.innlandet.trust.pk, INNLANDET, " ", 1, by=keeper, now=NOON)
    with pytest.raises(NotPublished):
        publish_settings(
            house.innlandet.trust.pk,
            INNLANDET | {"invoice_address": ""},
            "x",
            1,
            by=keeper,
            now=NOON,
        )
    assert PacketSettingsVersion.objects.count() == 1


@pytest.mark.parametrize("table", ["packet_packetmark", "packet_packetsettingsversion"])
def test_marks_and_settings_are_never_changed(house, settings_published, table):
    case = granted(house)
    mark(
        case.number,
        wanted(Item.JOURNAL_NOTE, Standing.MADE, Standing.CONFIRMED),
        by=case.applicant,
        now=NOON,
    )
    for statement in ("UPDATE {} SET trust_id = trust_id", "DELETE FROM {}"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement.format(table))
