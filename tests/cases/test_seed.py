"""Seeded cases are what the rules would have made, in a country like the one that is known."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from tests.cases.seeded import (
    assert_rules_would_have_made,
    at_the_beginning,
    log_of,
    registers,
    replayed,
)
from tests.support.databases import TestServer, switched

from likeverd.cases.actions.rows import put_urgency
from likeverd.cases.actions.steps import _put_times
from likeverd.cases.models import Case, DraftRevision, Patient
from likeverd.cases.records import facts_of, put_facts
from likeverd.cases.seeding import figures
from likeverd.cases.seeding.actions import bulk
from likeverd.cases.seeding.diagnoses import applied_methods
from likeverd.cases.seeding.lives import possible
from likeverd.core import identity
from likeverd.core.events import Recorded, evolve
from likeverd.core.vocabulary import ENDED_STATES, OPEN_STATES, STEPS, Action, Role, State
from likeverd.core.workdays import is_working_day, local_day
from likeverd.organisations.models import HospitalTrust, Membership, TrustRulesVersion, Unit

TODAY = date(2026, 11, 23)
CASES = 400
SAMPLE = 60


@pytest.fixture(scope="module")
def country(
    test_server: TestServer, template_database: str, django_db_blocker: Any
) -> Iterator[list[Case]]:
    """A seeded country that the tests below only look at."""
    database = test_server.copy(template_database)
    try:
        with django_db_blocker.unblock(), switched(test_server, database):
            registers()
            bulk.write_cases(CASES, 7, TODAY)
            yield list(Case.objects.select_related("trust", "department").order_by("id"))
    finally:
        test_server.drop(database)


def test_stored_events_make_exactly_the_stored_row(country: list[Case]) -> None:
    for case in country:
        facts = replayed(case)
        assert facts == facts_of(case), case.number
        again = Case.objects.get(pk=case.pk)
        put_facts(again, facts)
        for column in ("handlers", "helpers", "conflicted", "barred", "participants", "questions"):
            assert getattr(again, column) == getattr(case, column), (case.number, column)


def test_every_step_of_a_sample_would_have_been_accepted(country: list[Case]) -> None:
    by_state: dict[str, list[Case]] = {}
    for case in country:
        by_state.setdefault(case.state, []).append(case)
    sample = [case for cases in by_state.values() for case in cases[:6]]
    assert len(sample) >= SAMPLE
    for case in sample:
        assert_rules_would_have_made(case)


TIMES = (
    "due_on",
    "due_before_pause",
    "submitted_at",
    "state_since",
    "ended_at",
    "urgent",
    "start_by",
    "ready_for_consultant",
)


def test_times_and_promises_are_those_that_the_steps_themselves_put(country: list[Case]) -> None:
    for case in country:
        log = log_of(case)
        moments = [step.at for step in log]
        assert moments == sorted(set(moments)), case.number
        for moment in moments:
            assert is_working_day(local_day(moment)), case.number
            assert local_day(moment) < TODAY
        assert case.created_at == moments[0]
        again = with_times_of_steps(case, log)
        for column in TIMES:
            assert getattr(again, column) == getattr(case, column), (case.number, column)


def with_times_of_steps(case: Case, log: list[Recorded]) -> Case:
    """The case as ``actions.steps`` would have left it, taken through the same steps."""
    facts = evolve(at_the_beginning(case, log), log[0])
    again = Case(
        trust_id=case.trust_id,
        scheme=case.scheme,
        form_version=case.form_version,
        trust_rules_version=case.trust_rules_version,
        state_since=log[0].at,
    )
    for step in log[1:]:
        before, facts = facts, evolve(facts, step)
        put_facts(again, facts)
        _put_times(again, before, step, step.at)
    if facts.state is State.DRAFT:
        put_urgency(again, case.answers)
    return again


def test_drafts_have_their_revisions_and_only_they(country: list[Case]) -> None:
    drafts = [case for case in country if case.state == State.DRAFT]
    assert drafts
    assert set(DraftRevision.objects.values_list("case_id", flat=True)) == {
        case.pk for case in drafts
    }
    for case in drafts:
        saved = list(DraftRevision.objects.filter(case=case).order_by("revision"))
        assert [row.revision for row in saved] == list(range(1, case.draft_revision + 1))
        assert saved[-1].answers == case.answers
        assert case.created_at == saved[0].saved_at <= saved[-1].saved_at
        handed = [step for step in log_of(case) if step.action is Action.HAND_TO_CONSULTANT]
        assert case.ready_for_consultant == bool(handed)
        assert all(row.saved_at < step.at for row in saved for step in handed)


def test_patients_are_synthetic_and_unique_and_numbers_are_the_trusts(
    country: list[Case],
) -> None:
    numbers = list(Patient.objects.values_list("identity_number", flat=True))
    assert len(set(numbers)) == len(numbers) == CASES
    for number in numbers:
        found = identity.read(number, synthetic_allowed=True)
        assert isinstance(found, identity.IdentityNumber)
        assert found.is_synthetic
    assert [int(case.number.rsplit("-", 1)[1]) for case in country] == list(range(1, CASES + 1))
    for case in country:
        assert case.number.startswith(f"{case.trust.prefix}-{case.created_at.year}-")
    assert [case.created_at for case in country] == sorted(case.created_at for case in country)


def test_the_country_follows_the_published_figures(country: list[Case]) -> None:
    regions = Counter(Case.objects.values_list("trust__regional_authority__code", flat=True))
    given = sum(figures.EXCEPTIONS_BY_REGION.values())
    for region, exceptions in figures.EXCEPTIONS_BY_REGION.items():
        assert regions[region] / CASES == pytest.approx(exceptions / given, abs=0.06)
    states = Counter(State(case.state) for case in country)
    assert set(states) == set(State) - {State.MOVED}
    ended = sum(states[state] for state in ENDED_STATES)
    assert ended / CASES == pytest.approx(figures.PERCENT_ENDED / 100, abs=0.06)
    running = [case for case in country if case.state in OPEN_STATES]
    waiting = [case for case in running if case.due_on]
    assert any(case.due_on < TODAY for case in waiting)
    assert any(case.due_on >= TODAY for case in waiting)
    assert any(case.urgent for case in running)
    assert any(case.paper for case in country)


def test_a_short_chain_has_no_committee(country: list[Case]) -> None:
    short = [case for case in country if case.trust.code == "forde"]
    assert short
    for case in short:
        steps = {step.state_after for step in log_of(case)}
        assert State.COMMITTEE not in steps


def test_every_trust_has_people_for_every_step(country: list[Case]) -> None:
    for trust in HospitalTrust.objects.all():
        held = Membership.objects.filter(trust=trust, person__username__startswith="synt.")
        assert set(held.values_list("role", flat=True)) == {role.value for role in Role}
        assert TrustRulesVersion.objects.filter(trust=trust).exists()
        assert Unit.objects.filter(trust=trust, kind=Unit.DEPARTMENT).count() >= 2


def test_cases_apply_for_invented_methods_alone(country: list[Case]) -> None:
    methods = {method.pk: method for method in applied_methods().values()}
    for case in country:
        assert case.method_id in methods
        assert bool(methods[case.method_id].route) == (case.state == State.WRONG_SCHEME)


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_way_there_along_every_chain(state: State) -> None:
    assert possible(state, STEPS) is state
    assert possible(state, (State.DECISION,)) not in STEPS[:3]
