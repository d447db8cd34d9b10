"""Two of the committee act at once, on real connections: nothing is lost, and nothing comes in after the door is shut.

A hundred rounds of each on every change, a thousand in full.
"""

import threading
from collections import Counter

import pytest
from django.db import transaction
from django.utils import timezone
from tests.support.committee import conclusion_answers, mark_answers, settle_committee
from tests.support.copies import copies_of
from tests.support.house import build_house
from tests.support.threads import pool_of

from likeverd.cases.models import CaseEvent
from likeverd.cases.refused import NotCarriedOut
from likeverd.committee import actions
from likeverd.committee.models import Conclusion, Item, Mark
from likeverd.committee.refused import NoSuchThing, NotDone
from likeverd.core.committee.refusals import NotInThisItemState, SpreadIsOpen
from likeverd.core.committee.vocabulary import ItemState, MeetingAction
from likeverd.core.workdays import local_day
from likeverd.organisations.selectors import actor_for

pytestmark = pytest.mark.timeout(3600)  # a thousand rounds on a busy machine
ROUNDS = [100, pytest.param(1000, marks=pytest.mark.in_full)]


@pytest.fixture
def scene(fresh_database):
    """An open meeting of everybody, with one item that the rounds copy."""
    now = timezone.now()
    committee = settle_committee(build_house())
    case = committee.waiting_case(now=now)
    committee.clear(case, now=now)
    meeting = committee.plan(now=now)
    committee.open(meeting, now=now)
    case.refresh_from_db()
    return committee, case, committee.item_of(meeting, case), now


def items_like(item: Item, case, count: int) -> list[Item]:
    """That many items of the same meeting, each with a case of its own."""
    return Item.objects.bulk_create(
        Item(
            trust_id=item.trust_id,
            meeting_id=item.meeting_id,
            case=copy,
            position=10 + place,
            added_by_id=item.added_by_id,
            added_at=item.added_at,
        )
        for place, copy in enumerate(copies_of(case, count))
    )


def at_once(pool, *steps):
    """Each step in a thread of its own, begun together; answers what came of each: None where it was done."""
    start = threading.Barrier(len(steps))

    def take(step):
        start.wait()
        try:
            step()
        except NotDone as refused:
            return refused.refusal
        except NotCarriedOut as refused:
            return refused.refusals[0]
        except NoSuchThing as missing:
            return missing
        return None

    return [task.result(timeout=60) for task in [pool.submit(take, step) for step in steps]]


@pytest.mark.parametrize("rounds", ROUNDS)
def test_two_members_mark_at_once_and_both_are_kept(scene, rounds):
    committee, case, first, now = scene
    two = (committee["etiker"], committee["okonom"])
    with pool_of(2) as pool:
        for item in items_like(first, case, rounds):
            came = at_once(
                pool,
                *(
                    lambda who=who, pk=item.pk: actions.mark(pk, mark_answers(), by=who, now=now)
                    for who in two
                ),
            )
            assert came == [None, None]
            item.refresh_from_db()
            assert item.marked == sorted(person.pk for person in two)
            assert Item.objects.get(pk=item.pk).state == ItemState.LISTED


@pytest.mark.parametrize("rounds", ROUNDS)
def test_a_mark_is_in_before_the_spread_opens_or_refused(scene, rounds, record_property):
    committee, case, first, now = scene
    late, leader = committee["okonom"], committee["leder"]
    won: Counter[str] = Counter()
    with pool_of(2) as pool:
        for item in items_like(first, case, rounds):
            committee.mark(item, "leder", "farmasoyt", "etiker", now=now)
            marked, opened = at_once(
                pool,
                lambda pk=item.pk: actions.mark(pk, mark_answers(), by=late, now=now),
                lambda pk=item.pk: actions.open_spread(
                    pk, without_the_rest=True, by=leader, now=now
                ),
            )
            assert opened is None
            item.refresh_from_db()
            rows = Mark.objects.filter(item=item, person=late)
            if marked is None:
                assert late.pk in item.marked
                assert rows.get().at <= item.spread_opened_at
            else:
                assert isinstance(marked, SpreadIsOpen)
                assert late.pk not in item.marked
                assert not rows.exists()
            won["mark first" if marked is None else "spread first"] += 1
    record_property("seen", str(dict(won)))
    assert sum(won.values()) == rounds


@pytest.mark.parametrize("rounds", ROUNDS)
def test_of_two_conclusions_at_once_one_stands(scene, rounds):
    committee, case, first, now = scene
    leader = committee["leder"]
    with pool_of(2) as pool:
        for item in items_like(first, case, rounds):
            committee.mark(item, "leder", "farmasoyt", "etiker", now=now)
            actions.open_spread(item.pk, without_the_rest=True, by=leader, now=now)
            answers = conclusion_answers(now)
            came = at_once(
                pool,
                *(
                    lambda pk=item.pk, answers=answers: actions.conclude(
                        pk, answers, by=leader, now=now
                    )
                    for _ in range(2)
                ),
            )
            assert came.count(None) == 1, came
            lost = next(refusal for refusal in came if refusal is not None)
            assert isinstance(lost, NotInThisItemState)
            assert Conclusion.objects.filter(item=item).count() == 1
            assert CaseEvent.objects.filter(case=item.case_id, kind="recommended").count() == 1


@pytest.mark.parametrize("rounds", [25, pytest.param(1000, marks=pytest.mark.in_full)])
def test_closing_the_meeting_while_a_mark_is_saved_leaves_it_in_or_refuses_it(scene, rounds):
    """Each round is a meeting of its own with the case that the meeting before did not reach."""
    committee, case, item, now = scene
    late, leader = committee["okonom"], committee["leder"]
    with pool_of(2) as pool:
        for _ in range(rounds):
            marked, closed = at_once(
                pool,
                lambda pk=item.pk: actions.mark(pk, mark_answers(), by=late, now=now),
                lambda pk=item.meeting_id: actions.move_meeting(
                    pk, MeetingAction.CLOSE, by=leader, now=now
                ),
            )
            assert closed is None
            item.refresh_from_db()
            assert item.state == ItemState.POSTPONED
            assert item.marked == ([late.pk] if marked is None else [])
            with transaction.atomic():
                actor_for(late, local_day(now))
                assert Mark.objects.filter(item=item).exists() is (marked is None)
            meeting = committee.plan(now=now)
            committee.open(meeting, now=now)
            item = committee.item_of(meeting, case)
