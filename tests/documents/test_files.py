"""Files of a case: judged by content, seen by those who may, and never run by the browser."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.security.hostile_files import pdfs
from tests.support.house import build_house
from tests.support.journey import begin, case_in_state, complete, step

from likeverd.core.vocabulary import Action, Role, State
from likeverd.documents import actions
from likeverd.documents.inspection import inspect
from likeverd.documents.models import Document

pytestmark = pytest.mark.django_db
PDF = inspect(pdfs.made()).content


@pytest.fixture
def house(db):
    return build_house()


def signed_in(house, role: Role) -> Client:
    client = Client()
    client.force_login(house.innlandet.person(role))
    return client


def upload(client: Client, case, name: str, content: bytes):
    return client.post(
        reverse("cases:attach", args=[case.number]), {"file": SimpleUploadedFile(name, content)}
    )


def test_a_file_is_kept_and_read_back_byte_for_byte(house):
    case = begin(house, house.innlandet)
    client = signed_in(house, Role.TREATING_CONSULTANT)
    assert upload(client, case, "Epikrise.pdf", PDF).status_code == 302
    document = Document.objects.get(case=case)
    answer = client.get(reverse("cases:download", args=[case.number, document.pk]))
    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("program.pdf", b"MZ\x90\x00", "PDF, PNG, JPEG, TIFF eller DOCX"),
        ("page.png", b"<html><script>alert(1)</script>", "PDF, PNG, JPEG, TIFF eller DOCX"),
        ("empty.pdf", b"", "PDF, PNG, JPEG, TIFF eller DOCX"),
        ("big.pdf", PDF + b"x" * actions.LARGEST, "10 MB"),
    ],
    ids=["program", "page", "empty", "too large"],
)
def test_other_files_are_refused_with_words(house, name, content, words):
    case = begin(house, house.innlandet)
    answer = upload(signed_in(house, Role.TREATING_CONSULTANT), case, name, content)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("rapport\u202efdp.exe", "rapportfdp.pdf"),
        ("a" * 300 + ".pdf", "a" * 120 + ".pdf"),
        ("linje\nskift.pdf", "linjeskift.pdf"),
        (".pdf", "fil.pdf"),
    ],
)
def test_names_are_made_harmless(house, name, kept):
    case = begin(house, house.innlandet)
    consultant = house.innlandet.person(Role.TREATING_CONSULTANT)
    document = actions.attach(
        case.number, name=name, content=PDF, by=consultant, now=timezone.now()
    )
    assert document.name.endswith(kept)
    assert "/" not in document.name


def test_nothing_is_added_to_a_sent_application(house):
    case = complete(begin(house, house.innlandet))
    step(case, Action.SUBMIT, case.applicant)
    answer = upload(signed_in(house, Role.TREATING_CONSULTANT), case, "sent.pdf", PDF)
    assert answer.status_code == 422
    assert not Document.objects.exists()


def with_file(house, kind: str):
    case = case_in_state(house, State.COMMITTEE, now=timezone.now())
    document = Document.objects.create(
        case=case,
        kind=kind,
        name="fil.pdf",
        media_type="application/pdf",
        size=len(PDF),
        checksum=hashlib.sha256(PDF).hexdigest(),
        content=PDF,
        added_by=case.applicant,
        added_at=timezone.now(),
    )
    return case, reverse("cases:download", args=[case.number, document.pk])


@pytest.mark.parametrize(
    ("kind", "role", "status"),
    [
        (Document.PAPER_SCAN, Role.CLINICAL_LEAD_REVIEWER, 200),
        (Document.PAPER_SCAN, Role.ASSESSMENT_COMMITTEE, 404),
        (Document.PAPER_SCAN, Role.ANCHORING_MANAGER, 404),
        (Document.ATTACHMENT, Role.ASSESSMENT_COMMITTEE, 200),
        (Document.ATTACHMENT, Role.MEDICAL_DIRECTOR, 404),
    ],
)
def test_a_scan_that_names_the_patient_is_seen_only_by_those_who_may_know(
    house, kind, role, status
):
    case, address = with_file(house, kind)
    client = signed_in(house, role)
    assert client.get(address).status_code == status
    page = client.get(reverse("cases:case", args=[case.number])).content.decode()
    assert (address in page) is (status == 200)


def test_a_file_belongs_to_its_case(house):
    _, address = with_file(house, Document.ATTACHMENT)
    number = Document.objects.get().pk
    other = begin(house, house.innlandet)
    client = signed_in(house, Role.TREATING_CONSULTANT)
    wrong = reverse("cases:download", args=[other.number, number])
    assert client.get(wrong).status_code == 404
    assert client.get(address).status_code == 200
