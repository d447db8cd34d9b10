"""PDF files that are up to something, made on the spot: no sample of anybody's is kept here."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

Change = Callable[[Pdf], None]


def made(change: Change | None = None, **saving: Any) -> bytes:
    """A page of text, changed by ``change``."""
    document = Pdf.new()
    document.add_blank_page(page_size=(595, 842))
    page = document.pages[0].obj
    page["/Contents"] = document.make_stream(b"BT /F1 12 Tf 72 720 Td (Epikrise) Tj ET")
    page["/Resources"] = Dictionary(
        Font=Dictionary(
            F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Helvetica"))
        )
    )
    if change is not None:
        change(document)
    target = BytesIO()
    document.save(target, **saving)
    return target.getvalue()


def script() -> Dictionary:
    """An action that runs JavaScript."""
    return Dictionary(S=Name.JavaScript, JS=String("app.alert('x')"))


def opens_with(action: Any) -> Change:
    """Something that happens when the document is opened."""

    def change(document: Pdf) -> None:
        document.Root["/OpenAction"] = action

    return change


def annotation(**entries: Any) -> Change:
    """A rectangle on the page."""

    def change(document: Pdf) -> None:
        document.pages[0].obj["/Annots"] = Array(
            [Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]), **entries)]
        )

    return change


def named_script(document: Pdf) -> None:
    """A script in the document's tree of names."""
    document.Root["/Names"] = Dictionary(
        JavaScript=Dictionary(Names=Array([String("a"), script()]))
    )


def deeply_nested_script(document: Pdf) -> None:
    """A script that no numbered object shows: it lies forty direct objects deep."""
    inner: Any = script()
    for _ in range(40):
        inner = Dictionary(Kept=Array([inner]))
    document.pages[0].obj["/Own"] = inner


def page_action(document: Pdf) -> None:
    """An action of the page."""
    document.pages[0].obj["/AA"] = Dictionary(O=script())


def chained_action(document: Pdf) -> None:
    """Going to a page, and then something else."""
    document.Root["/OpenAction"] = Dictionary(
        S=Name.GoTo, D=Array([0]), Next=Dictionary(S=Name.Launch, F=String("cmd.exe"))
    )


def attachment(document: Pdf) -> None:
    """A file within the file."""
    document.attachments["ukjent.exe"] = b"MZ\x90\x00"


def attached_by_annotation(document: Pdf) -> None:
    """A paper clip on the page."""
    held = document.make_stream(b"MZ", Type=Name.EmbeddedFile)
    specification = Dictionary(Type=Name.Filespec, F=String("a.exe"), EF=Dictionary(F=held))
    annotation(Subtype=Name.FileAttachment, FS=specification)(document)


def form_with_program(document: Pdf) -> None:
    """A form of the kind that is a program (XFA)."""
    document.Root["/AcroForm"] = Dictionary(
        Fields=Array(), XFA=document.make_stream(b"<xdp:xdp xmlns:xdp='x'/>")
    )


def form_sent_elsewhere(document: Pdf) -> None:
    """A button that posts the form to another machine."""
    button = document.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Btn,
            T=String("send"),
            Rect=Array([0, 0, 9, 9]),
            A=Dictionary(S=Name.SubmitForm, F=String("https://x.example")),
        )
    )
    document.pages[0].obj["/Annots"] = Array([button])
    document.Root["/AcroForm"] = Dictionary(Fields=Array([button]))


def data_from_elsewhere(document: Pdf) -> None:
    """A stream whose bytes lie in another file."""
    stream = document.make_stream(b"")
    stream.stream_dict["/F"] = Dictionary(Type=Name.Filespec, F=String("//host/share"))
    document.pages[0].obj["/Own"] = stream


def bomb(document: Pdf) -> None:
    """Half a gigabyte of nothing, packed small."""
    import zlib

    packing = zlib.compressobj(9)
    part = bytes(1024 * 1024)
    packed = b"".join(packing.compress(part) for _ in range(500)) + packing.flush()
    document.pages[0].obj["/Own"] = Stream(document, packed, Filter=Name.FlateDecode)


def picture_of_many_points(document: Pdf) -> None:
    """A picture that says it is as large as a house."""
    picture = Stream(document, b"\0", Type=Name.XObject, Subtype=Name.Image)
    picture.stream_dict["/Width"] = picture.stream_dict["/Height"] = 300_000
    document.pages[0].obj["/Own"] = picture


def escaped_names() -> bytes:
    """A script whose names are written in escapes: /J#53 is /JS, /#4FpenAction is /OpenAction."""
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R /#4FpenAction << /S /Java#53cript /J#53 (x) >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
    ]
    written, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"xref\n0 4\n0000000000 65535 f \n" + b"".join(
        b"%010d 00000 n \n" % place for place in places
    )
    ending = b"trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(written)
    return written + table + ending


def in_object_stream() -> bytes:
    """The same script packed away in an object stream."""
    return made(opens_with(script()), object_stream_mode=pikepdf.ObjectStreamMode.generate)


def locked(password: str) -> bytes:
    """Encrypted, with or without a password to open it."""
    return made(encryption=pikepdf.Encryption(owner="owner", user=password, R=6))


def with_author(document: Pdf) -> None:
    """Who wrote it, in both places where a PDF says so."""
    document.docinfo["/Author"] = "Kari Eksempel"
    document.Root["/Metadata"] = document.make_stream(
        b"<x:xmpmeta><dc:creator>Kari Eksempel</dc:creator></x:xmpmeta>",
        Type=Name.Metadata,
        Subtype=Name.XML,
    )


def older_version_kept() -> bytes:
    """A document whose first version, with a name struck out later, still lies in the file."""
    first = made(lambda document: document.Root.update({"/Own": String("Kari Eksempel")}))
    return first.replace(b"%%EOF", b"%%EOF\n%(Kari Eksempel)\n%%EOF", 1)
