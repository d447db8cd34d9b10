"""The limit of checks holds when many ask at the same moment, in different web workers."""

from collections import Counter

import pytest
from django.utils import timezone
from tests.support.threads import pool_of

from likeverd.core import verification
from likeverd.verification.actions import TooManyChecks, check
from likeverd.verification.models import Check

THREADS, ASKED, MOST = 8, 60, 23


@pytest.mark.slow
def test_many_at_once_get_no_more_than_the_limit(fresh_database, settings):
    settings.CHECK_MINUTES = 1440
    settings.CHECKS_FROM_ONE_ADDRESS = settings.CHECKS_FROM_ALL = MOST
    mistyped = "0" * 12 + "1"
    assert verification.read(mistyped) is None  # costs one point
    now = timezone.now()

    def ask(_: int) -> str:
        try:
            return check(mistyped, address="192.0.2.1", now=now).verdict
        except TooManyChecks:
            return "too many"

    with pool_of(THREADS) as pool:
        answers = Counter(pool.map(ask, range(ASKED)))
    assert answers == {"mistyped": MOST, "too many": ASKED - MOST}
    assert Check.objects.count() == MOST
