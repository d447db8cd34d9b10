"""The twenty rows of the decision table (shared/domain/rules.md, section 1), each with its facts."""

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
    Criteria,
    GroupException,
    Route,
    Scope,
    Trial,
    TrialStatus,
)

GROUP = Scope.GROUP
DIFFERS = replace(ALL_MET, differs_from_refused_group=True)
LIKE_THE_GROUP = replace(ALL_MET, differs_from_refused_group=False)
READY = (*COMMISSIONED, "2025-10-01 ready_for_decision")
REASSESSED = (*REFUSED, "2025-08-01 reassessment_commissioned")
OPENED = (*REASSESSED, "2025-09-01 exceptions_opened")
NONE, CONDITIONAL = Authorisation.NONE, Authorisation.CONDITIONAL
OTHER, NOT_APPLICABLE = Authorisation.OTHER_INDICATION, Authorisation.NOT_APPLICABLE
NOT_ELIGIBLE = Trial(TrialStatus.OPEN, False)

ROWS = [
    ("1 not known, authorised", facts(), {"propose_method"}, "propose_method"),
    ("1 for a group", facts(scope=GROUP), {"propose_method"}, "propose_method"),
    ("2 off-label", facts(marketing_authorisation=OTHER), {"off_label"}, "off_label"),
    (
        "2 for a group",
        facts(marketing_authorisation=OTHER, scope=GROUP),
        {"off_label"},
        "off_label",
    ),
    (
        "3 off-license",
        facts(marketing_authorisation=NONE),
        {"approval_exemption"},
        "approval_exemption",
    ),
    (
        "4 early phase, on the list, not known",
        facts(marketing_authorisation=NONE, on_national_cup_list=True),
        {"approval_exemption", "compassionate_use"},
        "compassionate_use",
    ),
    (
        "4 early phase, on the list, under assessment",
        facts(*COMMISSIONED, marketing_authorisation=NONE, on_national_cup_list=True),
        {"compassionate_use"},
        "compassionate_use",
    ),
    ("4 no agreement", facts(*COMMISSIONED, marketing_authorisation=NONE), set(), None),
    ("5 proposed", facts("2025-01-10 supplier_request"), set(), None),
    ("6 under assessment", facts(*COMMISSIONED), {"individual_exception"}, "individual_exception"),
    ("7 conditional", facts(*COMMISSIONED, marketing_authorisation=CONDITIONAL), set(), None),
    ("8 no authorisation", facts(*COMMISSIONED, marketing_authorisation=NONE), set(), None),
    (
        "8 no authorisation, but a trial",
        facts(*COMMISSIONED, marketing_authorisation=NONE, trial=Trial(TrialStatus.OPEN, True)),
        {"clinical_trial"},
        "clinical_trial",
    ),
    ("9 group", facts(*COMMISSIONED, scope=GROUP), {"group_exception"}, "group_exception"),
    (
        "9 group without authorisation",
        facts(*COMMISSIONED, scope=GROUP, marketing_authorisation=NONE),
        {"group_exception"},
        "group_exception",
    ),
    (
        "10 covered by a group exception",
        facts(*COMMISSIONED, group_exception=IN_FORCE_EXCEPTION),
        {"group_exception_use", "individual_exception"},
        "group_exception_use",
    ),
    (
        "10 outside its conditions: row 6",
        facts(*COMMISSIONED, group_exception=replace(IN_FORCE_EXCEPTION, covers_patient=False)),
        {"individual_exception"},
        "individual_exception",
    ),
    ("11 awaiting decision", facts(*READY), {"individual_exception"}, "individual_exception"),
    ("12 introduced", facts(*INTRODUCED), {"ordinary_use"}, "ordinary_use"),
    (
        "13 inside conditions",
        facts(*CONDITIONS, conditions_met=True),
        {"ordinary_use"},
        "ordinary_use",
    ),
    (
        "14 outside conditions",
        facts(*CONDITIONS, conditions_met=False, criteria=DIFFERS),
        {"clarify_with_secretariat"},
        "clarify_with_secretariat",
    ),
    ("15 refused", facts(*REFUSED, criteria=DIFFERS), {"access_scheme"}, "access_scheme"),
    (
        "15 refused, like the group",
        facts(*REFUSED, criteria=replace(ALL_MET, differs_from_refused_group=False)),
        set(),
        None,
    ),
    ("16 refused, group", facts(*REFUSED, scope=GROUP, criteria=DIFFERS), set(), None),
    (
        "17 reassessed after a no",
        facts(*REASSESSED, criteria=DIFFERS),
        {"access_scheme"},
        "access_scheme",
    ),
    ("17 reassessed, group", facts(*REASSESSED, scope=GROUP), set(), None),
    (
        "17 opened",
        facts(*OPENED, criteria=DIFFERS),
        {"access_scheme", "individual_exception"},
        "individual_exception",
    ),
    ("17 opened, group", facts(*OPENED, scope=GROUP), {"group_exception"}, "group_exception"),
    (
        "18 trials only, eligible",
        facts(*STUDY_ONLY, trial=Trial(TrialStatus.OPEN, True)),
        {"clinical_trial"},
        "clinical_trial",
    ),
    (
        "18 trials only, outside inclusion",
        facts(*STUDY_ONLY, trial=NOT_ELIGIBLE),
        {"investigational_treatment"},
        "investigational_treatment",
    ),
    (
        "19 participant of the trial",
        facts(
            *STUDY_ONLY,
            scope=GROUP,
            group_exception=IN_FORCE_EXCEPTION,
            trial=Trial(TrialStatus.OPEN, True),
            patient=replace(NEW, in_trial=True),
        ),
        {"group_exception_use", "clinical_trial"},
        "group_exception_use",
    ),
    (
        "19 no participant",
        facts(
            *STUDY_ONLY,
            group_exception=replace(IN_FORCE_EXCEPTION, covers_patient=False),
            trial=Trial(TrialStatus.CLOSED),
        ),
        {"investigational_treatment"},
        "investigational_treatment",
    ),
    (
        "20 device",
        facts(
            method=method(*COMMISSIONED, kind=MethodKind.DEVICE),
            marketing_authorisation=NOT_APPLICABLE,
        ),
        {"individual_exception"},
        "individual_exception",
    ),
    (
        "20 device, group",
        facts(
            method=method(*COMMISSIONED, kind=MethodKind.DEVICE),
            marketing_authorisation=NOT_APPLICABLE,
            scope=GROUP,
        ),
        {"group_exception"},
        "group_exception",
    ),
    (
        "20 CGM, covered by the group exception",
        facts(
            method=method(*COMMISSIONED, kind=MethodKind.DEVICE),
            marketing_authorisation=NOT_APPLICABLE,
            group_exception=GroupException(date(2023, 2, 1), None, True),
            criteria=Criteria(),
        ),
        {"group_exception_use"},
        "group_exception_use",
    ),
]


