"""Fault 2: two changes at once, each right when it is looked at alone, that together break a rule.

The committee's votes are not built yet (one member writes for all). What there is today that can be broken so: a role
that is granted twice, and two cases for the same patient and method of which neither says why there is another.
"""

import threading
from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.support.copies import torn_cases
from tests.support.house import add_person, build_house
from tests.support.sizes import FULL
from tests.support.threads import pool_of

from likeverd.cases import actions
from likeverd.cases.actions import NewCase
from likeverd.cases.models import Case, Patient
from likeverd.cases.refused import NotCarriedOut
from likeverd.core.granting import GrantWanted
from likeverd.core.identity import synthetic_number
from likeverd.core.refusals import EarlierCase
from likeverd.core.vocabulary import Role
from likeverd.organisations.actions.granting import NotGranted, grant_role
from likeverd.organisations.models import Membership

PAIRS = 100 if FULL else 25


def both(pool, one, other):
    """Two things at the same moment; None for what was done, the refusal for what was not."""
    start = threading.Barrier(2)

    def run(act):
        start.wait()
        try:
            act()
        except (NotCarriedOut, NotGranted) as refused:
            return refused
        return None

    return [
        attempt.result(timeout=30) for attempt in (pool.submit(run, one), pool.submit(run, other))
    ]


@pytest.mark.parametrize("patient", ["new", "new, under two names", "known"])
def test_two_consultants_who_begin_for_the_same_patient_hear_of_each_other(
    fresh_database, record_property, patient
):
    house = build_house()
    hospital, now = house.innlandet, timezone.now()
    first = hospital.person(Role.TREATING_CONSULTANT)
    second = add_person(hospital, "overlege.to", Role.TREATING_CONSULTANT, hospital.department)

    def begin(by, number, called):
        wanted = NewCase(
            department=hospital.department.pk,
            method=house.method.pk,
            identity_number=number,
            patient_name=called,
            applicant=by.pk,
        )
        return lambda: actions.begin(wanted, by=by, now=now, synthetic_allowed=True)

    unsaid = 0
    other_name = "Oppdiktet Andrenavn" if "two" in patient else "Oppdiktet Person"
    with pool_of(2) as pool:
        for pair in range(PAIRS):
            number = synthetic_number(date(1950, 1, 1) + timedelta(days=pair), 1)
            if patient == "known":
                Patient.objects.create(
                    trust=hospital.trust,
                    identity_number=number,
                    identity_kind="birth_number",
                    name=other_name,
                )
            outcomes = both(
                pool,
                begin(first, number, "Oppdiktet Person"),
                begin(second, number, other_name),
            )
            unsaid += outcomes.count(None) - 1
            for refused in outcomes:
                assert refused is None or isinstance(refused.refusals[0], EarlierCase)
    record_property("seen", f"{PAIRS} pairs of beginnings, {unsaid} that nobody was told of")
    assert unsaid == 0
    assert Case.objects.count() == PAIRS
    assert torn_cases() == []


def test_two_managers_who_grant_the_same_role_grant_it_once(fresh_database, record_property):
    house = build_house()
    hospital, now = house.innlandet, timezone.now()
    one = hospital.person(Role.ACCESS_MANAGER)
    other = add_person(hospital, "tilgang.to", Role.ACCESS_MANAGER, None)

    def grant(to, by):
        wanted = GrantWanted(
            person=to.pk,
            unit=hospital.department.pk,
            role=Role.CLINICAL_LEAD_REVIEWER,
            first=timezone.localdate(),
            last=None,
            reason="Ny leder",
        )
        return lambda: grant_role(hospital.trust.pk, wanted, by=by, now=now)

    with pool_of(2) as pool:
        for pair in range(PAIRS):
            newcomer = add_person(hospital, f"ny.{pair}", Role.HELPER, hospital.department)
            outcomes = both(pool, grant(newcomer, one), grant(newcomer, other))
            assert outcomes.count(None) == 1
            held = Membership.objects.filter(person=newcomer, role=Role.CLINICAL_LEAD_REVIEWER)
            assert held.count() == 1
    record_property("seen", f"{PAIRS} pairs of grants, 0 doubled")
