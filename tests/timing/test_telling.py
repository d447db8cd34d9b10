"""Who is told before a promise is missed: each once, and nobody who is not late."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction
from tests.support.example_application import EXAMPLE_APPLICATION
from tests.support.house import add_person, build_house
from tests.support.journey import begin, step

from likeverd.audit.models import AccessEntry
from likeverd.cases import actions as case_actions
from likeverd.core.deputising import Period
from likeverd.core.timing.reminders import Choice, Reminder
from likeverd.core.vocabulary import Action, Role
from likeverd.organisations.actions import register_absence, register_deputy
from likeverd.outbox.models import Message
from likeverd.timing.actions import choose_reminders, tell_what_is_due
from likeverd.timing.models import Told

pytestmark = pytest.mark.django_db
OSLO = ZoneInfo("Europe/Oslo")
LEAD, MANAGER, MEMBER, DIRECTOR = (
    Role.CLINICAL_LEAD_REVIEWER,
    Role.ANCHORING_MANAGER,
    Role.ASSESSMENT_COMMITTEE,
    Role.MEDICAL_DIRECTOR,
)


def oslo(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


MONDAY = oslo("2026-11-23 09:00")


@pytest.fixture
def house(db):
    return build_house()


def sent(house, *, urgent: bool, start_by: str = "2027-06-01", now=MONDAY):
    """An application at Innlandet that was sent then."""
    case = begin(house, house.innlandet, now=now)
    answers = EXAMPLE_APPLICATION | {
        "urgency": "urgent" if urgent else "ordinary",
        "start_by": start_by,
    }
    case = case_actions.save_draft(
        case.number, answers, by=case.applicant, now=now, seen_revision=case.draft_revision
    ).case
    case = step(case, Action.SUBMIT, case.applicant, now=now)
    assert case.urgent is urgent
    Message.objects.all().delete()
    return case


def told(rung: str | None = None) -> list[tuple[str, str, str]]:
    """Who was told: reminder, rung and name."""
    rows = Told.objects.exclude(person=None).select_related("person").order_by("pk")
    return [(r.reminder, r.rung, r.person.username) for r in rows if rung in (None, r.rung)]


def test_an_urgent_case_that_nobody_looks_at_goes_up_the_ladder_within_half_an_hour(house):
    case = sent(house, urgent=True)
    tell_what_is_due(now=MONDAY + timedelta(minutes=14))
    assert told() == []
    tell_what_is_due(now=MONDAY + timedelta(minutes=15))
    assert told() == [("first_look", "holder", "innlandet.clinical_lead_reviewer")]
    tell_what_is_due(now=MONDAY + timedelta(minutes=26))
    assert told() == [
        ("first_look", "holder", "innlandet.clinical_lead_reviewer"),
        ("first_look", "leader", "innlandet.anchoring_manager"),
    ]
    mails = list(Message.objects.order_by("created_at"))
    assert [mail.about for mail in mails] == [case.number] * 2
    assert all("haster" in mail.subject for mail in mails)
    assert "Første gang noen ser på saken: 23.11.2026 kl.\N{NO-BREAK SPACE}09.30" in mails[1].body
    assert f"/saker/{case.number}/" in mails[0].body
    assert f"/saker/{case.number}/" not in mails[1].body  # a leader may not see the case
    assert "Oppdiktet" not in "".join(mail.subject + mail.body for mail in mails)


def test_a_look_ends_it_and_a_list_is_no_look(client, house):
    case = sent(house, urgent=True, now=oslo("2026-11-25 09:00"))
    lead = house.innlandet.person(LEAD)
    client.force_login(lead)
    client.get("/arbeid/")
    tell_what_is_due(now=oslo("2026-11-25 09:16"))
    assert told() == [("first_look", "holder", "innlandet.clinical_lead_reviewer")]
    client.get(f"/saker/{case.number}/")
    assert AccessEntry.objects.filter(case=case.pk, practitioner=lead, kind="read").exists()
    tell_what_is_due(now=oslo("2026-11-25 09:40"))
    assert [row for row in told() if row[0] == "first_look"] == [
        ("first_look", "holder", "innlandet.clinical_lead_reviewer")
    ]


def test_nobody_is_told_twice(house):
    sent(house, urgent=True)
    late = MONDAY + timedelta(minutes=40)
    first = tell_what_is_due(now=late)
    assert first
    assert tell_what_is_due(now=late + timedelta(minutes=5)) == 0
    assert Message.objects.count() == first


def test_what_becomes_due_at_once_is_one_mail(house):
    sent(house, urgent=False)
    tell_what_is_due(now=oslo("2026-11-27 15:00"))
    lead = house.innlandet.person(LEAD)
    mails = Message.objects.filter(to_person=lead)
    assert sorted(mail.body.count("\n- ") for mail in mails) == [2]
    assert "fristen nærmer seg" in mails[0].subject


def test_the_step_and_the_whole_way_of_an_ordinary_case(house):
    sent(house, urgent=False)  # promised for Thursday 26 November, 15.30
    tell_what_is_due(now=oslo("2026-11-24 15:00"))
    assert told() == []
    tell_what_is_due(now=oslo("2026-11-25 08:45"))
    assert told() == [("step", "holder", "innlandet.clinical_lead_reviewer")]
    tell_what_is_due(now=oslo("2026-11-26 15:00"))
    assert ("step", "leader", "innlandet.anchoring_manager") in told()
    assert all(name != "innlandet.medical_director" for _, _, name in told())


def test_a_new_hand_is_told_for_itself_and_the_old_one_no_more(house):
    case = sent(house, urgent=False)
    tell_what_is_due(now=oslo("2026-11-25 12:00"))
    case = step(case, Action.ASSESS, house.innlandet.person(LEAD), now=oslo("2026-11-25 13:00"))
    before = len(told())
    tell_what_is_due(now=oslo("2026-11-30 15:00"))
    later = told()[before:]
    assert later
    assert {name for _, _, name in later} <= {
        "innlandet.anchoring_manager",
        "innlandet.medical_director",
    }


def test_questions_remind_the_applicant_and_nobody_above(house):
    case = sent(house, urgent=False)
    hospital = house.innlandet
    for action, role in ((Action.ASSESS, LEAD), (Action.PRIORITISE, MANAGER)):
        case = step(case, action, hospital.person(role), now=MONDAY)
    case = step(case, Action.ASK, hospital.person(MEMBER), now=MONDAY)
    tell_what_is_due(now=MONDAY + timedelta(days=199))
    assert told() == [("answers", "holder", "innlandet.treating_consultant")]


def test_what_is_late_reminds_the_one_who_is_late_alone_and_as_often_as_chosen(house):
    sent(house, urgent=False)
    lead = house.innlandet.person(LEAD)
    choose_reminders({Reminder.LATE: Choice(True, 5)}, by=lead)
    for day in range(27, 31):
        tell_what_is_due(now=oslo(f"2026-11-{day} 09:00"))
    assert told("late") == []
    tell_what_is_due(now=oslo("2026-12-03 09:00"))  # five working days after Thursday 26 November
    assert {name for _, _, name in told("late")} == {"innlandet.clinical_lead_reviewer"}
    assert [row[0] for row in told("late")].count("step") == 1


def test_each_may_be_chosen_away_but_the_first_notice_of_an_urgent_case(house):
    lead = house.innlandet.person(LEAD)
    others = {r: Choice(False) for r in Reminder if r is not Reminder.FIRST_LOOK}
    choose_reminders(others, by=lead)
    with pytest.raises(ValueError, match="first_look"):
        choose_reminders({Reminder.FIRST_LOOK: Choice(False)}, by=lead)
    sent(house, urgent=True)
    tell_what_is_due(now=MONDAY + timedelta(days=4))
    mine = [row for row in told() if row[2] == lead.username]
    assert mine == [("first_look", "holder", lead.username)]


def test_the_treat_by_date_is_told_before_it_is_missed(house):
    # lead, director, committee and decision in one day each: the lead must act by Friday 27 November
    sent(house, urgent=False, start_by="2026-12-02")
    tell_what_is_due(now=oslo("2026-11-26 10:00"))
    assert ("treat_by", "holder", "innlandet.clinical_lead_reviewer") in told()


def test_an_absence_hands_over_to_the_deputy_and_back(house):
    hospital = house.innlandet
    lead = hospital.person(LEAD)
    deputy = add_person(hospital, "vikar", Role.TREATING_CONSULTANT, hospital.other_department)
    membership = lead.memberships.get()
    register_absence(
        Period(date(2026, 11, 23), date(2026, 11, 27)),
        {membership.pk: deputy.pk},
        by=lead,
        now=MONDAY,
    )
    sent(house, urgent=True)
    tell_what_is_due(now=MONDAY + timedelta(minutes=16))
    assert told() == [("first_look", "holder", "vikar")]


def test_a_deputy_who_is_not_alone_is_told_after_the_one_whose_place_it_is(house):
    hospital = house.innlandet
    lead = hospital.person(LEAD)
    deputy = add_person(hospital, "vikar", Role.TREATING_CONSULTANT, hospital.other_department)
    register_deputy(
        lead.memberships.get().pk,
        deputy.pk,
        Period(date(2026, 11, 23), date(2026, 11, 27)),
        "Ferie",
        by=lead,
        now=MONDAY,
    )
    sent(house, urgent=True)
    tell_what_is_due(now=MONDAY + timedelta(minutes=16))
    assert told() == [("first_look", "holder", lead.username)]
    tell_what_is_due(now=MONDAY + timedelta(minutes=21))
    assert told()[1:] == [("first_look", "deputy", "vikar")]


def test_rows_are_never_changed(house):
    sent(house, urgent=True)
    tell_what_is_due(now=MONDAY + timedelta(minutes=40))
    with pytest.raises(DatabaseError), transaction.atomic():
        Told.objects.update(number=7)
    with pytest.raises(DatabaseError), transaction.atomic():
        Told.objects.all().delete()


def test_the_job_runs_every_five_minutes():
    from procrastinate.contrib.django import app

    crons = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert crons["timing.tell_what_is_due"] == "*/5 * * * *"
