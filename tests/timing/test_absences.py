"""An absence is registered once: the case, its mails and its lists go to those who are there."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.support.house import add_person, build_house
from tests.support.journey import case_in_state, step

from likeverd.cases import lists, policy
from likeverd.cases.lists import Filters
from likeverd.core.deputising import Period
from likeverd.core.vocabulary import Action, Role, State
from likeverd.core.workdays import local_day
from likeverd.organisations.actions import AbsenceNotRegistered, end_absence, register_absence
from likeverd.organisations.models import Absence, Deputyship
from likeverd.organisations.selectors import actor_for
from likeverd.outbox.models import Message
from likeverd.web.formats import day

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = local_day(NOW)
PERIOD = Period(TODAY, TODAY + timedelta(days=6))


@pytest.fixture
def house(db):
    return build_house()


def away(person, deputies=(), period=PERIOD, now=NOW):
    return register_absence(period, dict(deputies), by=person, now=now)


def test_others_with_the_role_have_the_case_while_one_is_away(house):
    lead = house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER)
    case = case_in_state(house, State.CLINICAL_REVIEW, now=NOW)
    away(lead)
    # nobody else is there: better the absent one, marked, than nobody
    assert policy.who(case, TODAY) == [lead]
    assert policy.who(case, TODAY)[0].away_until == PERIOD.last
    second = add_person(
        house.innlandet, "leder.to", Role.CLINICAL_LEAD_REVIEWER, house.innlandet.department
    )
    assert policy.who(case, TODAY) == [second]
    assert lead in policy.who(case, PERIOD.last + timedelta(days=1))


def test_the_deputy_named_in_it_gets_the_mail_the_list_and_the_right(house):
    director = house.innlandet.person(Role.MEDICAL_DIRECTOR)
    deputy = add_person(house.innlandet, "vikar", Role.ANCHORING_MANAGER, house.innlandet.division)
    away(director, {director.memberships.get().pk: deputy.pk})
    Message.objects.all().delete()
    case = case_in_state(house, State.DECISION, now=NOW)
    told = set(
        Message.objects.filter(about=case.number).values_list("to_person__username", flat=True)
    )
    assert "vikar" in told
    assert director.username not in told
    actor = actor_for(deputy, TODAY)
    assert [row.case.pk for row in lists.waiting(actor, Filters()).rows] == [case.pk]
    step(case, Action.GRANT, deputy, now=NOW)


def test_a_deputy_takes_over_at_midnight_in_oslo_not_in_utc(house):
    director = house.innlandet.person(Role.MEDICAL_DIRECTOR)
    deputy = add_person(house.innlandet, "vikar", Role.ANCHORING_MANAGER, house.innlandet.division)
    begun = datetime(2026, 6, 8, 8, 0, tzinfo=UTC)
    period = Period(date(2026, 6, 10), date(2026, 6, 12))
    away(director, {director.memberships.get().pk: deputy.pk}, period, begun)

    def stands_in(moment: datetime) -> bool:
        grants = actor_for(deputy, local_day(moment)).grants
        return any(grant.deputy_for == director.pk for grant in grants)

    # summer time: midnight in Oslo is 22:00 in UTC
    assert not stands_in(datetime(2026, 6, 9, 21, 59, tzinfo=UTC))
    assert stands_in(datetime(2026, 6, 9, 22, 0, tzinfo=UTC))
    assert stands_in(datetime(2026, 6, 12, 21, 59, tzinfo=UTC))
    assert not stands_in(datetime(2026, 6, 12, 22, 0, tzinfo=UTC))


def test_the_applicants_deputy_answers_while_the_applicant_is_away(house):
    case = case_in_state(house, State.AWAITING_ANSWERS, now=NOW)
    consultant = case.applicant
    deputy = add_person(
        house.innlandet, "lege.to", Role.TREATING_CONSULTANT, house.innlandet.department
    )
    assert policy.who(case, TODAY) == [consultant]
    away(consultant, {consultant.memberships.get().pk: deputy.pk})
    assert policy.who(case, TODAY) == [deputy]


def test_questions_are_mailed_to_the_deputy_of_an_applicant_who_is_away(house):
    case = case_in_state(house, State.COMMITTEE, now=NOW)
    deputy = add_person(
        house.innlandet, "lege.to", Role.TREATING_CONSULTANT, house.innlandet.department
    )
    away(case.applicant, {case.applicant.memberships.get().pk: deputy.pk})
    Message.objects.all().delete()
    step(case, Action.ASK, house.innlandet.person(Role.ASSESSMENT_COMMITTEE), now=NOW)
    told = Message.objects.values_list("to_person__username", flat=True)
    assert {deputy.username, case.applicant.username} <= set(told)
    assert len(told) == len(set(told))


def test_ending_an_absence_ends_its_deputies_and_no_others(house):
    director = house.innlandet.person(Role.MEDICAL_DIRECTOR)
    deputy = add_person(house.innlandet, "vikar", Role.ANCHORING_MANAGER, house.innlandet.division)
    absence = away(director, {director.memberships.get().pk: deputy.pk})
    Deputyship.objects.create(
        person=deputy,
        deputy_for=director,
        trust=house.innlandet.trust,
        role=Role.MEDICAL_DIRECTOR,
        valid_from=TODAY,
        valid_to=PERIOD.last,
        registered_by="test",
        reason="Annet",
    )
    assert not end_absence(absence.pk, by=deputy, now=NOW)
    assert end_absence(absence.pk, by=director, now=NOW)
    assert not end_absence(absence.pk, by=director, now=NOW)
    assert list(Deputyship.objects.filter(revoked_at=None).values_list("reason", flat=True)) == [
        "Annet"
    ]


def test_a_deputy_who_may_not_stand_in_undoes_all_of_it(house):
    director = house.innlandet.person(Role.MEDICAL_DIRECTOR)
    helper = house.innlandet.person(Role.HELPER)
    with pytest.raises(AbsenceNotRegistered) as refused:
        away(director, {director.memberships.get().pk: helper.pk})
    assert [fault.field for fault in refused.value.faults] == [
        f"deputy_{director.memberships.get().pk}"
    ]
    assert not Absence.objects.exists()
    assert not Deputyship.objects.exists()


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [(-1, 3, "first_day"), (3, 2, "last_day"), (0, 400, "last_day")],
)
def test_days_that_make_no_sense(house, first, last, field):
    period = Period(TODAY + timedelta(days=first), TODAY + timedelta(days=last))
    with pytest.raises(AbsenceNotRegistered) as refused:
        away(house.innlandet.person(Role.MEDICAL_DIRECTOR), period=period)
    assert [fault.field for fault in refused.value.faults] == [field]


def test_the_page_registers_and_ends(client, house):
    director = house.innlandet.person(Role.MEDICAL_DIRECTOR)
    manager = house.innlandet.person(Role.ANCHORING_MANAGER)
    client.force_login(director)
    address = reverse("timing:absences")
    page = client.get(address).content.decode()
    assert manager.name in page
    assert house.innlandet.person(Role.HELPER).name not in page  # may not stand in
    key = f"deputy_{director.memberships.get().pk}"
    typed = {"first_day": day(TODAY), "last_day": "i går", key: str(manager.pk)}
    answer = client.post(address, typed | {"register": "1"})
    assert answer.status_code == 422
    assert "i går" in answer.content.decode()
    typed["last_day"] = day(PERIOD.last)
    assert client.post(address, typed | {"register": "1"}).status_code == 302
    absence = Absence.objects.get()
    assert absence.deputyships.get().person == manager
    case = case_in_state(house, State.DECISION, now=NOW)
    assert director not in policy.who(case, TODAY)
    assert client.post(address, {"end": absence.pk}).status_code == 302
    absence.refresh_from_db()
    assert absence.ended_at is not None
