"""The readings that the contract fixes, each by itself."""

from dataclasses import replace
from datetime import date

import pytest
from tests.core.routing.stories import (
    ALL_MET,
    COMMISSIONED,
    CONDITIONS,
    IN_FORCE_EXCEPTION,
    INTRODUCED,
    NEW,
    REFUSED,
    STUDY_ONLY,
    TODAY,
    facts,
    method,
    open_routes,
    rules_of,
    verdict,
)

from likeverd.core.method_events import MethodKind
from likeverd.core.routing import (
    Authorisation,
    Criteria,
    EstablishedTreatment,
    Fact,
    GroupException,
    Route,
    Scope,
    Trial,
    TrialStatus,
    route,
)

INDIVIDUAL_ROUTES = (
    "individual_exception",
    "access_scheme",
    "investigational_treatment",
    "continue_treatment",
)


def criteria(**changes):
    return replace(ALL_MET, **changes)


@pytest.mark.parametrize(
    ("authorisation", "expected"),
    [
        ("full", "open"),
        ("conditional", "unclear"),
        ("none", "closed"),
        ("other_indication", "closed"),
        ("not_applicable", "unclear"),
        (None, "unclear"),
    ],
)
def test_a_medicine_needs_authorisation_for_the_individual_exception(authorisation, expected):
    given = facts(
        *COMMISSIONED, marketing_authorisation=authorisation and Authorisation(authorisation)
    )
    assert verdict("individual_exception", given) == expected


@pytest.mark.parametrize("kind", [MethodKind.DEVICE, MethodKind.PROCEDURE])
@pytest.mark.parametrize("authorisation", [*Authorisation, None])
def test_devices_and_procedures_have_no_such_criterion(kind, authorisation):
    given = facts(marketing_authorisation=authorisation, method=method(*COMMISSIONED, kind=kind))
    assert verdict("individual_exception", given) == "open"
    ids = {one.id for one in route(given).of(Route.INDIVIDUAL_EXCEPTION).criteria}
    assert "marketing_authorisation" not in ids


@pytest.mark.parametrize(
    ("established", "expected"),
    [
        ("contraindicated", "open"),
        ("stopped_side_effects", "open"),
        ("ineffective", "closed"),
        ("untried", "closed"),
        (None, "unclear"),
    ],
)
def test_lack_of_effect_alone_or_an_untried_treatment_closes(established, expected):
    value = established and EstablishedTreatment(established)
    given = facts(*COMMISSIONED, criteria=criteria(established_treatment=value))
    assert verdict("individual_exception", given) == expected


@pytest.mark.parametrize(
    ("documented", "expected"), [(True, "open"), (False, "closed"), (None, "unclear")]
)
def test_a_larger_effect_must_be_documented(documented, expected):
    given = facts(*COMMISSIONED, criteria=criteria(larger_effect_documented=documented))
    assert verdict("individual_exception", given) == expected


def test_what_closes_beats_what_is_not_known():
    nothing = facts(*COMMISSIONED, marketing_authorisation=Authorisation.NONE, criteria=Criteria())
    assert verdict("individual_exception", nothing) == "closed"


def test_an_unclear_verdict_says_which_facts_are_missing():
    given = facts(*COMMISSIONED, marketing_authorisation=None, criteria=Criteria())
    assert set(route(given).of(Route.INDIVIDUAL_EXCEPTION).missing) == {
        Fact.MARKETING_AUTHORISATION,
        Fact.ESTABLISHED_TREATMENT,
        Fact.LARGER_EFFECT,
    }


