"""A file waits until the virus scanner has called it clean; a scanner that is away or slow holds up nothing else."""

import time
from io import BytesIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.documents.storages import choose, folder_in
from tests.documents.test_files import signed_in, upload
from tests.security.fake_scanner import EICAR, VIRUS, FakeScanner, running
from tests.security.hostile_files import docx, pdfs
from tests.support.house import build_house
from tests.support.journey import begin, complete, step
from tests.support.row_security import behind_the_wall

from likeverd.core.vocabulary import Action, Role, State
from likeverd.documents.models import Document
from likeverd.documents.quarantine.actions import examine_waiting
from likeverd.outbox import virus_scanner

pytestmark = pytest.mark.django_db
MOODS = ["hangs up", "silent", "too large", "nonsense", "half", "endless", "nearly"]


@pytest.fixture
def scanner(tmp_path, settings, monkeypatch):
    monkeypatch.setattr(virus_scanner, "LONGEST_SECONDS", 0.5)
    with running(tmp_path) as fake:
        settings.CLAMD_ADDRESS = fake.address
        yield fake


@pytest.fixture
def house(db):
    return build_house()


def kept(house, content: bytes = b"", name: str = "svar.pdf") -> tuple[Client, Document, str]:
    """A file attached by the consultant: the consultant's browser, the row, and the file's address."""
    case = begin(house, house.innlandet)
    client = signed_in(house, Role.TREATING_CONSULTANT)
    assert upload(client, case, name, content or pdfs.made()).status_code == 302
    document = Document.objects.get()
    return client, document, reverse("cases:download", args=[case.number, document.pk])


def page_of(client: Client, document: Document) -> str:
    return client.get(f"/saker/{document.case.number}/").content.decode()


def test_without_a_scanner_files_are_served_as_they_are(house):
    client, document, address = kept(house)
    assert document.scan == Document.NO_SCANNER
    assert client.get(address).status_code == 200
    assert examine_waiting() == 0


def test_a_file_waits_until_it_is_called_clean(house, scanner: FakeScanner):
    client, document, address = kept(house)
    assert document.scan == Document.WAITING
    assert client.get(address).status_code == 404
    page = page_of(client, document)
    assert "Venter på viruskontroll" in page
    assert address not in page
    with behind_the_wall():
        assert examine_waiting() == 1
    assert scanner.asked == [bytes(document.content)]
    assert client.get(address).status_code == 200
    assert address in page_of(client, document)
    assert examine_waiting() == 0


def test_the_examination_is_queued_with_the_file(house, scanner: FakeScanner):
    kept(house)
    assert ProcrastinateJob.objects.filter(task_name="documents.scan").count() == 1


def test_an_infected_file_is_never_served(house, scanner: FakeScanner, caplog):
    hidden = pdfs.made(lambda document: document.Root.update({"/Own": pdfs.String(VIRUS.decode())}))
    client, document, address = kept(house, hidden)
    assert examine_waiting() == 1
    document.refresh_from_db()
    assert document.scan == Document.INFECTED
    assert client.get(address).status_code == 404
    assert "Stoppet av viruskontrollen" in page_of(client, document)
    assert "svar.pdf" not in caplog.text
    assert str(document.pk) in caplog.text


def test_the_usual_test_virus_in_a_document_is_stopped_wherever_it_lies(
    house, scanner, settings, tmp_path
):
    content = docx.made(docx.with_body(f"<w:t>{EICAR.decode()}</w:t>"), packed=False)
    choose(settings, folder_in(tmp_path))
    client, document, address = kept(house, content)
    assert client.get(address).status_code == 404
    assert examine_waiting() == 1
    document.refresh_from_db()
    assert document.scan == Document.INFECTED
    assert client.get(address).status_code == 404


def test_a_file_that_is_damaged_while_it_waits_is_never_called_clean(house, scanner):
    client, document, address = kept(house)
    Document.objects.filter(pk=document.pk).update(content=b"something else")
    assert examine_waiting() == 0
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("mood", MOODS)
def test_a_scanner_that_gives_no_verdict_leaves_the_file_waiting(house, scanner, mood):
    client, document, address = kept(house)
    scanner.mood = mood
    assert examine_waiting() == 0
    document.refresh_from_db()
    assert document.scan == Document.WAITING
    assert client.get(address).status_code == 404
    scanner.mood = "well"
    time.sleep(0.5 if mood == "silent" else 0)  # it still thinks about the question before
    assert examine_waiting() == 1
    assert client.get(address).status_code == 200


def test_the_case_goes_on_while_the_scanner_is_away(house, scanner):
    _, document, _ = kept(house)
    scanner.stop()
    scanner.path.unlink()
    assert examine_waiting() == 0
    case = step(complete(document.case), Action.SUBMIT, document.case.applicant)
    assert case.state == State.CLINICAL_REVIEW
    lead = signed_in(house, Role.CLINICAL_LEAD_REVIEWER)
    assert "Venter på viruskontroll" in page_of(lead, document)


def test_a_large_file_is_sent_in_parts_and_arrives_whole(house, scanner):
    target = BytesIO()
    Image.effect_noise((900, 900), 90).save(target, "PNG")
    _, document, _ = kept(house, target.getvalue(), "bilde.png")
    assert document.size > 4 * virus_scanner.PART
    assert examine_waiting() == 1
    assert scanner.asked == [bytes(document.content)]


@pytest.mark.parametrize("address", ["localhost:3310", "/run/clamd", "http://scanner"])
def test_an_address_that_cannot_be_understood_stops_the_start(address, monkeypatch):
    import importlib
    import sys

    monkeypatch.setenv("CLAMD_ADDRESS", address)
    before = sys.modules.pop("likeverd.settings")
    try:
        with pytest.raises(ImproperlyConfigured):
            importlib.import_module("likeverd.settings")
    finally:
        sys.modules["likeverd.settings"] = before


def test_a_file_with_an_unknown_state_cannot_be_kept(house):
    from django.db import IntegrityError, transaction

    _, document, _ = kept(house)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(scan="fine")
    assert timezone.now() > document.added_at
