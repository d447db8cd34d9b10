"""Packages for the archive: how long one takes, and whether ten thousand take more memory than one.

The packages are of one case over and over, each made from the database and laid into a folder, which is emptied as it
fills: nothing but the house's own work is measured.
"""

import os
import resource
import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measures.tables import percentile
from django.db import transaction

from likeverd.archive.folder import FolderArchive
from likeverd.archive.gathering import package_of
from likeverd.archive.models import HandOver
from likeverd.archive.port import Wanted
from likeverd.cases.models import Case
from likeverd.core.archive.settings import ArchiveRules
from likeverd.core.archive.steps import StepKind
from likeverd.core.vocabulary import State
from likeverd.organisations.context import everything

WARM_UP = 50
PAGE = os.sysconf("SC_PAGE_SIZE")


def archive_figures(packages: int) -> list[list[str]]:
    """Times of gathering, setting, writing; and the memory held at the start, in the middle and at the end."""
    times: list[tuple[float, float]] = []
    with TemporaryDirectory() as folder:
        archive = FolderArchive(Path(folder))
        for _ in range(WARM_UP):  # schema, fonts and forms are loaded once
            _one(archive)
        held = [_held()]
        for number in range(1, packages + 1):
            times.append(_one(archive))
            if number in (packages // 2, packages):
                held.append(_held())
    waited, worked = ([time_[place] for time_ in times] for place in (0, 1))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        ["packages", f"{packages:,}"],
        ["one package, p50 ms", f"{percentile(waited, 50) * 1000:.0f}"],
        ["one package, p95 ms", f"{percentile(waited, 95) * 1000:.0f}"],
        ["our own processor time of one, p50 ms", f"{percentile(worked, 50) * 1000:.0f}"],
        ["memory at the start, in the middle, at the end, MB", ", ".join(f"{x:.0f}" for x in held)],
        ["most memory ever held, MB", f"{peak:.0f}"],
    ]


def _one(archive: FolderArchive) -> tuple[float, float]:
    with transaction.atomic():
        everything("the archive is measured")
        case = (
            Case.objects.filter(state=State.GRANTED.value, submitted_at__isnull=False)
            .order_by("?")
            .first()
        )
        hand_over = HandOver(
            case=case, number=0, through=case.version, since=0, queued_at=case.ended_at
        )
        begun, worked = time.perf_counter(), time.process_time()
        package = package_of(hand_over, ArchiveRules())
        archive.create(Wanted(StepKind.FOLDER, package.name, package))
        spent = (time.perf_counter() - begun, time.process_time() - worked)
    shutil.rmtree(archive.root / package.trust)
    return spent


def _held() -> float:
    """Memory that this process holds now, in MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE / 1024**2
