"""The pages and the API of like cases: what they show, to whom, and that nobody walks back to a case."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.api.test_api import Caller
from tests.support.house import add_person, build_house
from tests.support.journey import answers_for, case_in_state
from tests.support.precedents import GROUP, draft_of, rows, send

from likeverd.cases import actions
from likeverd.cases.models import Case
from likeverd.core.case import Command
from likeverd.core.vocabulary import Action, Role, State
from likeverd.precedents.models import Approval, Dossier, Origin, Precedent

pytestmark = pytest.mark.django_db
READERS = (
    Role.TREATING_CONSULTANT,
    Role.CLINICAL_LEAD_REVIEWER,
    Role.ANCHORING_MANAGER,
    Role.ASSESSMENT_COMMITTEE,
    Role.MEDICAL_DIRECTOR,
)
OTHERS = tuple(role for role in Role if role not in READERS)


@pytest.fixture
def house(db):
    return build_house()


def client_of(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def now():
    return timezone.now()


def ask(house, role: Role, name: str, *given, hospital=None):
    person = (hospital or house.innlandet).person(role)
    return client_of(person).get(reverse(f"cases:{name}", args=given))


@pytest.mark.parametrize("role", READERS)
def test_those_who_argue_and_assess_see_like_cases(house, role):
    case = case_in_state(house, State.DECISION, now=now())
    rows(house, 5)
    answer = ask(house, role, "like_cases", case.number)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "Klart mønster" in text
    assert "Helse Sør-Øst RHF" in text
    assert "likt: demolimab" in text
    assert "Ikke fulgt opp ennå" in text
    link = reverse("cases:like_cases", args=[case.number])
    assert link in ask(house, role, "case", case.number).content.decode()


@pytest.mark.parametrize("role", OTHERS)
def test_others_do_not_know_that_the_page_exists(house, role):
    case = case_in_state(house, State.DECISION, now=now())
    assert ask(house, role, "like_cases", case.number).status_code == 404


def test_the_helper_of_a_case_sees_it_without_like_cases(house):
    helper = house.innlandet.person(Role.HELPER)
    case = case_in_state(house, State.DECISION, now=now())
    Case.objects.filter(pk=case.pk).update(
        helpers=[helper.pk], participants=[*case.participants, helper.pk]
    )
    client = client_of(helper)
    page = client.get(reverse("cases:case", args=[case.number]))
    assert page.status_code == 200
    assert "like-saker" not in page.content.decode()
    assert client.get(reverse("cases:like_cases", args=[case.number])).status_code == 404
    assert Caller(helper).get(f"/cases/{case.number}/like-cases").status_code == 404


@pytest.mark.parametrize("role", list(Role))
def test_another_trust_sees_the_row_and_never_the_case(house, role):
    case = case_in_state(house, State.GRANTED, now=now())
    for name in ("like_cases", "approve_reasoning"):
        assert ask(house, role, name, case.number, hospital=house.small).status_code == 404


def test_nothing_on_the_page_leads_back(house):
    """What another trust is shown of a row holds no number, id, person, department or day of the case it came from."""
    ended = case_in_state(house, State.GRANTED, now=now())
    rows(house, 4)
    own = send(draft_of(house, house.small, 40), now=now())
    consultant = house.small.person(Role.TREATING_CONSULTANT)
    page = client_of(consultant).get(reverse("cases:like_cases", args=[own.number]))
    answer = Caller(consultant).get(f"/cases/{own.number}/like-cases")
    assert page.status_code == answer.status_code == 200
    assert len(answer.json()["nearest"]) == 5
    secret = [
        ended.number,
        "Oppdiktet Person",
        ended.patient.identity_number,
        house.innlandet.department.name,
        house.innlandet.trust.name,
        str(Origin.objects.get(case=ended).precedent_id),
        *(person.name for person in house.innlandet.people.values()),
        "Begrunnelse for pasienten.",
    ]
    # The reader's own case stands on the page, with a department of the same name and the reader's own name.
    shown = page.content.decode().split("lv-work-list", 1)[1] + answer.content.decode()
    assert not [word for word in secret if word in shown]
    assert not re.search(r"\b[A-Z]{2}-2026-\d+", answer.content.decode())


def test_like_cases_stand_beside_the_decision(house):
    case = case_in_state(house, State.DECISION, now=now())
    director = house.innlandet.person(Role.MEDICAL_DIRECTOR)
    client = client_of(director)
    refuse = reverse("cases:step", args=[case.number, Action.REFUSE.value])
    assert 'name="departure"' not in client.get(refuse).content.decode()
    rows(house, 5)
    text = client.get(refuse).content.decode()
    assert "Klart mønster" in text
    assert 'name="departure"' in text
    grant = client.get(reverse("cases:step", args=[case.number, Action.GRANT.value]))
    assert 'name="departure"' not in grant.content.decode()
    ask_page = client.get(reverse("cases:step", args=[case.number, Action.ASK.value]))
    assert "De nærmeste sakene" not in ask_page.content.decode()


def test_the_api_asks_for_the_sentence_too(house):
    case = case_in_state(house, State.DECISION, now=now())
    rows(house, 5)
    caller = Caller(house.innlandet.person(Role.MEDICAL_DIRECTOR))
    offered = {
        each["action"]: each for each in caller.get(f"/cases/{case.number}").json()["actions"]
    }
    assert "departure" in {field["key"] for field in offered["refuse"]["fields"]}
    assert "departure" not in {field["key"] for field in offered["grant"]["fields"]}
    client_of(
        house.innlandet.person(Role.MEDICAL_DIRECTOR)
    )  # freshly signed in, as a decision asks
    answers = answers_for(Action.REFUSE, now())
    answer = caller.act(case.number, Action.REFUSE, case.version, answers)
    assert answer.status_code == 422
    assert "departure" in answer.content.decode()
    answers["departure"] = "Annen biomarkør."
    assert caller.act(case.number, Action.REFUSE, case.version, answers).status_code == 200
    page = ask(house, Role.TREATING_CONSULTANT, "case", case.number)
    assert "Annen biomarkør." in page.content.decode()


# Search and approval

REASONING = "Kari Nordmann (62 år) fra Hamar har hatt god effekt av rituksimab."


def granted_with_words(house):
    case = case_in_state(house, State.DECISION, now=now())
    answers = answers_for(Action.GRANT, now()) | {"reasoning": REASONING}
    director = house.innlandet.person(Role.MEDICAL_DIRECTOR)
    command = Command(Action.GRANT, case.version, answers)
    return actions.take_step(case.number, command, by=director, now=now())


def find(house, words, role=Role.TREATING_CONSULTANT, **more):
    client = client_of(house.small.person(role))
    return client.post(reverse("cases:search_like_cases"), {"words": words, **more})


def approve(house, case, role=Role.MEDICAL_DIRECTOR, **posted):
    client = client_of(house.innlandet.person(role))
    address = reverse("cases:approve_reasoning", args=[case.number])
    seen = client.get(address)
    digest = re.search(r'name="digest" value="(\w+)"', seen.content.decode())
    given = {"do": "approve", "digest": digest.group(1) if digest else "", **posted}
    return seen, client.post(address, given)


def test_a_reasoning_is_found_only_when_somebody_has_approved_the_cleaned_text(house):
    rows(house, 4)
    case = granted_with_words(house)
    assert "rituksimab" not in find(house, "effekt").content.decode()
    seen, done = approve(house, case)
    assert "<del>Hamar</del>" in seen.content.decode()
    assert "<del>62 år</del>" in seen.content.decode()
    assert done.status_code == 302
    row = Precedent.objects.get(origin__case=case)
    assert row.wording == "[…] […] ([…]) fra […] har hatt god effekt av rituksimab."
    for words in ("effekter", "god effekt", '"god effekt"', "rituksimab -kreft"):
        found = find(house, words).content.decode()
        assert "god effekt av rituksimab" in found, words
        assert "Hamar" not in found
        assert "Nordmann" not in found
    for words in ("Hamar", "Nordmann", "effekt -rituksimab"):
        assert "god effekt av rituksimab" not in find(house, words).content.decode()
    assert "rituksimab" in find(house, "effekt", method=house.method.pk).content.decode()
    approve(house, case, do="withdraw")
    assert "rituksimab" not in find(house, "effekt").content.decode()
    assert [bool(row.words) for row in Approval.objects.order_by("pk")] == [True, False]


def test_more_can_be_taken_out_and_what_was_not_seen_is_not_let_out(house):
    rows(house, 4)
    case = granted_with_words(house)
    _, turned = approve(house, case, chosen="rituksimab")
    assert turned.status_code == 409
    assert "<del>rituksimab</del>" in turned.content.decode()
    assert not Approval.objects.exists()
    digest = re.search(r'name="digest" value="(\w+)"', turned.content.decode()).group(1)
    _, done = approve(house, case, chosen="rituksimab", digest=digest)
    assert done.status_code == 302
    assert Precedent.objects.get(origin__case=case).wording.endswith("god effekt av […].")


def test_words_of_a_small_group_are_never_found(house):
    case = granted_with_words(house)
    approve(house, case)
    found = find(house, "effekt")
    assert "0 treff" in found.content.decode()


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.MEDICAL_DIRECTOR, True),
        (Role.ASSESSMENT_COMMITTEE, True),
        (Role.TREATING_CONSULTANT, False),
        (Role.CLINICAL_LEAD_REVIEWER, False),
        (Role.ANCHORING_MANAGER, False),
        (Role.HELPER, False),
        (Role.METHOD_SECRETARIAT, False),
        (Role.PROCEDURE_KEEPER, False),
        (Role.ARCHIVIST, False),
        (Role.LOG_REVIEWER, False),
    ],
)
def test_who_may_approve(house, role, may):
    case = granted_with_words(house)
    answer = ask(house, role, "approve_reasoning", case.number)
    assert answer.status_code == (200 if may else 404)
    client = client_of(house.innlandet.person(role))
    posted = client.post(reverse("cases:approve_reasoning", args=[case.number]), {"do": "withdraw"})
    assert posted.status_code == (302 if may else 404)
    open_case = case_in_state(house, State.DECISION, now=now())
    assert ask(house, role, "approve_reasoning", open_case.number).status_code == 404


@pytest.mark.parametrize("role", list(Role))
def test_who_may_search(house, role):
    expected = 200 if role in READERS else 403
    assert find(house, "effekt", role).status_code == expected


def test_a_search_without_words_says_so(house):
    answer = find(house, "  ")
    assert "Skriv minst ett ord" in answer.content.decode()


# Drafts of group exceptions


def test_a_draft_is_for_medical_directors(house):
    for patient in range(1, 6):
        send(draft_of(house, house.innlandet, patient), now=now())
    dossier = Dossier.objects.get()
    for hospital in (house.innlandet, house.small):
        for role in Role:
            answer = ask(house, role, "group_draft", dossier.pk, hospital=hospital)
            assert answer.status_code == (200 if role is Role.MEDICAL_DIRECTOR else 404)
    text = ask(house, Role.MEDICAL_DIRECTOR, "group_draft", dossier.pk).content.decode()
    assert "Utkast til gruppeunntak" in text
    assert GROUP in text
    assert "ingen oppfølging er registrert ennå" in text
    case = Case.objects.order_by("pk").first()
    marked = ask(house, Role.TREATING_CONSULTANT, "like_cases", case.number).content.decode()
    assert "Minst tre pasienter" in marked
    assert str(dossier.pk) not in marked  # the applicant sees that there is one, and cannot open it


def test_a_person_with_no_role_searches_nothing(house):
    stranger = add_person(house.small, "uten.rolle", Role.HELPER, house.small.department)
    client = client_of(stranger)
    assert client.get(reverse("cases:search_like_cases")).status_code == 403
