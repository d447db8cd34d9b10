"""What a decision must produce, and the words of it: the seed's wording, and nothing typed again."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.example_application import EXAMPLE_APPLICATION

from likeverd.core.forms.individual_exception.place import SUPPLIES
from likeverd.core.packet import (
    BrokenPacketSettings,
    Item,
    Outcome,
    Route,
    Standing,
    is_complete,
    is_settled,
    moves_from,
    packet,
    parse,
    spelled_two_ways,
    usual_document,
)
from likeverd.core.packet.texts import plain, text_of
from likeverd.core.text import LANGUAGES
from likeverd.core.vocabulary import ENDED_STATES, GRANTED_STATES, STEPS, Role, State

INNLANDET = json.loads(
    (Path(__file__).parents[2] / "src/likeverd/packet/data/innlandet.json").read_text()
)
SETTINGS = parse(INNLANDET)
CHEAP = {**EXAMPLE_APPLICATION, "yearly_cost": 400_000}


def ended(state=State.GRANTED, **other) -> Outcome:
    given = {
        "number": "SI-2026-000001",
        "state": state,
        "ended_on": date(2026, 11, 25),
        "ended_by": Role.MEDICAL_DIRECTOR,
        "chain": STEPS,
        "method": "Demlikumab ved myasthenia gravis",
        "answers": CHEAP,
        "valid_until": date(2027, 5, 1) if state in GRANTED_STATES else None,
    }
    return Outcome(**{**given, **other})


def by(supply: str, **answers) -> Outcome:
    return ended(answers={**CHEAP, "supply": supply, **answers})


def items(case: Outcome) -> set[Item]:
    return {required.item for required in packet(case, SETTINGS)}


NEVER_MISSED = {Item.JOURNAL_NOTE, Item.DECISION_LETTER, Item.PATIENT_LETTER, Item.ARCHIVE_COPY}


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (by("hospital"), {Item.PHARMACY_ORDER, Item.INVOICE_REFERENCE, Item.REGIONAL_COPY}),
        (by("trust_prescription"), {Item.PRESCRIPTION_REMARK, Item.REGIONAL_COPY}),
        (
            by("private_prescription"),
            {Item.PRESCRIPTION_REMARK, Item.INVOICE_REFERENCE, Item.REGIONAL_COPY},
        ),
        (
            by("trust_prescription", yearly_cost=1_000_001),
            {Item.PRESCRIPTION_REMARK, Item.PROJECT_NUMBER, Item.REGIONAL_COPY},
        ),
        (
            by("trust_prescription", yearly_cost=1_000_000),
            {Item.PRESCRIPTION_REMARK, Item.REGIONAL_COPY},
        ),
        (ended(State.REFUSED), {Item.REGIONAL_COPY}),
        (ended(State.WRONG_SCHEME), {Item.REGIONAL_COPY}),
        (ended(State.STOPPED), set()),
    ],
)
def test_what_an_answered_case_must_produce(case, expected):
    assert items(case) == NEVER_MISSED | expected


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (State.WITHDRAWN, {Item.JOURNAL_NOTE, Item.ARCHIVE_COPY}),
        (State.CLOSED_BY_DEATH, {Item.ARCHIVE_COPY}),
        (State.MOVED, {Item.ARCHIVE_COPY}),
    ],
)
def test_what_a_case_without_an_answer_must_produce(state, expected):
    assert items(ended(state)) == expected
    assert items(ended(state, was_sent=False)) == set()


def test_a_guest_patient_has_a_settlement():
    guest = ended(
        home_trust="Vestre Viken HF", home_region="Helse Sør-Øst RHF", who_pays="home_trust"
    )
    assert Item.GUEST_SETTLEMENT in items(guest)
    text = text_of(Item.GUEST_SETTLEMENT, guest, SETTINGS, "nb")
    assert "Bosatt i opptaksområdet til: Vestre Viken HF" in text
    assert "Regionalt helseforetak der pasienten bor: Helse Sør-Øst RHF" in text
    assert "Betaler: Helseforetaket der pasienten bor, etter avtale" in text


@pytest.mark.parametrize(
    ("chain", "archive", "money"),
    [
        (STEPS, Role.ASSESSMENT_COMMITTEE, Role.ANCHORING_MANAGER),
        (
            (State.CLINICAL_REVIEW, State.DECISION),
            Role.MEDICAL_DIRECTOR,
            Role.MEDICAL_DIRECTOR,
        ),
    ],
)
def test_owners_follow_the_chain(chain, archive, money):
    owners = {each.item: each.owner for each in packet(ended(chain=chain), SETTINGS)}
    assert owners[Item.ARCHIVE_COPY] is archive
    assert owners[Item.INVOICE_REFERENCE] is money
    assert owners[Item.JOURNAL_NOTE] is Role.TREATING_CONSULTANT


def test_days_are_working_days_of_the_trusts_own():
    days = {"working_days": {"journal_note": 0, "archive_copy": 3}}
    due = {each.item: each.due_on for each in packet(ended(), parse(INNLANDET | days))}
    assert due[Item.JOURNAL_NOTE] == date(2026, 11, 25)  # a Wednesday
    assert due[Item.ARCHIVE_COPY] == date(2026, 11, 30)
    assert due[Item.PATIENT_LETTER] == date(2026, 12, 2)


# The wording of the procedure of Sykehuset Innlandet [S4], with the code as it stands in each place.
@pytest.mark.parametrize(
    ("item", "case", "words"),
    [
        (
            Item.PRESCRIPTION_REMARK,
            by("trust_prescription"),
            "Prosjekt DM 02224 Enkeltpasientunntak\nFaktureres gjennom oppgjørsordning H-resepter Helfo.",
        ),
        (
            Item.PRESCRIPTION_REMARK,
            by("private_prescription"),
            (
                "Godkjent enkeltpasientunntak av Direktør medisin og helsefag SIHF, dato 25.11.2026.\n"
                "Prosjekt DM 02224 Enkeltpasientunntak\n"
                "Faktura sendes til: Sykehuset Innlandet HF, Fakturamottak, Pb 104, 2381 Brumunddal"
            ),
        ),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_remarks_are_the_seeds_words_in_every_language(item, case, words, language):
    assert text_of(item, case, SETTINGS, language) == words


def test_order_and_invoice_bear_the_seeds_mark():
    for item in (Item.PHARMACY_ORDER, Item.INVOICE_REFERENCE):
        assert "Merkes: Prosjekt DM 0224 Enkeltpasientunntak" in text_of(
            item, by("hospital"), SETTINGS, "nb"
        )
    assert "TønSys" in text_of(Item.PHARMACY_ORDER, by("hospital"), SETTINGS, "nb")


def test_a_dear_exception_waits_for_its_own_number_and_bears_it():
    dear = by("private_prescription", yearly_cost=2_000_000)
    assert text_of(Item.PRESCRIPTION_REMARK, dear, SETTINGS, "nb") == ""
    assert text_of(Item.JOURNAL_NOTE, dear, SETTINGS, "nb") != ""
    numbered = by("private_prescription", yearly_cost=2_000_000)
    numbered = Outcome(**{**_fields(numbered), "project_number": "P 4711"})
    assert "Prosjekt P 4711\n" in text_of(Item.PRESCRIPTION_REMARK, numbered, SETTINGS, "nb")
    assert "DM 02224" not in text_of(Item.PRESCRIPTION_REMARK, numbered, SETTINGS, "nb")


def _fields(case: Outcome) -> dict[str, object]:
    return {name: getattr(case, name) for name in Outcome.__dataclass_fields__}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", [state for state in ENDED_STATES if state is not State.MOVED])
def test_the_note_cites_the_case_and_names_nobody(state, language):
    note = text_of(
        Item.JOURNAL_NOTE, ended(state, conditions="Prøver hver måned."), SETTINGS, language
    )
    assert note.count("SI-2026-000001") == 2
    assert "25.11.2026" in note
    assert "{" not in note


@given(st.text())
def test_plain_text_hides_nothing(words):
    made = plain(words)
    assert not {
        char for char in made if char != "\n" and not char.isprintable() and char != "\u00a0"
    } & set("\x00\x1b\u202e\u2066\u200b\r\t")
    assert plain(made) == made


def test_the_two_spellings_of_the_seed_are_flagged():
    (found,) = SETTINGS.two_spellings
    assert (found.one, found.other) == ("DM 0224", "DM 02224")
    for language in LANGUAGES:
        assert "DM 02224" in found.words.in_language(language)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("DM 0224", "DM 02224", True),
        ("DM 0224", "DM 224", True),
        ("DM 0224", "DM0224", True),
        ("DM 0224", "DM 0242", True),
        ("DM 0224", "DM 0225", False),
        ("DM 0224", "PR 0224", False),
        ("DM 0224", "DM 0224", False),
        ("DM 0224", "DM 022444", False),
    ],
)
def test_what_is_likely_one_code(one, other, alike):
    assert bool(spelled_two_ways([f"Prosjekt {one} Unntak", f"Prosjekt {other} Unntak"])) is alike


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"hospital_project": " "}, "hospital_project"),
        ({"invoice_address": "x" * 601}, "invoice_address"),
        (
            {"private_prescription_remark": "Prosjekt {project}, {date}"},
            "private_prescription_remark",
        ),
        ({"hospital_marking": "Prosjekt {projekt}"}, "hospital_marking"),
        ({"order_channel": "{project}"}, "order_channel"),
        ({"project_threshold": 0}, "project_threshold"),
        ({"project_threshold": True}, "project_threshold"),
        ({"working_days": {"archive_copy": -1}}, "working_days.archive_copy"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_settings_that_cannot_be_used_are_refused_at_the_field(change, field):
    with pytest.raises(BrokenPacketSettings) as refused:
        parse(INNLANDET | change)
    assert field in {fault.field for fault in refused.value.faults}


def test_usual_settings_are_whole():
    usual = parse(
        usual_document(
            project="DM 1 Unntak",
            threshold=500_000,
            invoice_address="Postboks 1",
            approver="Fagdirektør HF",
        )
    )
    assert usual.project_threshold == 500_000
    assert "av Fagdirektør HF, dato" in usual.private_prescription_remark


def test_nothing_is_sent_or_confirmed_without_a_text():
    for item in Item:
        assert moves_from(item, Standing.DUE, has_text=False) == ()


@pytest.mark.parametrize("item", list(Item))
def test_every_item_can_be_brought_to_its_end_and_back(item):
    reached, waiting = set(), [Standing.DUE]
    while waiting:
        standing = waiting.pop()
        if standing not in reached:
            reached.add(standing)
            waiting += moves_from(item, standing, has_text=True)
    assert {Standing.CONFIRMED, Standing.FAILED} <= reached
    assert moves_from(item, Standing.SET_ASIDE, has_text=True) == ()


def test_a_case_is_complete_when_all_that_stands_is_confirmed():
    assert is_complete([Standing.CONFIRMED, Standing.SET_ASIDE])
    assert not is_complete([Standing.CONFIRMED, Standing.SENT])
    assert is_complete([])


@pytest.mark.parametrize("archive", list(Standing))
def test_a_packet_is_settled_when_nothing_is_left_but_the_archives_copy(archive):
    done = {Item.JOURNAL_NOTE: Standing.CONFIRMED, Item.PATIENT_LETTER: Standing.SET_ASIDE}
    assert is_settled({**done, Item.ARCHIVE_COPY: archive})
    for left in (Standing.DUE, Standing.MADE, Standing.SENT, Standing.FAILED):
        assert not is_settled(
            {**done, Item.REGIONAL_COPY: left, Item.ARCHIVE_COPY: Standing.CONFIRMED}
        )


def test_the_routes_are_those_that_the_form_offers():
    assert {route.value for route in Route} == {option.code for option in SUPPLIES}


def test_what_somebody_wrote_over_several_lines_cannot_look_like_a_line_of_ours():
    forged = "Prøver hver måned.\nGyldig til og med: 01.01.2099"
    note = text_of(Item.JOURNAL_NOTE, ended(conditions=forged), SETTINGS, "nb")
    assert "\nGyldig til og med: 01.01.2099" not in note
    assert "Prøver hver måned. Gyldig til og med: 01.01.2099" in note
