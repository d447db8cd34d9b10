"""Templates, their faults, and what they become, without a database."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.letters.write import all_letters

from likeverd.core.events import EVENT_TYPES, WITH_REASONS
from likeverd.core.letters import (
    LETTER_ENDS,
    LONGEST,
    PLACEHOLDERS,
    Correction,
    Heading,
    LetterFacts,
    LetterKind,
    Paragraph,
    Points,
    allowed,
    default_template,
    end_of,
    faults_of,
    render,
    required,
    specimen_facts,
)
from likeverd.core.letters.defaults import SOURCES_OF_THE_TEXTS
from likeverd.core.letters.kinds import END_LABELS, END_OF_ACTION
from likeverd.core.letters.marks import lines_of
from likeverd.core.letters.values import long_day
from likeverd.core.patient_rights import RIGHTS
from likeverd.core.reasons import REASONS
from likeverd.core.reasons.patient_wording import PATIENT_WORDING, TOLD_OUTCOMES
from likeverd.core.sources import SOURCES
from likeverd.core.text import LANGUAGES
from likeverd.core.vocabulary import State

DAY = date(2026, 11, 25)
ALL = [
    (kind, end, language) for kind in LetterKind for end in LETTER_ENDS for language in LANGUAGES
]
FACTS = specimen_facts(State.REFUSED, "Sykehuset Innlandet HF")
ENOUGH = "{{saksnummer}} {{svaret}} {{kontakt}}\n\n{{grunner}}\n\n{{klage}}\n"


def written(kind, end, language, facts=None):
    text = default_template(kind, end, language)
    return render(text, kind, facts or specimen_facts(end, "Helse HF"), language, DAY)


def words_of(letter):
    found = [letter.title]
    for block in letter.blocks:
        found.extend(block.items if isinstance(block, Points) else (block.text,))
    return "\n".join(found)


@pytest.mark.parametrize(("kind", "end", "language"), ALL)
def test_each_national_text_is_whole(kind, end, language):
    assert faults_of(default_template(kind, end, language), kind, end) == ()
    letter = written(kind, end, language)
    words = words_of(letter)
    assert "{" not in words
    assert "XX-2026-000000" in words
    assert letter.title
    assert letter.language == language
    facts = specimen_facts(end, "Helse HF")
    assert (facts.patient in words) == (kind is LetterKind.PATIENT)
    assert (facts.reasoning in words) == (kind is LetterKind.DECISION)


@pytest.mark.parametrize(("kind", "end", "language"), ALL)
def test_each_says_what_the_case_has(kind, end, language):
    words = words_of(written(kind, end, language))
    granted = end in (State.GRANTED, State.GRANTED_WITH_CONDITIONS)
    assert (long_day(date(2027, 6, 11), language) in words) == granted
    assert ("etter tre måneder" in words) == (end is State.GRANTED_WITH_CONDITIONS)
    assert ("gangsordning" in words or "access scheme" in words) or end is not State.WRONG_SCHEME


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("end", [end for end in LETTER_ENDS if end is not State.GRANTED])
def test_whoever_gets_no_or_a_conditional_yes_is_told_how_to_complain_and_what_is_in_doubt(
    end, language
):
    words = words_of(written(LetterKind.PATIENT, end, language))
    right = next(right for right in RIGHTS if right.key == "complaint")
    assert right.words.in_language(language) in words
    assert right.in_doubt.in_language(language) in words
    assert {"nb": "fire uker", "nn": "fire veker", "en": "four weeks"}[language] in words


def test_every_field_is_used_by_a_national_text_and_nothing_else_is():
    used = {
        name
        for kind, end, language in ALL
        for line in lines_of(default_template(kind, end, language))
        for name in line.placeholders
    }
    assert used == set(PLACEHOLDERS)


def test_what_is_required_is_allowed_and_known_in_three_languages():
    for kind, end, _ in ALL:
        assert set(required(kind, end)) <= set(allowed(kind, end))
    patients_no = {found.name for found in required(LetterKind.PATIENT, State.REFUSED)}
    assert patients_no == {"saksnummer", "svaret", "grunner", "kontakt", "klage"}


@pytest.mark.parametrize("reason", REASONS, ids=lambda reason: reason.code)
def test_each_reason_that_can_end_a_case_has_words_for_the_patient(reason):
    told = bool(TOLD_OUTCOMES & set(reason.outcomes))
    assert (reason.code in PATIENT_WORDING) == told
    if told:
        words = PATIENT_WORDING[reason.code]
        assert len({words.nb, words.nn, words.en}) >= 2
        for language in LANGUAGES:
            assert words.in_language(language).endswith(".")
            assert len(words.in_language(language)) < 180


def test_words_for_the_patient_are_of_known_reasons():
    assert set(PATIENT_WORDING) <= {reason.code for reason in REASONS}


def test_letters_follow_ends_with_reasons_and_no_others():
    with_letters = {kind for kind in EVENT_TYPES if _end(kind) is not None}
    assert with_letters == set(WITH_REASONS)
    assert set(END_LABELS) == set(LETTER_ENDS) == set(END_OF_ACTION.values())
    assert set(SOURCES_OF_THE_TEXTS) <= set(SOURCES)


def _end(kind):
    return end_of(kind.__new__(kind))


@pytest.mark.parametrize(
    ("template", "line", "words"),
    [
        ("", 0, "ingen tekst"),
        (" \n\n ", 0, "ingen tekst"),
        ("x" * (LONGEST + 1), 0, "for lang"),
        ("Hei\n" + ENOUGH, 1, "Begynn med brevets tittel"),
        ("# T\n{{saksnumer}}\n" + ENOUGH, 2, "Mente du {{saksnummer}}?"),
        ("# T\n{{Saksnummer}}\n" + ENOUGH, 2, "Mente du {{saksnummer}}?"),
        ("# T\n{{fødselsnummer}}\n" + ENOUGH, 2, "finnes ikke"),
        ("# T\n{{begrunnelse}}\n" + ENOUGH, 2, "finnes ikke i dette brevet"),
        ("# T\n{{gjelder_til}}\n" + ENOUGH, 2, "finnes ikke i dette brevet"),
        ("# T\nDerfor: {{grunner}}\n" + ENOUGH, 2, "alene på linjen"),
        ("# T\n- {{grunner}}\n" + ENOUGH, 2, "alene på linjen"),
        ("# T\n{{saksnummer\n" + ENOUGH, 2, "to klammer"),
        ("# T\nsaksnummer}}\n" + ENOUGH, 2, "to klammer"),
        ("# T\n{{}}\n" + ENOUGH, 2, "finnes ikke"),
        ("# T\n#\n" + ENOUGH, 2, "ingen ord"),
        ("# T\n" + ENOUGH.replace("{{klage}}", ""), 0, "Brevet må ha {{klage}}"),
        ("# T\n" + ENOUGH.replace("{{saksnummer}}", ""), 0, "Brevet må ha {{saksnummer}}"),
    ],
)
def test_a_fault_is_told_at_its_line(template, line, words):
    found = faults_of(template, LetterKind.PATIENT, State.REFUSED)
    assert any(fault.line == line and words in fault.message.nb for fault in found), found
    for fault in found:
        assert fault.message.nn
        assert fault.message.en


def test_a_text_with_all_that_is_asked_for_has_no_fault():
    assert faults_of("# T\n\n" + ENOUGH, LetterKind.PATIENT, State.REFUSED) == ()


def test_marks_become_headings_points_and_paragraphs():
    template = "# Tittel\nEn\nto\n\n- ett\n- to\nTre\n# Videre\n{{begrunnelse}}"
    facts = specimen_facts(State.REFUSED, "HF")
    letter = render(template, LetterKind.DECISION, facts, "nb", DAY)
    assert letter.title == "Tittel"
    assert letter.blocks == (
        Paragraph("En\nto"),
        Points(("ett", "to")),
        Paragraph("Tre"),
        Heading("Videre"),
        Paragraph(facts.reasoning),
    )
    assert letter.receiver == (facts.doctor, facts.department)


def test_a_paragraph_with_an_empty_value_is_left_out():
    template = "# T\nGjelder til {{gjelder_til}}.\n\n- til {{gjelder_til}}\n- noe\n\nSlutt"
    facts = LetterFacts("1", State.GRANTED, DAY, "m", "i", "l", "a", "s", "d", (), "")
    letter = render(template, LetterKind.PATIENT, facts, "nb", DAY)
    assert letter.blocks == (Points(("noe",)), Paragraph("Slutt"))


@given(st.text(max_size=200))
def test_what_people_write_never_becomes_a_mark_or_a_field(words):
    facts = LetterFacts(
        "1", State.REFUSED, DAY, words or "m", "i", "l", "a", "s", "d", (), words, patient="p"
    )
    template = "# T\n{{metode}} slutt\n\n{{begrunnelse}}"
    letter = render(template, LetterKind.DECISION, facts, "nb", DAY)
    assert letter.title == "T"
    assert all(isinstance(block, Paragraph) for block in letter.blocks)
    assert letter.blocks[0].text == f"{words or 'm'} slutt"


@given(st.text(alphabet="#- {}\nabcsvaret{{}}klage", max_size=300))
def test_any_text_has_faults_or_becomes_a_letter(template):
    faults = faults_of(template, LetterKind.PATIENT, State.REFUSED)
    if not faults:
        assert render(template, LetterKind.PATIENT, FACTS, "nb", DAY).title


def test_a_correction_says_first_what_it_replaces_and_why():
    text = default_template(LetterKind.PATIENT, State.REFUSED, "nn")
    correction = Correction(date(2026, 11, 20), "Telefonnummeret var feil.")
    letter = render(text, LetterKind.PATIENT, FACTS, "nn", DAY, correction)
    assert letter.blocks[0] == Paragraph(
        "Dette brevet rettar og erstattar brevet av 20. november 2026. "
        "Dette er retta: Telefonnummeret var feil."
    )


def test_days_in_words():
    assert long_day(date(2026, 3, 1), "nn") == "1. mars 2026"
    assert long_day(date(2026, 3, 1), "en-gb") == "1 March 2026"


def test_sentences_to_the_patient_are_short():
    """Plain language: no sentence of our own to a patient is longer than 32 words."""
    for end in LETTER_ENDS:
        for language in LANGUAGES:
            words = words_of(written(LetterKind.PATIENT, end, language))
            for sentence in re.split(r"[.:?]\s|\n", words):
                assert len(sentence.split()) <= 32, sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_national_texts_read_as_they_were_last_read(language):
    """Whoever changes a text sees here what each letter becomes; ``python -m tests.core.letters.write`` writes anew."""
    assert Path(__file__).with_name(f"read_{language}.txt").read_text() == all_letters(language)
