"""Of the two last marks of a packet that are made at once, one sees the other: the archive gets what was done."""

import threading
import time

from django.db import transaction
from tests.support.house import NOON, build_house
from tests.support.journey import case_in_state
from tests.support.threads import pool_of

from likeverd.archive.models import ArchiveStep, HandOver
from likeverd.core.packet import Item, Standing
from likeverd.core.vocabulary import State
from likeverd.packet.actions import Mark, mark, report
from likeverd.packet.models import PacketItem

LAST = (Item.JOURNAL_NOTE, Item.PATIENT_LETTER)


def test_a_last_mark_waits_for_the_one_before_and_makes_the_supplement(fresh_database):
    case = case_in_state(build_house(), State.GRANTED)
    ArchiveStep.objects.update(state="confirmed")
    others = PacketItem.objects.exclude(item__in=[Item.ARCHIVE_COPY, *LAST])
    others.update(standing=Standing.CONFIRMED)
    marked = threading.Event()

    def paste() -> None:
        with transaction.atomic():
            note = Mark(Item.JOURNAL_NOTE, Standing.MADE, Standing.CONFIRMED)
            mark(case.number, note, by=case.applicant, now=NOON)
            marked.set()
            time.sleep(0.5)  # time enough for the other to come, and to be gone if nothing held it

    def give() -> None:
        assert marked.wait(timeout=30)
        report(case.pk, Item.PATIENT_LETTER, Standing.CONFIRMED, now=NOON)

    with pool_of(2) as pool:
        for running in [pool.submit(paste), pool.submit(give)]:
            running.result(timeout=60)
    assert HandOver.objects.filter(case=case).count() == 2
