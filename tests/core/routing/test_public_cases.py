"""The twelve public cases (shared/domain/rules.md, section 8.1)."""

from dataclasses import replace
from datetime import date

from tests.core.routing.stories import (
    ALL_MET,
    COMMISSIONED,
    IN_FORCE_EXCEPTION,
    NEW,
    STUDY_ONLY,
    facts,
    method,
    open_routes,
    route,
    rules_of,
    verdict,
)

from likeverd.core.method_events import MethodKind
from likeverd.core.routing import (
    Authorisation,
    EstablishedTreatment,
    Route,
    Trial,
    TrialStatus,
)

TAFAMIDIS = (
    "2018-06-18 commissioned",
    "2020-12-14 not_introduced",
    "2021-06-21 not_introduced",
    "2021-10-25 not_introduced",
    "2022-06-20 introduced_with_conditions 2022-07-15",
)
STEM_CELLS = method(
    "2014-08-20 proposed",
    "2014-10-23 commissioned",
    "2015-11-13 assessment_completed",
    "2016-03-14 study_only",
    "2021-08-30 ready_for_decision",
    kind=MethodKind.PROCEDURE,
)
DIFFERS = replace(ALL_MET, differs_from_refused_group=True)


def test_t1_tafamidis_after_three_refusals_and_before_the_access_scheme():
    given = facts(*TAFAMIDIS, on=date(2021, 11, 1), criteria=DIFFERS)
    assert open_routes(given) == set()
    assert verdict("access_scheme", given) == verdict("individual_exception", given) == "closed"
    assert "exception.complaint" in rules_of("individual_exception", given)


def test_t2_tafamidis_introduced_inside_the_conditions():
    given = facts(*TAFAMIDIS, on=date(2022, 8, 1), conditions_met=True)
    assert open_routes(given) == {"ordinary_use"}
    assert open_routes(replace(given, on=date(2022, 7, 14))) == set()


def test_t3_tafamidis_introduced_outside_the_conditions():
    given = facts(*TAFAMIDIS, on=date(2022, 8, 1), conditions_met=False)
    assert open_routes(given) == {"clarify_with_secretariat"}


def test_t4_stem_cells_before_the_decision():
    given = facts(
        method=STEM_CELLS,
        marketing_authorisation=Authorisation.NOT_APPLICABLE,
        on=date(2016, 3, 13),
    )
    assert open_routes(given) == {"individual_exception"}
    assert verdict("individual_exception", replace(given, on=date(2016, 3, 14))) == "closed"


def test_t5_stem_cells_for_one_whom_the_trial_excludes():
    given = facts(
        method=STEM_CELLS,
        marketing_authorisation=Authorisation.NOT_APPLICABLE,
        trial=Trial(TrialStatus.OPEN, False),
        on=date(2023, 10, 13),
    )
    assert open_routes(given) == {"investigational_treatment"}
    assert route(given).of(Route.INVESTIGATIONAL_TREATMENT).conflicts == ("10.4",)


def test_t6_only_failed_effect():
    ineffective = replace(ALL_MET, established_treatment=EstablishedTreatment.INEFFECTIVE)
    given = facts(*COMMISSIONED, criteria=ineffective)
    assert verdict("individual_exception", given) == "closed"
    met = {one.id: one.met for one in route(given).of(Route.INDIVIDUAL_EXCEPTION).criteria}
    assert met["established_treatment"] is False


def test_t7_authorisation_pending():
    given = facts(
        *COMMISSIONED, marketing_authorisation=Authorisation.NONE, on_national_cup_list=None
    )
    assert verdict("individual_exception", given) == "closed"
    assert verdict("compassionate_use", given) == "unclear"


def test_t8_reassessment_without_an_opening():
    events = (
        "2023-02-01 commissioned",
        "2024-05-13 not_introduced",
        "2025-02-17 reassessment_commissioned",
    )
    given = facts(*events, criteria=DIFFERS, on=date(2025, 3, 1))
    assert open_routes(given) == set()
    assert open_routes(replace(given, on=date(2025, 5, 1))) == {"access_scheme"}
    assert "exception.reassessed" in rules_of("individual_exception", given)


def test_t9_reassessment_with_a_dated_opening():
    events = (
        "2024-05-13 not_introduced",
        "2025-02-17 reassessment_commissioned",
        "2025-06-16 exceptions_opened",
    )
    before = facts(*events, on=date(2025, 6, 15))
    assert verdict("individual_exception", before) == "closed"
    opened = replace(before, on=date(2025, 6, 16))
    assert verdict("individual_exception", opened) == "open"
    assert rules_of("individual_exception", opened) >= {"individual_exception.opened"}


def test_t10_a_participant_of_impress_norway():
    given = facts(
        *STUDY_ONLY,
        group_exception=IN_FORCE_EXCEPTION,
        trial=Trial(TrialStatus.OPEN, True),
        patient=replace(NEW, in_trial=True),
    )
    assert route(given).recommended is Route.GROUP_EXCEPTION_USE


def test_t11_and_t12_are_told_beside_the_individual_exception():
    """Where the patient lives and what the treatment costs are not the guide's to ask; the case does."""
    assert rules_of("individual_exception", facts(*COMMISSIONED)) >= {
        "individual_exception.two_medical_directors",
        "individual_exception.own_project_number",
    }
