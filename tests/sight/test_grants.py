"""The register of roles: granted and ended by access managers, never written over, and it can tell of every day."""

from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.support.house import build_house
from tests.support.journey import sent_as_far_as

from likeverd.audit.models import AccessEntry
from likeverd.core.vocabulary import Action, Role
from likeverd.organisations.models import Membership, Person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def house(db):
    return build_house()


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def manager(house):
    return signed_in(house.innlandet.person(Role.ACCESS_MANAGER))


@pytest.fixture
def newcomer(db):
    return Person.objects.create(username="ny.lege", name="Ny Lege", email="ny@example.org")


def grant(client, **changed):
    given = {
        "username": "ny.lege",
        "role": "medical_director",
        "unit": "0",
        "first_day": f"{TODAY():%d.%m.%Y}",
        "last_day": "",
        "reason": "Ny direktør.",
        "grant": "1",
    } | changed
    return client.post(reverse("sight:grants"), given)


def end(client, membership, reason="Har sluttet."):
    given = {"end": membership.pk, f"end_reason_{membership.pk}": reason}
    return client.post(reverse("sight:grants"), given)


def test_a_granted_role_opens_at_once_and_an_ended_one_opens_nothing_at_the_next_request(
    house, manager, newcomer
):
    case = sent_as_far_as(house, Action.RECOMMEND, now=timezone.now())
    page = reverse("cases:case", args=[case.number])
    client = signed_in(newcomer)
    assert client.get(page).status_code == 404
    assert grant(manager).status_code == 302
    assert client.get(page).status_code == 200
    held = Membership.objects.get(person=newcomer)
    assert held.granted_by == house.innlandet.person(Role.ACCESS_MANAGER).name
    assert end(manager, held).status_code == 302
    assert client.get(page).status_code == 404
    held.refresh_from_db()
    assert (held.role, held.reason) == ("medical_director", "Ny direktør.")
    assert held.end_reason == "Har sluttet."
    assert "Har sluttet." in manager.get(reverse("sight:grants")).content.decode()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"username": "ingen"}, "username"),
        ({"username": "innlandet.access_manager"}, "username"),  # nobody grants to themselves
        ({"role": "king"}, "role"),
        ({"role": "helper"}, "unit"),
        ({"unit": "999999"}, "unit"),
        ({"first_day": "1.1.2020"}, "first_day"),
        ({"first_day": ""}, "first_day"),
        ({"last_day": "1.1.2020"}, "last_day"),
        ({"reason": " "}, "reason"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_written(
    house, manager, newcomer, changed, field
):
    before = Membership.objects.count()
    answer = grant(manager, **changed)
    assert answer.status_code == 422
    assert f"field-{field}" in answer.content.decode()
    assert Membership.objects.count() == before


def test_a_role_of_another_trusts_unit_is_not_given(house, manager, newcomer):
    answer = grant(manager, role="helper", unit=str(house.small.department.pk))
    assert answer.status_code == 422


def test_the_same_role_is_not_given_twice(house, manager, newcomer):
    assert grant(manager).status_code == 302
    assert grant(manager).status_code == 422


def test_an_ended_role_can_be_given_again(house, manager, newcomer):
    grant(manager)
    end(manager, Membership.objects.get(person=newcomer))
    assert grant(manager).status_code == 302
    assert Membership.objects.filter(person=newcomer).count() == 2


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ACCESS_MANAGER])
def test_the_register_is_for_access_managers_alone(house, newcomer, role):
    client = signed_in(house.innlandet.person(role))
    assert client.get(reverse("sight:grants")).status_code == 403
    assert grant(client).status_code == 403
    assert client.get(reverse("sight:who")).status_code == 403
    assert not Membership.objects.filter(person=newcomer).exists()


