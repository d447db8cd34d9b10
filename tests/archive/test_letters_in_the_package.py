"""Letters that were given are in the archive's package, as the very files; a later or corrected one in a supplement."""

import io
import json

import pikepdf
import pytest
from tests.archive.conftest import Clock
from tests.support.house import NOON, build_house
from tests.support.journey import case_in_state

from likeverd.archive.gathering import package_of
from likeverd.archive.models import ArchiveStep, HandOver
from likeverd.archive.package import Direction, content_of
from likeverd.core.archive.settings import ArchiveRules
from likeverd.core.packet import Item, Standing
from likeverd.core.patient_view import Part, ReleaseWanted
from likeverd.core.vocabulary import State
from likeverd.letters.actions import correct, give_to_patient
from likeverd.letters.models import Letter
from likeverd.packet.actions import Mark, mark, report
from likeverd.packet.models import PacketItem

pytestmark = pytest.mark.django_db
ANSWER = ReleaseWanted(Part.OUTCOME, shown=True)


@pytest.fixture
def case(db):
    return case_in_state(build_house(), State.GRANTED)


def packages(case):
    return [
        package_of(row, ArchiveRules())
        for row in HandOver.objects.filter(case=case).order_by("number")
    ]


def letters_in(package):
    return [each for each in package.documents if each.direction is Direction.OUTGOING]


def taken(case):
    """As when the archiver has taken everything that is due."""
    ArchiveStep.objects.filter(case=case).update(state="confirmed")


def test_the_doctors_letter_goes_with_the_decision_and_a_draft_does_not(case):
    (package,) = packages(case)
    (letter,) = letters_in(package)
    content = content_of(letter.files[0])
    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "2"
    assert Letter.objects.filter(case=case).count() == 2  # the patient's is not given yet
    assert (
        content_of(letters_in(packages(case)[0])[0].files[0]) == content
    )  # the same whenever it is made


def test_a_letter_that_is_given_later_comes_in_a_supplement(case):
    taken(case)
    give_to_patient(case.number, "nn", ANSWER, by=case.applicant, now=Clock().now)
    first, second = packages(case)
    assert len(letters_in(first)) == 1
    (given,) = letters_in(second)
    assert given.files[0].path.endswith("patient-nn.pdf")
    told = json.loads(content_of(second.documents[0].files[1]))
    part = next(each for each in told["parts"] if each["key"] == "letters")
    assert len(part["groups"]) == 2  # both are named; one of them is new


def test_a_correction_comes_too_and_says_so(case):
    taken(case)
    letter = Letter.objects.get(case=case, kind="decision")
    correct(case.number, letter.pk, "Feil telefonnummer.", by=letter.made_by, now=Clock().now)
    second = packages(case)[-1]
    assert len(letters_in(second)) == 1
    assert "Feil telefonnummer." in content_of(second.documents[0].files[1]).decode()


def test_what_was_pasted_is_in_the_package_word_for_word(case):
    mark(
        case.number,
        Mark(Item.JOURNAL_NOTE, Standing.MADE, Standing.CONFIRMED),
        by=case.applicant,
        now=NOON,
    )
    told = content_of(packages(case)[0].documents[0].files[1]).decode()
    assert f"sak {case.number}" in told


def confirm_all_but(case, *left: Item) -> None:
    """Everything that people and letters bring to its end, but these."""
    others = PacketItem.objects.filter(case=case).exclude(item__in=[Item.ARCHIVE_COPY, *left])
    others.update(standing=Standing.CONFIRMED)


def test_what_was_done_after_the_decision_comes_in_a_supplement_when_nothing_is_left(case):
    taken(case)
    confirm_all_but(case, Item.JOURNAL_NOTE, Item.PATIENT_LETTER)
    by = case.applicant
    note = Mark(Item.JOURNAL_NOTE, Standing.MADE, Standing.CONFIRMED)
    mark(case.number, note, by=by, now=Clock().now)
    assert len(packages(case)) == 1  # the patient's letter is left
    report(case.pk, Item.PATIENT_LETTER, Standing.CONFIRMED, now=Clock().now)
    first, second = packages(case)
    assert f"sak {case.number}" not in content_of(first.documents[0].files[1]).decode()
    assert f"sak {case.number}" in content_of(second.documents[0].files[1]).decode()


def test_the_archives_own_answer_makes_no_supplement(case):
    taken(case)
    confirm_all_but(case)
    report(case.pk, Item.ARCHIVE_COPY, Standing.CONFIRMED, now=NOON)
    assert len(packages(case)) == 1
