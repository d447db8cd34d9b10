"""Where the patient lives: what the register fills in, and what it stops."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.cases import APPLICANT, NOW, TODAY, actor, case, command, ruleset

from likeverd.core.catchments import Period
from likeverd.core.decide import Accepted, TurnedAway, decide
from likeverd.core.forms.individual_exception import DEFINITION, FIRST
from likeverd.core.forms.individual_exception.place import TRUST_NAMES
from likeverd.core.forms.reading import read, read_completely
from likeverd.core.identifying import without_identity
from likeverd.core.refusals import FormIncomplete
from likeverd.core.residence import area_of, faults, filled_in, home_trust_name
from likeverd.core.vocabulary import Action, Role

SINCE = date(2020, 1, 1)
EVE = date(2025, 12, 31)
REGISTER = (
    Period("030112", "akershus", SINCE, EVE, "S"),
    Period("030112", "oslo", date(2026, 1, 1), None, "S"),
    Period("3403", "innlandet", SINCE, None, "S"),
    Period("4601", "unknown-to-the-form", SINCE, None, "S"),
)


def filled(answers, *, form=DEFINITION, own="innlandet", day=TODAY):
    return filled_in(form, answers, REGISTER, own, day)


@pytest.mark.parametrize(
    ("area", "day", "found"),
    [
        ("3403", TODAY, {"catchment": "own"}),
        ("030112", TODAY, {"catchment": "other", "home_trust": "oslo"}),
        ("030112", EVE, {"catchment": "other", "home_trust": "akershus"}),
        ("0301", TODAY, {}),  # divided: the district is needed
        ("1103", TODAY, {}),  # not in the register
        ("4601", TODAY, {}),
        ("Hamar", TODAY, {}),
    ],
)
def test_the_register_fills_in_what_is_not_answered(area, day, found):
    assert filled({"municipality": area}, day=day) == {"municipality": area, **found}


@pytest.mark.parametrize("answered", [{"catchment": "own"}, {"home_trust": "bergen"}])
def test_what_is_answered_is_never_written_over(answered):
    answers = {"municipality": "030112", **answered}
    assert filled(answers) == answers


def test_a_case_on_the_first_form_is_left_alone():
    assert filled({"municipality": "3403"}, form=FIRST) == {"municipality": "3403"}


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"municipality": "030112", "catchment": "own"}, "catchment"),
        ({"municipality": "3403", "catchment": "other", "home_trust": "oslo"}, "catchment"),
        ({"municipality": "030112", "catchment": "other", "home_trust": "bergen"}, "home_trust"),
        ({"municipality": "0301", "catchment": "own"}, "municipality"),
        ({"municipality": "030112", "catchment": "other", "home_trust": "oslo"}, None),
        ({"municipality": "3403", "catchment": "own"}, None),
        ({"municipality": "1103", "catchment": "own"}, None),
        ({"catchment": "own"}, None),
    ],
)
def test_an_answer_against_the_register_is_told_at_its_field(answers, field):
    found = faults(answers, REGISTER, "innlandet", TODAY)
    assert [each.field for each in found] == ([field] if field else [])
    if field in ("catchment", "home_trust"):
        name = TRUST_NAMES["oslo" if answers["municipality"] == "030112" else "innlandet"]
        for words in (found[0].message.nb, found[0].message.nn, found[0].message.en):
            assert name in words
            assert answers["municipality"] in words


@given(
    st.sampled_from(["0301", "030112", "3403", "1103", "4601", "x", ""]),
    st.sampled_from(["innlandet", "oslo", "akershus"]),
    st.dates(date(2019, 1, 1), date(2030, 1, 1)),
)
def test_what_the_register_fills_in_it_also_accepts(area, own, day):
    answers = filled_in(DEFINITION, {"municipality": area}, REGISTER, own, day)
    if "catchment" in answers:
        assert faults(answers, REGISTER, own, day) == ()


def test_an_application_against_the_register_is_not_sent():
    rules = replace(ruleset(), form=DEFINITION)
    draft = case(form_version=DEFINITION.version, catchments=REGISTER, trust_code="innlandet")
    consultant = actor(Role.TREATING_CONSULTANT, APPLICANT)

    def send(**answers):
        facts = replace(draft, answers={**draft.answers, **answers})
        return decide(facts, command(Action.SUBMIT, facts), consultant, NOW, rules)

    outcome = send(municipality="3403", catchment="other", home_trust="oslo")
    assert isinstance(outcome, TurnedAway)
    (refusal,) = outcome.refusals
    assert isinstance(refusal, FormIncomplete)
    assert [fault.field for fault in refusal.missing] == ["catchment"]
    assert isinstance(send(municipality="3403", catchment="own"), Accepted)
    assert isinstance(send(catchment="other", home_trust="oslo"), Accepted)


@pytest.mark.parametrize("typed", ["340", "34031", "Hamar", "3403012"])
def test_a_number_that_is_none_is_told_when_it_is_written(typed):
    (fault,) = read(DEFINITION.fields, {"municipality": typed}, TODAY).faults
    assert fault.field == "municipality"
    assert "3403" in fault.message.nb


def test_the_number_may_be_left_out():
    reading = read_completely(DEFINITION.fields, {"municipality": ""}, TODAY)
    assert "municipality" not in {fault.field for fault in reading.faults}
    assert area_of({"municipality": "Hamar"}) is None


def test_where_somebody_lives_is_covered_where_identity_is():
    answers = {"municipality": "3403", "product": "A"}
    assert without_identity(DEFINITION.fields, answers) == {
        "municipality": "*****",
        "product": "A",
    }
    assert without_identity(DEFINITION.fields, {"municipality": None}) == {"municipality": None}


def test_the_name_of_the_home_trust_only_where_it_is_another():
    elsewhere = {"catchment": "other", "home_trust": "bergen"}
    assert home_trust_name(elsewhere, "innlandet") == "Helse Bergen HF"
    assert home_trust_name(elsewhere, "bergen") == ""
    assert home_trust_name({"catchment": "own", "home_trust": "bergen"}, "innlandet") == ""
