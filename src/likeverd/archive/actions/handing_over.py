"""Handing over what is due: one step at a time, by any number of archivers, each killed whenever it pleases.

A step is *taken* in a short transaction of its own, which puts its next attempt into the future: nobody else takes it
meanwhile, and if we die it is taken again. Before anything is handed over that the archive may keep, that it is about
to be is written down and committed; so whoever comes after us looks first, and waits long enough for a slow archive.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection, transaction

from likeverd.archive.folder import FolderArchive
from likeverd.archive.gathering import archive_rules, package_of
from likeverd.archive.models import ArchiveStep, HandOver
from likeverd.archive.of_the_files import FileInQuarantine
from likeverd.archive.package import BrokenPackage, Package, PackageFile
from likeverd.archive.port import Archive, NotDone, PerhapsDone, Wanted
from likeverd.archive.public360 import Public360Archive
from likeverd.core.archive.settings import ArchiveRules, Receiver
from likeverd.core.archive.steps import (
    TROUBLE_WORDS,
    Attempt,
    Outcome,
    Standing,
    StepKind,
    StepState,
    Trouble,
    after,
    is_lost,
    may_be_done,
)
from likeverd.core.packet import Item
from likeverd.core.packet import Standing as PacketStanding
from likeverd.organisations.context import everything
from likeverd.organisations.models import HospitalTrust
from likeverd.packet.actions import report
from likeverd.typesetting import NotTypeset

logger = logging.getLogger(__name__)

Clock = Callable[[], datetime]
WHY_ALL: Final = "cases of all trusts are handed over, each to its own archive"
# So long a step is ours when we have taken it: longer than its slowest call.
OURS_FOR: Final = timedelta(minutes=20)
LONGEST_STATEMENT: Final = "60s"
IN_THE_PACKET: Final = {
    StepState.DUE: PacketStanding.DUE,
    StepState.SENT: PacketStanding.SENT,
    StepState.CONFIRMED: PacketStanding.CONFIRMED,
    StepState.FAILED: PacketStanding.FAILED,
}
# The earliest of a case's steps that are not confirmed, where its time has come.
DUE: Final = """
    SELECT s.id FROM archive_archivestep s
    WHERE s.next_attempt_at <= %s AND s.state IN ('due', 'sent') AND NOT EXISTS (
        SELECT FROM archive_archivestep e
        WHERE e.case_id = s.case_id AND e.state <> 'confirmed'
          AND (e.hand_over_id, e.position) < (s.hand_over_id, s.position))
    ORDER BY s.next_attempt_at, s.id LIMIT 1 FOR UPDATE OF s SKIP LOCKED
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that is ours for a while: the row as it was, and where it stood."""

    step: ArchiveStep
    standing: Standing


def hand_over_waiting(clock: Clock, *, most: int = 1000) -> int:
    """Do every step that is due, and answer how many were done; at most so many in one go."""
    for number in range(most):
        if not hand_over_one(clock):
            return number
    return most


def hand_over_one(clock: Clock) -> bool:
    """Take one step that is due and do it. Answers whether there was one."""
    taken = _take(clock())
    if taken is None:
        return False
    attempt = _attempt(taken, clock)
    if attempt.trouble:
        logger.warning(
            "Archive step %s was not confirmed (attempt %s): %s",
            taken.step.pk,
            taken.standing.attempts + 1,
            attempt.trouble.value,
        )
    _note(taken.step.pk, attempt, clock())
    return True


@transaction.atomic
def _take(now: datetime) -> Taken | None:
    everything(WHY_ALL)
    with connection.cursor() as cursor:
        cursor.execute(DUE, [now])
        found = cursor.fetchone()
    if found is None:
        return None
    step = ArchiveStep.objects.select_related("hand_over", "case__trust").get(pk=found[0])
    standing = standing_of(step)
    step.next_attempt_at = now + OURS_FOR
    step.save(update_fields=["next_attempt_at"])
    return Taken(step, standing)


def _attempt(taken: Taken, clock: Clock) -> Attempt:
    """One attempt, whatever becomes of it."""
    try:
        with transaction.atomic():
            everything(WHY_ALL)
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL statement_timeout = '{LONGEST_STATEMENT}'")
                cursor.execute("SET LOCAL idle_in_transaction_session_timeout = '300s'")
            rules = archive_rules(taken.step.case.trust_id, clock())
            archive = archive_for(taken.step.case.trust.code, rules)
            package = package_of(taken.step.hand_over, rules)
            if taken.step.kind == StepKind.PACKAGE:
                _plan(taken.step, archive, package, rules, clock())
                return Attempt(Outcome.CONFIRMED)
            wanted = _wanted(taken.step, package)
            files = wanted.document.files if wanted.document else package.files
            _note_files(taken.step, files)
        return _handed_over(taken, archive, wanted, clock)
    except NotDone as away:
        return Attempt(Outcome.LOOKED, away.trouble)
    except FileInQuarantine:
        return Attempt(Outcome.LOOKED, Trouble.FILE_IN_QUARANTINE)
    except (BrokenPackage, NotTypeset) as broken:
        logger.error("The package of hand-over %s: %s", taken.step.hand_over_id, broken)
        return Attempt(Outcome.LOOKED, Trouble.BROKEN_PACKAGE)
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        # A case that we cannot tell of keeps no other from the archive. The words may be a patient's: the kind alone.
        logger.error("Hand-over %s: %s", taken.step.hand_over_id, type(fault).__name__)
        return Attempt(Outcome.LOOKED, Trouble.BROKEN_PACKAGE)


def archive_for(trust: str, rules: ArchiveRules) -> Archive:
    """The archive of a trust; raises ``NotDone`` where it is not set up."""
    if rules.receiver is Receiver.PUBLIC_360:
        return Public360Archive(trust, rules.public360)
    if rules.receiver is Receiver.FOLDER and settings.ARCHIVE_FOLDER:
        return FolderArchive(Path(settings.ARCHIVE_FOLDER))
    raise NotDone(Trouble.NOT_SET_UP)


@transaction.atomic
def check_archive(trust: str, now: datetime) -> str:
    """What answers at a trust's archive; raises ``NotDone`` where nothing does, or there is no such trust."""
    everything(WHY_ALL)
    found = HospitalTrust.objects.filter(code=trust).first()
    if found is None:
        raise NotDone(Trouble.NOT_SET_UP)
    return archive_for(trust, archive_rules(found.pk, now)).check()


