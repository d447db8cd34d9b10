"""Two who keep the register at once, with real commits: one is first, the other is told, and nothing is doubled."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections, transaction
from tests.support.house import NOON, build_house

from likeverd.core.method_register import EntryKind
from likeverd.core.vocabulary import Role
from likeverd.methods import actions
from likeverd.methods.models import RegisterChange, RegisterEntry
from likeverd.methods.refused import ChangedMeanwhile, NotRecorded

TRIAL = {"name": "Studien", "state": "open", "source": "HB3", "why": "Ny"}
EVENT = {"date": "20.11.2026", "event": "not_introduced", "source": "P", "why": "M"}


def at_once(*works):
    """What each came to: done, or the kind of refusal."""
    start = Barrier(len(works))

    def run(work):
        start.wait()
        try:
            with transaction.atomic():
                work()
        except (ChangedMeanwhile, NotRecorded) as refused:
            return type(refused).__name__
        else:
            return "done"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return sorted(pool.map(run, works))


def test_one_new_version_is_written_and_the_other_is_told(fresh_database):
    house = build_house()
    who = house.innlandet.person(Role.METHOD_SECRETARIAT)
    actions.add_entry(house.method.pk, EntryKind.TRIAL, TRIAL, by=who, now=NOON)

    def replacing(name):
        return lambda: actions.replace_entry(
            house.method.pk,
            EntryKind.TRIAL,
            "studien",
            1,
            {**TRIAL, "name": name},
            by=who,
            now=NOON,
        )

    assert at_once(replacing("A"), replacing("B")) == ["ChangedMeanwhile", "done"]
    versions = RegisterEntry.objects.order_by("version").values_list("version", "current")
    assert list(versions) == [(1, False), (2, True)]
    assert RegisterChange.objects.filter(what="replaced").count() == 1


def test_the_same_event_is_recorded_once(fresh_database):
    house = build_house()
    who = house.innlandet.person(Role.METHOD_SECRETARIAT)

    def recording():
        actions.record_event(house.method.pk, EVENT, by=who, now=NOON)

    assert at_once(recording, recording) == ["NotRecorded", "done"]
    assert house.method.events.filter(event="not_introduced").count() == 1
    assert RegisterChange.objects.filter(subject="event").count() == 1
