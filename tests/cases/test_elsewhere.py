"""Others than the trust itself: what they see, for how long, and what they can do; all behind the wall."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.support.example_application import EXAMPLE_APPLICATION
from tests.support.house import Hospital, House, add_hospital, add_person, build_house
from tests.support.journey import answers_for, begin, step
from tests.support.row_security import behind_the_wall

from likeverd.cases import actions
from likeverd.cases.models import Case, Invitation
from likeverd.cases.refused import CaseNotFound, NotCarriedOut
from likeverd.core.case import Command
from likeverd.core.refusals import HomeTrustNotInvolved
from likeverd.core.vocabulary import Action, Role, State
from likeverd.core.workdays import local_day
from likeverd.organisations.models import Person, TrustRulesVersion
from likeverd.outbox.models import Message

FULL = ("clinical_review", "anchoring", "committee", "decision")


@dataclass
class Town:
    """The house, with a third trust: where a patient lives, that reviews, and that takes over."""

    house: House
    bergen: Hospital
    case: Case

    def person(self, role: Role) -> Person:
        return self.house.innlandet.person(role)

    def there(self, role: Role) -> Person:
        return self.bergen.person(role)


@pytest.fixture
def town(db: None) -> Town:
    house = build_house()
    region = house.innlandet.trust.regional_authority
    bergen = add_hospital(region, "bergen", "Helse Bergen HF", "HB", FULL)
    for number, person in enumerate(bergen.people.values()):
        person.hpr_number = f"90000{number:02}"
        person.save()
    rules = TrustRulesVersion.objects.get(trust=house.innlandet.trust)
    rules.version, rules.document = (
        "2",
        {**rules.document, "version": "2", "review_trust": "bergen"},
    )
    rules.save()
    now = timezone.now()
    case = begin(house, house.innlandet, now=now)
    answers = {**EXAMPLE_APPLICATION, "catchment": "other", "home_trust": "bergen"}
    case = actions.save_draft(
        case.number, answers, by=case.applicant, now=now, seen_revision=case.draft_revision
    ).case
    return Town(house, bergen, case)


def page(person: Person, case: Case, *, view: str = "cases:case"):
    browser = Client()
    browser.force_login(person)
    return browser.get(reverse(view, args=[case.number]))


def sees(person: Person, case: Case) -> bool:
    return page(person, case).status_code == 200


def works_with(person: Person) -> str:
    browser = Client()
    browser.force_login(person)
    return browser.get(reverse("cases:work_list")).content.decode()


def take(case: Case, action: Action, by: Person, **answers) -> Case:
    case.refresh_from_db()
    now = timezone.now()
    command = Command(action, case.version, {**answers_for(action, now), **answers})
    with behind_the_wall():
        return actions.take_step(case.number, command, by=by, now=now)


def to_decision(town: Town) -> Case:
    now = timezone.now()
    case = step(town.case, Action.SUBMIT, town.person(Role.TREATING_CONSULTANT), now=now)
    case = step(case, Action.ASSESS, town.person(Role.CLINICAL_LEAD_REVIEWER), now=now)
    case = step(case, Action.PRIORITISE, town.person(Role.ANCHORING_MANAGER), now=now)
    return step(case, Action.RECOMMEND, town.person(Role.ASSESSMENT_COMMITTEE), now=now)


def refused(town: Town, **answers) -> Case:
    """The case, refused by the director."""
    case = to_decision(town)
    take(case, Action.ACKNOWLEDGE, town.there(Role.MEDICAL_DIRECTOR), comment="Kjent.")
    director = town.person(Role.MEDICAL_DIRECTOR)
    return take(case, Action.REFUSE, director, who_pays="treating_trust", **answers)


# The home trust


def test_the_director_where_the_patient_lives_sees_the_case_from_when_it_is_sent(town):
    director = town.there(Role.MEDICAL_DIRECTOR)
    assert not sees(director, town.case)
    case = to_decision(town)
    assert case.home_trust == town.bergen.trust
    shown = page(director, case).content.decode()
    assert "Oppdiktet Person" in shown
    assert "Kvitter for saken" in shown
    assert "Saken venter på deg" in shown
    assert "Innlandet" in shown[shown.index("Hvem har saken") :][:200]
    assert case.number in works_with(director)
    for role in Role:
        if role is not Role.MEDICAL_DIRECTOR:
            assert not sees(town.there(role), case), role
    assert not sees(town.house.small.person(Role.MEDICAL_DIRECTOR), case)
    told = Message.objects.filter(to_person=director, about=case.number)
    assert told.count() == 1


def test_both_directors_are_involved(town):
    case = to_decision(town)
    director = town.person(Role.MEDICAL_DIRECTOR)
    Case.objects.filter(pk=case.pk).update(answers={**case.answers, "urgency": "ordinary"})
    with pytest.raises(NotCarriedOut) as stopped:
        take(case, Action.GRANT, director, who_pays="home_trust")
    assert stopped.value.refusals == (HomeTrustNotInvolved(),)
    there = town.there(Role.MEDICAL_DIRECTOR)
    take(case, Action.ACKNOWLEDGE, there, comment="Vi tar kontrollene.")
    assert case.number not in works_with(there)
    assert "Saken venter på deg" not in page(there, case).content.decode()
    assert "Vi tar kontrollene." in page(director, case).content.decode()
    granted = take(case, Action.GRANT, director, who_pays="home_trust")
    assert granted.state == State.GRANTED
    assert "etter avtale" in page(director, case).content.decode()
    with pytest.raises(CaseNotFound):
        take(case, Action.ACKNOWLEDGE, town.there(Role.CLINICAL_LEAD_REVIEWER), comment="")


def test_a_patient_who_lives_here_has_no_home_trust(town):
    now = timezone.now()
    case = town.case
    answers = {**case.answers, "home_trust": "innlandet"}
    case = actions.save_draft(
        case.number, answers, by=case.applicant, now=now, seen_revision=case.draft_revision
    ).case
    case = step(case, Action.SUBMIT, town.person(Role.TREATING_CONSULTANT), now=now)
    assert case.home_trust is None


# Experts


def invite(town: Town, case: Case, days: int = 10) -> Case:
    return take(
        case,
        Action.SEEK_ADVICE,
        town.person(Role.MEDICAL_DIRECTOR),
        body="named_expert",
        expert_hpr=town.there(Role.TREATING_CONSULTANT).hpr_number,
        sight_until=(local_day(timezone.now()) + timedelta(days=days)).isoformat(),
        question="Er effekten å vente?",
        answer_by=(local_day(timezone.now()) + timedelta(days=5)).isoformat(),
    )


def test_an_expert_sees_one_case_without_identity_until_the_advice_is_given(town):
    case = to_decision(town)
    expert = town.there(Role.TREATING_CONSULTANT)
    assert not sees(expert, case)
    invite(town, case)
    shown = page(expert, case).content.decode()
    assert "Oppdiktet Person" not in shown
    assert case.patient.identity_number not in shown
    assert "Gi råd" in shown
    assert "/steg/grant/" not in shown
    assert case.number in works_with(expert)
    take(case, Action.GIVE_ADVICE, expert, answer="Ja, sannsynlig.", interests="ingen")
    assert not sees(expert, case)
    assert case.number not in works_with(expert)
    shown = page(town.person(Role.MEDICAL_DIRECTOR), case).content.decode()
    assert "Ja, sannsynlig." in shown
    assert "Ta stilling til råd" in shown


def test_an_expert_who_is_asked_again_still_sees_no_identity(town):
    case = to_decision(town)
    expert = town.there(Role.TREATING_CONSULTANT)
    invite(town, case)
    take(case, Action.GIVE_ADVICE, expert, answer="Ja.", interests="ingen")
    case.refresh_from_db()
    assert expert.pk not in case.helpers
    invite(town, case)
    shown = page(expert, case).content.decode()
    assert "Gi råd" in shown
    assert "Oppdiktet Person" not in shown


def test_sight_of_an_expert_ends_with_the_case(town):
    case = to_decision(town)
    expert = town.there(Role.TREATING_CONSULTANT)
    invite(town, case)
    take(case, Action.WITHDRAW, case.applicant)
    assert not sees(expert, case)


def test_sight_of_an_expert_ends_by_itself(town):
    case = to_decision(town)
    invite(town, case)
    expert = town.there(Role.TREATING_CONSULTANT)
    assert sees(expert, case)
    past = timezone.now() - timedelta(minutes=1)
    Invitation.objects.update(begins_at=past - timedelta(days=1), ends_at=past)
    assert not sees(expert, case)


def test_a_block_closes_the_case_to_those_elsewhere_too(town):
    from likeverd.sight.models import Block

    case = to_decision(town)
    invite(town, case)
    there = (town.there(Role.TREATING_CONSULTANT), town.there(Role.MEDICAL_DIRECTOR))
    assert all(sees(person, case) for person in there)
    Block.objects.create(
        trust=case.trust,
        case=case,
        number=case.number,
        reason="Pasienten ba om det.",
        set_by=town.person(Role.ACCESS_MANAGER),
        set_at=timezone.now(),
    )
    assert not any(sees(person, case) for person in there)


# Review of new facts


def test_new_facts_are_reviewed_by_another_trust_and_the_first_decision_stays(town):
    case = refused(town)
    there = town.there(Role.MEDICAL_DIRECTOR)
    Case.objects.filter(pk=case.pk).update(home_trust=None)
    assert not sees(there, case)
    case = take(
        case,
        Action.REQUEST_REVIEW,
        case.applicant,
        new_facts="Ny genprøve viser fusjon.",
        source="Svar fra patologen 1. november.",
    )
    shown = page(there, case).content.decode()
    assert "Ny genprøve viser fusjon." in shown
    assert "Oppdiktet Person" not in shown
    assert "Saken venter på deg" in shown
    assert case.number in works_with(there)
    case = take(case, Action.REOPEN, there, reasoning="Prøven endrer forventet nytte.")
    assert (case.state, case.ended_at) == (State.RETURNED, None)
    assert not sees(there, case)
    first = town.person(Role.MEDICAL_DIRECTOR)
    assert first.pk in case.barred
    shown = page(case.applicant, case).content.decode()
    assert "Avslått" in shown or "avslått" in shown
    assert "Prøven endrer forventet nytte." in shown


def test_a_decision_that_is_upheld_stands(town):
    case = refused(town)
    there = town.there(Role.MEDICAL_DIRECTOR)
    case = take(case, Action.REQUEST_REVIEW, case.applicant, new_facts="Nytt.", source="Lab.")
    ended = case.ended_at
    case = take(case, Action.UPHOLD, there, reasoning="Kjent før avgjørelsen.")
    assert (case.state, case.ended_at, case.review_trust) == (State.REFUSED, ended, None)


# Moving


def offer(town: Town) -> Case:
    case = step(town.case, Action.SUBMIT, town.person(Role.TREATING_CONSULTANT), now=timezone.now())
    return take(
        case,
        Action.OFFER_MOVE,
        case.applicant,
        trust="bergen",
        receiver_hpr=town.there(Role.TREATING_CONSULTANT).hpr_number,
        why="Pasienten har flyttet hjem.",
    )


def test_a_case_goes_on_at_the_other_trust_and_stays_readable_at_the_first(town):
    case = offer(town)
    receiver = town.there(Role.TREATING_CONSULTANT)
    colleague = add_person(
        town.bergen, "bergen.annen", Role.TREATING_CONSULTANT, town.bergen.department
    )
    assert "Ta over saken" in page(receiver, case).content.decode()
    assert not sees(colleague, case)
    take(case, Action.TAKE_OVER, receiver)
    case.refresh_from_db()
    assert case.state == State.MOVED
    new = Case.objects.get(earlier_case=case)
    assert (new.trust, new.applicant, new.state) == (town.bergen.trust, receiver, State.DRAFT)
    assert new.answers["catchment"] == "own"
    assert new.answers["diagnoses"] == case.answers["diagnoses"]
    assert sees(receiver, new)
    assert sees(receiver, case)
    assert not sees(case.applicant, new)
    assert new.number in page(case.applicant, case).content.decode()


def test_a_department_must_be_named_where_there_are_several(town):
    case = offer(town)
    receiver = town.there(Role.TREATING_CONSULTANT)
    from likeverd.organisations.models import Membership

    Membership.objects.create(
        person=receiver,
        trust=town.bergen.trust,
        unit=town.bergen.division,
        role=Role.TREATING_CONSULTANT,
        valid_from=local_day(timezone.now()),
        granted_by="test",
        reason="test",
    )
    with pytest.raises(NotCarriedOut):
        take(case, Action.TAKE_OVER, receiver)
    assert not Case.objects.filter(earlier_case=case).exists()
    take(case, Action.TAKE_OVER, receiver, department="kreft")
    assert Case.objects.get(earlier_case=case).department == town.bergen.department


def test_an_offer_ends_with_the_case(town):
    case = offer(town)
    receiver = town.there(Role.TREATING_CONSULTANT)
    assert sees(receiver, case)
    take(case, Action.WITHDRAW, case.applicant)
    assert not sees(receiver, case)


def test_only_the_one_it_is_offered_to_takes_it_over(town):
    case = offer(town)
    with pytest.raises((NotCarriedOut, CaseNotFound)):
        take(case, Action.TAKE_OVER, town.there(Role.MEDICAL_DIRECTOR))
    with pytest.raises((NotCarriedOut, CaseNotFound)):
        take(case, Action.TAKE_OVER, case.applicant)
    case.refresh_from_db()
    assert case.state == State.CLINICAL_REVIEW