def _plan(
    step: ArchiveStep, archive: Archive, package: Package, rules: ArchiveRules, now: datetime
) -> None:
    """The package holds: the steps that it takes, written down once."""
    hand_over = HandOver.objects.select_for_update().get(pk=step.hand_over_id)
    if (hand_over.through, hand_over.queued_at) != (
        step.hand_over.through,
        step.hand_over.queued_at,
    ):
        raise NotDone(Trouble.NOT_FOUND_AGAIN)
    hand_over.receiver = rules.receiver.value
    hand_over.save(update_fields=["receiver"])
    ArchiveStep.objects.bulk_create(
        [
            ArchiveStep(
                case_id=step.case_id,
                hand_over=hand_over,
                position=position,
                kind=planned.kind.value,
                key=planned.key,
                external_id=planned.external_id,
                next_attempt_at=now,
            )
            for position, planned in enumerate(archive.steps(package), 1)
        ],
        ignore_conflicts=True,  # planned before by one who died before it was noted
    )


def _wanted(step: ArchiveStep, package: Package) -> Wanted:
    document = next((each for each in package.documents if each.key == step.key), None)
    if step.kind == StepKind.DOCUMENT and document is None:
        raise BrokenPackage("a document that was planned is not there any more")
    return Wanted(StepKind(step.kind), step.external_id, package, document)


def _note_files(step: ArchiveStep, files: Iterable[PackageFile]) -> None:
    """What is about to be handed over: name, size and checksum, for whoever asks the archive later."""
    listed = [{"path": file.path, "size": file.size, "sha256": file.checksum} for file in files]
    ArchiveStep.objects.filter(pk=step.pk).update(files=listed)


