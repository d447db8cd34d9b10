"""Pictures: read to the last point and written anew, so that nothing but the picture is left.

Cameras write place, time, owner and a small second picture into the file; others hide a page or an archive behind the
picture. None of it is copied. How the picture is turned is carried out before it is forgotten.
"""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError
from PIL.JpegImagePlugin import get_sampling

from likeverd.documents.inspection.limits import LONGEST_SIDE, MOST_PIXELS
from likeverd.documents.inspection.verdicts import Refused, Verdict

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
# Pillow would write these modes to PNG; everything else becomes plain colours.
PNG_MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA", "I;16"})


def rebuild(content: bytes, media_type: str) -> bytes:
    """The picture alone. Raises ``Refused``."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _rebuilt(content, media_type)
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
    ) as broken:
        raise Refused(Verdict.UNREADABLE) from broken


def _rebuilt(content: bytes, media_type: str) -> bytes:
    png = media_type == "image/png"
    picture = Image.open(BytesIO(content), formats=["PNG"] if png else ["JPEG", "MPO"])
    width, height = picture.size
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise Refused(Verdict.TOO_MANY_PIXELS)
    picture.load()
    return _as_png(picture) if png else _as_jpeg(picture)


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
