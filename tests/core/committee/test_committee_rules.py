"""The committee's rules: settings, quorum, the life of a meeting, marks, and what may be done with an item."""

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.cases import NOW

from likeverd.core.case import CaseFacts
from likeverd.core.committee.agenda import Waiting, in_order, treat_by
from likeverd.core.committee.items import (
    ItemFacts,
    why_not_alone,
    why_not_conclude,
    why_not_leave,
    why_not_mark,
    why_not_open_spread,
)
from likeverd.core.committee.marks import RATED, spread
from likeverd.core.committee.meetings import ROWS, TABLE, move, moves
from likeverd.core.committee.minutes import (
    Attending,
    Dissent,
    ItemTold,
    MeetingTold,
    parts,
    written,
)
from likeverd.core.committee.quorum import Seated, quorum_lacks
from likeverd.core.committee.refusals import (
    NoQuorum,
    NotAllHaveMarked,
    NotInThisItemState,
    NotInThisMeetingState,
    NotToMark,
    NotYourSeat,
    ReachedInTime,
    SpreadIsOpen,
)
from likeverd.core.committee.settings import BrokenCommittee, CommitteeRules, committee_from
from likeverd.core.committee.vocabulary import (
    ACTION_LABELS,
    FORM_LABELS,
    ITEM_LABELS,
    LEADING_SEATS,
    MEETING_LABELS,
    PROFESSION_LABELS,
    SEAT_LABELS,
    ItemKind,
    ItemState,
    MeetingAction,
    MeetingForm,
    MeetingState,
    Profession,
    Seat,
)
from likeverd.core.vocabulary import Conclusion

RULES = CommitteeRules(3, frozenset({Profession.PHARMACIST}), "nb", leader_alone=True)
LEADER = Seated(1, Seat.LEADER, Profession.PHYSICIAN)
DEPUTY = Seated(2, Seat.DEPUTY_LEADER, Profession.PHYSICIAN)
PHARMACIST = Seated(3, Seat.MEMBER, Profession.PHARMACIST)
ETHICIST = Seated(4, Seat.MEMBER, Profession.ETHICIST)
SECRETARY = Seated(9, Seat.SECRETARY, Profession.PHARMACIST)
ALL = (LEADER, DEPUTY, PHARMACIST, ETHICIST, SECRETARY)
VOTES = frozenset({1, 2, 3, 4})
OPEN = ItemFacts(ItemKind.CASE, ItemState.LISTED, MeetingState.OPEN, ALL, frozenset(), frozenset())
SETTINGS = {
    "least_present": 3,
    "professions": ["pharmacist"],
    "language": "nb",
    "leader_alone": True,
}


def test_settings_are_read_and_broken_ones_refused():
    assert committee_from(None) is None
    assert committee_from(SETTINGS) == RULES
    for wrong in (
        {"least_present": 1},
        {"least_present": "3"},
        {"least_present": True},
        {"language": "en"},
        {"leader_alone": "ja"},
        {"quorum": 3},
    ):
        with pytest.raises(BrokenCommittee):
            committee_from(SETTINGS | wrong)
    with pytest.raises(ValueError, match="wizard"):
        committee_from(SETTINGS | {"professions": ["wizard"]})
    with pytest.raises(KeyError):
        committee_from({"least_present": 3})


@pytest.mark.parametrize(
    ("present", "lacks"),
    [
        ((LEADER, PHARMACIST, ETHICIST), 0),
        ((DEPUTY, PHARMACIST, ETHICIST), 0),
        ((LEADER, DEPUTY, PHARMACIST), 0),
        ((LEADER, PHARMACIST), 1),
        ((LEADER, PHARMACIST, SECRETARY), 1),
        ((LEADER, DEPUTY, ETHICIST, SECRETARY), 1),
        ((PHARMACIST, ETHICIST), 2),
        ((), 3),
    ],
)
def test_quorum(present, lacks):
    assert len(quorum_lacks(RULES, present)) == lacks


