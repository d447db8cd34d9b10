"""Short ways to write facts in tests, and strategies for any facts at all."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from likeverd.core.method_events import INTRODUCTIONS, EventKind, MethodKind
from likeverd.core.routing import (
    Authorisation,
    Criteria,
    DatedEvent,
    EstablishedTreatment,
    Facts,
    GroupException,
    Method,
    Patient,
    Route,
    Scope,
    Trial,
    TrialStatus,
    Verdict,
    route,
)

TODAY = date(2025, 11, 1)
NEW = Patient(already_on_treatment=False, privately_started=False, in_trial=False)
ALL_MET = Criteria(EstablishedTreatment.CONTRAINDICATED, True, None)
NO_TRIAL = Trial(TrialStatus.NONE)

COMMISSIONED = ("2025-01-10 supplier_request", "2025-02-10 commissioned")
REFUSED = (*COMMISSIONED, "2025-06-16 not_introduced")
STUDY_ONLY = (*COMMISSIONED, "2025-06-16 study_only")
INTRODUCED = (*COMMISSIONED, "2025-06-16 introduced")
CONDITIONS = (*COMMISSIONED, "2025-06-16 introduced_with_conditions")
IN_FORCE_EXCEPTION = GroupException(date(2025, 3, 1), None, True)


def event(text):
    """``2025-05-19 introduced 2025-06-01`` as an event; the last date is the day in force."""
    day, kind, *in_force = text.split()
    return DatedEvent(
        date.fromisoformat(day),
        EventKind(kind),
        date.fromisoformat(in_force[0]) if in_force else None,
    )


def method(*events, kind=MethodKind.MEDICINE):
    return Method(kind, tuple(event(one) for one in events), "ID2025_001")


def facts(*events, **changes):
    """An ordinary question: one new patient, authorised medicine, criteria met, no trial, today."""
    given = Facts(
        on=TODAY,
        scope=Scope.INDIVIDUAL,
        method=method(*events) if events else None,
        marketing_authorisation=Authorisation.FULL,
        trial=NO_TRIAL,
        on_national_cup_list=False,
        patient=NEW,
        criteria=ALL_MET,
    )
    return replace(given, **changes)


def verdict(way, given, rule_set=None):
    return route(given, rule_set).of(Route(way)).verdict.value


def open_routes(given):
    return {way.value for way, said in route(given).verdicts.items() if said is Verdict.OPEN}


def rules_of(way, given):
    """The ids of the rules that a route's answer rests on and remarks."""
    answer = route(given).of(Route(way))
    return {rule.id for rule in (*answer.reasons, *answer.remarks)}


three_valued = st.sampled_from([True, False, None])
days = st.dates(date(2014, 1, 1), date(2027, 12, 31))


@st.composite
def events_of_a_method(draw, first=date(2014, 1, 1), last=date(2027, 12, 31)):
    day = draw(st.dates(first, last))
    kind = draw(st.sampled_from(EventKind))
    wait = draw(st.none() | st.integers(0, 120)) if kind in INTRODUCTIONS else None
    return DatedEvent(day, kind, None if wait is None else day + timedelta(days=wait))


methods = st.none() | st.builds(
    Method,
    kind=st.sampled_from(MethodKind),
    events=st.lists(events_of_a_method(), max_size=8).map(tuple),
    method_id=st.none() | st.just("ID2025_001"),
    decided_unseen_since=st.none() | days,
)
group_exceptions = st.none() | st.builds(GroupException, days, st.none() | days, three_valued)
any_facts = st.builds(
    Facts,
    on=days,
    scope=st.sampled_from(Scope),
    method=methods,
    marketing_authorisation=st.none() | st.sampled_from(Authorisation),
    group_exception=group_exceptions,
    conditions_met=three_valued,
    trial=st.none() | st.builds(Trial, st.none() | st.sampled_from(TrialStatus), three_valued),
    on_national_cup_list=three_valued,
    patient=st.builds(Patient, three_valued, three_valued, three_valued),
    criteria=st.builds(
        Criteria, st.none() | st.sampled_from(EstablishedTreatment), three_valued, three_valued
    ),
)