@pytest.mark.parametrize(
    ("way", "given", "missing"),
    [
        ("ordinary_use", facts(*CONDITIONS), "conditions_met"),
        ("clarify_with_secretariat", facts(*CONDITIONS), "conditions_met"),
        ("access_scheme", facts(*REFUSED), "criteria.differs_from_refused_group"),
        (
            "group_exception_use",
            facts(*COMMISSIONED, group_exception=GroupException(TODAY)),
            "group_exception.covers_patient",
        ),
        ("compassionate_use", facts(marketing_authorisation=None), "marketing_authorisation"),
        ("off_label", facts(marketing_authorisation=None), "marketing_authorisation"),
        ("approval_exemption", facts(marketing_authorisation=None), "marketing_authorisation"),
        ("propose_method", facts(marketing_authorisation=None), "marketing_authorisation"),
        (
            "compassionate_use",
            facts(marketing_authorisation=Authorisation.NONE, on_national_cup_list=None),
            "on_national_cup_list",
        ),
        ("clinical_trial", facts(trial=Trial(TrialStatus.OPEN)), "trial.eligible"),
        (
            "investigational_treatment",
            facts(*STUDY_ONLY, trial=Trial(TrialStatus.OPEN)),
            "trial.eligible",
        ),
        (
            "continue_treatment",
            facts(*COMMISSIONED, patient=replace(NEW, already_on_treatment=None)),
            "patient.already_on_treatment",
        ),
    ],
)
def test_each_missing_fact_is_named(way, given, missing):
    answer = route(given).of(Route(way))
    assert (answer.verdict, answer.missing) == ("unclear", (missing,))


@pytest.mark.parametrize(
    ("way", "given", "settles"),
    [
        (
            "ordinary_use",
            facts("2025-06-16 introduced", "2025-06-16 not_introduced"),
            "new_methods_secretariat",
        ),
        ("ordinary_use", facts(*INTRODUCED, "2025-07-01 withdrawn"), "new_methods_secretariat"),
        (
            "individual_exception",
            facts("2025-06-16 reassessment_commissioned"),
            "new_methods_secretariat",
        ),
        (
            "individual_exception",
            facts(*STUDY_ONLY, "2025-07-01 exceptions_opened"),
            "medical_directors_meeting",
        ),
        (
            "group_exception_use",
            facts("2025-06-16 introduced 2025-12-01", group_exception=IN_FORCE_EXCEPTION),
            "medical_directors_meeting",
        ),
        (
            "off_label",
            facts(
                *COMMISSIONED,
                "2025-07-01 withdrawn",
                marketing_authorisation=Authorisation.OTHER_INDICATION,
            ),
            "medical_director",
        ),
        (
            "investigational_treatment",
            facts(marketing_authorisation=Authorisation.NONE),
            "medical_director",
        ),
    ],
)
def test_what_the_sources_leave_open_says_who_settles_it(way, given, settles):
    answer = route(given).of(Route(way))
    assert (answer.verdict, answer.settled_by) == ("unclear", (settles,))


def test_a_conflict_between_sources_says_who_can_settle_it():
    given = facts(*COMMISSIONED, marketing_authorisation=Authorisation.CONDITIONAL)
    answer = route(given).of(Route.INDIVIDUAL_EXCEPTION)
    assert (answer.settled_by, answer.conflicts) == (("medical_director",), ("10.2",))


@pytest.mark.parametrize("events", [COMMISSIONED, REFUSED, STUDY_ONLY, INTRODUCED, CONDITIONS, ()])
def test_for_a_group_the_individual_routes_are_closed(events):
    differing = criteria(differs_from_refused_group=True)
    given = facts(
        *events,
        scope=Scope.GROUP,
        criteria=differing,
        patient=replace(NEW, already_on_treatment=True),
    )
    for way in INDIVIDUAL_ROUTES:
        assert verdict(way, given) == "closed"


@pytest.mark.parametrize("authorisation", [*Authorisation, None])
def test_missing_authorisation_does_not_close_the_group_route(authorisation):
    given = facts(*COMMISSIONED, scope=Scope.GROUP, marketing_authorisation=authorisation)
    assert verdict("group_exception", given) == "open"


