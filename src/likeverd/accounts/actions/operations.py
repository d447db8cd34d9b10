"""The emergency account of operations: made, used, closed.

Every use is logged and told to an address of the settings.
"""

from __future__ import annotations

import base64
import hashlib
import logging
from datetime import datetime, timedelta
from typing import Final

import pyotp
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext

from likeverd.accounts.models import OperationsAccount
from likeverd.outbox import actions as outbox

security = logging.getLogger("likeverd.security")

SHORTEST_PASSWORD: Final = 14  # characters
FREE_TRIES: Final = 3  # failures before the account closes for a while
LONGEST_CLOSED: Final = timedelta(minutes=30)
HALF_MINUTE: Final = 30  # seconds that a code lives


class NotLetIn(Exception):
    """Wrong name, password or code, a code used before, or closed for a while; the page does not say which."""


def create_account(username: str, password: str, *, by: str, now: datetime) -> str:
    """Make an account, and answer the address that an authenticator app reads the secret from; it is not shown again.

    Raises ValueError for a short password, a name that is taken, and without ``by``.
    """
    if len(password) < SHORTEST_PASSWORD or username.lower() in password.lower():
        raise ValueError(
            f"the password needs at least {SHORTEST_PASSWORD} characters and must not hold the user name"
        )
    if not username.strip() or not by.strip():
        raise ValueError("an account needs a user name and by whom it was made")
    secret = pyotp.random_base32()
    try:
        with transaction.atomic():
            OperationsAccount.objects.create(
                username=username,
                password=make_password(password),
                secret=_box().encrypt(secret.encode()).decode(),
                created_at=now,
                created_by=by,
            )
    except IntegrityError:
        raise ValueError("there is an account of that name") from None
    security.warning("an emergency account of operations was made")
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name="Likeverd")


def end_account(username: str, *, now: datetime) -> bool:
    """Close an account for good; False where no open one has the name."""
    return bool(
        OperationsAccount.objects.filter(username=username, ended_at__isnull=True).update(
            ended_at=now
        )
    )


def let_in(username: str, password: str, code: str, *, now: datetime) -> OperationsAccount:
    """Check password and code. Raises NotLetIn; the failure is kept by the caller's transaction.

    One try at a time: the row is locked, so that many guesses at once are no way round the count.
    """
    account = (
        OperationsAccount.objects.select_for_update()
        .filter(username=username, ended_at__isnull=True)
        .first()
    )
    if account is None:
        make_password(password)  # takes as long as a check
        security.warning("emergency account: refused, no such account")
        raise NotLetIn
    if account.closed_until and now < account.closed_until:
        security.warning("emergency account %s: refused, closed for a while", account.pk)
        raise NotLetIn
    right = check_password(password, account.password)
    step = _step_of(account, code, now)
    if not right or step is None:
        account.failures += 1
        if account.failures >= FREE_TRIES:
            pause = timedelta(minutes=2 ** min(account.failures - FREE_TRIES, 10))
            account.closed_until = now + min(pause, LONGEST_CLOSED)
        account.save(update_fields=["failures", "closed_until"])
        security.warning("emergency account %s: refused, try %s", account.pk, account.failures)
        raise NotLetIn
    account.failures, account.closed_until, account.last_code = 0, None, step
    account.save(update_fields=["failures", "closed_until", "last_code"])
    security.warning("emergency account %s was used to sign in", account.pk)
    _tell(account, now)
    return account


def _step_of(account: OperationsAccount, code: str, now: datetime) -> int | None:
    """Which half minute a code is for; None for a wrong one, and for one that was used or is older than that."""
    try:
        secret = _box().decrypt(account.secret.encode()).decode()
    except InvalidToken:
        security.error("emergency account %s: its secret cannot be read with our keys", account.pk)
        return None
    clock = pyotp.TOTP(secret)
    typed = code.replace(" ", "")
    current = int(now.timestamp()) // HALF_MINUTE
    for step in (current, current - 1, current + 1):
        if step > account.last_code and pyotp.utils.strings_equal(clock.generate_otp(step), typed):
            return step
    return None


def _box() -> MultiFernet:
    """Encrypts with the newest of the service's keys, and reads what older ones wrote."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    derived = (hashlib.sha256(b"likeverd operations account " + key.encode()) for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key.digest())) for key in derived])


def _tell(account: OperationsAccount, now: datetime) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        subject = gettext("Nødkontoen for drift er brukt")
        body = gettext(
            "Nødkontoen %(name)s logget inn i Likeverd. Var det ikke avtalt, steng kontoen med en gang: "
            "likeverd operations_account --end %(name)s"
        ) % {"name": account.username}
    outbox.queue_to_address(settings.OPERATIONS_MAIL, subject, body, now=now)
