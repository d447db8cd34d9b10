"""Pictures: read to the last point and written anew, so that nothing but the picture is left.

Cameras write place, time, owner and a small second picture into the file; others hide a page or an archive behind the
picture. None of it is copied. How the picture is turned is carried out before it is forgotten. A TIFF may have many
pages; each is read and written by itself.
"""

from __future__ import annotations

import struct
import warnings
from io import BytesIO
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError
from PIL.JpegImagePlugin import get_sampling
from PIL.TiffImagePlugin import AppendingTiffWriter

from likeverd.documents.inspection.kinds import PNG, TIFF, Kind
from likeverd.documents.inspection.limits import (
    LONGEST_SIDE,
    MOST_PIXELS,
    MOST_PIXELS_TOGETHER,
    MOST_SCANNED_PAGES,
)
from likeverd.documents.inspection.verdicts import Refused, Verdict

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
# Pillow would write these modes; everything else becomes plain colours.
TIFF_MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"})
PNG_MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA", "I;16"})
# Measurements rather than pictures: as plain colours they would be cut off, and nobody would see it.
MEASURED_MODES = frozenset({"I", "F", "I;16B"})
LEAST_DENSITY = 10  # dots an inch; less means that nobody said


def rebuild(content: bytes, kind: Kind) -> bytes:
    """The picture alone. Raises ``Refused``."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _rebuilt(content, kind)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise Refused(Verdict.TOO_MANY_PIXELS) from bomb
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
        TypeError,
        KeyError,
        IndexError,
        OverflowError,
        RuntimeError,
        AssertionError,
        struct.error,
    ) as broken:
        raise Refused(Verdict.UNREADABLE) from broken


def _rebuilt(content: bytes, kind: Kind) -> bytes:
    formats = {PNG: ["PNG"], TIFF: ["TIFF"]}.get(kind, ["JPEG", "MPO"])
    picture = Image.open(BytesIO(content), formats=formats)
    if kind is TIFF:
        return _as_tiff(picture)
    _judge_size(picture)
    picture.load()
    return _as_png(picture) if kind is PNG else _as_jpeg(picture)


def _judge_size(picture: Image.Image) -> int:
    """How many points the picture has. Raises ``Refused``; asked before any of them is read."""
    width, height = picture.size
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise Refused(Verdict.TOO_MANY_PIXELS)
    return width * height


def _as_tiff(picture: Image.Image) -> bytes:
    """All pages, with how close their points lie (a fax has other distances across than down)."""
    target = BytesIO()
    points = 0
    with AppendingTiffWriter(target, new=True) as pages:
        for number in range(MOST_SCANNED_PAGES + 1):
            try:
                picture.seek(number)
            except EOFError:
                break
            if number == MOST_SCANNED_PAGES:
                raise Refused(Verdict.TOO_MANY_PAGES)
            points += _judge_size(picture)
            if points > MOST_PIXELS_TOGETHER:
                raise Refused(Verdict.TOO_MANY_PIXELS)
            picture.load()
            _write_page(picture, pages)
            pages.newFrame()
    return target.getvalue()


def _write_page(picture: Image.Image, pages: AppendingTiffWriter) -> None:
    was_photograph = picture.info.get("compression") in ("jpeg", "tiff_jpeg")
    density = picture.info.get("dpi")
    if picture.mode in MEASURED_MODES:
        raise Refused(Verdict.UNREADABLE)
    turned = ImageOps.exif_transpose(picture)
    plain = turned if turned.mode in TIFF_MODES else turned.convert("RGB")
    plain = plain.copy()  # a picture of no file: what its file noted is not written
    plain.info = {}
    more: dict[str, Any] = {"compression": "tiff_adobe_deflate"}
    if plain.mode == "1":
        more = {"compression": "group4"}
    elif was_photograph and plain.mode in ("L", "RGB"):
        more = {"compression": "jpeg", "quality": 92}
    if density and all(LEAST_DENSITY <= each <= LONGEST_SIDE for each in density):
        more["dpi"] = density
    plain.save(pages, "TIFF", **more)


def _as_png(picture: Image.Image) -> bytes:
    turned = ImageOps.exif_transpose(picture)
    plain = turned if turned.mode in PNG_MODES else turned.convert("RGB")
    more: dict[str, Any] = {}
    if "transparency" in plain.info:
        more["transparency"] = plain.info["transparency"]
    plain.info = {}
    plain.encoderinfo = {}
    return _written(plain, "PNG", compress_level=6, exif=b"", icc_profile=None, **more)


def _as_jpeg(picture: Image.Image) -> bytes:
    # The same tables as before: what was lost once is not lost again.
    tables = getattr(picture, "quantization", None)
    sampling = get_sampling(picture)
    turned = ImageOps.exif_transpose(picture)
    same = turned.mode in ("L", "RGB")
    plain = turned if same else turned.convert("RGB")
    plain.info = {}
    more: dict[str, Any] = {"quality": 92}
    if same and tables:
        more = {"qtables": tables}
        if sampling in (0, 1, 2):
            more["subsampling"] = sampling
    return _written(plain, "JPEG", exif=b"", icc_profile=None, comment=b"", **more)


def _written(picture: Image.Image, kind: str, **more: Any) -> bytes:
    target = BytesIO()
    picture.save(target, kind, **more)
    return target.getvalue()
