"""Like cases in the database: what is written when a case ends, what is counted and told, and what nobody can find."""

import pytest
from django.db import connection, transaction
from django.db.utils import Error
from tests.support.house import NOON, build_house
from tests.support.journey import answers_for, case_in_state, reasons, step
from tests.support.precedents import GROUP, draft_of, rows, send
from tests.support.row_security import behind_the_wall

from likeverd.cases import actions
from likeverd.cases.actions import steps
from likeverd.cases.actions.like_cases import rebuild
from likeverd.cases.like_cases import like_cases, shown
from likeverd.cases.refused import NotCarriedOut
from likeverd.core.case import Command
from likeverd.core.precedents.features import Features
from likeverd.core.precedents.likeness import distance
from likeverd.core.precedents.pattern import Direction
from likeverd.core.refusals import AnswersIncomplete
from likeverd.core.vocabulary import Action, Role, State
from likeverd.organisations.models import RegionalAuthority
from likeverd.organisations.selectors import actor_for
from likeverd.outbox.models import Message
from likeverd.precedents import selectors
from likeverd.precedents.models import (
    Dossier,
    DossierVersion,
    Origin,
    Precedent,
    RunningArgument,
    Signal,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    return build_house()


# The row of an ended case


@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        (State.GRANTED, "grant"),
        (State.GRANTED_WITH_CONDITIONS, "grant_with_conditions"),
        (State.REFUSED, "refuse"),
        (State.WRONG_SCHEME, "wrong_scheme"),
        (State.STOPPED, "stop"),
    ],
)
def test_each_answered_case_leaves_one_row(house, state, outcome):
    case = case_in_state(house, state)
    row = Precedent.objects.get()
    assert (row.method, row.state, row.indication_group) == (house.method, state.value, GROUP)
    assert row.reasons == reasons(outcome, NOON.date())
    assert (row.treatment_line, row.year, row.how_it_went, row.wording) == (
        "third",
        2026,
        None,
        None,
    )
    assert row.region == house.innlandet.trust.regional_authority
    assert row.first_of_patient
    assert Origin.objects.get().case == case
    assert not RunningArgument.objects.exists()


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.CLOSED_BY_DEATH])
def test_a_case_without_an_answer_leaves_none(house, state):
    case_in_state(house, state)
    assert not Precedent.objects.exists()
    assert not RunningArgument.objects.exists()


def test_a_row_holds_nobody(house):
    """No column could hold a person, a trust, a department or a day; and no text is there before it is approved."""
    assert {field.name for field in Precedent._meta.get_fields() if field.concrete} == {
        "id",
        "method",
        "substance",
        "indication_group",
        "treatment_line",
        "severity",
        "benefit",
        "state",
        "reasons",
        "arguments",
        "region",
        "year",
        "working_days",
        "how_it_went",
        "first_of_patient",
        "wording",
        "words",
    }


def test_a_step_that_is_undone_leaves_no_row(house):
    case = case_in_state(house, State.DECISION)
    undo = transaction.savepoint()
    step(case, Action.GRANT, house.innlandet.person(Role.MEDICAL_DIRECTOR))
    assert Precedent.objects.exists()
    transaction.savepoint_rollback(undo)
    assert not Precedent.objects.exists()


def test_the_way_back_is_behind_the_wall(house):
    """A trust's own people could find the origin of their own cases; nobody finds another trust's."""
    case_in_state(house, State.GRANTED)
    send(draft_of(house, house.innlandet, 7))
    with behind_the_wall():
        for hospital, seen in ((house.small, 0), (house.innlandet, 1)):
            actor_for(hospital.person(Role.MEDICAL_DIRECTOR), NOON.date())
            assert Precedent.objects.count() == 1
            assert Origin.objects.count() == RunningArgument.objects.count() == seen


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM precedents_precedent",
        "DELETE FROM precedents_origin",
        "UPDATE precedents_signal SET threshold = 4",
    ],
)
def test_rows_are_not_changed(house, change):
    case_in_state(house, State.GRANTED)
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_rebuilding_gives_the_same_rows_and_may_be_repeated(house, monkeypatch):
    columns = [f.attname for f in Precedent._meta.concrete_fields if f.name not in ("id", "words")]
    case_in_state(house, State.GRANTED)
    assert rebuild(now=NOON) == (0, 0)
    (as_it_ended,) = Precedent.objects.values(*columns)
    with monkeypatch.context() as before_there_were_rows:
        before_there_were_rows.setattr(steps.like_cases, "follow", lambda *given, **more: None)
        ended = case_in_state(house, State.GRANTED)
        case_in_state(house, State.WITHDRAWN)
        open_case = send(draft_of(house, house.small, 7))
    assert rebuild(now=NOON) == (1, 1)
    rebuilt = Precedent.objects.filter(origin__case=ended).values(*columns).get()
    # The patient had a case before: that is the one difference.
    assert rebuilt == as_it_ended | {"first_of_patient": False}
    assert RunningArgument.objects.get().case == open_case
    assert rebuild(now=NOON) == (0, 0)


