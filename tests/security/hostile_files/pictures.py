"""Pictures that are up to something, made on the spot."""

import struct
import zlib
from io import BytesIO

from PIL import Image, PngImagePlugin

OWNER = "Kari Eksempel"
PLACE = 0x8825  # the tag under which cameras write where they were
TURNED = 0x0112
ARTIST = 0x013B


def jpeg(size: tuple[int, int] = (40, 20)) -> bytes:
    """A small photograph with owner, place and a turn, as telephones make them."""
    picture = Image.new("RGB", size, (200, 30, 30))
    picture.paste((10, 10, 200), (0, 0, 4, 4))
    notes = Image.Exif()
    notes[ARTIST] = OWNER
    notes[TURNED] = 6
    place = notes.get_ifd(PLACE)
    place[1], place[2] = "N", (59.9, 10.7, 0.0)
    target = BytesIO()
    picture.save(target, "JPEG", exif=notes, comment=OWNER.encode(), quality=85)
    return target.getvalue()


def png() -> bytes:
    """A small picture with its author in a text of its own."""
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", OWNER)
    notes.add_itxt("XML:com.adobe.xmp", f"<x>{OWNER}</x>")
    target = BytesIO()
    Image.new("RGB", (20, 20), (1, 2, 3)).save(target, "PNG", pnginfo=notes)
    return target.getvalue()


def chunk(kind: bytes, content: bytes) -> bytes:
    """One part of a PNG file."""
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )


def pixel_bomb(side: int) -> bytes:
    """A few bytes that say they are a picture of ``side`` times ``side`` points."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )


def text_bomb() -> bytes:
    """A note of 200 megabytes, packed small, in a picture of one point."""
    packing = zlib.compressobj(9)
    packed = b"".join(packing.compress(bytes(1024 * 1024)) for _ in range(200)) + packing.flush()
    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"zTXt", b"a\0\0" + packed)
        + chunk(b"IDAT", zlib.compress(bytes(4)))
        + chunk(b"IEND", b"")
    )


def tiff(
    pages: int = 1, *, size: tuple[int, int] = (40, 20), mode: str = "RGB", **more: object
) -> bytes:
    """A scan of some pages, with its owner in a note."""
    first, *others = [Image.new(mode, size) for _ in range(pages)]
    target = BytesIO()
    first.save(
        target,
        "TIFF",
        save_all=True,
        append_images=others,
        tiffinfo={ARTIST: OWNER},
        **more,
    )
    return target.getvalue()


def tiff_bomb(side: int) -> bytes:
    """A few bytes that say they are a scan of ``side`` times ``side`` points."""
    fields = [
        (256, 4, 1, side),
        (257, 4, 1, side),
        (258, 3, 1, 8),
        (259, 3, 1, 8),
        (262, 3, 1, 1),
        (273, 4, 1, 200),
        (277, 3, 1, 1),
        (278, 4, 1, side),
        (279, 4, 1, 100),
    ]
    written = struct.pack("<2sHIH", b"II", 42, 8, len(fields))
    written += b"".join(struct.pack("<HHII", *field) for field in fields) + bytes(4)
    return written.ljust(200, b"\0") + zlib.compress(bytes(1000), 9).ljust(100, b"\0")


def tiff_in_a_circle() -> bytes:
    """A scan whose last page says that the first one follows."""
    content = bytearray(tiff_bomb(10))
    content[8 + 2 + 9 * 12 : 8 + 2 + 9 * 12 + 4] = struct.pack("<I", 8)
    return bytes(content)