def _handed_over(taken: Taken, archive: Archive, wanted: Wanted, clock: Clock) -> Attempt:
    """Look for it, and hand it over where it is not there and certainly not on its way."""
    with _reading_files():
        reference = archive.find(wanted)
        if reference is not None:
            return Attempt(Outcome.CONFIRMED, reference=reference)
    if is_lost(taken.standing, clock()):
        return Attempt(Outcome.LOOKED, Trouble.NOT_FOUND_AGAIN)
    if not may_be_done(taken.standing, clock()):
        return Attempt(Outcome.LOOKED, Trouble.NO_ANSWER)
    _about_to_hand_over(taken.step, clock())
    try:
        with _reading_files():
            reference = archive.create(wanted)
    except PerhapsDone as unknown:
        return Attempt(Outcome.UNKNOWN, unknown.trouble)
    except NotDone as refused:
        return Attempt(Outcome.NOT_DONE, refused.trouble)
    try:
        with _reading_files():
            found = archive.find(wanted)
    except NotDone as away:
        return Attempt(Outcome.SENT, away.trouble, reference)
    if found is None:
        return Attempt(Outcome.SENT, reference=reference)
    return Attempt(Outcome.CONFIRMED, reference=found)


@contextmanager
def _reading_files() -> Iterator[None]:
    """Files are read from the database one by one while they are handed over; nothing is locked meanwhile."""
    with transaction.atomic():
        everything(WHY_ALL)
        yield


@transaction.atomic
def _about_to_hand_over(step: ArchiveStep, now: datetime) -> None:
    everything(WHY_ALL)
    ArchiveStep.objects.filter(pk=step.pk).update(state=StepState.SENT, sent_at=now, answered=False)


@transaction.atomic
def _note(step: int, attempt: Attempt, now: datetime) -> None:
    """Where the step stands after the attempt, and with it its hand-over."""
    everything(WHY_ALL)
    row = ArchiveStep.objects.select_for_update().get(pk=step)
    put_standing(row, after(standing_of(row), attempt, now), now)
    if attempt.reference:
        row.reference = attempt.reference
    row.save()
    put_state_of(row.hand_over_id, now)
    _tell_the_packet(row, now)


def _tell_the_packet(step: ArchiveStep, now: datetime) -> None:
    """The packet of the decision has the archive's copy on its list."""
    state = HandOver.objects.values_list("state", flat=True).get(pk=step.hand_over_id)
    why = TROUBLE_WORDS[Trouble(step.trouble)].nb if step.trouble else ""
    report(step.case_id, Item.ARCHIVE_COPY, IN_THE_PACKET[StepState(state)], now=now, note=why)


def standing_of(row: ArchiveStep) -> Standing:
    """A step as its rules see it."""
    return Standing(
        state=StepState(row.state),
        attempts=row.attempts,
        next_attempt_at=row.next_attempt_at,
        sent_at=row.sent_at,
        answered=row.answered,
        trouble=Trouble(row.trouble) if row.trouble else None,
    )


def put_standing(row: ArchiveStep, standing: Standing, now: datetime) -> None:
    """Write what the rules decided into the row (not yet saved)."""
    row.state = standing.state.value
    row.attempts = standing.attempts
    row.next_attempt_at = standing.next_attempt_at
    row.sent_at = standing.sent_at
    row.answered = standing.answered
    row.trouble = standing.trouble.value if standing.trouble else ""
    row.confirmed_at = now if standing.state is StepState.CONFIRMED else None


def put_state_of(hand_over: int, now: datetime) -> None:
    """What the steps make of their hand-over: confirmed when all are, else the state of the one that is next."""
    states = ArchiveStep.objects.filter(hand_over_id=hand_over).order_by("position")
    waiting = states.exclude(state=StepState.CONFIRMED).values_list("state", flat=True).first()
    HandOver.objects.filter(pk=hand_over).update(
        state=waiting or StepState.CONFIRMED, confirmed_at=None if waiting else now
    )
