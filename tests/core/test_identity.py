"""Identity numbers: the families, both check-digit rules, refusals, and what is never shown."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.no import fodselsnummer as reference

from likeverd.core.identity import (
    KIND_LABELS,
    REFUSAL_MESSAGES,
    IdentityNumber,
    IdentityRefusal,
    NumberKind,
    RefusalReason,
    read,
    synthetic_number,
)

DATES = st.dates(min_value=date(1900, 1, 1), max_value=date(2039, 12, 31))


def with_check_digits(nine: str, remainder: int = 0) -> str | None:
    """An independent calculation by Skatteetaten's description, for any allowed remainder."""
    first = (
        11
        + remainder
        - sum(
            int(digit) * weight
            for digit, weight in zip(nine, (3, 7, 6, 1, 8, 9, 4, 5, 2), strict=True)
        )
    ) % 11
    if first == 10:
        return None
    ten = f"{nine}{first}"
    second = (
        -sum(
            int(digit) * weight
            for digit, weight in zip(ten, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=True)
        )
        % 11
    )
    return None if second == 10 else f"{ten}{second}"


def accepted(number: str, *, synthetic_allowed: bool = True) -> IdentityNumber:
    result = read(number, synthetic_allowed=synthetic_allowed)
    assert isinstance(result, IdentityNumber), result
    return result


def refused(number: str, *, synthetic_allowed: bool = True) -> RefusalReason:
    result = read(number, synthetic_allowed=synthetic_allowed)
    assert isinstance(result, IdentityRefusal), result
    return result.reason


# Numbers of nobody: of births in 2032 or later, of 29 February 1900, synthetic, or a help number.
@pytest.mark.parametrize(
    ("number", "kind", "is_synthetic"),
    [
        ("13023960189", NumberKind.NATIONAL, False),
        ("29020010027", NumberKind.NATIONAL, False),  # 29 February in year 00
        ("13023950701", NumberKind.NATIONAL, False),  # check digit 11 is written 0
        ("53023960091", NumberKind.D_NUMBER, False),
        ("13523960029", NumberKind.H_NUMBER, False),
        ("10915596784", NumberKind.NATIONAL, True),
        ("50846202355", NumberKind.D_NUMBER, True),
        ("02013299997", NumberKind.NATIONAL, False),  # rule of 2032
        ("13023960014", NumberKind.NATIONAL, False),  # rule of 2032, remainder 2
        ("70013960044", NumberKind.D_NUMBER, False),  # rule of 2032
    ],
)
def test_known_numbers_are_recognised(number: str, kind: NumberKind, is_synthetic: bool) -> None:
    found = accepted(number)
    assert (found.digits, found.kind, found.is_synthetic) == (number, kind, is_synthetic)


@pytest.mark.parametrize("remainder", [0, 1, 2, 3])
def test_both_check_digit_rules_hold_side_by_side(remainder: int) -> None:
    numbers = [with_check_digits(f"120339{i:03d}", remainder) for i in range(500, 1000)]
    valid = [number for number in numbers if number]
    assert len(valid) > 300
    assert all(accepted(number).kind is NumberKind.NATIONAL for number in valid)


@pytest.mark.parametrize("remainder", range(4, 11))
def test_other_remainders_are_refused(remainder: int) -> None:
    numbers = [with_check_digits(f"120339{i:03d}", remainder) for i in range(500, 600)]
    assert {refused(number) for number in numbers if number} == {RefusalReason.CHECK_DIGITS}


@pytest.mark.parametrize("start", ["135239600", "812345678", "912345670"])
def test_help_numbers_keep_the_old_check_digits(start: str) -> None:
    numbers = [with_check_digits(f"{start[:6]}{i:03d}", 1) for i in range(50)]
    assert {refused(number) for number in numbers if number} == {RefusalReason.CHECK_DIGITS}


def test_shared_help_number_carries_no_date() -> None:
    number = next(n for i in range(99) if (n := with_check_digits(f"8999991{i:02d}")))
    assert accepted(number, synthetic_allowed=False).kind is NumberKind.FH_NUMBER


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("", RefusalReason.NOT_DIGITS),
        ("  ", RefusalReason.NOT_DIGITS),
        ("ukjent", RefusalReason.NOT_DIGITS),
        ("1302396018A", RefusalReason.NOT_DIGITS),
        ("١٣٠٢٣٩٦٠١٨٩", RefusalReason.NOT_DIGITS),  # digits, but not the ones we store
        ("1302396018", RefusalReason.WRONG_LENGTH),
        ("130239601899", RefusalReason.WRONG_LENGTH),
        ("32123960189", RefusalReason.IMPOSSIBLE_DATE),
        ("13133960189", RefusalReason.IMPOSSIBLE_DATE),
        ("00000000000", RefusalReason.IMPOSSIBLE_DATE),
        ("29020112345", RefusalReason.IMPOSSIBLE_DATE),
        ("68467038838", RefusalReason.IMPOSSIBLE_DATE),  # D and H at once does not exist
        ("40013960189", RefusalReason.IMPOSSIBLE_DATE),  # between the families
        ("13023960199", RefusalReason.CHECK_DIGITS),
        ("13023960188", RefusalReason.CHECK_DIGITS),
        ("13743960189", RefusalReason.OLD_TEST_NUMBER),
    ],
)
def test_refusals_say_what_is_wrong(number: str, reason: RefusalReason) -> None:
    assert refused(number) is reason