def test_rebuilding_marks_what_was_reached_and_mails_nobody(house, monkeypatch):
    with monkeypatch.context() as before_there_were_rows:
        before_there_were_rows.setattr(steps.like_cases, "follow", lambda *given, **more: None)
        for patient in range(1, 6):
            send(draft_of(house, house.innlandet, patient))
    mails = Message.objects.count()
    rebuild(now=NOON)
    assert sorted(Signal.objects.values_list("threshold", flat=True)) == [3, 5]
    assert Dossier.objects.count() == 1
    assert Message.objects.count() == mails


# Nearest


def test_the_nearest_come_first_and_in_the_order_of_the_core(house):
    other = type(house.method).objects.create(
        key="annen",
        name="Annen",
        substance="demolimab",
        indication="x",
        kind="medicine",
        source="x",
    )
    third = type(house.method).objects.create(
        key="tredje",
        name="Tredje",
        substance="annetmab",
        indication="y",
        kind="medicine",
        source="x",
    )
    for method, substance in (
        (house.method, "demolimab"),
        (other, "demolimab"),
        (third, "annetmab"),
    ):
        for group in (GROUP, "C34"):
            for line in ("third", "first"):
                for severity in ("large", "small"):
                    rows(
                        house,
                        1,
                        method=method,
                        substance=substance,
                        indication_group=group,
                        treatment_line=line,
                        severity=severity,
                    )
    here = Features(house.method.pk, "demolimab", GROUP, "third", "large", "large")
    found = selectors.nearest(here, most=50)
    far = [distance(here, selectors.features_of_row(each.row)) for each in found]
    assert far == sorted(far)
    assert far[0] == 0
    # All rows but those that share neither method, substance nor indication group.
    assert len(found) == 24 - 4
    assert [e.row.pk for e in selectors.nearest(here, most=3)] == [e.row.pk for e in found[:3]]


def test_a_small_group_shows_outcome_and_reasons_alone(house):
    rows(house, 4, wording="Hemmelig ord.")
    here = Features(house.method.pk, "demolimab", GROUP, "third", "large", "large")
    (first, *_) = [shown(each, here, "Demolimab") for each in selectors.nearest(here)]
    assert first.hidden
    assert first.outcome.nb == "Innvilget"
    assert first.reasons
    assert (first.method, first.region, first.year) == (None, None, None)
    assert (first.working_days, first.how_it_went, first.wording) == (None, None, None)
    rows(house, 1)
    (first, *_) = [shown(each, here, "Demolimab") for each in selectors.nearest(here)]
    assert not first.hidden
    assert (first.region, first.year, first.working_days) == ("Helse Sør-Øst RHF", 2026, 9)
    assert first.how_it_went.nb == "Ikke fulgt opp ennå"


def test_a_patient_who_applied_twice_is_one(house):
    rows(house, 4)
    rows(house, 3, first_of_patient=False)
    here = Features(house.method.pk, "demolimab", GROUP, "third", "large", "large")
    assert all(shown(each, here).hidden for each in selectors.nearest(here))


def test_a_rare_region_or_year_is_not_shown(house):
    north = RegionalAuthority.objects.create(code="hn", name="Helse Nord RHF")
    rows(house, 6)
    rows(house, 1, region=north, year=2025)
    here = Features(house.method.pk, "demolimab", GROUP, "third", "large", "large")
    found = [shown(each, here) for each in selectors.nearest(here)]
    assert {(each.region, each.year) for each in found} == {
        ("Helse Sør-Øst RHF", 2026),
        (None, None),
    }


def test_the_cases_own_row_is_not_among_its_like(house):
    case = case_in_state(house, State.GRANTED)
    assert like_cases(case, ()).nearest == []


# A clear pattern


def test_departing_from_a_pattern_takes_a_sentence(house):
    rows(house, 5)
    director = house.innlandet.person(Role.MEDICAL_DIRECTOR)
    case = case_in_state(house, State.DECISION)
    assert selectors.pattern_of(house.method.pk, GROUP).direction is Direction.YES
    answers = answers_for(Action.REFUSE)
    with pytest.raises(NotCarriedOut) as turned:
        actions.take_step(
            case.number, Command(Action.REFUSE, case.version, answers), by=director, now=NOON
        )
    (refused,) = turned.value.refusals
    assert isinstance(refused, AnswersIncomplete)
    assert [fault.field for fault in refused.faults] == ["departure"]
    answers["departure"] = "Pasienten har en annen biomarkør."
    done = actions.take_step(
        case.number, Command(Action.REFUSE, case.version, answers), by=director, now=NOON
    )
    assert done.state == State.REFUSED
    kept = case.events.select_related("kept").order_by("-sequence").first().kept.content
    assert kept["departure"] == "Pasienten har en annen biomarkør."


