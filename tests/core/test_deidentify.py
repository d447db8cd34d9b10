"""Cleaning a reasoning: what goes, what stays, and that nothing known ever stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from likeverd.core.deidentify import REMOVED_WORDS, Removed, deidentify

NAMES = ("Kari Nordmann", "Sykehuset Innlandet HF", "Bjørn-Erik Lunde")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Kari har hatt effekt.", "[…] har hatt effekt."),
        ("Karis effekt, og KARI NORDMANN.", "[…] effekt, og […] […]."),
        ("Lunde og bjørn-erik er enige.", "[…] og […] er enige."),
        ("Nummer 17058012345 eller 170580 12345.", "Nummer […] eller […]."),
        ("Se SI-2026-000123.", "Se […]."),
        ("Født 17.05.1980, sett 3.4.26 og 2026-04-03.", "Født […], sett […] og […]."),
        ("Operert 3. april 2024 og i mars 2025, siden 2019.", "Operert […] og i […], siden […]."),
        ("Ring 22 33 44 55, +47 22334455 eller 912 34 567.", "Ring […], […] eller […]."),
        ("Skriv til ola@sykehus.no eller https://x.no/a.", "Skriv til […] eller […]"),
        ("En 62 år gammel mann, 62-åring, 8 måneder.", "En […] mann, […], […]."),
        ("Pasienten er førtito år.", "Pasienten er […]."),
        ("Hun bor i Hamar og er fra Nordre Land.", "Hun bor i […] og er fra […] […]."),
        ("Journal 4567890.", "Journal […]."),
        ("Per Hansen er enig. Pasienten er enig.", "[…] […] er enig. Pasienten er enig."),
    ],
)
def test_what_could_say_who_it_is_goes(text, left):
    assert deidentify(text, names=NAMES).text == left


@pytest.mark.parametrize(
    "text",
    [
        "Sykdommen går fort, og PD-L1 er over 50 %.",
        "Dose 200 mg hver 3. uke i 12 uker var ikke nok.",
        "Effekt hos 34,5 % i studien (HR 0,62).",
        "Kostnad 1 200 000 kr er høy.\nPasienten er informert. Målet er nådd.",
        "Beslutningsforum vurderer metoden ifølge Helsedirektoratet.",
        "Pembro gir «Keytruda» i tredje linje.",
    ],
)
def test_what_is_of_the_matter_stays(text):
    kept = deidentify(text, names=NAMES, harmless=("Keytruda 25 mg",))
    # A duration in weeks looks like the age of an infant, and is taken rather than let out.
    assert kept.text.replace("[…]", "12 uker") == text


def test_each_piece_tells_why_and_together_they_are_the_text():
    text = "Kari er 62 år. Bor i Hamar."
    found = deidentify(text, names=NAMES)
    assert "".join(piece.text for piece in found.pieces) == text
    assert [piece.removed for piece in found.pieces if piece.removed] == [
        Removed.NAME,
        Removed.AGE,
        Removed.CAPITAL,
    ]
    assert found.anything_removed
    assert not deidentify("ingenting her", names=NAMES).anything_removed
    assert REMOVED_WORDS.keys() == set(Removed)


def test_a_person_can_take_more_out():
    found = deidentify("En sjelden variant (p.V600E).", names=(), chosen=("sjelden variant", " "))
    assert found.text == "En […] (p.V600E)."


words = st.text(alphabet="abcæøå ABC.,0123456789-\n", max_size=60)


@given(words, words)
def test_a_known_name_never_stays(before, after):
    text = f"{before} Nordmann {after} nordmanns"
    found = deidentify(text, names=("Kari Nordmann",))
    assert "nordmann" not in found.text.lower()
    assert "".join(piece.text for piece in found.pieces) == text


@given(words, st.from_regex(r"[0-9]{11}", fullmatch=True), words)
def test_an_identity_number_never_stays(before, number, after):
    assert number not in deidentify(f"{before} {number} {after}", names=()).text