@given(DATES, st.integers(0, 300), st.sampled_from([NumberKind.NATIONAL, NumberKind.D_NUMBER]))
def test_synthetic_numbers_are_valid_in_test_and_refused_in_production(
    birth_date: date, serial: int, kind: NumberKind
) -> None:
    number = synthetic_number(birth_date, serial, kind=kind)
    found = accepted(number)
    assert found.is_synthetic
    assert found.kind is kind
    assert refused(number, synthetic_allowed=False) is RefusalReason.SYNTHETIC_NOT_ALLOWED
    assert not reference.is_valid(number)


def test_synthetic_numbers_differ_and_repeat() -> None:
    numbers = [synthetic_number(date(1985, 3, 12), serial) for serial in range(300)]
    assert len(set(numbers)) == 300
    assert numbers == [synthetic_number(date(1985, 3, 12), serial) for serial in range(300)]


@pytest.mark.parametrize(
    ("birth_date", "serial", "kind"),
    [
        (date(1899, 12, 31), 0, NumberKind.NATIONAL),
        (date(2040, 1, 1), 0, NumberKind.NATIONAL),
        (date(1985, 3, 12), -1, NumberKind.NATIONAL),
        (date(1985, 3, 12), 500, NumberKind.NATIONAL),
        (date(1985, 3, 12), 0, NumberKind.H_NUMBER),
        (date(1985, 3, 12), 0, NumberKind.FH_NUMBER),
    ],
)
def test_synthetic_numbers_that_cannot_be_made(
    birth_date: date, serial: int, kind: NumberKind
) -> None:
    with pytest.raises(ValueError, match="no "):
        synthetic_number(birth_date, serial, kind=kind)


@given(DATES, st.integers(0, 999), st.sampled_from([0, 40]), st.sampled_from([0, 40]))
def test_agrees_with_an_independent_implementation(
    born: date, individual: int, day_added: int, month_added: int
) -> None:
    """Whatever the reference accepts we accept, but for D and H at once, which it lets by."""
    nine = f"{born.day + day_added:02d}{born.month + month_added:02d}{born.year % 100:02d}"
    number = with_check_digits(f"{nine}{individual:03d}")
    if number is None or (day_added and month_added) or not reference.is_valid(number):
        return
    expected = NumberKind.D_NUMBER if day_added else NumberKind.NATIONAL
    assert accepted(number).kind is (NumberKind.H_NUMBER if month_added else expected)


@given(st.from_regex(r"[0-7][0-9]{10}", fullmatch=True))
def test_never_accepts_less_than_both_rules_allow(number: str) -> None:
    result = read(number, synthetic_allowed=True)
    if isinstance(result, IdentityNumber):
        allowed = range(4) if result.kind is not NumberKind.H_NUMBER else range(1)
        assert number in {with_check_digits(number[:9], remainder) for remainder in allowed}


@given(DATES, st.integers(0, 300), st.integers(0, 10), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(
    born: date, serial: int, position: int, change: int
) -> None:
    number = synthetic_number(born, serial)
    wrong = str((int(number[position]) + change) % 10)
    mistyped = number[:position] + wrong + number[position + 1 :]
    assert isinstance(read(mistyped, synthetic_allowed=True), IdentityRefusal)


@given(st.text())
def test_no_text_raises(text: str) -> None:
    assert isinstance(read(text, synthetic_allowed=False), IdentityNumber | IdentityRefusal)


@pytest.mark.parametrize(
    "typed", ["130239 60189", " 13.02.39 60189", "130239-60189", "130239\u00a060189\n"]
)
def test_separators_are_ignored(typed: str) -> None:
    assert accepted(typed).digits == "13023960189"


def test_the_last_five_digits_are_never_shown() -> None:
    found = accepted("13023960189")
    assert found.masked() == "130239 *****"
    assert "60189" not in repr(found)
    assert "60189" not in f"{found}"


def test_only_the_hospital_number_needs_to_know_who_gave_it() -> None:
    assert accepted("13523960029").needs_assigner
    assert not accepted("13023960189").needs_assigner


def test_every_kind_and_refusal_has_words() -> None:
    assert set(KIND_LABELS) == set(NumberKind)
    assert set(REFUSAL_MESSAGES) == set(RefusalReason)
    for reason in RefusalReason:
        message = IdentityRefusal(reason).message
        assert len({message.nb, message.nn, message.en}) == 3
