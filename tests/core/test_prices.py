"""Exact prices for those whose task needs them, bands for the others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from likeverd.core.prices import LIMITS, band


@pytest.mark.parametrize(
    ("kroner", "words"),
    [
        (0, "0–50 000 kr"),
        (49_999, "0–50 000 kr"),
        (50_000, "50 000–100 000 kr"),
        (999_999, "500 000–1 000 000 kr"),
        (1_000_000, "1 000 000–2 000 000 kr"),
        (5_000_000, "≥ 5 000 000 kr"),
        (80_000_000, "≥ 5 000 000 kr"),
    ],
)
def test_each_amount_has_its_band(kroner, words):
    assert band(kroner).replace("\u202f", " ") == words


@given(st.integers(0, 100_000_000))
def test_a_band_never_tells_the_amount(kroner):
    alike = [limit for limit in LIMITS if limit <= kroner][-1]
    assert band(kroner) == band(alike)
