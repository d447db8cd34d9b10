"""Letters are made with the decision, in its transaction; files by the job, at the latest by its next round."""

import io
from datetime import timedelta

import pikepdf
import pytest
from django.db import DatabaseError, transaction
from tests.support.house import NOON, House, build_house
from tests.support.journey import case_in_state, step
from tests.support.pdf import fonts_of, text_of

from likeverd.core.letters import LETTER_ENDS, LetterKind
from likeverd.core.vocabulary import Action, Role, State
from likeverd.letters import actions, selectors
from likeverd.letters.models import Letter, LetterFile, LetterRelease
from likeverd.letters.records import checksum_of

pytestmark = pytest.mark.django_db
NO_LETTERS = (State.WITHDRAWN, State.CLOSED_BY_DEATH, State.DECISION)


@pytest.fixture
def house(db: None) -> House:
    return build_house()


@pytest.mark.parametrize("end", LETTER_ENDS)
def test_each_end_has_its_two_letters_and_the_doctors_is_given_at_once(house, end):
    case = case_in_state(house, end)
    decision, patient = selectors.letters_of(case)
    assert (decision.kind, patient.kind) == tuple(LetterKind)
    assert decision.end == patient.end == end
    assert decision.release.at == decision.made_at == NOON
    assert not hasattr(patient, "release")
    for letter in (decision, patient):
        words = repr(letter.content)
        assert case.number in words
        assert "{{" not in words
    assert case.patient.name not in repr(decision.content)
    assert "Begrunnelse for pasienten." in repr(decision.content)
    assert case.patient.name in repr(patient.content)


@pytest.mark.parametrize("state", NO_LETTERS)
def test_no_letter_follows_another_end(house, state):
    assert selectors.letters_of(case_in_state(house, state)) == []


def test_the_letters_speak_the_doctors_and_the_trusts_language(house):
    consultant = house.innlandet.person(Role.TREATING_CONSULTANT)
    consultant.language = "en"
    consultant.save()
    house.innlandet.trust.language = "nn"
    house.innlandet.trust.save()
    decision, patient = selectors.letters_of(case_in_state(house, State.REFUSED))
    assert (decision.language, patient.language) == ("en", "nn")
    assert decision.content["title"] == "Answer to an application for an exception"
    assert "Kven du kan ringje" in repr(patient.content)


def test_the_departments_number_stands_in_the_patients_letter(house):
    rules = house.innlandet.trust.rules.get()
    rules.document["contacts"] = {"kreft": "telefon 62 00 00 00"}
    rules.save()
    from likeverd.organisations.selectors import forget_trust_rules

    forget_trust_rules()
    _, patient = selectors.letters_of(case_in_state(house, State.GRANTED))
    assert "Avdeling kreft, Sykehuset Innlandet HF: telefon 62 00 00 00." in repr(patient.content)
    forget_trust_rules()


def test_a_decision_that_is_undone_leaves_no_letter(house):
    case = case_in_state(house, State.DECISION)
    with transaction.atomic():
        step(case, Action.REFUSE, house.innlandet.person(Role.MEDICAL_DIRECTOR))
        assert Letter.objects.exists()
        transaction.set_rollback(True)
    assert not Letter.objects.exists()


def test_the_job_sets_each_file_once_and_the_page_needs_not_wait_for_it(house):
    case = case_in_state(house, State.REFUSED)
    letters = selectors.letters_of(case)
    early = [selectors.file_of(letter) for letter in letters]
    assert not LetterFile.objects.exists()
    assert actions.make_waiting_files(now=NOON) == 2
    assert actions.make_waiting_files(now=NOON) == 0
    for letter, before in zip(letters, early, strict=True):
        kept = LetterFile.objects.get(letter=letter)
        assert bytes(kept.content) == before == selectors.file_of(letter)
        assert kept.checksum == checksum_of(before)
        assert kept.trust_id == case.trust_id


def test_a_file_that_cannot_be_set_is_told_of_and_tried_again(house, monkeypatch, caplog):
    from likeverd.letters.actions import files
    from likeverd.typesetting import NotTypeset

    case = case_in_state(house, State.REFUSED)
    whole = files.file_bytes

    def fails(content, made_at):
        raise NotTypeset("typst could not set the paper")

    monkeypatch.setattr(files, "file_bytes", fails)
    assert actions.make_waiting_files(now=NOON) == 0
    assert "could not be set" in caplog.text
    assert case.patient.name not in caplog.text
    soon, late = NOON + timedelta(minutes=5), NOON + timedelta(minutes=20)
    assert not selectors.standing(case, soon)[LetterKind.PATIENT]["failed"]
    assert selectors.standing(case, late)[LetterKind.PATIENT]["failed"]
    monkeypatch.setattr(files, "file_bytes", whole)
    assert actions.make_waiting_files(now=late) == 2
    standing = selectors.standing(case, late)
    assert standing[LetterKind.DECISION] == {
        "made_at": NOON,
        "released_at": NOON,
        "failed": False,
    }
    assert standing[LetterKind.PATIENT]["released_at"] is None


@pytest.mark.parametrize("model", [Letter, LetterFile, LetterRelease])
def test_nothing_of_a_letter_is_ever_changed(house, model):
    case_in_state(house, State.REFUSED)
    actions.make_waiting_files(now=NOON)
    column = {"content": b"x"} if model is LetterFile else {"by": house.small.person(Role.HELPER)}
    if model is Letter:
        column = {"content": {}}
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.update(**column)
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.first().delete()


@pytest.mark.parametrize("end", LETTER_ENDS)
def test_the_file_is_for_the_archive_and_for_screen_readers(house, end):
    case = case_in_state(house, end)
    for letter in selectors.letters_of(case):
        content = selectors.file_of(letter)
        with pikepdf.open(io.BytesIO(content)) as pdf:
            with pdf.open_metadata() as metadata:
                assert metadata["pdfaid:part"] == "2"
                assert metadata["pdfaid:conformance"] == "A"
                assert metadata["pdfuaid:part"] == "1"
            assert str(pdf.Root.Lang)[:2] == letter.language
            assert all(embedded for _, embedded in fonts_of(pdf))
        words = text_of(content)
        assert case.number in words
        assert letter.content["title"] in words


def test_a_case_from_before_there_were_letters_gets_them_when_asked(house):
    case = case_in_state(house, State.DECISION)
    from django.db.models.signals import Signal

    from likeverd.cases.signals import step_taken
    from likeverd.letters.actions.making import make_after_step

    assert isinstance(step_taken, Signal)
    step_taken.disconnect(dispatch_uid="letters.make_after_step")
    try:
        case = step(case, Action.REFUSE, house.innlandet.person(Role.MEDICAL_DIRECTOR))
    finally:
        step_taken.connect(make_after_step, dispatch_uid="letters.make_after_step")
    assert selectors.letters_of(case) == []
    with pytest.raises(PermissionError):
        actions.make_missing(
            case.number, by=house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER), now=NOON
        )
    actions.make_missing(case.number, by=case.applicant, now=NOON)
    actions.make_missing(case.number, by=case.applicant, now=NOON)
    assert [row.kind for row in selectors.letters_of(case)] == list(LetterKind)
