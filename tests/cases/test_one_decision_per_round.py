"""One valid decision per round: held by the rules, and if they ever failed, by the database itself."""

from datetime import date

import pytest
from django.db import IntegrityError, connections, transaction
from tests.cases.seeded import registers
from tests.support.house import build_house
from tests.support.journey import case_in_state, step

from likeverd.cases.models import Case, CaseEvent
from likeverd.cases.seeding.actions import bulk
from likeverd.core.events import EVENT_TYPES, ROUND_BEGINS, ROUND_ENDS
from likeverd.core.lifecycle import DECISIONS, TABLE
from likeverd.core.vocabulary import ENDED_STATES, Action, Role, State

in_a_transaction = pytest.mark.django_db


def second(case: Case, kind: str) -> CaseEvent:
    """One more event behind the back of the rules, as a fault of the program would write it."""
    last = case.events.order_by("sequence").last()
    assert last is not None
    last.pk, last.kind, last.content = None, kind, {}
    last.sequence += 1
    last.round = 77  # whatever the writer says
    return last


@in_a_transaction
@pytest.mark.parametrize("kind", ROUND_ENDS)
@pytest.mark.parametrize("state", [State.GRANTED, State.STOPPED])
def test_a_second_decision_in_a_round_cannot_be_written(state, kind):
    case = case_in_state(build_house(), state)
    with pytest.raises(IntegrityError, match="one_decision_per_round"), transaction.atomic():
        second(case, kind).save(force_insert=True)
    with pytest.raises(IntegrityError, match="one_decision_per_round"), transaction.atomic():
        CaseEvent.objects.bulk_create([second(case, kind)])


@in_a_transaction
def test_what_is_no_decision_is_not_hindered():
    case = case_in_state(build_house(), State.GRANTED)
    second(case, "withdrawn").save(force_insert=True)


@in_a_transaction
def test_each_sending_begins_a_round():
    house = build_house()
    case = case_in_state(house, State.RETURNED)
    consultant = house.innlandet.person(Role.TREATING_CONSULTANT)
    case = step(case, Action.RESUBMIT, consultant)
    case = step(case, Action.STOP, house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER))
    rows = list(case.events.order_by("sequence").values_list("kind", "round"))
    assert rows == [
        ("created", 0),
        ("submitted", 1),
        ("returned_to_applicant", 1),
        ("resubmitted", 2),
        ("stopped", 2),
    ]
    with pytest.raises(IntegrityError, match="one_decision_per_round"), transaction.atomic():
        second(case, "granted").save(force_insert=True)
    # The next sending begins a round of its own, where a decision has its place.
    second(case, "resubmitted").save(force_insert=True)
    second(case, "granted").save(force_insert=True)
    newest = case.events.order_by("sequence").last()
    assert newest is not None
    assert newest.round == 3


def test_every_way_in_which_a_handler_ends_a_case_is_a_decision():
    kinds = {event.kind for event in EVENT_TYPES}
    assert {*ROUND_BEGINS, *ROUND_ENDS} <= kinds
    endings = {row.action for row in TABLE.values() if row.next in ENDED_STATES}
    no_answer = {Action.WITHDRAW, Action.REGISTER_DEATH, Action.TAKE_OVER}
    assert endings - no_answer == {*DECISIONS, Action.STOP}
    assert len(ROUND_ENDS) == len(DECISIONS) + 1


COUNTED_AGAIN = """
    SELECT count(*) FILTER (WHERE round = again), count(*) FILTER (WHERE round <> again), max(round) FROM (
        SELECT round, count(*) FILTER (WHERE kind IN ('submitted', 'resubmitted'))
            OVER (PARTITION BY case_id ORDER BY sequence) AS again
        FROM cases_caseevent) counted
"""


def test_seeded_cases_are_counted_alike(fresh_database):
    registers()
    bulk.write_cases(300, 7, date(2026, 11, 23))
    with connections["owner"].cursor() as cursor:
        cursor.execute(COUNTED_AGAIN)
        alike, other, most = cursor.fetchone()
    assert (other, most) == (0, 2)
    assert alike > 600
