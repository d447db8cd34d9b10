"""What the outbox promises, a worker at a time."""

import datetime
import logging

import pytest
from django.core import mail
from django.db import connection, transaction
from tests.support import mail_server

from likeverd.organisations.models import Person
from likeverd.outbox import actions, selectors
from likeverd.outbox.models import Message

NOW = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)
SECRET = "hemmelig diagnose"


def person(name: str = "kari", email: str = "kari@sykehus.example") -> Person:
    return Person.objects.create(username=name, name=name.title(), email=email, language="nn")


def notice(to: Person, subject: str = "Ny sak til vurdering") -> actions.NewMessage:
    return actions.NewMessage(to_person=to, subject=subject, body=SECRET, about="AHUS-2026-0001")


def waiting_jobs() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'outbox.deliver'")
        return cursor.fetchone()[0]


def clock() -> datetime.datetime:
    return NOW


@pytest.mark.django_db
def test_one_job_for_all_messages_of_a_step():
    to = person()
    actions.queue([notice(to), notice(to)], now=NOW)
    assert Message.objects.count() == 2
    assert waiting_jobs() == 1


@pytest.mark.django_db
def test_no_message_no_job():
    assert actions.queue([], now=NOW) == []
    assert waiting_jobs() == 0


def test_messages_and_job_are_undone_with_the_step(fresh_database):
    to = person()

    class StepRefused(Exception):
        pass

    def refused_step() -> None:
        with transaction.atomic():
            actions.queue([notice(to)], now=NOW)
            raise StepRefused

    with pytest.raises(StepRefused):
        refused_step()
    assert Message.objects.count() == 0
    assert waiting_jobs() == 0


@pytest.mark.django_db
def test_a_mail_goes_out_once_with_a_fixed_id_in_the_persons_language():
    to = person()
    [key] = actions.queue([notice(to)], now=NOW)
    assert actions.deliver_waiting(clock) == 1
    assert actions.deliver_waiting(clock) == 0
    [sent] = mail.outbox
    assert sent.extra_headers["Message-ID"] == f"<{key}@example.invalid>"
    assert sent.extra_headers["Content-Language"] == "nn"
    assert sent.to == ["kari@sykehus.example"]
    assert Message.objects.get().sent_at == NOW
    assert list(selectors.mailbox(to)) == [Message.objects.get()]
    assert list(selectors.about("AHUS-2026-0001")) == [Message.objects.get()]


@pytest.mark.django_db
def test_a_line_break_in_a_subject_starts_no_header():
    actions.queue([notice(person(), "Ny sak\r\nBcc: all@example.com")], now=NOW)
    assert actions.deliver_waiting(clock) == 1
    assert mail.outbox[0].message()["Bcc"] is None


@pytest.mark.django_db
def test_a_person_without_address_is_listed_as_failed_and_stops_nobody():
    actions.queue([notice(person("ola", ""))], now=NOW)
    actions.queue([notice(person())], now=NOW)
    assert actions.deliver_waiting(clock) == 1
    [failed] = selectors.failed()
    assert failed.last_error == "the person has no mail address"


def test_the_delay_doubles_up_to_an_hour():
    minutes = [
        actions.delay_after(attempts).total_seconds() / 60
        for attempts in (1, 2, 3, 4, 5, 6, 7, 8, 500)
    ]
    assert minutes == [1, 2, 4, 8, 16, 32, 60, 60, 60]


BEHAVIOURS = ["refuses the receiver", "is busy", "hangs", "hangs up"]


@pytest.mark.django_db
@pytest.mark.parametrize("behaviour", BEHAVIOURS)
def test_a_misbehaving_mail_server_loses_nothing_and_logs_nothing_personal(
    behaviour, settings, caplog
):
    caplog.set_level(logging.DEBUG)
    actions.queue([notice(person(), "Kari Nordmann 01817012345")], now=NOW)
    with mail_server.running(behaviour) as (server, port):
        _use(settings, port)
        assert actions.deliver_waiting(clock) == 0
        message = Message.objects.get()
        assert (message.sent_at, message.attempts) == (None, 1)
        assert message.next_attempt_at == NOW + datetime.timedelta(minutes=1)
        assert actions.deliver_waiting(clock) == 0, "it waits for its time"
        server.behaviour = "well"
        assert actions.deliver_waiting(lambda: NOW + datetime.timedelta(minutes=1)) == 1
        assert sum(server.received.values()) == 1
    written = "\n".join(
        record.getMessage() for record in caplog.records if record.name.startswith("likeverd")
    )
    assert written
    for personal in (SECRET, "Nordmann", "01817012345", "kari@"):
        assert personal not in written + message.last_error


@pytest.mark.django_db
def test_a_mail_taken_without_an_answer_is_sent_again_under_the_same_id(settings):
    actions.queue([notice(person())], now=NOW)
    with mail_server.running("takes the mail and hangs up") as (server, port):
        _use(settings, port)
        assert actions.deliver_waiting(clock) == 0
        server.behaviour = "well"
        assert actions.deliver_waiting(lambda: NOW + datetime.timedelta(minutes=1)) == 1
        assert list(server.received.values()) == [2], "one Message-ID, seen twice"


@pytest.mark.django_db
def test_a_mail_server_that_is_away_is_tried_once_and_everything_is_sent_when_it_is_back(settings):
    to = person()
    actions.queue([notice(to) for _ in range(5)], now=NOW)
    _use(settings, mail_server.free_port())
    assert actions.deliver_waiting(clock) == 0
    assert sorted(Message.objects.values_list("attempts", flat=True)) == [0, 0, 0, 0, 1]
    with mail_server.running() as (server, port):
        _use(settings, port)
        assert actions.deliver_waiting(lambda: NOW + datetime.timedelta(days=1)) == 5
        assert set(server.received.values()) == {1}


@pytest.mark.django_db
def test_one_refused_receiver_stops_nobody_else(settings):
    actions.queue([notice(person("ola", "refused@sykehus.example"))], now=NOW)
    actions.queue([notice(person())], now=NOW)
    with mail_server.running() as (_, port):
        _use(settings, port)
        assert actions.deliver_waiting(clock) == 1
    [failed] = selectors.failed()
    assert failed.last_error == "SMTPRecipientsRefused 550"


def _use(settings, port: int) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 1