def test_another_trusts_manager_ends_nothing_here(house, newcomer):
    foreign = signed_in(house.small.person(Role.ACCESS_MANAGER))
    held = Membership.objects.get(person=house.innlandet.person(Role.MEDICAL_DIRECTOR))
    end(foreign, held)
    held.refresh_from_db()
    assert held.ended_at is None
    page = foreign.get(reverse("sight:grants")).content.decode()
    assert house.innlandet.person(Role.MEDICAL_DIRECTOR).name not in page


def test_a_person_is_entered_and_can_do_nothing_yet(house, manager):
    given = {
        "enter": "1",
        "new_username": "Kari.Nordmann",
        "new_name": "Kari  Nordmann",
        "new_email": "kari@example.org",
    }
    assert manager.post(reverse("sight:grants"), given).status_code == 302
    person = Person.objects.get(username="kari.nordmann")
    assert (person.name, person.has_usable_password()) == ("Kari Nordmann", False)
    refused = manager.post(reverse("sight:grants"), given | {"new_email": "nei"})
    assert refused.status_code == 422
    assert "field-new_username" in refused.content.decode()


def test_the_database_lets_nobody_write_a_grant_over(house):
    for statement in (
        "UPDATE organisations_membership SET role = 'helper'",
        "UPDATE organisations_membership SET valid_from = '2020-01-01'",
        "DELETE FROM organisations_membership",
        "DELETE FROM organisations_deputyship",
    ):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def who(client, case, day):
    answer = client.post(reverse("sight:who"), {"number": case.number, "day": f"{day:%d.%m.%Y}"})
    return answer.content.decode()


def test_it_is_told_who_could_see_a_case_on_a_day(house, manager, newcomer):
    now = timezone.now()
    case = sent_as_far_as(house, Action.RECOMMEND, now=now - timedelta(days=3))
    director = house.innlandet.person(Role.MEDICAL_DIRECTOR).name
    helper = house.innlandet.person(Role.HELPER).name
    day = timezone.localdate(now - timedelta(days=3))
    page = who(manager, case, day)
    assert case.applicant.name in page
    assert director in page
    assert helper not in page
    assert "Ingen kunne se saken den dagen." in who(manager, case, day - timedelta(days=1))
    grant(manager)
    assert newcomer.name not in who(manager, case, day)
    assert newcomer.name in who(manager, case, TODAY())
    # One that was ended today could see it until then.
    end(manager, Membership.objects.get(person=newcomer))
    assert newcomer.name in who(manager, case, TODAY())
    assert AccessEntry.objects.filter(case=case.pk, shown__contains=["who_could_see"]).count() >= 4


def test_the_answer_agrees_with_what_the_policy_lets_people_see_today(house):
    """Said once in SQL for lists and once in Python for the past: both must name the same people."""
    from likeverd.cases import policy
    from likeverd.cases.models import Case
    from likeverd.cases.records import recorded_of
    from likeverd.cases.who_could_see import events_of, who_could_see
    from likeverd.organisations.selectors import actor_for

    for last in (Action.SUBMIT, Action.ASSESS, Action.RECOMMEND):
        case = sent_as_far_as(house, last, now=timezone.now())
        found = who_could_see(case, [recorded_of(row) for row in events_of(case)], TODAY())
        seeing = {
            person.pk
            for person in Person.objects.all()
            if Case.objects.filter(policy.which(actor_for(person, TODAY())), pk=case.pk).exists()
        }
        assert {each.person for each in found} == seeing


def test_a_day_to_come_and_an_unknown_case_are_told_at_their_fields(house, manager):
    tomorrow = datetime.now(tz=timezone.get_current_timezone()) + timedelta(days=1)
    for given, field in (
        ({"number": "SI-1", "day": f"{TODAY():%d.%m.%Y}"}, "number"),
        ({"number": "SI-1", "day": f"{tomorrow:%d.%m.%Y}"}, "day"),
        ({"number": "SI-1", "day": "i går"}, "day"),
    ):
        answer = manager.post(reverse("sight:who"), given)
        assert answer.status_code == 422
        assert f"field-{field}" in answer.content.decode()
