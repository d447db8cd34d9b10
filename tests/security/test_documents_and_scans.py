"""Word documents and scans in TIFF: what is hostile is refused for what it is, what is harmless is kept."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from tests.documents.test_files import signed_in
from tests.security.hostile_files import docx, pdfs, pictures
from tests.support.house import build_house
from tests.support.journey import begin

from likeverd.core.vocabulary import Role
from likeverd.documents.inspection import Verdict, inspect
from likeverd.documents.inspection.limits import LARGEST_UNPACKED, MOST_SCANNED_PAGES
from likeverd.documents.models import Document

KINDS = {
    Verdict.MACROS: docx.MACROS,
    Verdict.CARRIES_FILES: docx.CARRIES,
    Verdict.FETCHES: docx.FETCHES,
    Verdict.UNKNOWN_PARTS: docx.UNKNOWN,
    Verdict.UNREADABLE: docx.BROKEN,
}
CHANGES = [
    pytest.param(change, verdict, id=about)
    for verdict, kind in KINDS.items()
    for about, change in kind.items()
]


@pytest.mark.parametrize(("change", "verdict"), CHANGES)
def test_a_hostile_document_is_refused_for_what_it_is(change, verdict):
    found = inspect(docx.made(change))
    # A text may be called broken where its encoding alone is wrong.
    assert found.verdict is verdict or {found.verdict, verdict} == {
        Verdict.UNREADABLE,
        Verdict.UNKNOWN_PARTS,
    }
    assert found.content == b""


@pytest.mark.parametrize(
    ("make", "verdict"),
    [
        (docx.bomb, Verdict.UNPACKS_TOO_LARGE),
        (docx.many_parts, Verdict.UNPACKS_TOO_LARGE),
        (docx.larger_than_it_says, Verdict.UNREADABLE),
        (docx.twice_the_same, Verdict.UNREADABLE),
        (docx.zero_in_a_name, Verdict.CARRIES_FILES),
        (docx.locked_parts, Verdict.ENCRYPTED),
        (docx.locked_container, Verdict.ENCRYPTED),
        (docx.old_word, Verdict.OLD_OFFICE),
        (docx.hidden_before, Verdict.UNREADABLE),
        (docx.hidden_behind, Verdict.UNREADABLE),
        (docx.hidden_in_the_remark, Verdict.UNREADABLE),
        (docx.other_packing, Verdict.UNREADABLE),
    ],
)
def test_an_archive_that_plays_tricks_is_refused(make, verdict):
    assert inspect(make()).verdict is verdict


@pytest.mark.parametrize(
    "change",
    [
        None,
        docx.with_part("docProps/thumbnail.jpeg", pictures.jpeg()),
        docx.with_part("customXml/item1.xml"),
        docx.with_part("word/header1.xml"),
        docx.with_relationship("hyperlink", "https://example.org"),
        docx.with_body(docx.field("TOC \\o 1-3")),
        docx.with_body(docx.field("= SUM(ABOVE)")),
        docx.with_body('<w:fldSimple w:instr=" DATE "/>'),
    ],
)
def test_what_ordinary_documents_have_is_no_offence_and_they_are_kept_as_they_came(change):
    content = docx.made(change)
    found = inspect(content)
    assert (found.verdict, found.ending) == (Verdict.ACCEPTED, ".docx")
    assert found.content == content


def test_an_archive_that_was_written_as_a_stream_is_read_too():
    content = docx.streamed()
    assert zipfile.ZipFile(BytesIO(content)).infolist()[0].flag_bits & 0x8  # sizes behind the parts
    assert inspect(content).verdict is Verdict.ACCEPTED


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "CMYK"])
@pytest.mark.parametrize("pages", [1, 3])
def test_a_scan_keeps_its_pages_and_points_and_forgets_its_owner(mode, pages):
    found = inspect(pictures.tiff(pages, mode=mode, dpi=(204, 98)))
    assert (found.verdict, found.media_type) == (Verdict.ACCEPTED, "image/tiff")
    assert pictures.OWNER.encode() not in found.content
    with Image.open(BytesIO(found.content)) as scan:
        assert (scan.n_frames, scan.mode, scan.size) == (pages, mode, (40, 20))
        assert [round(each) for each in scan.info["dpi"]] == [204, 98]


@pytest.mark.parametrize("compression", ["raw", "group4", "tiff_lzw", "tiff_adobe_deflate", "jpeg"])
def test_a_scan_is_read_however_it_is_packed(compression):
    mode = "1" if compression == "group4" else "L"
    assert inspect(pictures.tiff(2, mode=mode, compression=compression)).verdict is Verdict.ACCEPTED


def test_what_hangs_behind_a_scan_is_gone():
    found = inspect(pictures.tiff() + b"PK\x03\x04<script>")
    assert found.verdict is Verdict.ACCEPTED
    assert b"script" not in found.content


@pytest.mark.parametrize(
    ("content", "verdict"),
    [
        (pictures.tiff_bomb(29_000), Verdict.TOO_MANY_PIXELS),
        (pictures.tiff_bomb(2**31), Verdict.TOO_MANY_PIXELS),
        (pictures.tiff(MOST_SCANNED_PAGES + 1, size=(4, 4)), Verdict.TOO_MANY_PAGES),
        (
            pictures.tiff(8, size=(8900, 8900), mode="1", compression="group4"),
            Verdict.TOO_MANY_PIXELS,
        ),
        (pictures.tiff()[:-30], Verdict.UNREADABLE),
        (pictures.tiff_bomb(10)[:40], Verdict.UNREADABLE),
        (pictures.tiff(mode="F"), Verdict.UNREADABLE),
    ],
    ids=["points", "side", "pages", "points together", "cut", "no points", "measurements"],
)
def test_a_hostile_scan_is_refused_for_what_it_is(content, verdict):
    assert len(content) < LARGEST_UNPACKED
    assert inspect(content).verdict is verdict


def test_a_scan_whose_pages_go_in_a_circle_has_an_end():
    found = inspect(pictures.tiff_in_a_circle())
    if found.verdict is Verdict.ACCEPTED:
        assert Image.open(BytesIO(found.content)).n_frames == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "content", "words"),
    [
        ("nb", pdfs.locked("x"), "Filen er låst med passord eller kryptert"),
        ("nn", pdfs.locked("x"), "Fila er låst med passord eller kryptert"),
        ("en", pdfs.locked("x"), "The file is locked with a password or encrypted"),
        ("nb", pdfs.made()[:300], "Filen er skadet eller ufullstendig"),
        ("nn", pdfs.made()[:300], "Fila er skadd eller ufullstendig"),
        ("en", pdfs.made()[:300], "The file is damaged or incomplete"),
        ("nb", docx.made(docx.MACROS["macros"]), "Dokumentet har makroer"),
        ("nn", docx.made(docx.MACROS["macros"]), "Dokumentet har makroar"),
        ("en", docx.made(docx.MACROS["macros"]), "The document contains macros"),
    ],
)
def test_each_reason_stands_at_the_field_in_the_readers_language(language, content, words):
    house = build_house()
    case = begin(house, house.innlandet)
    person = house.innlandet.person(Role.TREATING_CONSULTANT)
    type(person).objects.filter(pk=person.pk).update(language=language)
    answer = signed_in(house, Role.TREATING_CONSULTANT).post(
        reverse("cases:attach", args=[case.number]),
        {"file": SimpleUploadedFile("svar.pdf", content)},
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert f'id="file-fault" role="alert">{words}' in page
    assert 'aria-describedby="file-help file-fault"' in page


@pytest.mark.django_db
def test_a_document_is_only_ever_downloaded():
    house = build_house()
    case = begin(house, house.innlandet)
    client = signed_in(house, Role.TREATING_CONSULTANT)
    content = docx.made()
    client.post(
        reverse("cases:attach", args=[case.number]),
        {"file": SimpleUploadedFile("svar.docm", content)},
    )
    document = Document.objects.get()
    assert document.name == "svar.docx"
    answer = client.get(reverse("cases:download", args=[case.number, document.pk]))
    assert answer.content == content
    assert answer["Content-Disposition"] == 'attachment; filename="svar.docx"'
    assert "sandbox" in answer["Content-Security-Policy"]