@pytest.mark.parametrize(
    ("authorisation", "expected"),
    [
        ("none", "closed"),
        ("other_indication", "closed"),
        ("conditional", "unclear"),
        ("full", "open"),
    ],
)
def test_the_older_text_did_close_it(authorisation, expected):
    events = ("2019-01-10 commissioned",)
    given = facts(
        *events,
        scope=Scope.GROUP,
        marketing_authorisation=Authorisation(authorisation),
        on=date(2020, 5, 4),
    )
    assert verdict("group_exception", given) == expected
    assert verdict("group_exception", replace(given, on=date(2022, 12, 31))) == expected
    assert verdict("group_exception", replace(given, on=date(2023, 1, 1))) == "open"


def test_a_group_is_asked_for_only_for_a_group():
    assert verdict("group_exception", facts(*COMMISSIONED)) == "closed"


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("2025-06-01 assessment_completed", "open"),
        ("2025-06-01 ready_for_decision", "open"),
        ("2025-06-01 commission_cancelled", "closed"),
        ("2025-06-01 withdrawn", "closed"),
        ("2025-06-01 introduced", "closed"),
        ("2025-06-01 introduced_with_conditions", "closed"),
        ("2025-06-01 not_introduced", "closed"),
        ("2025-06-01 study_only", "closed"),
    ],
)
def test_under_assessment_lasts_until_something_ends_it(last, expected):
    for scope, way in (
        (Scope.INDIVIDUAL, "individual_exception"),
        (Scope.GROUP, "group_exception"),
    ):
        given = facts(*COMMISSIONED, last, scope=scope)
        said = verdict(way, given)
        # Of a group exception for a method that is for trials only, the sources say different things.
        assert said == (
            "unclear" if (way, last[11:]) == ("group_exception", "study_only") else expected
        )


@pytest.mark.parametrize("scope", list(Scope))
@pytest.mark.parametrize("yes", ["introduced", "introduced_with_conditions"])
@pytest.mark.parametrize("before", [COMMISSIONED, REFUSED, STUDY_ONLY])
def test_between_the_decision_and_its_day_nothing_is_open_but_waiting(scope, yes, before):
    given = facts(
        *before,
        f"2025-10-20 {yes} 2025-12-01",
        scope=scope,
        group_exception=IN_FORCE_EXCEPTION,
        trial=Trial(TrialStatus.OPEN, True),
        conditions_met=True,
        marketing_authorisation=Authorisation.NONE,
        on_national_cup_list=True,
        criteria=criteria(differs_from_refused_group=True),
        patient=replace(NEW, already_on_treatment=True),
    )
    assert route(given).status == "awaiting_introduction"
    assert open_routes(given) == set()
    assert route(given).recommended is None
    assert verdict("ordinary_use", replace(given, on=date(2025, 12, 1))) == "open"


@pytest.mark.parametrize(
    ("covers", "expected"), [(True, "open"), (False, "closed"), (None, "unclear")]
)
@pytest.mark.parametrize("events", [COMMISSIONED, REFUSED, INTRODUCED, STUDY_ONLY, ()])
def test_use_under_a_group_exception_in_force(events, covers, expected):
    given = facts(*events, group_exception=replace(IN_FORCE_EXCEPTION, covers_patient=covers))
    assert verdict("group_exception_use", given) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (TODAY, TODAY, "open"),
        (date(2025, 11, 2), None, "closed"),
        (date(2025, 3, 1), date(2025, 10, 31), "closed"),
        (date(2025, 3, 1), date(2025, 11, 1), "open"),
    ],
)
def test_a_group_exception_is_in_force_from_its_first_day_to_its_last(first, last, expected):
    given = facts(*COMMISSIONED, group_exception=GroupException(first, last, True))
    assert verdict("group_exception_use", given) == expected


