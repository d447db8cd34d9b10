"""Files that are up to something: refused in plain words, or rebuilt without it. The files are made here."""

from io import BytesIO

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pikepdf import Array, Dictionary, Name, String
from PIL import Image
from tests.security.hostile_files import pdfs, pictures
from tests.support.house import build_house
from tests.support.journey import begin

from likeverd.core.text import LANGUAGES
from likeverd.core.vocabulary import Role
from likeverd.documents import inspection
from likeverd.documents.inspection import LARGEST, Verdict, inspect
from likeverd.documents.inspection.verdicts import WORDS
from likeverd.documents.models import Document

RUNS, CARRIES = Verdict.RUNS_SOMETHING, Verdict.CARRIES_FILES
LINK = pdfs.annotation

REFUSED_PDFS = {
    "script at opening": (pdfs.opens_with(pdfs.script()), RUNS),
    "program at opening": (
        pdfs.opens_with(Dictionary(S=Name.Launch, F=String("cmd.exe"))),
        RUNS,
    ),
    "address at opening": (
        pdfs.opens_with(Dictionary(S=Name.URI, URI=String("https://example.org"))),
        RUNS,
    ),
    "other document at opening": (
        pdfs.opens_with(Dictionary(S=Name.GoToR, F=String("//host/share"), D=Array([0]))),
        RUNS,
    ),
    "a page and then a program": (pdfs.chained_action, RUNS),
    "action of a page": (pdfs.page_action, RUNS),
    "script among the names": (pdfs.named_script, RUNS),
    "script forty objects deep": (pdfs.deeply_nested_script, RUNS),
    "link that runs a script": (LINK(Subtype=Name.Link, A=pdfs.script()), RUNS),
    "link to a script's address": (
        LINK(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String(" JavaScript:alert(1)"))),
        RUNS,
    ),
    "link to a file": (
        LINK(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("file:///etc/passwd"))),
        RUNS,
    ),
    "form that is sent elsewhere": (pdfs.form_sent_elsewhere, RUNS),
    "form that is a program": (pdfs.form_with_program, RUNS),
    "bytes from another file": (pdfs.data_from_elsewhere, RUNS),
    "file in the file": (pdfs.attachment, CARRIES),
    "paper clip": (pdfs.attached_by_annotation, CARRIES),
    "rich media": (LINK(Subtype=Name.RichMedia), CARRIES),
    "film": (LINK(Subtype=Name.Movie), CARRIES),
    "half a gigabyte unpacked": (pdfs.bomb, Verdict.UNPACKS_TOO_LARGE),
    "picture of many points": (pdfs.picture_of_many_points, Verdict.TOO_MANY_PIXELS),
}
WHOLE = pdfs.made()
REFUSED = {
    "names in escapes": (pdfs.escaped_names, RUNS),
    "script in an object stream": (pdfs.in_object_stream, RUNS),
    "locked with a password": (lambda: pdfs.locked("secret"), Verdict.ENCRYPTED),
    "locked without a password": (lambda: pdfs.locked(""), Verdict.ENCRYPTED),
    "half a document": (lambda: WHOLE[: len(WHOLE) // 2], Verdict.UNREADABLE),
    "a document's first line": (lambda: b"%PDF-1.7\n", Verdict.UNREADABLE),
    "a page for browsers that begins as a document": (
        lambda: b"%PDF-1.7\n<script>alert(1)</script>",
        Verdict.UNREADABLE,
    ),
    "half a photograph": (lambda: pictures.jpeg()[:-200], Verdict.UNREADABLE),
    "half a picture": (lambda: pictures.png()[:-30], Verdict.UNREADABLE),
    "a picture's first bytes": (lambda: b"\x89PNG\r\n\x1a\n", Verdict.UNREADABLE),
    "program named as a picture": (lambda: b"MZ\x90\x00" * 20, Verdict.WRONG_KIND),
    "page for browsers": (lambda: b"<html><script>alert(1)</script>", Verdict.WRONG_KIND),
    "drawing that runs": (
        lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        Verdict.WRONG_KIND,
    ),
    "archive before a document": (lambda: b"PK\x03\x04" + WHOLE, Verdict.UNREADABLE),
    "nothing": (lambda: b"", Verdict.WRONG_KIND),
    "too large": (lambda: WHOLE + bytes(LARGEST), Verdict.TOO_LARGE),
    "pixel bomb": (lambda: pictures.pixel_bomb(29_000), Verdict.TOO_MANY_PIXELS),
    "very long picture": (lambda: pictures.pixel_bomb(60_000), Verdict.TOO_MANY_PIXELS),
    "note of 200 megabytes": (pictures.text_bomb, Verdict.UNREADABLE),
}
REFUSED |= {
    name: ((lambda change=change: pdfs.made(change)), verdict)
    for name, (change, verdict) in REFUSED_PDFS.items()
}


@pytest.mark.parametrize("name", list(REFUSED))
def test_a_hostile_file_is_refused_for_what_it_is(name):
    make, verdict = REFUSED[name]
    found = inspect(make())
    assert found.verdict is verdict
    assert found.content == b""


def test_every_verdict_has_words_in_every_language():
    for verdict in Verdict:
        if verdict is not Verdict.ACCEPTED:
            words = {WORDS[verdict].in_language(language) for language in LANGUAGES}
            assert len(words) == len(LANGUAGES)


def accepted(content: bytes) -> bytes:
    found = inspect(content)
    assert found.verdict is Verdict.ACCEPTED
    return found.content


def test_a_harmless_document_is_kept_with_its_pages_and_text():
    with pikepdf.open(BytesIO(accepted(WHOLE))) as kept:
        assert len(kept.pages) == 1
        assert b"(Epikrise)" in kept.pages[0].obj["/Contents"].read_bytes()


@pytest.mark.parametrize(
    "change",
    [
        pdfs.opens_with(Array([0, Name.Fit])),
        pdfs.opens_with(Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]))),
        LINK(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("https://example.org"))),
        LINK(Subtype=Name.Link, A=Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]))),
    ],
    ids=["opens at a page", "goes to a page", "link to the web", "link within"],
)
def test_what_ordinary_documents_do_is_no_offence(change):
    accepted(pdfs.made(change))


