"""A hospital whose cases go to an archive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from tests.archive.fake_public360 import KEY, FakePublic360

from likeverd.organisations.models import TrustRulesVersion
from likeverd.organisations.selectors import forget_trust_rules


class Clock:
    """A clock that tests move."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def later(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def public360(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakePublic360]:
    fake = FakePublic360()
    monkeypatch.setenv("PUBLIC360_ADDRESS_INNLANDET", fake.address)
    monkeypatch.setenv("PUBLIC360_KEY_INNLANDET", KEY)
    monkeypatch.setenv("PUBLIC360_SECONDS", "1")
    yield fake
    fake.stop()


def archive_in(receiver: str, **more: object) -> None:
    """Let every trust's cases go there."""
    for rules in TrustRulesVersion.objects.all():
        rules.document["archive"] = {"receiver": receiver, **more}
        rules.save()
    forget_trust_rules()
