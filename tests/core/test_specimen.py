"""Specimen applications are complete in every variant, whatever the diagnosis and the day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from likeverd.core.forms.individual_exception import DEFINITION
from likeverd.core.forms.individual_exception.place import TRUST_NAMES
from likeverd.core.forms.reading import missing, read
from likeverd.core.forms.specimen import month_before, specimen
from likeverd.core.forms.specimen_pictures import PICTURES, picture_for


@given(
    code=st.sampled_from(["C50.9", "D46.9", "G70.0", "M05.9", "K50.9", "E75.2", "i42.0", "", "?"]),
    written_on=st.dates(min_value=date(2026, 1, 1), max_value=date(2035, 1, 1)),
    days_left=st.integers(0, 200),
    urgent=st.booleans(),
    yearly_cost=st.integers(0, 5_000_000),
    supply=st.sampled_from(["hospital", "trust_prescription", "private_prescription"]),
    home_trust=st.sampled_from(["", *TRUST_NAMES]),
    private_treatment=st.booleans(),
)
def test_a_specimen_is_complete(
    code: str,
    written_on: date,
    days_left: int,
    urgent: bool,
    yearly_cost: int,
    supply: str,
    home_trust: str,
    private_treatment: bool,
) -> None:
    answers = specimen(
        "Demlikumab",
        code or "Q87.1",
        "En diagnose",
        written_on=written_on,
        start_by=written_on + timedelta(days=days_left),
        applicant_name="Overlege Kari Eksempel",
        urgent=urgent,
        yearly_cost=yearly_cost,
        supply=supply,
        home_trust=home_trust,
        private_treatment=private_treatment,
    )
    reading = read(DEFINITION.fields, answers, written_on)
    assert reading.faults == ()
    assert reading.answers == answers
    assert missing(DEFINITION.fields, answers) == ()


@pytest.mark.parametrize("picture", PICTURES)
def test_pictures_do_not_read_alike(picture: object) -> None:
    others = [each for each in PICTURES if each is not picture]
    differing = ("documentation", "differs", "goals", "stop_criteria", "severity")
    assert all(
        getattr(picture, name) != getattr(other, name) for other in others for name in differing
    )


def test_a_diagnosis_finds_its_picture() -> None:
    assert picture_for("G70.0") is not picture_for("C50.9")
    assert picture_for(" c50.9") is picture_for("C18.0")
    assert picture_for("E75.2") is picture_for("")


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 23), 0, "2026-11"),
        (date(2026, 11, 23), 11, "2025-12"),
        (date(2026, 1, 31), 1, "2025-12"),
        (date(2026, 12, 1), 24, "2024-12"),
    ],
)
def test_months_before_a_day(day: date, months: int, expected: str) -> None:
    assert month_before(day, months) == expected