@given(st.sets(st.sampled_from(ALL)), st.sampled_from(ALL))
def test_one_more_never_breaks_a_quorum(present, another):
    before = quorum_lacks(RULES, present)
    after = quorum_lacks(RULES, present | {another})
    assert len(after) <= len(before)


def test_every_state_and_action_of_a_meeting_by_every_seat():
    for state, action, seat in itertools.product(MeetingState, MeetingAction, Seat):
        outcome = move(state, action, seat)
        row = TABLE.get((state, action))
        if row is None:
            assert outcome == NotInThisMeetingState(state)
        elif action is MeetingAction.APPROVE:
            assert outcome == (row.next if seat is Seat.LEADER else NotYourSeat())
        else:
            assert outcome == (row.next if seat in row.seats else NotYourSeat())
    away = move(
        MeetingState.CLOSED, MeetingAction.APPROVE, Seat.DEPUTY_LEADER, leader_was_there=False
    )
    assert away is MeetingState.APPROVED
    assert [m.action for m in moves(MeetingState.PLANNED, Seat.SECRETARY)] == [
        MeetingAction.FREEZE,
        MeetingAction.CANCEL,
    ]
    assert moves(MeetingState.OPEN, Seat.MEMBER) == ()
    assert {row.next for row in ROWS} == set(MeetingState) - {MeetingState.PLANNED}


def test_every_word_has_a_label():
    assert set(SEAT_LABELS) == set(Seat)
    assert set(PROFESSION_LABELS) == set(Profession)
    assert set(FORM_LABELS) == set(MeetingForm)
    assert set(MEETING_LABELS) == set(MeetingState)
    assert set(ACTION_LABELS) == set(MeetingAction)
    assert set(ITEM_LABELS) == set(ItemState)


@pytest.mark.parametrize(
    ("item", "member", "refusal"),
    [
        (OPEN, ETHICIST, None),
        (OPEN, SECRETARY, NotToMark()),
        (replace(OPEN, away=frozenset({4})), ETHICIST, NotToMark()),
        (replace(OPEN, kind=ItemKind.REPORT), ETHICIST, NotToMark()),
        (replace(OPEN, state=ItemState.SPREAD), ETHICIST, SpreadIsOpen()),
        (
            replace(OPEN, state=ItemState.CONCLUDED),
            ETHICIST,
            NotInThisItemState(ItemState.CONCLUDED),
        ),
        (replace(OPEN, present=(LEADER,)), ETHICIST, NotToMark()),
        (replace(OPEN, meeting=MeetingState.FROZEN, present=()), ETHICIST, None),
        (
            replace(OPEN, meeting=MeetingState.PLANNED),
            ETHICIST,
            NotInThisMeetingState(MeetingState.PLANNED),
        ),
        (
            replace(OPEN, meeting=MeetingState.CLOSED),
            ETHICIST,
            NotInThisMeetingState(MeetingState.CLOSED),
        ),
    ],
)
def test_who_may_mark(item, member, refusal):
    assert why_not_mark(item, member) == refusal


def spread_refusal(item, member=LEADER, *, rest=False):
    return why_not_open_spread(item, member, RULES, without_the_rest=rest)