@pytest.mark.parametrize(
    ("given", "opened", "recommended"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_the_row(given, opened, recommended):
    assert open_routes(given) == opened
    assert route(given).recommended == recommended


def test_every_row_is_here():
    assert {int(name.split(" ")[0]) for name, *_ in ROWS} == set(range(1, 21))


def test_row_7_and_row_19_say_what_the_sources_disagree_on():
    conditional = route(facts(*COMMISSIONED, marketing_authorisation=CONDITIONAL))
    assert conditional.of(Route.INDIVIDUAL_EXCEPTION).conflicts == ("10.2",)
    asked = facts(*STUDY_ONLY, scope=GROUP)
    assert verdict("group_exception", asked) == "unclear"
    assert route(asked).of(Route.GROUP_EXCEPTION).settled_by == ("medical_directors_meeting",)


def test_row_11_warns_of_the_meeting_to_come():
    assert "exception.decision_is_near" in rules_of("individual_exception", facts(*READY))
    assert "exception.decision_is_near" not in rules_of(
        "individual_exception", facts(*COMMISSIONED)
    )


def test_neighbours_are_told_with_the_reason_why_they_are_closed():
    answer = route(facts(*COMMISSIONED, marketing_authorisation=NONE))
    assert {one.id for one in answer.of(Route.COMPASSIONATE_USE).reasons} == {
        "compassionate_use.no_agreement"
    }
    assert "expert_panel.cannot_advise" in rules_of("clinical_trial", facts(*COMMISSIONED))
    assert "expert_panel.may_advise" in rules_of("clinical_trial", facts())
