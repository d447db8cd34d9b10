"""The doctor gives the patient the letter by the rules for showing the answer; it is corrected and never changed."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.support.house import House, build_house
from tests.support.journey import case_in_state

from likeverd.audit.models import AccessEntry
from likeverd.cases.models import Case
from likeverd.core.packet import Item, Standing
from likeverd.core.patient_view import Part
from likeverd.core.vocabulary import Role, State
from likeverd.core.workdays import local_day
from likeverd.letters import selectors
from likeverd.letters.models import Letter, LetterFile, LetterRelease
from likeverd.packet.models import PacketItem
from likeverd.web.formats import day

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db: None) -> House:
    return build_house()


def as_(person):
    client = Client()
    client.force_login(person)
    return client


def address(case, letter=None):
    if letter is None:
        return reverse("letters:letters", args=[case.number])
    return reverse("letters:letter", args=[case.number, letter.pk])


def give(case, client=None, **typed):
    given = {"language": "nb"} | typed
    return (client or as_(case.applicant)).post(address(case), given)


def patients_letter(case):
    return next(row for row in selectors.letters_of(case) if row.kind == "patient")


def given(case):
    return list(
        Letter.objects.filter(case=case, kind="patient", release__isnull=False).order_by("pk")
    )


def test_a_yes_is_given_with_one_press_and_shows_the_case_and_the_answer(house):
    case = case_in_state(house, State.GRANTED, now=timezone.now())
    assert give(case).status_code == 302
    (letter,) = given(case)
    assert letter == patients_letter(case)
    assert [(row.part, row.shown) for row in case.releases.order_by("pk")] == [
        (Part.STATUS, True),
        (Part.OUTCOME, True),
    ]
    assert letter.release.by == case.applicant
    assert LetterFile.objects.filter(letter=letter).exists()
    again = give(case)
    assert again.status_code == 422
    assert "allerede vist for pasienten" in unescape(again.content.decode())
    assert any("letter" in row.shown and row.kind == "change" for row in AccessEntry.objects.all())


@pytest.mark.parametrize("end", [State.REFUSED, State.WRONG_SCHEME, State.STOPPED])
def test_a_no_is_given_with_the_day_of_the_conversation_alone(house, end):
    case = case_in_state(house, end, now=timezone.now())
    today = local_day(timezone.now())
    for typed in ("", "i morgen", day(today + timedelta(days=90))):
        answer = give(case, conversation_on=typed, language="nn")
        assert answer.status_code == 422
        page = unescape(answer.content.decode())
        assert typed in page
        assert 'value="nn" checked' in page or 'value="nn"' in page
    assert given(case) == []
    assert not case.releases.exists()
    assert give(case, conversation_on=day(today), language="nn").status_code == 302
    (letter,) = given(case)
    assert letter.language == "nn"
    assert "Kvifor" in repr(letter.content)
    assert case.releases.get(part="outcome").conversation_on == today


def test_another_language_is_made_when_it_is_chosen_and_the_newest_counts(house):
    case = case_in_state(house, State.GRANTED, now=timezone.now())
    give(case, language="nb")
    assert give(case, language="en").status_code == 302
    assert [letter.language for letter in given(case)] == ["nb", "en"]
    assert selectors.given_letter(case).language == "en"
    assert give(case, language="sv").status_code == 422


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.TREATING_CONSULTANT])
def test_nobody_but_the_applicant_gives_it(house, role):
    case = case_in_state(house, State.GRANTED, now=timezone.now())
    assert give(case, as_(house.innlandet.person(role))).status_code in (403, 404)
    assert give(case, as_(house.small.person(role))).status_code == 404
    assert given(case) == []
    assert not case.releases.exists()


def test_whoever_need_not_know_the_patient_reads_the_doctors_letter_alone(house):
    case = case_in_state(house, State.REFUSED, now=timezone.now())
    decision, patient = selectors.letters_of(case)
    member = as_(house.innlandet.person(Role.ASSESSMENT_COMMITTEE))
    page = unescape(member.get(address(case)).content.decode())
    assert address(case, decision) in page
    assert address(case, patient) not in page
    assert "Brevet til pasienten vises for dem som trenger" in page
    assert member.get(address(case, decision)).status_code == 200
    for name in ("letters:letter", "letters:letter_file"):
        assert member.get(reverse(name, args=[case.number, patient.pk])).status_code == 404
    director = as_(house.innlandet.person(Role.MEDICAL_DIRECTOR))
    assert case.patient.name in director.get(address(case, patient)).content.decode()
    noted = AccessEntry.objects.filter(shown__contains=["letter", "identity"])
    assert noted.exists()


def test_a_letter_of_another_case_is_not_found_under_this_one(house):
    one = case_in_state(house, State.REFUSED, now=timezone.now())
    other = case_in_state(house, State.GRANTED, now=timezone.now())
    letter = selectors.letters_of(other)[0]
    assert as_(one.applicant).get(address(one, letter)).status_code == 404


def test_the_file_is_a_download_that_no_browser_runs(house):
    case = case_in_state(house, State.REFUSED, now=timezone.now())
    letter = patients_letter(case)
    answer = as_(case.applicant).get(reverse("letters:letter_file", args=[case.number, letter.pk]))
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Disposition"].startswith("attachment")
    assert case.patient.name not in answer["Content-Disposition"]
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_correction_names_what_it_replaces_and_both_stay(house):
    case = case_in_state(house, State.GRANTED, now=timezone.now())
    client = as_(case.applicant)
    give(case)
    first = patients_letter(case)
    empty = client.post(address(case, first), {"what": " "})
    assert empty.status_code == 422
    assert "Skriv hva som er rettet" in unescape(empty.content.decode())
    answer = client.post(address(case, first), {"what": "Avdelingens navn var feil."})
    second = Letter.objects.get(replaces=first)
    assert answer["Location"] == address(case, second)
    assert "Avdelingens navn var feil." in second.content["blocks"][0]["text"]
    assert selectors.given_letter(case) == second
    assert LetterRelease.objects.filter(letter=first).exists()
    page = client.get(address(case)).content.decode()
    assert address(case, first) in page
    assert address(case, second) in page
    assert "Erstattet" in page
    overtaken = client.post(address(case, first), {"what": "En gang til."})
    assert overtaken.status_code == 422
    assert "En gang til." in overtaken.content.decode()
    assert client.post(address(case, second), {"what": "Et navn til."}).status_code == 302
    assert Letter.objects.filter(case=case, kind="patient").count() == 3


def test_a_letter_that_is_not_given_is_corrected_without_being_given(house):
    case = case_in_state(house, State.REFUSED, now=timezone.now())
    letter = patients_letter(case)
    as_(case.applicant).post(address(case, letter), {"what": "Feil navn."})
    assert given(case) == []
    today = day(local_day(timezone.now()))
    give(case, conversation_on=today)
    assert given(case) == [Letter.objects.get(replaces=letter)]


def test_who_corrects_which_letter(house):
    case = case_in_state(house, State.REFUSED, now=timezone.now())
    decision, patient = selectors.letters_of(case)
    director = house.innlandet.person(Role.MEDICAL_DIRECTOR)
    lead = house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER)
    wrong = {"what": "Noe er feil."}
    for person, letter in ((case.applicant, decision), (director, patient), (lead, decision)):
        assert as_(person).post(address(case, letter), wrong).status_code == 403
    assert as_(director).post(address(case, decision), wrong).status_code == 302
    assert as_(case.applicant).post(address(case, patient), wrong).status_code == 302


def test_a_decision_taken_anew_has_letters_of_its_own_and_a_conversation_of_its_own(house):
    case = case_in_state(house, State.REFUSED, now=timezone.now())
    today = local_day(timezone.now())
    give(case, conversation_on=day(today))
    old = selectors.given_letter(case)
    assert old is not None
    # As when another trust sends it back: the round begins anew (tests/cases/test_elsewhere.py walks the whole way).
    Case.objects.filter(pk=case.pk).update(state=State.DECISION, ended_at=None)
    case.refresh_from_db()
    assert selectors.given_letter(case) is None


def test_a_preview_shows_both_letters_with_what_is_typed_and_keeps_nothing(house):
    case = case_in_state(house, State.DECISION, now=timezone.now())
    director = house.innlandet.person(Role.MEDICAL_DIRECTOR)
    where = reverse("letters:preview", args=[case.number, "refuse"])
    client = as_(director)
    assert where in client.get(reverse("cases:step", args=[case.number, "refuse"])).content.decode()
    typed = {"reasons": ["larger_effect_not_documented"], "reasoning": "Det er <b>uklart</b>."}
    answer = client.post(where, typed)
    page = unescape(answer.content.decode())
    assert answer.status_code == 200
    assert "Det er &lt;b&gt;uklart&lt;/b&gt;." in answer.content.decode()
    assert "Det er ikke vist at behandlingen vil virke mye bedre for deg" in page
    assert case.patient.name in page
    assert not Letter.objects.exists()
    assert client.post(where, {}).status_code == 200
    assert as_(case.applicant).post(where, typed).status_code == 302
    assert as_(house.small.person(Role.MEDICAL_DIRECTOR)).post(where, typed).status_code == 404
    assert client.post(reverse("letters:preview", args=[case.number, "assess"])).status_code == 404


def standing_of(case, item):
    return PacketItem.objects.get(case=case, item=item).standing


def test_the_packet_is_told_how_far_the_letters_have_come(house):
    case = case_in_state(house, State.GRANTED, now=timezone.now())
    decision = selectors.letters_of(case)[0]
    assert standing_of(case, Item.DECISION_LETTER) == Standing.SENT
    assert standing_of(case, Item.PATIENT_LETTER) == Standing.MADE
    as_(house.innlandet.person(Role.MEDICAL_DIRECTOR)).get(address(case, decision))
    assert standing_of(case, Item.DECISION_LETTER) == Standing.SENT
    client = as_(case.applicant)
    client.get(address(case, decision))
    assert standing_of(case, Item.DECISION_LETTER) == Standing.CONFIRMED
    received = reverse("letters:received", args=[case.number])
    client.post(received)
    assert standing_of(case, Item.PATIENT_LETTER) == Standing.MADE
    give(case)
    assert standing_of(case, Item.PATIENT_LETTER) == Standing.SENT
    lead = as_(house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER))
    assert lead.post(received).status_code == 403
    assert client.post(received).status_code == 302
    assert standing_of(case, Item.PATIENT_LETTER) == Standing.CONFIRMED


def test_an_answer_that_was_shown_before_a_new_decision_asks_for_a_conversation_again(house):
    case = case_in_state(house, State.REFUSED, now=timezone.now())
    today = local_day(timezone.now())
    give(case, conversation_on=day(today))
    # As if it had been decided anew since (a reopened case; the old answer's release does not count).
    Case.objects.filter(pk=case.pk).update(ended_at=timezone.now())
    assert "conversation_on" in as_(case.applicant).get(address(case)).content.decode()
    assert give(case, language="nn").status_code == 422
    assert give(case, language="nn", conversation_on=day(today)).status_code == 302
    assert [row.shown for row in case.releases.filter(part="outcome").order_by("pk")] == [
        True,
        True,
    ]
    page = as_(case.applicant).get(address(case)).content.decode()
    assert "conversation_on" not in page  # shown now: another language asks for nothing more
