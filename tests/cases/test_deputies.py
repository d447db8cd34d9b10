"""A deputy has a period and a reason, takes the place in one role, and never decides on an own case."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.support.house import add_person, build_house
from tests.support.journey import begin, case_in_state, complete, step

from likeverd.cases import policy
from likeverd.cases.refused import NotCarriedOut
from likeverd.core.deputising import Period
from likeverd.core.refusals import OwnApplication
from likeverd.core.vocabulary import Action, Role, State
from likeverd.organisations.actions import DeputyNotRegistered, end_deputy, register_deputy
from likeverd.organisations.models import Deputyship, Membership
from likeverd.organisations.selectors import actor_for

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate(NOW)


@pytest.fixture
def house(db):
    return build_house()


def let_stand_in(house, owner: Role, deputy, days=14, reason="Ferie"):
    person = house.innlandet.person(owner)
    membership = person.memberships.get()
    period = Period(TODAY, TODAY + timedelta(days=days))
    return register_deputy(membership.pk, deputy.pk, period, reason, by=person, now=NOW)


def test_a_deputy_decides_in_the_directors_place_even_after_another_step(house):
    lead = house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER)
    case = case_in_state(house, State.DECISION, now=NOW)
    let_stand_in(house, Role.MEDICAL_DIRECTOR, lead)
    assert lead in policy.who(case, TODAY)
    case = step(case, Action.GRANT, lead, now=NOW)
    event = case.events.get(sequence=case.version)
    assert event.deputy_for == house.innlandet.person(Role.MEDICAL_DIRECTOR)


def test_never_on_an_own_application(house):
    consultant = house.innlandet.person(Role.TREATING_CONSULTANT)
    case = case_in_state(house, State.DECISION, now=NOW)
    let_stand_in(house, Role.MEDICAL_DIRECTOR, consultant)
    assert consultant not in policy.who(case, TODAY)
    with pytest.raises(NotCarriedOut) as refused:
        step(case, Action.GRANT, consultant, now=NOW)
    assert refused.value.refusals == (OwnApplication(),)


def test_an_ended_deputy_has_no_rights_at_the_next_request(house):
    lead = house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER)
    registered = let_stand_in(house, Role.MEDICAL_DIRECTOR, lead)
    assert any(grant.deputy_for for grant in actor_for(lead, TODAY).grants)
    assert not end_deputy(registered.pk, by=lead, now=NOW)
    assert end_deputy(registered.pk, by=registered.deputy_for, now=NOW)
    assert not any(grant.deputy_for for grant in actor_for(lead, TODAY).grants)
    assert Deputyship.objects.filter(pk=registered.pk).exists()


def test_a_period_ends_by_itself(house):
    lead = house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER)
    let_stand_in(house, Role.MEDICAL_DIRECTOR, lead, days=3)
    for day, held in ((0, True), (3, True), (4, False)):
        grants = actor_for(lead, TODAY + timedelta(days=day)).grants
        assert any(grant.deputy_for for grant in grants) is held


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"first": TODAY - timedelta(days=1)}, "first_day"),
        ({"last": TODAY - timedelta(days=1)}, "last_day"),
        ({"last": TODAY + timedelta(days=500)}, "last_day"),
        ({"reason": " "}, "reason"),
        ({"deputy": "self"}, "deputy"),
        ({"deputy": "foreign"}, "deputy"),
        ({"role": 0}, "role"),
    ],
)
def test_faults_stand_at_their_field(house, changes, field):
    director = house.innlandet.person(Role.MEDICAL_DIRECTOR)
    deputies = {
        "self": director.pk,
        "foreign": house.small.person(Role.HELPER).pk,
        None: house.innlandet.person(Role.ANCHORING_MANAGER).pk,
    }
    with pytest.raises(DeputyNotRegistered) as refused:
        register_deputy(
            changes.get("role", director.memberships.get().pk),
            deputies[changes.get("deputy")],
            Period(changes.get("first", TODAY), changes.get("last", TODAY + timedelta(days=1))),
            changes.get("reason", "Ferie"),
            by=director,
            now=NOW,
        )
    assert field in {fault.field for fault in refused.value.faults}
    assert not Deputyship.objects.exists()


def test_the_page_registers_and_ends(house):
    director = house.innlandet.person(Role.MEDICAL_DIRECTOR)
    helper = house.innlandet.person(Role.ASSESSMENT_COMMITTEE)
    client = Client()
    client.force_login(director)
    address = reverse("cases:deputies")
    typed = {
        "role": director.memberships.get().pk,
        "deputy": helper.pk,
        "first_day": TODAY.strftime("%d.%m.%Y"),
        "last_day": (TODAY + timedelta(days=5)).strftime("%d.%m.%Y"),
    }
    lacking = client.post(address, typed)
    assert lacking.status_code == 422
    assert "field-reason" in lacking.content.decode()
    assert client.post(address, typed | {"reason": "Ferie"}).status_code == 302
    registered = Deputyship.objects.get()
    assert helper.name in client.get(address).content.decode()
    assert client.post(address, {"end": registered.pk}).status_code == 302
    registered.refresh_from_db()
    assert registered.revoked_at is not None


def test_a_deputy_has_the_role_only_while_the_principal_has_it(house):
    director = house.innlandet.person(Role.MEDICAL_DIRECTOR)
    lead = house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER)
    case = case_in_state(house, State.DECISION, now=NOW)
    let_stand_in(house, Role.MEDICAL_DIRECTOR, lead)
    assert lead in policy.who(case, TODAY)
    director.memberships.update(valid_to=TODAY - timedelta(days=1))
    assert lead not in policy.who(case, TODAY)
    assert not any(grant.deputy_for for grant in actor_for(lead, TODAY).grants)
    director.memberships.update(valid_to=None)
    type(director).objects.filter(pk=director.pk).update(is_active=False)
    assert not any(grant.deputy_for for grant in actor_for(lead, TODAY).grants)


def test_only_a_consultant_stands_in_for_a_consultant_and_no_helper_assesses(house):
    helper = house.innlandet.person(Role.HELPER)
    for role in (Role.TREATING_CONSULTANT, Role.MEDICAL_DIRECTOR):
        with pytest.raises(DeputyNotRegistered) as refused:
            let_stand_in(house, role, helper)
        assert [fault.field for fault in refused.value.faults] == ["deputy"]


def test_a_deputy_who_sends_has_had_a_hand_in_the_application(house):
    lead = house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER)
    colleague = add_person(
        house.innlandet,
        "overlege.to",
        Role.TREATING_CONSULTANT,
        house.innlandet.department,
    )
    add_role(house, colleague, Role.CLINICAL_LEAD_REVIEWER)
    let_stand_in(house, Role.TREATING_CONSULTANT, colleague)
    case = complete(begin(house, house.innlandet, now=NOW), now=NOW)
    case = step(case, Action.SUBMIT, colleague, now=NOW)
    waiting = policy.who(case, TODAY)
    assert lead in waiting
    assert colleague not in waiting
    with pytest.raises(NotCarriedOut):
        step(case, Action.ASSESS, colleague, now=NOW)


def add_role(house, person, role: Role):
    Membership.objects.create(
        person=person,
        trust=house.innlandet.trust,
        unit=house.innlandet.department,
        role=role,
        valid_from=TODAY,
        granted_by="test",
        reason="test",
    )


def test_the_deputy_of_a_person_with_a_conflict_does_not_decide_in_that_ones_place(house):
    director = house.innlandet.person(Role.MEDICAL_DIRECTOR)
    lead = house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER)
    case = case_in_state(house, State.DECISION, now=NOW)
    let_stand_in(house, Role.MEDICAL_DIRECTOR, lead)
    step(case, Action.DECLARE_CONFLICT, director, now=NOW)
    case.refresh_from_db()
    assert policy.who(case, TODAY) == []
    with pytest.raises(NotCarriedOut):
        step(case, Action.GRANT, lead, now=NOW)
