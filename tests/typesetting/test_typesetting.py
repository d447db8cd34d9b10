"""A paper becomes a PDF file that says of itself, and is, PDF/A-2a and PDF/UA-1."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from likeverd.typesetting import Bullets, Facts, Heading, Paper, Paragraph, Table, typeset
from tests.support.pdf import fonts_of, text_of

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def paper(language: str = "nb", *blocks) -> Paper:
    return Paper(
        title="Vedtak om unntak",
        language=language,
        blocks=blocks or (Paragraph("Blåbærsyltetøy på ørret."),),
        made_at=NOON,
        sender="Sykehuset Innlandet HF",
        reference="SI-2026-000001",
        day="25. november 2026",
        receiver=("Ingrid Haugen", "Kreftavdelingen, Hamar"),
    )


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_file_is_for_the_archive_and_for_screen_readers(language):
    with pikepdf.open(io.BytesIO(typeset(paper(language)))) as pdf:
        with pdf.open_metadata() as metadata:
            assert metadata["pdfaid:part"] == "2"
            assert metadata["pdfaid:conformance"] == "A"
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "Vedtak om unntak"
        assert str(pdf.Root.Lang)[:2] == language
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.StructTreeRoot.K is not None
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert fonts_of(pdf)
        assert all(embedded for _, embedded in fonts_of(pdf))


def test_the_same_paper_gives_the_same_bytes():
    assert typeset(paper()) == typeset(paper())


def test_every_kind_of_block_is_set():
    blocks = (
        Heading("Overskrift"),
        Paragraph("Første linje\nandre linje"),
        Bullets(("ett punkt", "et annet")),
        Facts((("Legemiddel", "Demolimab"),)),
        Table("En tabell", ("Dag", "Hva"), (("1. mai", "begynte"),)),
    )
    words = text_of(typeset(paper("nb", *blocks)))
    for expected in ("Overskrift", "andre linje", "et annet", "Demolimab", "begynte", "En tabell"):
        assert expected in words


@pytest.mark.parametrize(
    "hostile",
    [
        '#panic("no")',
        '#read("/etc/passwd")',
        "*bold* _italic_ $x$ `raw` <label> @ref = head",
        "\\u{0}",
        '#include "paper.typ"',
        "// comment /* other */",
        "[" * 500,
    ],
)
def test_what_people_write_is_text_and_never_a_command(hostile):
    words = text_of(
        typeset(paper("nb", Paragraph(hostile), Heading(hostile), Facts(((hostile, hostile),))))
    )
    first = hostile.split()[0][:20]
    assert first.replace(" ", "") in words.replace(" ", "").replace("\n", "")


@given(st.text(max_size=200))
def test_any_text_can_be_set(words):
    assert typeset(paper("nb", Paragraph(words), Bullets((words,)))).startswith(b"%PDF")
