"""The emergency account of operations: password and code, every use told, no case, and off unless wanted."""

import importlib
import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pyotp
import pytest
from django.conf import global_settings
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import clear_url_caches
from django.utils import timezone
from tests.accounts.people import staff

import likeverd.accounts.urls
import likeverd.urls
from likeverd.accounts.actions.operations import NotLetIn, create_account, let_in
from likeverd.accounts.models import OperationsAccount
from likeverd.outbox.models import Message

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
PASSWORD = "fjorten tegn og litt til"


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Any) -> None:
    """The real hash takes half a second on purpose; one test uses it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.OPERATIONS_MAIL = "vakt@sykehus.example"


@pytest.fixture
def switched_on(settings: Any) -> Iterator[None]:
    """The addresses exist, as where the operator has switched the account on."""
    settings.OPERATIONS_ACCOUNT = True
    _reload()
    yield
    settings.OPERATIONS_ACCOUNT = False
    _reload()


def _reload() -> None:
    importlib.reload(likeverd.accounts.urls)
    importlib.reload(likeverd.urls)
    clear_url_caches()


@pytest.fixture
def clock() -> pyotp.TOTP:
    """The authenticator app of the account «drift»."""
    address = create_account("drift", PASSWORD, by="Leder for drift", now=NOW)
    read = pyotp.parse_uri(address)
    assert isinstance(read, pyotp.TOTP)
    return read


def refused(code: str, now: datetime, *, password: str = PASSWORD, name: str = "drift") -> bool:
    try:
        let_in(name, password, code, now=now)
    except NotLetIn:
        return True
    return False


def test_password_and_code_let_in_and_the_use_is_told(clock: pyotp.TOTP) -> None:
    let_in("drift", PASSWORD, clock.at(NOW), now=NOW)
    told = Message.objects.get()
    assert (told.to_person, told.to_address) == (None, "vakt@sykehus.example")
    assert "drift" in told.body


def test_each_code_works_once_and_none_before_it(clock: pyotp.TOTP) -> None:
    assert not refused(clock.at(NOW), NOW)
    assert refused(clock.at(NOW), NOW)
    assert refused(clock.at(NOW - timedelta(seconds=30)), NOW)
    later = NOW + timedelta(seconds=30)
    assert not refused(clock.at(later), later)


@pytest.mark.parametrize("aside", [-90, -61, 61, 90])
def test_a_code_of_another_minute_is_refused(clock: pyotp.TOTP, aside: int) -> None:
    assert refused(clock.at(NOW + timedelta(seconds=aside)), NOW)


def test_one_wrong_part_is_enough(clock: pyotp.TOTP) -> None:
    right = clock.at(NOW)
    assert refused(right, NOW, password="feil passord, men langt")
    assert refused("000000" if right != "000000" else "111111", NOW)
    assert refused("", NOW)
    assert refused(right, NOW, name="ingen")


def test_after_some_failures_the_account_closes_for_longer_and_longer(clock: pyotp.TOTP) -> None:
    moment = NOW
    for _ in range(3):
        assert refused("000000", moment, password="feil")
    assert refused(clock.at(moment), moment)  # right, but closed
    moment += timedelta(seconds=61)
    assert refused("000000", moment, password="feil")
    assert refused(clock.at(moment), moment + timedelta(seconds=61))
    moment += timedelta(minutes=3)
    assert not refused(clock.at(moment), moment)
    assert OperationsAccount.objects.get().failures == 0


def test_the_secret_is_not_stored_in_clear(clock: pyotp.TOTP) -> None:
    row = OperationsAccount.objects.values().get()
    assert clock.secret not in str(row)
    assert PASSWORD not in str(row)


def test_passwords_are_kept_as_django_keeps_them(settings: Any) -> None:
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS
    create_account("drift", PASSWORD, by="Leder", now=NOW)
    assert OperationsAccount.objects.get().password.startswith("pbkdf2_sha256$1")


@pytest.mark.parametrize("password", ["", "tretten tegn!", "drift og noe til her"])
def test_a_weak_password_is_not_taken(password: str) -> None:
    with pytest.raises(ValueError, match="14 characters"):
        create_account("drift", password, by="Leder", now=NOW)


def test_the_commands(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(PASSWORD + "\n"))
    call_command("operations_account", "drift", "--by", "Leder")
    assert capsys.readouterr().out.startswith("otpauth://totp/Likeverd:drift?")
    monkeypatch.setattr("sys.stdin", io.StringIO(PASSWORD + "\n"))
    with pytest.raises(CommandError, match="of that name"):
        call_command("operations_account", "drift", "--by", "Leder")
    call_command("operations_account", "drift", "--end")
    assert OperationsAccount.objects.get().ended_at is not None
    with pytest.raises(CommandError, match="no open account"):
        call_command("operations_account", "drift", "--end")


def test_the_pages_do_not_exist_unless_wanted(client: Client) -> None:
    for path in ("/drift/", "/drift/login/", "/drift/logout/"):
        assert client.post(path).status_code == 404
    assert "Nødkonto" not in client.get("/login/", follow=True).content.decode()


@pytest.mark.usefixtures("switched_on")
def test_the_account_sees_who_is_signed_in_and_no_case() -> None:
    people = staff()
    address = create_account("drift", PASSWORD, by="Leder for drift", now=timezone.now())
    clock = pyotp.parse_uri(address)
    assert isinstance(clock, pyotp.TOTP)
    Client().post("/demo/", {"person": people["person0"].pk})
    client = Client()
    assert client.get("/drift/").headers["Location"] == "/drift/login/"
    wrong = client.post("/drift/login/", {"username": "drift", "password": "x", "code": "1"})
    assert wrong.status_code == 403
    assert "stemmer ikke" in wrong.content.decode()
    given = {"username": "drift", "password": PASSWORD, "code": clock.now()}
    assert client.post("/drift/login/", given).headers["Location"] == "/drift/"
    page = client.get("/drift/").content.decode()
    assert people["person0"].name in page
    for path in ("/arbeid/", "/sok/", "/innlogginger/", "/saker/SI-2026-000001/"):
        assert client.get(path).headers["Location"].startswith("/login/")
    session = client.session
    session["operations"] |= {"began": session["operations"]["began"] - 31 * 60}
    session.save()
    assert client.get("/drift/").headers["Location"] == "/drift/login/"


@pytest.mark.usefixtures("switched_on")
def test_a_closed_account_is_out_at_the_next_request(clock: pyotp.TOTP) -> None:
    client = Client()
    given = {"username": "drift", "password": PASSWORD, "code": clock.now()}
    client.post("/drift/login/", given)
    assert client.get("/drift/").status_code == 200
    call_command("operations_account", "drift", "--end")
    assert client.get("/drift/").status_code == 302


@pytest.mark.usefixtures("switched_on")
def test_leaving(clock: pyotp.TOTP) -> None:
    client = Client()
    client.post("/drift/login/", {"username": "drift", "password": PASSWORD, "code": clock.now()})
    client.post("/drift/logout/")
    assert client.get("/drift/").status_code == 302
