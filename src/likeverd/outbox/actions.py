"""The outbox's only writers: put messages in, and deliver them.

``queue`` writes the messages and one job in the caller's transaction, so that a step and its notices stand or fall
together. ``deliver_waiting`` sends what is due, a message at a time, each locked in its own short transaction: any
number of workers may run it at once, and one that is killed leaves its message to the next.
"""

from __future__ import annotations

import datetime
import logging
import smtplib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from email.utils import parseaddr
from functools import partial
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction

from likeverd.operations.backups.places import BackupFolder
from likeverd.operations.switches import read_now
from likeverd.organisations.models import Person
from likeverd.outbox import tasks
from likeverd.outbox.models import Message

logger = logging.getLogger(__name__)

FIRST_DELAY = datetime.timedelta(minutes=1)
LONGEST_DELAY = datetime.timedelta(hours=1)
# A slow mail server may take several of its time limits (EMAIL_TIMEOUT) for one mail.
LONGEST_SENDING = "300s"


@dataclass(frozen=True)
class NewMessage:
    """A message to a person, in that person's language. ``about`` is the case's number, or empty."""

    to_person: Person
    subject: str
    body: str
    about: str = ""


def queue(messages: Iterable[NewMessage], *, now: datetime.datetime) -> list[UUID]:
    """Put messages into the outbox, in the transaction that the caller is in. Answers their ids."""
    rows = [
        Message(
            to_person=message.to_person,
            to_address=message.to_person.email,
            language=message.to_person.language,
            # A line break in a subject would start a new header.
            subject=" ".join(message.subject.split())[:200],
            body=message.body,
            about=message.about,
            created_at=now,
            next_attempt_at=now,
        )
        for message in messages
    ]
    if rows:
        with transaction.atomic():
            Message.objects.bulk_create(rows)
            tasks.deliver.defer()
    return [row.id for row in rows]


def queue_to_address(address: str, subject: str, body: str, *, now: datetime.datetime) -> UUID:
    """Put a message to an address of the settings into the outbox: to those who run the service, about no case."""
    message = Message(
        to_person=None,
        to_address=address,
        language=settings.LANGUAGE_CODE,
        subject=" ".join(subject.split())[:200],
        body=body,
        created_at=now,
        next_attempt_at=now,
    )
    with transaction.atomic():
        message.save(force_insert=True)
        tasks.deliver.defer()
    return message.id


def deliver_waiting(clock: Callable[[], datetime.datetime]) -> int:
    """Send every message that is due and that no other worker holds. Answers how many were sent.

    Ends early where the mail server cannot be reached; the rest then waits for the next run.
    """
    if read_now().mail_off:
        return 0  # all of it stays, and is sent when the switch is turned back
    mail = get_connection()
    sent = 0
    try:
        while (outcome := _deliver_one(mail, clock)) is not None:
            if outcome == "unreachable":
                break
            sent += outcome == "sent"
    finally:
        _close(mail)
    return sent


def _deliver_one(mail: BaseEmailBackend, clock: Callable[[], datetime.datetime]) -> str | None:
    """Send one message that is due: 'sent', 'refused' or 'unreachable'; None where none is due."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL idle_in_transaction_session_timeout = '{LONGEST_SENDING}'")
        message = (
            Message.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(sent_at__isnull=True, next_attempt_at__lte=clock())
            .order_by("next_attempt_at", "created_at")
            .first()
        )
        if message is None:
            return None
        message.attempts += 1
        error, outcome = _send(mail, message)
        if error:
            message.last_error = error
            message.next_attempt_at = clock() + delay_after(message.attempts)
            logger.warning(
                "Message %s was not sent (attempt %s): %s", message.id, message.attempts, error
            )
        else:
            message.last_error = ""
            message.sent_at = max(clock(), message.created_at)
            transaction.on_commit(partial(_leave_a_trace, message))
        message.save(update_fields=["attempts", "last_error", "next_attempt_at", "sent_at"])
        return outcome


def _leave_a_trace(message: Message) -> None:
    """Tell outside the database that the mail has left, so that a restored database knows what it has forgotten."""
    if settings.BACKUP_FOLDER is None or not message.about or message.sent_at is None:
        return
    try:
        folder = BackupFolder(settings.BACKUP_FOLDER)
        folder.note_sent_mail(str(message.id), message.about, message.sent_at)
    except OSError as error:  # the mail is sent, whatever becomes of the trace
        logger.warning("A sent mail could not be noted beside the backups: %s", error.strerror)


def delay_after(attempts: int) -> datetime.timedelta:
    """How long to wait after so many failed attempts: a minute, doubled each time, an hour at most."""
    return min(FIRST_DELAY * 2 ** min(attempts - 1, 10), LONGEST_DELAY)


def _send(mail: BaseEmailBackend, message: Message) -> tuple[str, str]:
    """Hand one mail to the server: an error free of personal data (empty when sent), and the outcome."""
    if not message.to_address:
        return "the person has no mail address", "refused"
    try:
        mail.open()
    except Exception as error:
        _close(mail)
        return describe(error), "unreachable"
    try:
        _mail_of(message, mail).send()
    except Exception as error:
        _close(mail)  # the conversation may be broken in the middle; the next mail starts a new one
        return describe(error), "refused"
    return "", "sent"


def _mail_of(message: Message, mail: BaseEmailBackend) -> EmailMessage:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "likeverd.invalid"
    headers = {
        "Message-ID": f"<{message.id}@{domain}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": message.language,
    }
    return EmailMessage(
        message.subject, message.body, to=[message.to_address], headers=headers, connection=mail
    )


def _close(mail: BaseEmailBackend) -> None:
    try:
        mail.close()
    except Exception as error:
        logger.info("The mail server did not end the conversation: %s", type(error).__name__)


def describe(error: Exception) -> str:
    """The kind of an error and the mail server's code, without its words: servers repeat addresses and subjects."""
    name = type(error).__name__
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = sorted({str(code) for code, _ in error.recipients.values()})
        return f"{name} {' '.join(codes)}"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{name} {error.smtp_code}"
    return name