@pytest.mark.parametrize("covers", [True, False, None])
def test_the_individual_exception_is_judged_as_if_there_were_no_group_exception(covers):
    without = facts(*COMMISSIONED)
    given = replace(without, group_exception=replace(IN_FORCE_EXCEPTION, covers_patient=covers))
    assert route(given).of(Route.INDIVIDUAL_EXCEPTION) == route(without).of(
        Route.INDIVIDUAL_EXCEPTION
    )


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ((), "closed"),
        (("2025-07-01 reassessment_commissioned",), "closed"),
        (("2025-07-01 exceptions_opened",), "open"),
        (("2025-07-01 reassessment_commissioned", "2025-08-01 exceptions_opened"), "open"),
        (("2025-07-01 exceptions_opened", "2025-08-01 exceptions_closed"), "closed"),
        (("2025-07-01 exceptions_opened", "2025-08-01 not_introduced"), "closed"),
        (("2025-07-01 exceptions_opened", "2025-12-01 exceptions_closed"), "open"),
    ],
)
def test_a_refusal_closes_exceptions_until_they_are_opened(more, expected):
    assert verdict("individual_exception", facts(*REFUSED, *more)) == expected
    assert verdict("group_exception", facts(*REFUSED, *more, scope=Scope.GROUP)) == expected


def test_after_an_opening_the_criteria_are_judged_as_before():
    opened = (*REFUSED, "2025-07-01 exceptions_opened")
    given = facts(*opened, criteria=criteria(established_treatment=EstablishedTreatment.UNTRIED))
    assert verdict("individual_exception", given) == "closed"
    given = facts(*opened, marketing_authorisation=Authorisation.CONDITIONAL)
    assert verdict("individual_exception", given) == "unclear"


@pytest.mark.parametrize(
    ("differs", "expected"), [(True, "open"), (False, "closed"), (None, "unclear")]
)
@pytest.mark.parametrize(
    "more", [(), ("2025-07-01 reassessment_commissioned",), ("2025-07-01 exceptions_opened",)]
)
def test_the_access_scheme_needs_a_refusal_and_a_difference(more, differs, expected):
    given = facts(*REFUSED, *more, criteria=criteria(differs_from_refused_group=differs))
    assert verdict("access_scheme", given) == expected


@pytest.mark.parametrize("events", [COMMISSIONED, STUDY_ONLY, INTRODUCED, CONDITIONS, ()])
def test_without_a_refusal_the_access_scheme_is_closed(events):
    given = facts(*events, criteria=criteria(differs_from_refused_group=True))
    assert verdict("access_scheme", given) == "closed"


def test_the_access_scheme_began_on_10_april_2025():
    refused = facts(
        "2024-01-10 commissioned",
        "2024-06-16 not_introduced",
        criteria=criteria(differs_from_refused_group=True),
        on=date(2025, 4, 9),
    )
    assert open_routes(refused) == set()
    assert open_routes(replace(refused, on=date(2025, 4, 10))) == {"access_scheme"}


@pytest.mark.parametrize(
    ("met", "ordinary", "clarify"),
    [(True, "open", "closed"), (False, "closed", "open"), (None, "unclear", "unclear")],
)
def test_the_conditions_of_an_introduction(met, ordinary, clarify):
    given = facts(*CONDITIONS, conditions_met=met)
    assert verdict("ordinary_use", given) == ordinary
    assert verdict("clarify_with_secretariat", given) == clarify


@pytest.mark.parametrize(
    ("authorisation", "opened"),
    [
        ("full", {"propose_method"}),
        ("conditional", {"propose_method"}),
        ("other_indication", {"off_label"}),
        ("none", {"approval_exemption"}),
        ("not_applicable", {"propose_method"}),
        (None, set()),
    ],
)
def test_a_method_that_nye_metoder_does_not_know(authorisation, opened):
    given = facts(marketing_authorisation=authorisation and Authorisation(authorisation))
    assert open_routes(given) == opened


