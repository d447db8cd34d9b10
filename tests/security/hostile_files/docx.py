"""Word documents, harmless and hostile, made on the spot."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO, RawIOBase

from tests.security.hostile_files import pictures

Parts = dict[str, bytes]

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DOCUMENT_RELATIONSHIPS = "word/_rels/document.xml.rels"


def content_types(main: str = MAIN_TYPE, more: str = "") -> bytes:
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{more}</Types>'
    ).encode()


def relationships(*rows: tuple[str, str, bool]) -> bytes:
    """Each row: kind, target, and whether it lies outside."""
    mode = {True: ' TargetMode="External"', False: ""}
    written = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"{mode[outside]}/>'
        for number, (kind, target, outside) in enumerate(rows)
    )
    return (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{written}</Relationships>'.encode()
    )


def text(body: str = "", before: str = "") -> bytes:
    return (
        f'{HEAD}{before}<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}" xmlns:o="urn:o" xmlns:v="urn:v">'
        f"<w:body><w:p><w:r><w:t>Epikrise</w:t></w:r></w:p>{body}</w:body></w:document>"
    ).encode()


def plain() -> Parts:
    """A document with a heading, a picture and a link."""
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships(("officeDocument", "word/document.xml", False)),
        "word/document.xml": text(
            field("PAGE") + field("HYPERLINK &quot;https://example.org&quot;")
        ),
        DOCUMENT_RELATIONSHIPS: relationships(
            ("image", "media/image1.png", False),
            ("hyperlink", "mailto:post@example.org", True),
        ),
        "word/media/image1.png": pictures.png(),
        "word/styles.xml": f'{HEAD}<w:styles xmlns:w="{WORD}"/>'.encode(),
    }


def field(instruction: str) -> str:
    """A field, its instruction in pieces of three letters as Word may leave it."""
    pieces = [instruction[at : at + 3] for at in range(0, len(instruction), 3)]
    if "&" in instruction:
        pieces = [instruction]
    written = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{written}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def made(
    change: Callable[[Parts], None] | None = None, *, packed: bool = True, reverse: bool = False
) -> bytes:
    """The plain document with a change, written as an archive."""
    parts = plain()
    if change is not None:
        change(parts)
    return archive(parts, packed=packed, reverse=reverse)


def archive(parts: Mapping[str, bytes], *, packed: bool = True, reverse: bool = False) -> bytes:
    target = BytesIO()
    packing = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(target, "w", packing) as written:
        for name, content in sorted(parts.items(), reverse=reverse):
            written.writestr(name, content)
    return target.getvalue()


class _Stream(RawIOBase):
    """A place to write to that cannot go back."""

    def __init__(self) -> None:
        self.written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, content: bytes) -> int:  # type: ignore[override]
        self.written += content
        return len(content)


def streamed() -> bytes:
    """The plain document as programs write it that cannot go back: sizes stand behind each part."""
    target = _Stream()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in plain().items():
            written.writestr(name, content)
    return bytes(target.written)


def with_part(name: str, content: bytes = b"<x/>") -> Callable[[Parts], None]:
    return lambda parts: parts.update({name: content})


def with_relationship(kind: str, target: str, *, outside: bool = True) -> Callable[[Parts], None]:
    return with_part(DOCUMENT_RELATIONSHIPS, relationships((kind, target, outside)))


def with_body(body: str) -> Callable[[Parts], None]:
    return with_part("word/document.xml", text(body))


def with_type(main: str) -> Callable[[Parts], None]:
    return with_part("[Content_Types].xml", content_types(main))


MACROS = {
    "macros": with_part("word/vbaProject.bin", b"\xd0\xcf\x11\xe0"),
    "macros' data": with_part("word/vbaData.xml"),
    "macros under another case": with_part("WORD/VBAPROJECT.BIN", b"x"),
    "document with macros by its type": with_type(
        "application/vnd.ms-word.document.macroEnabled.main+xml"
    ),
    "template with macros by its type": with_type(
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"
    ),
    "part that says it is macros": with_part(
        "[Content_Types].xml",
        content_types(
            more='<Override PartName="/word/styles.xml" ContentType="application/vnd.ms-office.vbaProject"/>'
        ),
    ),
    "control": with_part("word/activeX/activeX1.xml"),
    "control in the text": with_body('<w:control r:id="r1" w:name="x"/>'),
    "keys bound to macros": with_part("word/keyMapCustomizations.xml"),
    "menu of its own": with_part("customUI/customUI.xml"),
}
CARRIES = {
    "embedded program": with_part("word/embeddings/oleObject1.bin", b"MZ"),
    "embedded workbook": with_part("word/embeddings/Microsoft_Excel_Sheet1.xlsx", b"PK\x03\x04"),
    "archive in the archive": with_part("word/media/image2.zip", archive({"a": b"b"})),
    "archive named as a picture": with_part("word/media/image2.png", archive({"a": b"b"})),
    "program named as a picture": with_part("word/media/image2.jpeg", b"MZ\x90\0"),
    "page named as a picture": with_part("word/media/image2.gif", b"<html><script>"),
    "other format within": with_part("word/afchunk.htm", b"<script>"),
    "other format in the text": with_body('<w:altChunk r:id="r1"/>'),
    "object in the text": with_body('<w:object><o:OLEObject Type="Embed" r:id="r1"/></w:object>'),
}
FETCHES = {
    "template from a server": with_relationship("attachedTemplate", "https://x.example/a.dotm"),
    "template from a share": with_relationship("attachedTemplate", "file://///x.example/a.dotm"),
    "picture from a server": with_relationship("image", "https://x.example/seen.png"),
    "picture from a share": with_relationship("image", "\\\\x.example\\seen.png"),
    "frame": with_relationship("frame", "https://x.example/"),
    "document within from a server": with_relationship("subDocument", "https://x.example/a.docx"),
    "object from a server": with_relationship("oleObject", "mhtml:https://x.example!x-usc:y"),
    "link to a script": with_relationship("hyperlink", "javascript:alert(1)"),
    "link to a file": with_relationship("hyperlink", "file:///c:/windows/x.exe"),
    "link to a program's scheme": with_relationship("hyperlink", "ms-msdt:/id"),
    "inner link that leads out": with_relationship("image", "https://x.example/", outside=False),
    "inner link to a share": with_relationship("image", "//x.example/a", outside=False),
    "field that starts a program": with_body(field("DDEAUTO c:\\windows\\cmd.exe x")),
    "field in small letters": with_body(field("  ddeauto cmd x")),
    "simple field": with_body('<w:fldSimple w:instr="DDE cmd x"/>'),
    "field that takes in a file": with_body(field("INCLUDETEXT c:\\secret.txt")),
    "field that takes in a picture": with_body(field("INCLUDEPICTURE x")),
    "field without an end": with_body("<w:r><w:instrText>DDEAUTO cmd</w:instrText></w:r>"),
    "field whose name is made by another": with_body(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        + field("IF 1 = 1 DDEAUTO")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ),
    "field of codes": with_body(field("QUOTE 68 68 69")),
    "deleted field": with_body("<w:r><w:delInstrText>DDEAUTO cmd</w:delInstrText></w:r>"),
    "drawing from a server": with_body('<v:imagedata src="https://x.example/seen.png"/>'),
    "letters from a source of data": with_part(
        "word/settings.xml",
        f'<w:settings xmlns:w="{WORD}"><w:mailMerge/></w:settings>'.encode(),
    ),
}
UNKNOWN = {
    "entities": with_part(
        "word/document.xml", text(before='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>')
    ),
    "entities in the styles": with_part(
        "word/styles.xml", b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><x>&c;</x>'
    ),
    "entities in another alphabet": with_part(
        "word/styles.xml",
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x []><x/>'.encode("utf-16"),
    ),
    "path upwards": with_part("../../etc/passwd", b"x"),
    "path from the root": with_part("/etc/passwd", b"x"),
    "path of another system": with_part("word\\..\\..\\a.xml"),
    "name turned around": with_part("word/\u202elmx.fdp", b"MZ"),
    "unknown part": with_part("word/other/thing.xml"),
    "drawing of commands": with_part("word/media/image2.emf", b"\x01\0\0\0"),
    "drawing that runs": with_part("word/media/image2.svg", b"<svg onload='alert(1)'/>"),
    "embedded font": with_part("word/fonts/font1.odttf", b"x"),
    "not a document": lambda parts: parts.pop("word/document.xml"),
    "a template": with_type(MAIN_TYPE.replace("document.main", "template.main")),
    "no types": lambda parts: parts.pop("[Content_Types].xml"),
}
BROKEN = {
    "broken text": with_part("word/document.xml", text()[:-20]),
    "text that is none": with_part("word/document.xml", bytes(range(256))),
    "text without end": with_part("word/document.xml", b"<a>" * 5000),
    "deep text": with_part("word/styles.xml", b"<a>" * 500 + b"</a>" * 500),
}


def bomb() -> bytes:
    """Ninety megabytes of spaces in one part."""
    return made(with_part("word/styles.xml", b"<a>" + b" " * 90_000_000 + b"</a>"))


def many_parts() -> bytes:
    return archive(plain() | {f"word/header{number}.xml": b"<x/>" for number in range(600)})


def larger_than_it_says() -> bytes:
    """A part whose size is written down as less than it is."""
    content = bytearray(made(with_part("word/styles.xml", b"<a>" + b" " * 5_000_000 + b"</a>")))
    size = (5_000_007).to_bytes(4, "little")
    return bytes(content).replace(size, (100).to_bytes(4, "little"))


def twice_the_same() -> bytes:
    """Two texts: some programs open the first, others the last."""
    parts = plain()
    target = BytesIO(archive(parts))
    import warnings

    with warnings.catch_warnings(), zipfile.ZipFile(target, "a") as written:
        warnings.simplefilter("ignore")
        written.writestr("word/document.xml", text(field("DDEAUTO cmd")))
    return target.getvalue()


def zero_in_a_name() -> bytes:
    """A name that ends at a zero for some programs, and goes on for others."""
    return made(with_part("word/header1.xmlZ.exe", b"<x/>")).replace(b"xmlZ.exe", b"xml\0.exe")


def locked_parts() -> bytes:
    """The mark of encryption on every part, in both places where an archive has it."""
    content = bytearray(made())
    for signature, at_flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        while at >= 0:
            content[at + at_flags] |= 1
            at = content.find(signature, at + 4)
    return bytes(content)


def locked_container() -> bytes:
    """What Word writes for a document with a password."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016) + "EncryptedPackage".encode("utf-16-le")
    ).ljust(2048, b"\0")


def old_word() -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le")
    ).ljust(2048, b"\0")


def hidden_before() -> bytes:
    """An archive whose first part is not where it should be."""
    return b"PK\x03\x04" + bytes(40) + made()


def hidden_behind() -> bytes:
    return made() + b"MZ\x90\0 a program"


def hidden_in_the_remark() -> bytes:
    target = BytesIO(made())
    with zipfile.ZipFile(target, "a") as written:
        written.comment = b"MZ\x90\0 a program"
    return target.getvalue()


def other_packing() -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_LZMA) as written:
        for name, content in plain().items():
            written.writestr(name, content)
    return target.getvalue()
