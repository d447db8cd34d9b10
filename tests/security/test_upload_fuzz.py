"""More than five hundred hostile files: none is taken, nothing crashes, and nobody waits long for an answer.

On every change all of them are judged as the reader does (``hostile_files.judging``), and some of each kind go through
the page; in full (``make faults``) every one is sent to the page.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from collections import Counter
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from tests.documents.test_files import signed_in
from tests.security.hostile_files import docx
from tests.security.hostile_files.collection import Hostile, collection, mutated
from tests.security.hostile_files.judging import Judged
from tests.security.test_hostile_files import REFUSED_PDFS
from tests.support.house import build_house
from tests.support.journey import begin
from tests.support.sizes import FULL

from likeverd.cases.models import Case
from likeverd.core.vocabulary import Role
from likeverd.documents.inspection import Verdict
from likeverd.documents.inspection.limits import PROCESSOR_SECONDS
from likeverd.documents.models import Document

ROOT = Path(__file__).parents[2]
AT_LEAST = 500
MUTATIONS = 4000 if FULL else 300
SEED = int.from_bytes(os.urandom(4)) if FULL else 20261125
EACH = 23  # every one of so many goes through the page on every change


def everything() -> list[Hostile]:
    return list(collection({name: change for name, (change, _) in REFUSED_PDFS.items()}))


@pytest.fixture(scope="module")
def hostile() -> list[Hostile]:
    return everything()


def judged(files: list[Hostile]) -> list[Judged]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.security.hostile_files.judging"],
        input=pickle.dumps([file.content for file in files]),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        check=True,
    )
    return pickle.loads(done.stdout)  # noqa: S301 - our own program's words


def test_none_of_five_hundred_hostile_files_is_taken(hostile, record_property):
    assert len(hostile) >= AT_LEAST
    assert len({file.content for file in hostile}) >= AT_LEAST * 3 // 4  # some under several names
    found = judged(hostile)
    for file, (ended, report, kept, seconds) in zip(hostile, found, strict=True):
        assert ended == 0, file.about
        assert report["verdict"] != Verdict.ACCEPTED, file.about
        assert kept == b""
        assert seconds < PROCESSOR_SECONDS, file.about
    verdicts = Counter(report["verdict"] for _, report, _, _ in found)
    assert set(verdicts) >= {
        Verdict.WRONG_KIND,
        Verdict.UNREADABLE,
        Verdict.ENCRYPTED,
        Verdict.RUNS_SOMETHING,
        Verdict.CARRIES_FILES,
        Verdict.MACROS,
        Verdict.FETCHES,
        Verdict.UNKNOWN_PARTS,
        Verdict.OLD_OFFICE,
        Verdict.TOO_MANY_PIXELS,
        Verdict.TOO_MANY_PAGES,
        Verdict.UNPACKS_TOO_LARGE,
    }
    slowest = max(seconds for *_, seconds in found)
    told = ", ".join(f"{verdict} {number}" for verdict, number in verdicts.most_common())
    record_property("seen", f"{len(hostile)} files, slowest {slowest:.2f} s: {told}")


def test_a_file_with_changed_bytes_is_refused_or_is_what_it_says(record_property):
    files = list(mutated(SEED, MUTATIONS))
    taken = []
    for file, (ended, report, kept, seconds) in zip(files, judged(files), strict=True):
        assert ended == 0, file.about
        assert seconds < PROCESSOR_SECONDS, file.about
        if report["verdict"] == Verdict.ACCEPTED:
            taken.append(file._replace(content=kept))
            is_what_it_says(report["media_type"], kept, file)
    for file, (_, report, _, _) in zip(taken, judged(taken), strict=True):
        assert report["verdict"] == Verdict.ACCEPTED, file.about  # a second look finds nothing more
    record_property("seen", f"{MUTATIONS} mutations of seed {SEED}, {len(taken)} harmless")


def is_what_it_says(media_type: str, kept: bytes, file: Hostile) -> None:
    if media_type == "application/pdf":
        with pikepdf.open(BytesIO(kept)) as document:
            assert document.pages, file.about
    elif media_type.startswith("image/"):
        with Image.open(BytesIO(kept)) as picture:
            assert Image.MIME[picture.format] == media_type, file.about
            picture.load()
    else:
        assert kept == file.content, file.about


def refused_by_the_page(case: Case, client, file: Hostile) -> None:
    before = time.monotonic()
    answer = client.post(
        reverse("cases:attach", args=[case.number]),
        {"file": SimpleUploadedFile(file.name, file.content)},
    )
    assert answer.status_code == 422, file.about
    page = answer.content.decode()
    assert 'id="file-fault" role="alert"' in page, file.about
    assert time.monotonic() - before < PROCESSOR_SECONDS, file.about
    assert not Document.objects.exists(), file.about


@pytest.mark.django_db
def test_the_page_says_why_and_keeps_what_was_typed(hostile):
    house = build_house()
    case = begin(house, house.innlandet)
    client = signed_in(house, Role.TREATING_CONSULTANT)
    draft = reverse("cases:case", args=[case.number])
    before = Case.objects.values().get(pk=case.pk)
    for file in hostile[::EACH]:
        refused_by_the_page(case, client, file)
    assert Case.objects.values().get(pk=case.pk) == before
    assert client.get(draft).status_code == 200
    kept = client.post(
        reverse("cases:attach", args=[case.number]),
        {"file": SimpleUploadedFile("svar.docx", docx.made())},
    )
    assert kept.status_code == 302  # and the next, harmless one is taken


@pytest.mark.django_db
@pytest.mark.in_full
@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_every_one_through_the_page(hostile, record_property):
    house = build_house()
    case = begin(house, house.innlandet)
    client = signed_in(house, Role.TREATING_CONSULTANT)
    began = time.monotonic()
    for file in hostile:
        refused_by_the_page(case, client, file)
    record_property("seen", f"{len(hostile)} files in {time.monotonic() - began:.0f} s, none taken")