@pytest.mark.parametrize("entry", ["proposed", "supplier_request"])
@pytest.mark.parametrize("scope", list(Scope))
@pytest.mark.parametrize("authorisation", list(Authorisation))
def test_a_proposal_alone_opens_nothing_and_needs_no_other(entry, scope, authorisation):
    given = facts(f"2025-01-10 {entry}", scope=scope, marketing_authorisation=authorisation)
    assert open_routes(given) == set()
    assert verdict("propose_method", given) == "closed"


@pytest.mark.parametrize(
    ("listed", "expected"), [(True, "open"), (False, "closed"), (None, "unclear")]
)
@pytest.mark.parametrize("events", [COMMISSIONED, ("2025-01-10 proposed",), ()])
@pytest.mark.parametrize("scope", list(Scope))
def test_compassionate_use_needs_none_and_the_national_list(scope, events, listed, expected):
    given = facts(
        *events,
        scope=scope,
        marketing_authorisation=Authorisation.NONE,
        on_national_cup_list=listed,
    )
    assert verdict("compassionate_use", given) == expected


@pytest.mark.parametrize(
    "authorisation", ["full", "conditional", "other_indication", "not_applicable"]
)
def test_compassionate_use_is_closed_for_what_is_authorised(authorisation):
    given = facts(marketing_authorisation=Authorisation(authorisation), on_national_cup_list=True)
    assert verdict("compassionate_use", given) == "closed"


@pytest.mark.parametrize(
    ("status", "eligible", "trial", "outside"),
    [
        ("open", True, "open", "closed"),
        ("open", None, "unclear", "unclear"),
        ("open", False, "closed", "open"),
        ("closed", True, "closed", "open"),
        ("closed", None, "closed", "open"),
        ("none", None, "closed", "open"),
    ],
)
def test_for_trials_only(status, eligible, trial, outside):
    given = facts(*STUDY_ONLY, trial=Trial(TrialStatus(status), eligible))
    assert verdict("clinical_trial", given) == trial
    assert verdict("investigational_treatment", given) == outside
    assert verdict("individual_exception", given) == "closed"


def test_for_trials_only_and_nobody_has_looked_for_one():
    given = facts(*STUDY_ONLY, trial=None)
    assert verdict("clinical_trial", given) == "closed"
    assert route(given).of(Route.INVESTIGATIONAL_TREATMENT).missing == (Fact.TRIAL_STATUS,)


@pytest.mark.parametrize("events", [REFUSED, COMMISSIONED, INTRODUCED, ("2025-01-10 proposed",)])
def test_investigational_treatment_is_no_way_round(events):
    assert verdict("investigational_treatment", facts(*events)) == "closed"


def test_one_already_treated_meets_a_conflict_between_sources():
    treated = facts(*COMMISSIONED, patient=replace(NEW, already_on_treatment=True))
    answer = route(treated).of(Route.CONTINUE_TREATMENT)
    assert (answer.verdict, answer.conflicts) == ("unclear", ("10.1",))
    assert answer.settled_by == ("medical_director",)


def test_a_private_start_gives_no_ground():
    private = replace(NEW, already_on_treatment=True, privately_started=True)
    given = facts(*COMMISSIONED, patient=private)
    assert verdict("continue_treatment", given) == "closed"
    assert verdict("individual_exception", given) == verdict(
        "individual_exception", facts(*COMMISSIONED)
    )
    assert "private_start.no_ground" in rules_of("individual_exception", given)
    assert "private_start.no_ground" not in rules_of("individual_exception", facts(*COMMISSIONED))


@pytest.mark.parametrize("last", ["commission_cancelled", "withdrawn"])
def test_when_the_assessment_ended_a_person_must_ask(last):
    given = facts(*COMMISSIONED, f"2025-06-01 {last}")
    assert open_routes(given) == {"clarify_with_secretariat"}
    assert verdict("propose_method", given) == "unclear"