def test_the_spread_opens_when_all_have_marked_or_the_leader_has_a_quorum():
    assert spread_refusal(replace(OPEN, marked=VOTES)) is None
    assert spread_refusal(replace(OPEN, marked=VOTES - {4})) == NotAllHaveMarked(1)
    assert spread_refusal(replace(OPEN, marked=VOTES - {4}), rest=True) is None
    assert isinstance(spread_refusal(replace(OPEN, marked=frozenset({1, 2})), rest=True), NoQuorum)
    away = replace(OPEN, marked=frozenset({1, 2, 4}), away=frozenset({3}))
    assert spread_refusal(away) is None, "who has a conflict counts in the quorum"
    assert spread_refusal(replace(OPEN, marked=VOTES), ETHICIST) == NotYourSeat()
    assert spread_refusal(replace(OPEN, marked=VOTES), DEPUTY) == NotYourSeat()
    led_by_deputy = replace(OPEN, marked=VOTES - {1}, away=frozenset({1}))
    assert spread_refusal(led_by_deputy, DEPUTY) is None
    assert spread_refusal(led_by_deputy) == NotYourSeat()
    frozen = replace(OPEN, marked=VOTES, meeting=MeetingState.FROZEN)
    assert spread_refusal(frozen) == NotInThisMeetingState(MeetingState.FROZEN)
    again = replace(OPEN, marked=VOTES, state=ItemState.SPREAD)
    assert spread_refusal(again) == NotInThisItemState(ItemState.SPREAD)


@given(st.frozensets(st.sampled_from(sorted(VOTES))), st.frozensets(st.sampled_from(sorted(VOTES))))
def test_the_spread_never_opens_of_itself_while_somebody_is_missing(marked, away):
    item = replace(OPEN, marked=marked - away, away=away)
    for seated in ALL:
        if spread_refusal(item, seated) is None:
            assert not item.missing
            assert seated == item.leads


def test_who_may_conclude_and_leave():
    talk = replace(OPEN, state=ItemState.SPREAD, marked=VOTES)
    assert why_not_conclude(talk, LEADER, RULES) is None
    assert why_not_conclude(talk, DEPUTY, RULES) == NotYourSeat()
    assert why_not_conclude(OPEN, LEADER, RULES) == NotInThisItemState(ItemState.LISTED)
    assert isinstance(
        why_not_conclude(replace(talk, present=(LEADER, ETHICIST)), LEADER, RULES), NoQuorum
    )
    closed = replace(talk, meeting=MeetingState.CLOSED)
    assert why_not_conclude(closed, LEADER, RULES) == NotInThisMeetingState(MeetingState.CLOSED)
    assert why_not_leave(talk, DEPUTY, LEADING_SEATS) is None
    assert why_not_leave(talk, SECRETARY, LEADING_SEATS) == NotYourSeat()
    done = replace(talk, state=ItemState.CONCLUDED)
    assert why_not_leave(done, LEADER, LEADING_SEATS) == NotInThisItemState(ItemState.CONCLUDED)


@pytest.mark.parametrize(
    ("member", "urgent", "day", "meeting", "allowed"),
    [
        (LEADER, True, date(2026, 11, 24), date(2026, 11, 25), True),
        (DEPUTY, True, date(2026, 11, 24), date(2026, 11, 25), True),
        (LEADER, True, date(2026, 11, 24), None, True),
        (LEADER, True, date(2026, 11, 25), date(2026, 11, 25), False),
        (LEADER, True, date(2026, 12, 24), date(2026, 11, 25), False),
        (LEADER, True, None, date(2026, 11, 25), False),
        (LEADER, False, date(2026, 11, 24), date(2026, 11, 25), False),
        (ETHICIST, True, date(2026, 11, 24), date(2026, 11, 25), False),
    ],
)
def test_when_the_leader_may_act_alone(member, urgent, day, meeting, allowed):
    refusal = why_not_alone(RULES, member, urgent=urgent, treat_by=day, next_meeting=meeting)
    assert (refusal is None) is allowed
    without = replace(RULES, leader_alone=False)
    never = why_not_alone(without, LEADER, urgent=True, treat_by=day, next_meeting=None)
    assert never == ReachedInTime()


def test_the_agenda_has_urgent_cases_first_then_the_earliest_day():
    early, late = date(2026, 12, 1), date(2026, 12, 20)
    waiting = [
        Waiting(1, False, None, late),
        Waiting(2, False, early, late),
        Waiting(3, True, None, None),
        Waiting(4, True, late, early),
        Waiting(5, False, None, None),
        Waiting(6, False, early, None),
    ]
    assert [each.case for each in in_order(waiting)] == [4, 3, 2, 6, 1, 5]
    assert treat_by(late, early) == early