def test_the_author_of_a_document_is_forgotten():
    kept = accepted(pdfs.made(pdfs.with_author))
    assert b"Kari" not in kept
    with pikepdf.open(BytesIO(kept)) as document:
        assert "/Info" not in document.trailer
        assert "/Metadata" not in document.Root


def test_what_hangs_before_or_behind_a_document_is_gone():
    assert b"Kari Eksempel)\n" not in accepted(pdfs.older_version_kept())
    behind = accepted(WHOLE + b"PK\x03\x04<script>alert(1)</script>")
    assert b"script" not in behind


def test_a_signed_document_is_kept_byte_for_byte():
    def sign(document: pikepdf.Pdf) -> None:
        document.Root["/Own"] = Dictionary(Type=Name.Sig, ByteRange=Array([0, 1, 2, 3]))

    signed = pdfs.made(sign)
    assert accepted(signed) == signed
    assert inspect(signed + b"PK\x03\x04").verdict is Verdict.UNREADABLE


def test_a_photograph_forgets_place_and_owner_but_not_how_it_is_turned():
    kept = accepted(pictures.jpeg((40, 20)) + b"PK\x03\x04 an archive")
    assert pictures.OWNER.encode() not in kept
    assert b"archive" not in kept
    picture = Image.open(BytesIO(kept))
    assert picture.size == (20, 40)
    assert not picture.getexif()
    assert "comment" not in picture.info
    # The mark was in the upper left corner; turned a quarter clockwise it is in the upper right one.
    assert picture.getpixel((18, 1))[2] > 120


def test_a_picture_forgets_its_author():
    kept = accepted(pictures.png() + b"<script>")
    assert pictures.OWNER.encode() not in kept
    assert b"script" not in kept
    picture = Image.open(BytesIO(kept))
    assert picture.getpixel((3, 3)) == (1, 2, 3)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_picture_keeps_its_points(mode):
    target = BytesIO()
    picture = Image.new(mode, (9, 7))
    picture.putpixel((2, 2), picture.getpixel((2, 2)))
    picture.save(target, "PNG")
    kept = Image.open(BytesIO(accepted(target.getvalue())))
    assert kept.size == (9, 7)
    assert kept.mode == mode


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_photographs_of_every_kind_are_read(mode):
    target = BytesIO()
    Image.new(mode, (16, 16)).save(target, "JPEG", quality=70)
    assert Image.open(BytesIO(accepted(target.getvalue()))).size == (16, 16)


def test_a_photograph_does_not_get_worse_each_time_it_is_sent():
    target = BytesIO()
    noise = Image.effect_noise((64, 64), 80).convert("RGB")
    noise.save(target, "JPEG", quality=60)
    once = accepted(target.getvalue())
    assert Image.open(BytesIO(once)).quantization == Image.open(target).quantization


def test_the_reader_knows_no_secret(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "only-ours")
    program = ("import os, sys; sys.stdout.write(os.environ.get('SECRET_KEY', 'none'))",)
    import subprocess
    import sys

    real = subprocess.run
    seen = []

    def run(command, **options):
        seen.append(real([sys.executable, "-I", "-c", *program], **options).stdout)
        return real(command, **options)

    monkeypatch.setattr(inspection.subprocess, "run", run)
    assert inspect(WHOLE).verdict is Verdict.ACCEPTED
    assert seen == [b"none"]


@pytest.mark.parametrize(
    "program",
    ["import os; os.abort()", "import time; time.sleep(60)", "x = bytearray(10**12)"],
    ids=["dies", "hangs", "eats memory"],
)
def test_a_reader_that_fails_means_no(monkeypatch, program):
    import sys

    monkeypatch.setattr(inspection, "READER", (sys.executable, "-I", "-c", program))
    monkeypatch.setattr(inspection, "LONGEST_SECONDS", 1)
    assert inspect(WHOLE).verdict is Verdict.UNREADABLE


def test_the_reader_has_little_memory_and_may_write_no_file(tmp_path):
    import subprocess
    import sys

    program = (
        "from likeverd.documents.inspection.reader import restrict_this_process as r; r()\n"
        "import sys\n"
        "try:\n    bytearray(2 * 1024**3); sys.exit(7)\nexcept MemoryError:\n    pass\n"
        f"file = open({str(tmp_path / 'x')!r}, 'w')\n"
        "file.write('a' * 10); file.flush()\n"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", program], capture_output=True, cwd="/", check=False
    )
    assert done.returncode not in (0, 7)
    assert not (tmp_path / "x").exists() or (tmp_path / "x").stat().st_size == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "skript eller handlinger"),
        ("nn", "skript eller handlingar"),
        ("en", "scripts or actions"),
    ],
)
def test_the_page_says_why_in_the_readers_language(language, words):
    house = build_house()
    case = begin(house, house.innlandet)
    person = house.innlandet.person(Role.TREATING_CONSULTANT)
    type(person).objects.filter(pk=person.pk).update(language=language)
    client = Client()
    client.force_login(type(person).objects.get(pk=person.pk))
    hostile = SimpleUploadedFile("svar.pdf", pdfs.made(pdfs.opens_with(pdfs.script())))
    answer = client.post(reverse("cases:attach", args=[case.number]), {"file": hostile})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Document.objects.exists()