def test_following_a_pattern_takes_none(house):
    rows(house, 5)
    assert case_in_state(house, State.GRANTED).state == State.GRANTED


def test_other_groups_make_no_pattern(house):
    rows(house, 9, indication_group="C34")
    rows(house, 4)
    assert selectors.pattern_of(house.method.pk, GROUP) is None
    assert selectors.pattern_of(house.method.pk, "") is None
    assert case_in_state(house, State.REFUSED).state == State.REFUSED


# How many others


def others(case):
    return like_cases(case, ()).others


def test_the_number_stated_stands_beside_the_number_known(house):
    case = send(draft_of(house, house.innlandet, 1))
    found = others(case)
    assert found.stated == case.answers["comparable_patients"]
    assert found.source is not None
    assert found.counted_words.nb == "ingen"
    for patient in range(2, 6):
        send(draft_of(house, house.small, patient))
    assert others(case).counted_words.nb == "færre enn 5"
    send(draft_of(house, house.innlandet, 6))
    assert others(case).counted_words.nb == "5"
    assert others(case).counted.running == 5


def test_one_patient_at_two_trusts_is_one_and_oneself_is_none(house):
    case = send(draft_of(house, house.innlandet, 1))
    send(draft_of(house, house.small, 1))
    assert others(case).counted.total == 0
    send(draft_of(house, house.innlandet, 2))
    send(draft_of(house, house.small, 2))
    assert others(case).counted.total == 1


def test_an_ended_case_is_counted_among_the_earlier(house):
    case = send(draft_of(house, house.innlandet, 1))
    case_in_state(house, State.GRANTED)
    counted = others(case).counted
    assert (counted.running, counted.ended) == (0, 1)
    case_in_state(house, State.WITHDRAWN)
    assert others(case).counted == counted


def test_another_argument_or_another_disease_is_not_counted(house):
    case = send(draft_of(house, house.innlandet, 1))
    for patient, changed in (
        (2, {"larger_effect_grounds": ["other"]}),
        (3, {"diagnoses": [{"code_system": "icd10", "code": "C34.9", "display": "x"}]}),
        (4, {"diagnoses": [{"code_system": "orpha", "code": "ORPHA:589", "display": "x"}]}),
    ):
        draft = draft_of(house, house.innlandet, patient)
        actions.save_draft(
            draft.number, changed, by=draft.applicant, now=NOON, seen_revision=draft.draft_revision
        )
        send(draft)
    assert "other" not in case.answers["larger_effect_grounds"]
    assert others(case).counted.total == 0
    assert RunningArgument.objects.count() == 3  # the one without an ICD-10 code is like no other


def test_at_three_the_directors_concerned_are_told_once(house):
    directors = {h.person(Role.MEDICAL_DIRECTOR) for h in (house.innlandet, house.small)}

    def told():
        return [m for m in Message.objects.all() if "samme argument:" in m.subject]

    send(draft_of(house, house.innlandet, 1))
    send(draft_of(house, house.innlandet, 2))
    assert not Signal.objects.exists()
    send(draft_of(house, house.small, 3))
    assert [signal.threshold for signal in Signal.objects.all()] == [3]
    assert {message.to_person for message in told()} == directors
    assert all("Oppdiktet 3" not in m.body and m.about == "" for m in told())
    send(draft_of(house, house.small, 4))
    assert len(told()) == 2
    assert not Dossier.objects.exists()


def test_a_director_of_a_trust_without_such_a_case_is_not_told(house):
    for patient in (1, 2, 3):
        send(draft_of(house, house.innlandet, patient))
    people = {m.to_person for m in Message.objects.filter(subject__contains="samme argument:")}
    assert people == {house.innlandet.person(Role.MEDICAL_DIRECTOR)}


def test_at_five_a_draft_is_made_and_kept_up_to_date(house):
    for patient in range(1, 6):
        send(draft_of(house, house.innlandet, patient))
    dossier = Dossier.objects.get()
    assert (dossier.method, dossier.indication_group) == (house.method, GROUP)
    (first,) = dossier.versions.all()
    assert first.content["running"] == 5
    assert first.content["regions"] == {"hso": 5}
    assert sorted(Signal.objects.values_list("threshold", flat=True)) == [3, 5]
    send(draft_of(house, house.innlandet, 6))
    assert [v.version for v in dossier.versions.all()] == [2, 1]
    assert DossierVersion.objects.get(version=2).content["running"] == 6
    case_in_state(house, State.GRANTED)  # one more that begins, and ends
    newest = dossier.versions.first()
    assert newest.content["outcomes"] == {"granted": -1}
    assert len(Message.objects.filter(subject__contains="Utkast til gruppeunntak")) == 1
