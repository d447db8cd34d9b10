"""DOCX: an archive held to a list of the parts that a document of text and pictures has; kept as it came.

Only Word's own kin can write such a file anew, so nothing is repaired: whatever is not known to be harmless is refused,
and the sender is told to save it as PDF. The archive must be plain, so that every program that opens it finds the same
parts: no part twice, nothing hidden between, before or behind them.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from io import BytesIO
from typing import Final

from likeverd.documents.inspection import docx_xml
from likeverd.documents.inspection.limits import (
    LARGEST_DOCX_UNPACKED,
    LARGEST_XML_PART,
    MEGABYTE,
    MOST_PARTS,
    MOST_TIMES_PACKED,
)
from likeverd.documents.inspection.verdicts import Refused, Verdict

CONTENT_TYPES: Final = "[Content_Types].xml"
MAIN_PART: Final = "word/document.xml"
NUMBERED: Final = r"(document|header\d*|footer\d*|footnotes|endnotes|comments\w*)"
XML_PARTS: Final = re.compile(
    r"\[Content_Types\]\.xml|docProps/(app|core|custom)\.xml|docMetadata/LabelInfo\.xml"
    rf"|word/({NUMBERED}|styles|stylesWithEffects|settings|webSettings|fontTable|numbering|people)\.xml"
    r"|word/theme/theme\d+\.xml|word/glossary/\w+\.xml"
    r"|word/charts/(chart|style|colors)\d+\.xml|word/diagrams/(data|layout|quickStyle|colors|drawing)\d+\.xml"
    r"|customXml/(item|itemProps)\d+\.xml"
)
RELATIONSHIPS: Final = re.compile(r"([\w]+/){0,2}_rels/([\w]+\.xml)?\.rels")
PICTURES: Final = re.compile(
    r"(word/media/[\w-]{1,60}|docProps/thumbnail)\.(png|jpe?g|gif|bmp|tiff?)"
)
PICTURE_STARTS: Final = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpeg": (b"\xff\xd8\xff",),
    "jpg": (b"\xff\xd8\xff",),
    "gif": (b"GIF87a", b"GIF89a"),
    "bmp": (b"BM",),
    "tif": (b"II*\0", b"MM\0*"),
    "tiff": (b"II*\0", b"MM\0*"),
}
# Folders of what runs and of what is carried, as Office names them; only for telling the sender what was found.
RUNS: Final = re.compile(r"vba|macro|activex|customui|keymap", re.IGNORECASE)
CARRIED: Final = re.compile(r"embeddings|afchunk|\.(bin|docx|xlsx|zip|exe)$", re.IGNORECASE)

ENCRYPTED_FLAG = 0x1
END_SIGNATURE: Final = b"PK\x05\x06"
END_RECORD: Final = struct.Struct("<4sHHHHIIH")
LOCAL_HEADER: Final = struct.Struct("<4sHHHHHIIIHH")
# Signature, checksum and two sizes, as some programs write them behind a part.
LONGEST_SIZES_BEHIND: Final = 24
LONGEST_EXTRA: Final = 1024  # Word leaves room of some hundred bytes to grow
CHUNK: Final = 256 * 1024


def checked(content: bytes) -> bytes:
    """The same bytes, if nothing in them runs, fetches, carries or hides anything. Raises ``Refused``."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _judge_archive(archive, content)
            for part in archive.infolist():
                _judge_part(archive, part)
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ) as broken:
        raise Refused(Verdict.UNREADABLE) from broken
    return content


def _judge_archive(archive: zipfile.ZipFile, content: bytes) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise Refused(Verdict.UNPACKS_TOO_LARGE)
    if any(part.flag_bits & ENCRYPTED_FLAG for part in parts):
        raise Refused(Verdict.ENCRYPTED)
    for part in parts:
        _judge_name(part)
    names = [part.filename.lower() for part in parts]
    if len(set(names)) != len(names):
        raise Refused(Verdict.UNREADABLE)
    if not {CONTENT_TYPES, MAIN_PART} <= set(archive.namelist()):
        raise Refused(Verdict.UNKNOWN_PARTS)
    if sum(part.file_size for part in parts) > LARGEST_DOCX_UNPACKED:
        raise Refused(Verdict.UNPACKS_TOO_LARGE)
    if not (_ends_with_its_list(archive, content) and _has_no_gaps(archive, content)):
        raise Refused(Verdict.UNREADABLE)


def _judge_name(part: zipfile.ZipInfo) -> None:
    name = part.orig_filename  # with what a zero byte would have cut off
    if any(known.fullmatch(name) for known in (XML_PARTS, RELATIONSHIPS, PICTURES)):
        return
    if RUNS.search(name):
        raise Refused(Verdict.MACROS)
    if CARRIED.search(name):
        raise Refused(Verdict.CARRIES_FILES)
    raise Refused(Verdict.UNKNOWN_PARTS)


def _ends_with_its_list(archive: zipfile.ZipFile, content: bytes) -> bool:
    """Whether the list of parts stands where the archive says, and nothing stands behind it."""
    signature, *_, size, offset, comment = END_RECORD.unpack_from(
        content, len(content) - END_RECORD.size
    )
    return bool(
        signature == END_SIGNATURE
        and comment == 0
        and offset == archive.start_dir
        and offset + size + END_RECORD.size == len(content)
    )


def _has_no_gaps(archive: zipfile.ZipFile, content: bytes) -> bool:
    """Whether the parts lie one behind the other from the first byte to the list of parts."""
    at = 0
    for part in sorted(archive.infolist(), key=lambda each: each.header_offset):
        gap = part.header_offset - at
        if not 0 <= gap <= (LONGEST_SIZES_BEHIND if at else 0):
            return False
        _, _, flags, packing, *_, name_length, extra_length = LOCAL_HEADER.unpack_from(
            content, part.header_offset
        )
        same = (flags, packing) == (part.flag_bits, part.compress_type)
        if not same or part.comment or max(extra_length, len(part.extra)) > LONGEST_EXTRA:
            return False
        at = part.header_offset + LOCAL_HEADER.size + name_length + extra_length
        at += part.compress_size
    return 0 <= archive.start_dir - at <= LONGEST_SIZES_BEHIND


def _judge_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused(Verdict.UNREADABLE)
    content = _unpacked(archive, part)
    name = part.filename
    if PICTURES.fullmatch(name):
        if not content.startswith(PICTURE_STARTS[name.rpartition(".")[2]]):
            raise Refused(Verdict.CARRIES_FILES)
    elif len(content) > LARGEST_XML_PART:
        raise Refused(Verdict.UNPACKS_TOO_LARGE)
    elif name == CONTENT_TYPES:
        docx_xml.judge_content_types(content)
    elif name.endswith(".rels"):
        docx_xml.judge_relationships(content)
    else:
        docx_xml.judge_text(content)


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """The part's bytes, read in small pieces: what the archive says of its sizes is not believed."""
    found = bytearray()
    with archive.open(part) as packed:
        while piece := packed.read(CHUNK):
            found += piece
            much = len(found) > max(MEGABYTE, part.compress_size * MOST_TIMES_PACKED)
            if much or len(found) > LARGEST_DOCX_UNPACKED:
                raise Refused(Verdict.UNPACKS_TOO_LARGE)
    return bytes(found)