def test_the_spread_counts_every_answer_once():
    marks = {
        person: {field.key: field.options[person % 2].code for field in RATED}
        for person in (1, 2, 3)
    }
    found = spread(marks)
    assert [each.field.key for each in found] == [field.key for field in RATED]
    for each in found:
        assert sum(len(share.people) for share in each.shares) == 3
        assert not each.agreed
    assert all(each.agreed for each in spread({1: marks[1]}))


ITEM = ItemTold(
    item=7,
    number="3/2026",
    kind=ItemKind.CASE,
    state=ItemState.CONCLUDED,
    case_number="SI-2026-000001",
    method="Demolimab",
    department="Avdeling kreft",
    urgent=True,
    changed_after_papers=True,
    marked=4,
    away=("Kari Nordmann",),
    notes=("Bivirkninger ble drøftet.",),
    final={"benefit_level": "large", "authorisation": "met"},
    recommendation="refuse",
    reasons=("effect_as_in_group",),
    dissents=(Dissent("Ola", "Ser det annerledes."),),
    why_not="",
)
TOLD = MeetingTold(
    form=MeetingForm.VIDEO,
    place="",
    begins_at=NOW,
    opened_at=datetime(2026, 11, 23, 8, 5, tzinfo=UTC),
    closed_at=datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
    present=(Attending("Kjell", Seat.LEADER), Attending("Frida", Seat.MEMBER)),
    apologies=(),
    items=(ITEM,),
)


def test_minutes_tell_what_happened_in_the_trusts_language():
    words = written(TOLD, "nb")
    assert words["place"] == "Videomøte"
    assert words["time"] == "23.11.2026, kl. 09.05–10.30"
    assert words["present"] == "Kjell (leder), Frida"
    assert words["apologies"] == "Ingen"
    assert words["title_7"] == "Sak 3/2026 Demolimab"
    assert "Saken haster. Saken ble endret etter" in words["background_7"]
    assert "Inhabil, deltok ikke: Kari Nordmann." in words["input_7"]
    assert "4 vurderte saken hver for seg" in words["input_7"]
    assert "Komiteen tilrår: avslå." in words["decision_7"]
    assert "Nytte: stor" in words["decision_7"]
    assert "Dissens fra Ola: Ser det annerledes." in words["decision_7"]
    assert {part.key for part in parts([7])} <= set(words)
    nynorsk = written(TOLD, "nn")
    assert "Saka hastar. Saka blei endra" in nynorsk["background_7"]
    assert nynorsk["title_7"].startswith("Sak 3/2026")


def test_minutes_of_what_was_not_concluded_and_of_the_leader_alone():
    for state, words in (
        (ItemState.POSTPONED, "Utsatt. Mangler svar"),
        (ItemState.REMOVED, "Tatt av sakslisten. Mangler svar"),
    ):
        left = replace(ITEM, state=state, why_not="Mangler svar", recommendation="", final={})
        assert written(replace(TOLD, items=(left,)), "nb")["decision_7"] == words
    alone = replace(ITEM, kind=ItemKind.REPORT, final={}, dissents=(), marked=0, notes=(), away=())
    told = written(replace(TOLD, items=(alone,)), "nb")
    assert told["title_7"] == "Sak 3/2026 Lederen handlet alene i en hastesak: Demolimab"
    assert told["decision_7"].startswith("Lederen tilrådde: avslå.")
    assert told["decision_7"].endswith("Tatt til orientering.")
    assert told["input_7"] == "Ingen."


def test_without_a_committee_nothing_stands_behind_a_recommendation():
    facts = CaseFacts("individual_exception", 1, (1,), 1, "1")
    assert facts.conclusion is Conclusion.NOT_NEEDED
