"""Where content lies: in the database, a folder or a bucket. Nothing damaged is handed out, nothing is left behind."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from tests.documents.storages import bucket_at, choose, folder_in, new_bucket, s3_server
from tests.documents.test_files import PDF, signed_in, upload
from tests.support.house import build_house
from tests.support.journey import begin
from tests.support.row_security import behind_the_wall

from likeverd.archive.actions.deleting import BESIDE_THE_ROWS
from likeverd.core.vocabulary import Role
from likeverd.documents.actions import attach, remove_files_of
from likeverd.documents.models import Document
from likeverd.documents.storing.actions import content_apart_of, move_files, remove_orphans
from likeverd.operations.file_storage import documents_storage, kind_of_storage

pytestmark = pytest.mark.django_db
DATABASE = {"LIKEVERD_FILES": "database"}


@pytest.fixture(scope="module")
def s3_address(tmp_path_factory):
    with s3_server(tmp_path_factory.mktemp("s3") / "log") as address:
        yield address


@pytest.fixture(params=["folder", "s3"])
def apart(request, tmp_path, settings):
    """A storage outside of the database, chosen by the settings."""
    if request.param == "folder":
        environ = folder_in(tmp_path)
    else:
        address = request.getfixturevalue("s3_address")
        environ = bucket_at(address, new_bucket(address))
    choose(settings, environ)
    return environ


@pytest.fixture
def house(db):
    return build_house()


def kept(house, name: str = "Epikrise Kari.pdf"):
    """A file attached by the consultant: the browser, the row and the file's address."""
    case = begin(house, house.innlandet)
    client = signed_in(house, Role.TREATING_CONSULTANT)
    assert upload(client, case, name, PDF).status_code == 302
    document = Document.objects.get(case=case)
    return client, document, reverse("cases:download", args=[case.number, document.pk])


def test_content_lies_in_its_row_where_nothing_is_chosen(house, settings):
    assert kind_of_storage({}) == "database"
    assert documents_storage({}, Path("/not-used")) is None
    client, document, address = kept(house)
    assert (bytes(document.content), document.stored_as) == (PDF, "")
    assert client.get(address).content == PDF


def test_content_lies_apart_under_a_name_that_says_nothing(house, apart):
    client, document, address = kept(house)
    assert document.content is None
    assert document.checksum == hashlib.sha256(PDF).hexdigest()
    assert document.size == len(PDF)
    folder, name = document.stored_as.split("/")
    assert (len(name), folder) == (32, name[:2])
    assert int(name, 16)
    assert document.case.number not in document.stored_as
    with storages["documents"].open(document.stored_as) as file:
        assert file.read() == PDF
    answer = client.get(address)
    assert answer.content == PDF
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_folder_is_closed_to_others(house, settings, tmp_path):
    choose(settings, folder_in(tmp_path))
    kept(house)
    files = [path for path in (tmp_path / "files").rglob("*") if path.is_file()]
    assert [path.stat().st_mode & 0o777 for path in files] == [0o600]
    assert {path.parent.stat().st_mode & 0o777 for path in files} == {0o700}
    with pytest.raises(ValueError, match="page alone"):
        storages["documents"].url(files[0].name)


def spoil(document: Document, content: bytes) -> None:
    place = storages["documents"]
    place.delete(document.stored_as)
    assert place.save(document.stored_as, ContentFile(content)) == document.stored_as


@pytest.mark.parametrize("content", [PDF[:-1], PDF + b"x", b"MZ" + PDF[2:], b""])
def test_what_differs_from_its_checksum_is_not_handed_out(house, apart, caplog, content):
    client, document, address = kept(house)
    spoil(document, content)
    answer = client.get(address)
    assert answer.status_code == 500
    assert "ikke lenger det som ble lagt ved" in answer.content.decode()
    assert f"File {document.pk} differs from its checksum" in caplog.text
    assert document.name not in caplog.text


def test_what_is_missing_is_told(house, apart, caplog):
    client, document, address = kept(house)
    storages["documents"].delete(document.stored_as)
    assert client.get(address).status_code == 500
    assert "is missing in the storage" in caplog.text


def test_content_spoilt_in_the_database_is_not_handed_out_either(house):
    client, document, address = kept(house)
    Document.objects.filter(pk=document.pk).update(content=PDF[:-1] + b"x")
    assert client.get(address).status_code == 500


def test_a_storage_that_is_away_takes_and_gives_nothing_and_says_so(
    house, settings, tmp_path, s3_address
):
    choose(settings, bucket_at(s3_address, new_bucket(s3_address)))
    client, document, address = kept(house)
    choose(settings, bucket_at("http://127.0.0.1:9"))
    away = client.get(address)
    assert (away.status_code, away["Retry-After"]) == (503, "10")
    refused = upload(client, document.case, "ny.pdf", PDF)
    assert refused.status_code == 422
    assert "kunne ikke lagres akkurat nå" in refused.content.decode()
    assert Document.objects.count() == 1


