"""A meeting from planning to approved minutes, through the actions."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.accounts.people import grant
from tests.support.committee import (
    conclusion_answers,
    mark_answers,
    settle_committee,
)
from tests.support.house import NOON, build_house
from tests.support.journey import answers_for

from likeverd.cases import actions as case_actions
from likeverd.cases.models import Case
from likeverd.cases.refused import CaseNotFound, NotCarriedOut
from likeverd.cases.selectors import case_page, case_row
from likeverd.committee import actions, selectors
from likeverd.committee.models import Conclusion, Declaration, Item, Mark, Meeting, Member, Minutes
from likeverd.committee.records import committee_of
from likeverd.committee.refused import NoSuchThing, NotDone, NotFilledIn
from likeverd.core.case import Command
from likeverd.core.committee.refusals import (
    MinutesCorrected,
    NoQuorum,
    NotAllHaveMarked,
    NotToMark,
    NotYourSeat,
    ReachedInTime,
    SpreadIsOpen,
)
from likeverd.core.committee.vocabulary import ItemKind, ItemState, MeetingAction, MeetingState
from likeverd.core.refusals import CommitteeConcludes
from likeverd.core.timing.ways import WayKind
from likeverd.core.vocabulary import Action, Role, State
from likeverd.core.workdays import local_day
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import actor_for
from likeverd.outbox.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee():
    return settle_committee(build_house())


def ready(committee, *present):
    """A case in an open meeting, everybody cleared."""
    case = committee.waiting_case()
    meeting = committee.plan()
    committee.clear(case)
    committee.open(meeting, *present)
    return case, meeting, committee.item_of(meeting, case)


def test_a_recommendation_comes_of_a_concluded_item_alone(committee):
    case, meeting, item = ready(committee)
    command = Command(Action.RECOMMEND, case.version, answers_for(Action.RECOMMEND))
    with pytest.raises(NotCarriedOut) as refused:
        case_actions.take_step(case.number, command, by=committee["leder"], now=NOON)
    assert isinstance(refused.value.refusals[0], CommitteeConcludes)
    committee.mark(item)
    actions.open_spread(item.pk, without_the_rest=False, by=committee["leder"], now=NOON)
    actions.note(item.pk, "Bivirkningene ble drøftet.", by=committee["sekretaer"], now=NOON)
    etiker = committee["etiker"]
    given = conclusion_answers(dissents=[{"person": str(etiker.pk), "why": "Nytten er uklar."}])
    actions.conclude(item.pk, given, by=committee["leder"], now=NOON)
    case.refresh_from_db()
    assert case.state == State.DECISION
    event = case.events.get(kind="recommended").kept.content["assessment"]
    assert event["dissent"] == "Einar Etiker: Nytten er uklar."
    assert Mark.objects.filter(item=item).count() == 6
    page = selectors.item_page(actor_for(committee["okonom"], local_day(NOON)), item.pk, NOON)
    assert {len(share.people) for each in page.spread for share in each.shares} == {6}
    row = Conclusion.objects.get(item=item)
    assert row.final["benefit_level"] == "small"
    actions.move_meeting(meeting.pk, MeetingAction.CLOSE, by=committee["leder"], now=NOON)
    words = Minutes.objects.get(meeting=meeting).words
    assert words[f"title_{item.pk}"] == "Sak 1/2026 Demolimab"
    assert "Komiteen tilrår: innvilge." in words[f"decision_{item.pk}"]
    assert "Dissens fra Einar Etiker: Nytten er uklar." in words[f"decision_{item.pk}"]
    assert "6 vurderte saken hver for seg" in words[f"input_{item.pk}"]
    assert "Bivirkningene ble drøftet." in words[f"input_{item.pk}"]
    assert "Kjell Komitéleder (leder)" in words["present"]
    assert case.patient.name not in str(words)
    actions.correct(
        meeting.pk,
        {"place": "Møterom 2"},
        "Feil rom",
        seen_version=1,
        by=committee["sekretaer"],
        now=NOON,
    )
    with pytest.raises(NotDone) as late:
        actions.correct(
            meeting.pk, {"place": "x"}, "y", seen_version=1, by=committee["leder"], now=NOON
        )
    assert isinstance(late.value.refusal, MinutesCorrected)
    with pytest.raises(NotDone):
        actions.move_meeting(meeting.pk, MeetingAction.APPROVE, by=committee["nestleder"], now=NOON)
    done = actions.move_meeting(meeting.pk, MeetingAction.APPROVE, by=committee["leder"], now=NOON)
    assert done.state == MeetingState.APPROVED
    assert selectors.minutes_of(meeting)[0].words["place"] == "Møterom 2"
    with pytest.raises(NotDone):
        actions.correct(
            meeting.pk, {"place": "x"}, "y", seen_version=2, by=committee["leder"], now=NOON
        )


def test_before_the_declaration_a_member_sees_a_stub_alone(committee):
    case = committee.waiting_case()
    member = committee["farmasoyt"]
    actor = actor_for(member, local_day(NOON))
    with pytest.raises(CaseNotFound):
        case_row(actor, case.number)
    assert selectors.stub_for(actor, case.number).pk == case.pk
    committee.clear(case, "farmasoyt")
    assert case_row(actor, case.number).pk == case.pk
    with pytest.raises(NoSuchThing):
        selectors.stub_for(actor, case.number)
    assert Declaration.objects.filter(case=case, person=member, conflict=False).count() == 1


def test_a_declared_conflict_closes_the_case_and_counts_in_the_quorum(committee):
    case = committee.waiting_case()
    meeting = committee.plan()
    committee.clear(case, "leder", "nestleder", "sekretaer")
    with pytest.raises(NotCarriedOut):
        actions.declare(
            case.number, conflict=True, explanation="", by=committee["farmasoyt"], now=NOON
        )
    actions.declare(
        case.number, conflict=True, explanation="Svoger", by=committee["farmasoyt"], now=NOON
    )
    actor = actor_for(committee["farmasoyt"], local_day(NOON))
    with pytest.raises(NoSuchThing):
        selectors.stub_for(actor, case.number)
    committee.open(meeting, "leder", "nestleder", "farmasoyt", "sekretaer")
    item = committee.item_of(meeting, case)
    with pytest.raises(NoSuchThing):
        selectors.item_page(actor, item.pk, NOON)
    with pytest.raises(NoSuchThing):
        actions.mark(item.pk, mark_answers(), by=committee["farmasoyt"], now=NOON)
    committee.mark(item, "leder", "nestleder")
    actions.open_spread(item.pk, without_the_rest=False, by=committee["leder"], now=NOON)
    actions.conclude(item.pk, conclusion_answers(), by=committee["leder"], now=NOON)
    actions.move_meeting(meeting.pk, MeetingAction.CLOSE, by=committee["leder"], now=NOON)
    words = Minutes.objects.get(meeting=meeting).words
    assert "Inhabil, deltok ikke: Frida Farmasøyt." in words[f"input_{item.pk}"]
    assert "Svoger" not in str(words)


def test_where_the_leader_has_a_conflict_the_deputy_leads_the_item(committee):
    case = committee.waiting_case()
    meeting = committee.plan()
    committee.clear(case, "nestleder", "farmasoyt", "etiker")
    actions.declare(case.number, conflict=True, explanation="Bror", by=committee["leder"], now=NOON)
    committee.open(meeting, "leder", "nestleder", "farmasoyt", "etiker")
    item = committee.item_of(meeting, case)
    committee.mark(item, "nestleder", "farmasoyt", "etiker")
    with pytest.raises(NotDone) as refused:
        actions.open_spread(item.pk, without_the_rest=False, by=committee["etiker"], now=NOON)
    assert isinstance(refused.value.refusal, NotYourSeat)
    actions.open_spread(item.pk, without_the_rest=False, by=committee["nestleder"], now=NOON)
    actions.conclude(item.pk, conclusion_answers(), by=committee["nestleder"], now=NOON)
    case.refresh_from_db()
    assert case.state == State.DECISION


def test_the_spread_opens_when_all_have_marked_or_the_leader_says_so_with_a_quorum(committee):
    _, _, item = ready(committee, "leder", "farmasoyt", "etiker", "okonom", "sekretaer")
    committee.mark(item, "leder", "farmasoyt")
    with pytest.raises(NotDone) as refused:
        actions.open_spread(item.pk, without_the_rest=False, by=committee["leder"], now=NOON)
    assert refused.value.refusal == NotAllHaveMarked(2)
    with pytest.raises(NotDone) as refused:
        actions.open_spread(item.pk, without_the_rest=True, by=committee["leder"], now=NOON)
    assert isinstance(refused.value.refusal, NoQuorum)
    committee.mark(item, "etiker")
    actions.open_spread(item.pk, without_the_rest=True, by=committee["leder"], now=NOON)
    with pytest.raises(NotDone) as late:
        committee.mark(item, "okonom")
    assert isinstance(late.value.refusal, SpreadIsOpen)


def test_a_mark_can_be_corrected_until_then_and_the_earlier_one_stays(committee):
    _, _, item = ready(committee)
    committee.mark(item, "etiker")
    changed = mark_answers(benefit_level="very_large")
    actions.mark(item.pk, changed, by=committee["etiker"], now=NOON)
    actor_for(committee["etiker"], local_day(NOON))
    assert Mark.objects.filter(item=item, person=committee["etiker"]).count() == 2
    item.refresh_from_db()
    assert item.marked == [committee["etiker"].pk]
    with pytest.raises(NotFilledIn):
        actions.mark(item.pk, {}, by=committee["etiker"], now=NOON)
    with pytest.raises(NotDone) as refused:
        actions.mark(item.pk, changed, by=committee["sekretaer"], now=NOON)
    assert isinstance(refused.value.refusal, NotToMark)


def test_a_meeting_without_a_quorum_is_not_opened(committee):
    meeting = committee.plan()
    actions.move_meeting(meeting.pk, MeetingAction.FREEZE, by=committee["sekretaer"], now=NOON)
    committee.attend(meeting, "leder", "etiker", "okonom", "sekretaer")
    with pytest.raises(NotDone) as refused:
        actions.move_meeting(meeting.pk, MeetingAction.OPEN, by=committee["leder"], now=NOON)
    assert "farmasøyt" in refused.value.refusal.lacks[0].nb


def test_numbers_have_no_gaps_and_an_item_that_is_taken_off_is_minuted(committee):
    cases = [committee.waiting_case() for _ in range(3)]
    meeting = committee.plan()
    items = list(Item.objects.filter(meeting=meeting).order_by("position"))
    assert [item.case_id for item in items] == [case.pk for case in cases]
    actions.remove_item(items[0].pk, "Tas neste gang", by=committee["sekretaer"], now=NOON)
    for case in cases[1:]:
        committee.clear(case, "leder")
    committee.open(meeting, "leder", "farmasoyt", "etiker")
    with pytest.raises(NotFilledIn):
        actions.add_item(meeting.pk, cases[1].number, "haster", by=committee["leder"], now=NOON)
    actions.add_item(meeting.pk, cases[0].number, "Haster likevel", by=committee["leder"], now=NOON)
    actions.remove_item(items[2].pk, "Mangler svar", by=committee["sekretaer"], now=NOON)
    numbers = Item.objects.filter(meeting=meeting, number__isnull=False).order_by("number")
    assert [item.number for item in numbers] == [1, 2, 3]
    actions.postpone(items[1].pk, "Tiden gikk ut", by=committee["leder"], now=NOON)
    actions.move_meeting(meeting.pk, MeetingAction.CLOSE, by=committee["leder"], now=NOON)
    words = Minutes.objects.get(meeting=meeting).words
    assert words[f"decision_{items[2].pk}"] == "Tatt av sakslisten. Mangler svar"
    assert words[f"decision_{items[1].pk}"] == "Utsatt. Tiden gikk ut"
    following = committee.plan()
    assert Item.objects.filter(meeting=following).count() == 3


def test_a_case_that_changes_after_the_papers_is_shown_as_changed(committee):
    case, meeting, item = ready(committee)
    page = selectors.meeting_page(actor_for(committee["leder"], local_day(NOON)), meeting.pk, NOON)
    assert [line.changed for line in page.lines] == [False]
    given = answers_for(Action.ASK)
    case.refresh_from_db()
    command = Command(Action.ASK, case.version, given)
    case_actions.take_step(case.number, command, by=committee["leder"], now=NOON)
    page = selectors.meeting_page(actor_for(committee["leder"], local_day(NOON)), meeting.pk, NOON)
    assert [line.changed for line in page.lines] == [True]
    assert item.frozen_version == case.version


def test_the_leader_alone_acts_only_in_time_and_the_next_meeting_is_told(committee):
    case = committee.waiting_case()
    committee.clear(case, "leder", "etiker")
    answers = answers_for(Action.RECOMMEND)
    Case.objects.filter(pk=case.pk).update(urgent=False)
    with pytest.raises(NotDone) as refused:
        actions.conclude_alone(case.number, answers, by=committee["leder"], now=NOON)
    assert isinstance(refused.value.refusal, ReachedInTime)
    Case.objects.filter(pk=case.pk).update(urgent=True)
    with pytest.raises(NotDone):
        actions.conclude_alone(case.number, answers, by=committee["etiker"], now=NOON)
    actions.conclude_alone(case.number, answers, by=committee["leder"], now=NOON)
    case.refresh_from_db()
    assert case.state == State.DECISION
    meeting = committee.plan()
    item = Item.objects.get(meeting=meeting)
    assert (item.kind, item.case_id) == (ItemKind.REPORT, case.pk)
    committee.open(meeting)
    actions.move_meeting(meeting.pk, MeetingAction.CLOSE, by=committee["leder"], now=NOON)
    words = Minutes.objects.get(meeting=meeting).words
    assert words[f"title_{item.pk}"] == "Sak 1/2026 Lederen handlet alene i en hastesak: Demolimab"
    assert "Tatt til orientering." in words[f"decision_{item.pk}"]
    assert Item.objects.filter(meeting=committee.plan()).count() == 0


def test_the_meeting_that_is_planned_already_is_told_of_what_the_leader_did(committee):
    case = committee.waiting_case()
    meeting = committee.plan()
    committee.clear(case, "leder")
    actor = actor_for(committee["leder"], local_day(NOON))
    assert [each.pk for each in selectors.overview(actor, NOON).urgent] == [case.pk]
    actions.move_meeting(meeting.pk, MeetingAction.FREEZE, by=committee["sekretaer"], now=NOON)
    answers = answers_for(Action.RECOMMEND)
    actions.conclude_alone(case.number, answers, by=committee["leder"], now=NOON)
    items = Item.objects.filter(meeting=meeting).order_by("number")
    assert [(item.kind, item.state, item.number) for item in items] == [
        (ItemKind.CASE, ItemState.REMOVED, 1),
        (ItemKind.REPORT, ItemState.LISTED, 2),
    ]
    assert Item.objects.filter(meeting=committee.plan()).count() == 0


def test_an_urgent_case_that_the_next_meeting_reaches_is_left_to_it(committee):
    case = committee.waiting_case()
    committee.clear(case, "leder")
    meeting = committee.plan()
    far = local_day(NOON + timedelta(days=60))
    Case.objects.filter(pk=case.pk).update(urgent=True, due_on=far, start_by=far)
    with pytest.raises(NotDone):
        actions.conclude_alone(
            case.number, answers_for(Action.RECOMMEND), by=committee["leder"], now=NOON
        )
    assert Meeting.objects.get(pk=meeting.pk).state == MeetingState.PLANNED


def test_words_that_name_the_patient_are_refused(committee):
    case, _, item = ready(committee)
    committee.mark(item)
    actions.open_spread(item.pk, without_the_rest=False, by=committee["leder"], now=NOON)
    for words in (f"Om {case.patient.name} ble sagt", f"nr {case.patient.identity_number}"):
        with pytest.raises(NotFilledIn):
            actions.note(item.pk, words, by=committee["leder"], now=NOON)


def test_only_the_access_manager_seats_people_and_a_seat_is_ended_not_changed(committee):
    manager = committee.hospital.person(Role.ACCESS_MANAGER)
    seat = Member.objects.get(person=committee["okonom"])
    with pytest.raises(NotFilledIn):
        actions.end_member(seat.pk, " ", by=manager, now=NOON)
    assert not actions.end_member(seat.pk, "Sluttet", by=committee["leder"], now=NOON)
    assert actions.end_member(seat.pk, "Sluttet", by=manager, now=NOON)
    actor = actor_for(committee["okonom"], local_day(NOON))
    assert selectors.overview(actor, NOON).seats == []
    with pytest.raises(NoSuchThing):
        selectors.meeting_page(actor, committee.plan().pk, NOON)


def test_one_who_seats_people_in_two_committees_chooses_which(committee):
    manager, small = committee.hospital.person(Role.ACCESS_MANAGER), committee.house.small.trust
    client, address = (
        Client(headers={"Sec-Fetch-Site": "same-origin"}),
        reverse("committee:members"),
    )
    client.force_login(manager)
    assert client.get(address, {"trust": small.code}).status_code == 403
    grant(manager, small, Role.ACCESS_MANAGER)
    shown = client.get(address, {"trust": small.code}).content.decode()
    assert f'name="trust" value="{small.code}"' in shown
    assert f'href="?trust={committee.hospital.trust.code}"' in shown


def test_a_conclusion_that_the_case_refuses_leaves_no_trace(committee):
    _, _, item = ready(committee)
    committee.mark(item)
    actions.open_spread(item.pk, without_the_rest=False, by=committee["leder"], now=NOON)
    with pytest.raises(NotFilledIn):
        actions.conclude(item.pk, conclusion_answers(reasoning=""), by=committee["leder"], now=NOON)
    few = conclusion_answers(reasons_grant=["benefit_large"])
    with pytest.raises(NotCarriedOut):
        actions.conclude(item.pk, few, by=committee["leder"], now=NOON)
    item.refresh_from_db()
    assert item.state == ItemState.SPREAD
    assert not Conclusion.objects.exists()


def test_the_next_meeting_is_a_way_that_can_meet_the_treat_by_date(committee):
    case = committee.waiting_case()
    Case.objects.filter(pk=case.pk).update(start_by=local_day(NOON) + timedelta(days=60))
    committee.clear(case)

    def ways():
        actor = actor_for(committee["leder"], local_day(NOON))
        return {way.kind: way for way in case_page(actor, case.number, NOON).time.ways}

    before = ways()
    assert WayKind.NEXT_MEETING not in before or not before[WayKind.NEXT_MEETING].meets
    meeting = committee.plan()
    assert ways()[WayKind.NEXT_MEETING].meets
    actions.move_meeting(meeting.pk, MeetingAction.FREEZE, by=committee["sekretaer"], now=NOON)
    assert ways().get(WayKind.NEXT_MEETING) == before.get(WayKind.NEXT_MEETING)


def test_a_meeting_that_too_few_can_come_to_is_cancelled_and_its_cases_wait(committee):
    case = committee.waiting_case()
    meeting = committee.plan()
    committee.clear(case)
    actions.move_meeting(meeting.pk, MeetingAction.FREEZE, by=committee["sekretaer"], now=NOON)
    committee.attend(meeting, "leder")
    with pytest.raises(NotDone) as refused:
        actions.move_meeting(meeting.pk, MeetingAction.OPEN, by=committee["leder"], now=NOON)
    assert isinstance(refused.value.refusal, NoQuorum)
    actions.move_meeting(meeting.pk, MeetingAction.CANCEL, by=committee["leder"], now=NOON)
    item = committee.item_of(meeting, case)
    assert (item.state, item.label) == (ItemState.POSTPONED, "1/2026")
    assert item.left_reason == "Møtet ble avlyst."
    later = committee.plan()
    assert committee.item_of(later, case).state == ItemState.LISTED
    actions.move_meeting(later.pk, MeetingAction.FREEZE, by=committee["sekretaer"], now=NOON)
    assert committee.item_of(later, case).label == "2/2026"


def test_members_are_told_of_a_meeting_in_their_language_and_of_no_case(committee):
    case = committee.waiting_case()
    Person.objects.filter(pk=committee["etiker"].pk).update(language="en")
    meeting = committee.plan()
    committee.clear(case)
    told = Message.objects.filter(about="")
    planner = meeting.planned_by_id
    others = {member.person_id for member in committee_of(meeting)} - {planner}
    assert {each.to_person_id for each in told} == others
    english = told.get(to_person=committee["etiker"])
    assert english.subject.startswith("Meeting of the assessment committee")
    assert f"/komite/moter/{meeting.pk}/" in english.body
    assert all(case.number not in each.subject + each.body for each in told)

    for action, subject in (
        (MeetingAction.FREEZE, "Papirene til møtet"),
        (MeetingAction.CANCEL, "er avlyst"),
    ):
        actions.move_meeting(meeting.pk, action, by=committee["leder"], now=NOON)
        fresh = told.filter(subject__contains=subject, language="nb")
        never = {committee["leder"].pk, committee["etiker"].pk}  # did it; reads English
        assert {each.to_person_id for each in fresh} == (others | {planner}) - never
