"""Workers that are killed in the middle lose no mail, and a mail sent twice carries the same id."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.utils import timezone
from tests.support import mail_server
from tests.support.sizes import FULL

from likeverd.organisations.models import Person
from likeverd.outbox import actions, tasks
from likeverd.outbox.models import Message

MESSAGES, WORKERS, KILLS = 3000 if FULL else 1500, 4, 18 if FULL else 4
SECONDS = 150  # a quarter of a minute on two free cores; other programs may be at work


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_no_mail_is_lost_when_workers_are_killed(
    fresh_database, database_environment, tmp_path, record_property
):
    to = Person.objects.create(username="kari", name="Kari", email="kari@sykehus.example")
    notice = actions.NewMessage(
        to_person=to, subject="Ny sak", body="Se saken.", about="AHUS-2026-0001"
    )
    for _ in range(MESSAGES // 100):
        actions.queue([notice] * 100, now=timezone.now())
    chance = random.Random(20261123)
    with mail_server.running() as (server, port):
        environment = database_environment | {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(port)}
        environment["DEFAULT_FROM_EMAIL"] = "likeverd@example.invalid"
        workers = [_start(environment, tmp_path) for _ in range(WORKERS)]
        kills = 0
        try:
            deadline = time.monotonic() + SECONDS
            while Message.objects.filter(sent_at__isnull=True).exists():
                assert time.monotonic() < deadline, (
                    f"{_waiting()} waiting after {SECONDS} s\n{_logs(tmp_path)}"
                )
                time.sleep(0.4)
                # Kill only while mails are going out, spread over the whole run.
                if kills < KILLS and len(server.mails) > kills * MESSAGES / (KILLS + 2):
                    unlucky = chance.randrange(WORKERS)
                    os.kill(workers[unlucky].pid, signal.SIGKILL)
                    workers[unlucky].wait()
                    kills += 1
                    workers[unlucky] = _start(environment, tmp_path)
                tasks.deliver.defer()  # stands for the minute's run
        finally:
            for worker in workers:
                worker.terminate()
            for worker in workers:
                worker.wait(20)
        received = dict(server.received)
    wanted = {f"<{key}@example.invalid>" for key in Message.objects.values_list("id", flat=True)}
    twice = sum(count - 1 for count in received.values())
    assert set(received) == wanted
    assert kills >= 3
    assert twice <= kills
    record_property(
        "seen",
        f"{len(received)} mails, {kills} kills, 0 lost, {twice} sent again under the same id",
    )
    # One may have been asked to stop before it had learnt how to do so gently.
    assert {worker.returncode for worker in workers} <= {0, -signal.SIGTERM}, _logs(tmp_path)


def _start(environment: dict[str, str], folder: Path) -> subprocess.Popen[bytes]:
    with (folder / "workers.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "likeverd.command_line", "worker"],
            env=os.environ | environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )


def _waiting() -> int:
    return Message.objects.filter(sent_at__isnull=True).count()


def _logs(folder: Path) -> str:
    return (folder / "workers.log").read_text(errors="replace")[-3000:]
