"""The jobs of letters. They only start an action."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app


@app.task(name="letters.make_files", queue="letters")
def make_files() -> None:
    """Set the files of letters that have none; queued together with the letters."""
    _make_files()


@app.periodic(cron="* * * * *")
@app.task(
    name="letters.make_files_again", queue="letters", queueing_lock="letters.make_files_again"
)
def make_files_again(timestamp: int) -> None:
    """Each minute: what was left when a worker was killed, or could not be set. ``timestamp``: Unix seconds."""
    _make_files()


def _make_files() -> None:
    from likeverd.letters.actions.files import make_waiting_files  # actions queue this job

    make_waiting_files(now=timezone.now())
