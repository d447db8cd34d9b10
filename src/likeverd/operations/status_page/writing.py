"""Writes the status page and the paper form as files without scripts and without anything from elsewhere.

The time on the page is the last minute in which Likeverd was well enough to write it: when the page is shown because
Likeverd is down, it says since when.
"""

from __future__ import annotations

import datetime
import os
import shutil
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from likeverd.core.forms.individual_exception import SCHEME
from likeverd.core.forms.register import current
from likeverd.core.text import LANGUAGES
from likeverd.core.workdays import local_day
from likeverd.operations import figures
from likeverd.operations.switches import read_now

STYLE = Path(__file__).parent / "status.css"
PAGE = "index.html"


def write(folder: Path, now: datetime.datetime) -> list[Path]:
    """Write ``index.html`` and one paper form in each language. Answers the files. Raises OSError."""
    folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    folder.chmod(0o755)  # for the proxy, whatever the umask
    shutil.copyfile(STYLE, folder / STYLE.name)
    (folder / STYLE.name).chmod(0o644)
    written = [_put(folder / PAGE, _page(now))]
    form = current(SCHEME, local_day(now))
    for language in LANGUAGES:
        with translation.override(language):
            text = render_to_string(
                "operations/paper_form.html", {"form": form, "language": language}
            )
        written.append(_put(folder / f"papirskjema-{language}.html", text))
    return written


def _page(now: datetime.datetime) -> str:
    standing = read_now()
    parts = []
    for language in LANGUAGES:
        with translation.override(language):
            context = {
                "language": language,
                "now": timezone.localtime(now),
                "read_only": standing.read_only,
                "mail_waits": standing.mail_off,
                "late": figures.outbox_age() > figures.LONGEST_QUEUE,
                "contact": settings.SUPPORT_CONTACT,
            }
            parts.append(render_to_string("operations/status_part.html", context))
    return render_to_string("operations/status_page.html", {"parts": parts})


def _put(path: Path, text: str) -> Path:
    """Write beside and move in: the proxy may be reading."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    part.write_text(text, encoding="utf-8")
    part.chmod(0o644)
    part.replace(path)
    return path
