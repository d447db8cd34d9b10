"""PDF: every object of the file is looked at, wherever it lies, and the file is written anew.

What could run, fetch or carry something is refused, not repaired: the sender can print the document anew, and sees what
happened. Written anew, the file has lost its older versions, what was hung before or behind it, and who wrote it.
A document with a digital signature is kept byte for byte, since a changed byte breaks the signature.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from likeverd.documents.inspection.limits import (
    LARGEST_UNPACKED,
    MOST_OBJECTS,
    MOST_PAGES,
    MOST_PIXELS,
)
from likeverd.documents.inspection.verdicts import Refused, Verdict

# Keys that start something, and the kinds of action that do more than turn to a page or follow a link by a click.
RUNS_KEYS = frozenset({"/JS", "/JavaScript", "/AA", "/XFA", "/FFilter"})
RUNS_ACTIONS = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/ResetForm",
        "/GoToR",
        "/GoToE",
        "/GoTo3DView",
        "/Rendition",
        "/RichMediaExecute",
        "/Movie",
        "/Sound",
        "/Hide",
        "/SetOCGState",
    }
)
CARRIES_KEYS = frozenset({"/EmbeddedFiles", "/EF", "/RichMediaContent", "/RichMediaSettings"})
CARRIES_KINDS = frozenset(
    {"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D", "/EmbeddedFile"}
)
WEB = ("http://", "https://", "mailto:", "tel:")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:")
END_OF_FILE = b"%%EOF"


def rebuild(content: bytes) -> bytes:
    """The document, if nothing in it runs, fetches or carries anything. Raises ``Refused``."""
    try:
        with Pdf.open(BytesIO(content), attempt_recovery=False, suppress_warnings=True) as document:
            return _rebuilt(document, content)
    except pikepdf.PasswordError as locked:
        raise Refused(Verdict.ENCRYPTED) from locked
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, RecursionError) as broken:
        raise Refused(Verdict.UNREADABLE) from broken


def _rebuilt(document: Pdf, content: bytes) -> bytes:
    if document.is_encrypted:
        raise Refused(Verdict.ENCRYPTED)
    signed = _walk(document)
    if not 0 < len(document.pages) <= MOST_PAGES:
        raise Refused(Verdict.UNREADABLE)
    if signed:
        if content.rstrip(b"\r\n \0").endswith(END_OF_FILE):
            return content
        raise Refused(Verdict.UNREADABLE)
    for key in ("/Info", "/ID"):
        if key in document.trailer:
            del document.trailer[key]
    for holder in (document.Root, *(page.obj for page in document.pages)):
        for key in ("/Metadata", "/PieceInfo"):
            if key in holder:
                del holder[key]
    target = BytesIO()
    document.save(target, deterministic_id=True, fix_metadata_version=False)
    return target.getvalue()


def _walk(document: Pdf) -> bool:
    """Look at every object. Answers whether the document is signed. Raises ``Refused``."""
    unpacked = 0
    signed = False
    for seen, found in enumerate(_objects(document)):
        if seen > MOST_OBJECTS:
            raise Refused(Verdict.UNPACKS_TOO_LARGE)
        if isinstance(found, Stream):
            _judge_entries(found.stream_dict, of_stream=True)
            unpacked += _unpacked_size(found, LARGEST_UNPACKED - unpacked)
        elif isinstance(found, Dictionary):
            _judge_entries(found, of_stream=False)
            signed = signed or "/ByteRange" in found
    return signed


def _objects(document: Pdf) -> Iterator[Object]:
    """Every object, direct ones within others too: an action may be written where it is used."""
    for numbered in [document.trailer, *document.objects]:
        waiting: list[Any] = [numbered]
        while waiting:
            current = waiting.pop()
            yield current
            if isinstance(current, Stream):
                children = [value for _, value in current.stream_dict.items()]
            elif isinstance(current, Dictionary):
                children = [value for _, value in current.items()]
            elif isinstance(current, Array):
                children = list(current)
            else:
                continue
            # What has a number of its own comes by in its turn; so no circle is walked twice.
            waiting += [
                child
                for child in children
                if isinstance(child, Array | Dictionary | Stream) and not child.is_indirect
            ]


def _judge_entries(entries: Any, *, of_stream: bool) -> None:
    keys = set(entries.keys())
    if keys & RUNS_KEYS or (of_stream and "/F" in keys):
        raise Refused(Verdict.RUNS_SOMETHING)
    if keys & CARRIES_KEYS:
        raise Refused(Verdict.CARRIES_FILES)
    if str(entries.get("/S", "")) in RUNS_ACTIONS or not _leads_to_the_web(entries):
        raise Refused(Verdict.RUNS_SOMETHING)
    if {str(entries.get(key, "")) for key in ("/Subtype", "/Type")} & CARRIES_KINDS:
        raise Refused(Verdict.CARRIES_FILES)
    if "/OpenAction" in keys and not _turns_to_a_page(entries["/OpenAction"]):
        raise Refused(Verdict.RUNS_SOMETHING)
    if "/Width" in keys and "/Height" in keys:
        width, height = entries["/Width"], entries["/Height"]
        if int(width) * int(height) > MOST_PIXELS * 4:
            raise Refused(Verdict.TOO_MANY_PIXELS)


def _leads_to_the_web(entries: Any) -> bool:
    """Whether a link, if this is one, leads to a page, a mail address or a telephone number."""
    if entries.get("/S") != Name("/URI"):
        return True
    address = str(entries.get("/URI", "")).strip().lower()
    return address.startswith(WEB) or not SCHEME.match(address)


def _turns_to_a_page(action: Any) -> bool:
    """Many programs let a document open at a page: that alone is harmless."""
    if isinstance(action, Array):
        return True
    return (
        isinstance(action, Dictionary)
        and action.get("/S") == Name("/GoTo")
        and "/Next" not in action
    )


def _unpacked_size(stream: Stream, most: int) -> int:
    """How many bytes the stream is when unpacked, by its first filter. Raises ``Refused`` above ``most``."""
    filters = stream.stream_dict.get("/Filter")
    first = filters[0] if isinstance(filters, Array) and len(filters) else filters
    raw = stream.read_raw_bytes()
    if first not in (Name("/FlateDecode"), Name("/Fl")):
        return len(raw)
    unpacking = zlib.decompressobj()
    size, waiting = 0, raw
    while waiting:
        try:
            size += len(unpacking.decompress(waiting, 4 * 1024 * 1024))
        except zlib.error:
            break  # broken data unpacks to nothing more
        if size > most:
            raise Refused(Verdict.UNPACKS_TOO_LARGE)
        waiting = unpacking.unconsumed_tail
    return size