def test_a_folder_that_cannot_be_written_refuses_in_words(house, settings, tmp_path):
    (tmp_path / "files").write_text("a file stands where the folder should")
    choose(settings, folder_in(tmp_path))
    case = begin(house, house.innlandet)
    refused = upload(signed_in(house, Role.TREATING_CONSULTANT), case, "ny.pdf", PDF)
    assert refused.status_code == 422
    assert "kunne ikke lagres akkurat nå" in refused.content.decode()


def test_files_are_carried_over_and_back(house, apart, settings, capsys):
    choose(settings, DATABASE)
    client, document, address = kept(house)
    with pytest.raises(CommandError, match="LIKEVERD_FILES"):
        call_command("move_files")
    choose(settings, apart)
    assert client.get(address).content == PDF  # before it is moved
    with behind_the_wall():
        call_command("move_files")
    assert "1 files moved." in capsys.readouterr().out
    document.refresh_from_db()
    assert document.content is None
    assert client.get(address).content == PDF
    with behind_the_wall():
        assert move_files(to_database=False) == (0, [])
        assert move_files(to_database=True) == (1, [])
    document.refresh_from_db()
    assert (bytes(document.content), document.stored_as) == (PDF, "")
    assert client.get(address).content == PDF


def test_a_damaged_file_is_left_where_it_is_and_named(house, apart, settings):
    choose(settings, DATABASE)
    _, document, _ = kept(house)
    _, whole, _ = kept(house)
    Document.objects.filter(pk=document.pk).update(content=b"spoilt")
    choose(settings, apart)
    with pytest.raises(CommandError, match=str(document.pk)):
        call_command("move_files")
    assert list(Document.objects.exclude(stored_as="")) == [whole]


def names() -> list[str]:
    place = storages["documents"]
    return [
        f"{folder}/{name}" for folder in place.listdir("")[0] for name in place.listdir(folder)[1]
    ]


def test_what_a_crash_left_behind_goes_when_it_is_old_and_nothing_else(house, apart):
    _, document, _ = kept(house)
    storages["documents"].save("ab/" + "ab" * 16, ContentFile(PDF))
    assert remove_orphans(now=timezone.now()) == 0
    with behind_the_wall():
        assert remove_orphans(now=timezone.now() + timedelta(days=3)) == 1
    assert names() == [document.stored_as]


def test_a_request_that_is_undone_leaves_no_row_and_what_it_wrote_is_cleared_up(
    house, settings, tmp_path
):
    choose(settings, folder_in(tmp_path))
    case = begin(house, house.innlandet)
    with transaction.atomic():
        attach(case.number, name="svar.pdf", content=PDF, by=case.applicant, now=timezone.now())
        transaction.set_rollback(True)
    assert not Document.objects.exists()
    assert len(names()) == 1
    assert remove_orphans(now=timezone.now() + timedelta(days=3)) == 1
    assert names() == []


def test_a_storage_of_another_database_is_not_emptied(house, apart, caplog):
    kept(house)
    for number in range(21):
        storages["documents"].save(f"ab/{number:032x}", ContentFile(PDF))
    assert remove_orphans(now=timezone.now() + timedelta(days=3)) == 0
    assert "belong to no row" in caplog.text
    assert len(names()) >= 22


def test_files_are_removed_for_good_with_their_content(
    house, apart, django_capture_on_commit_callbacks
):
    _, document, _ = kept(house)
    _, other, _ = kept(house)
    with django_capture_on_commit_callbacks(execute=True):
        assert remove_files_of(document.case) == 1
        assert document.stored_as in names()  # a transaction that fails takes nothing away
    assert list(Document.objects.all()) == [other]
    assert names() == [other.stored_as]


def test_content_of_a_case_that_is_deleted_goes_after_its_rows(house, apart):
    _, document, _ = kept(house)
    _, other, _ = kept(house)
    take_away = content_apart_of(document.case_id)
    assert (
        document.stored_as in names()
    )  # nothing goes before it is committed that the rows are gone
    take_away()
    assert names() == [other.stored_as]
    assert (content_apart_of,) == BESIDE_THE_ROWS


def test_removal_is_ended_later_where_the_storage_is_away(
    house, settings, s3_address, django_capture_on_commit_callbacks
):
    there = bucket_at(s3_address, new_bucket(s3_address))
    choose(settings, there)
    _, document, _ = kept(house)
    choose(settings, there | {"LIKEVERD_FILES_ENDPOINT": "http://127.0.0.1:9"})
    with django_capture_on_commit_callbacks(execute=True):
        assert remove_files_of(document.case) == 1
    choose(settings, there)
    assert names() == [document.stored_as]
    assert remove_orphans(now=timezone.now() + timedelta(days=3)) == 1
    assert names() == []


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"LIKEVERD_FILES": "nfs"}, "must be database, folder, s3"),
        ({"LIKEVERD_FILES": "s3", "LIKEVERD_FILES_BUCKET": "x"}, "LIKEVERD_FILES_ENDPOINT"),
        ({"LIKEVERD_FILES": "folder", "LIKEVERD_FILES_FOLDER": "files"}, "whole path"),
    ],
)
def test_half_a_setting_is_refused(environ, words, tmp_path):
    with pytest.raises(ImproperlyConfigured, match=words):
        documents_storage(environ, tmp_path)
