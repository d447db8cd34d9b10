"""Faults 16 and 18: the mail server is away for a day, and two schedulers start the same job."""

import datetime
import threading

import pytest
from asgiref.sync import async_to_sync
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.periodic import PeriodicDeferrer
from tests.support import mail_server
from tests.support.house import build_house
from tests.support.journey import case_in_state, step
from tests.support.sizes import FULL
from tests.support.threads import pool_of

from likeverd.core.vocabulary import Action, Role, State
from likeverd.outbox import actions
from likeverd.outbox.models import Message

MINUTES_OF_A_DAY = 24 * 60
RUNS = 60 if FULL else 10
NIGHT = datetime.datetime(2026, 11, 24, 3, 0, tzinfo=datetime.UTC)


@pytest.mark.in_full
@pytest.mark.slow
def test_a_mail_server_that_is_away_for_a_day_holds_nothing_up(
    fresh_database, settings, record_property
):
    """The worker's run of each minute, for a day; the clock is the test's."""
    house = build_house()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 2
    settings.EMAIL_PORT = mail_server.free_port()  # nobody is there
    begun = timezone.now()
    case = case_in_state(house, State.DECISION, now=begun)
    now = begun
    for minute in range(MINUTES_OF_A_DAY):
        now = begun + datetime.timedelta(minutes=minute)
        assert actions.deliver_waiting(lambda: now) == 0  # noqa: B023 - called at once
        if minute == MINUTES_OF_A_DAY // 2:
            director = house.innlandet.person(Role.MEDICAL_DIRECTOR)
            case = step(case, Action.GRANT, director, now=now)
            assert case.state == State.GRANTED
    waiting = Message.objects.count()
    tries = max(Message.objects.values_list("attempts", flat=True))
    assert Message.objects.filter(sent_at__isnull=False).count() == 0
    assert tries < 40, "it was tried again and again, but less and less often"
    with mail_server.running() as (server, port):
        settings.EMAIL_PORT = port
        for minute in range(61):
            later = now + datetime.timedelta(minutes=minute)
            actions.deliver_waiting(lambda: later)  # noqa: B023 - called at once
        received = dict(server.received)
    assert len(received) == waiting > 5
    assert set(received.values()) == {1}
    record_property(
        "seen",
        f"{waiting} mails waited up to a day ({tries} tries at most), a decision was taken meanwhile, all sent once",
    )


def test_two_schedulers_start_each_periodic_job_once(fresh_database, record_property):
    def schedule(minute: int, start: threading.Barrier) -> None:
        deferrer = PeriodicDeferrer(app.periodic_registry)
        due = list(deferrer.get_previous_tasks(at=(NIGHT.timestamp() + 60 * minute)))
        start.wait()
        async_to_sync(deferrer.defer_jobs)(due)

    started = 0
    with pool_of(2) as pool:
        for minute in range(RUNS):
            start = threading.Barrier(2)
            for run in [pool.submit(schedule, minute, start) for _ in range(2)]:
                run.result(timeout=30)
            jobs = ProcrastinateJob.objects.filter(task_name="outbox.deliver_again")
            assert jobs.count() == 1
            started += 1
            with_lock = jobs.get()
            assert with_lock.queueing_lock == "outbox.deliver_again"
            clear_jobs()
    record_property("seen", f"{RUNS} minutes, two schedulers at each, {started} runs started")


def clear_jobs() -> None:
    """As a worker that has done them."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE procrastinate_periodic_defers SET job_id = NULL")
        cursor.execute("DELETE FROM procrastinate_events")
        cursor.execute("DELETE FROM procrastinate_jobs")
