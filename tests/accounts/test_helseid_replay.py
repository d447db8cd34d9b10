"""What was sent once opens nothing again: the provider is given a new assertion and a new proof each time."""

import uuid

import pytest
import requests_oauth2client.dpop
from django.utils import timezone
from tests.support.helseid import CLIENT_ID, HelseIDLike
from tests.support.servers import LiveServer

from likeverd.accounts.helseid.configuration import Configuration
from likeverd.accounts.helseid.provider import HelseID
from likeverd.accounts.identity_provider import Reason, SignInRefused


@pytest.fixture
def own(server: LiveServer, provider: HelseIDLike) -> HelseID:
    """Our side, which knows the provider's nonce already."""
    ours = HelseID(Configuration(provider.issuer, CLIENT_ID, provider.key, server.url))
    ours.begin("/", now=timezone.now())
    return ours


def test_a_replayed_assertion_is_refused(own: HelseID, monkeypatch: pytest.MonkeyPatch) -> None:
    once = str(uuid.uuid4())
    monkeypatch.setattr("likeverd.accounts.helseid.assertion.uuid.uuid4", lambda: once)
    own.begin("/", now=timezone.now())
    with pytest.raises(SignInRefused) as refused:
        own.begin("/", now=timezone.now())
    assert refused.value.reason is Reason.NOT_PROVEN
    assert "InvalidClient" in refused.value.detail


def test_a_replayed_proof_is_refused(own: HelseID, monkeypatch: pytest.MonkeyPatch) -> None:
    proof = requests_oauth2client.dpop.DPoPKey.proof
    kept: list[object] = []

    def the_same(key: object, *args: object, **named: object) -> object:
        kept.append(kept[0] if kept else proof(key, *args, **named))  # type: ignore[arg-type]
        return kept[-1]

    monkeypatch.setattr(requests_oauth2client.dpop.DPoPKey, "proof", the_same)
    own.begin("/", now=timezone.now())
    with pytest.raises(SignInRefused) as refused:
        own.begin("/", now=timezone.now())
    assert refused.value.reason is Reason.NOT_PROVEN
    assert "invalid_request" in refused.value.detail  # as this provider calls a replay at PAR
