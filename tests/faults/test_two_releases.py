"""Fault 15: this release migrates the database while the one before it serves people; then both serve.

The release before is the code as it was before the newest migration was added, taken from the history.
"""

import shutil
import subprocess
import tarfile
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from django.conf import settings
from tests.support.databases import environment_of_connections
from tests.support.likeverd_command import likeverd
from tests.support.own_server import OwnServer, used_by_django
from tests.support.servers import start_server

MIGRATIONS = "src/likeverd/*/migrations/0*.py"
CONSULTANT = "demo.overlege.kreft"
SECONDS = 8  # of traffic before, and after


def git(*arguments: str) -> bytes:
    done = subprocess.run(
        ["git", *arguments], cwd=settings.CHECKOUT, capture_output=True, check=False
    )
    if done.returncode != 0 or not done.stdout:
        pytest.skip("takes the history of the code (git)")
    return done.stdout


@pytest.fixture
def before(tmp_path: Path) -> dict[str, str]:
    """The environment in which Python finds the code of the release before, and which migration came after it."""
    newest = git("log", "-1", "--format=%H", "--diff-filter=A", "--", MIGRATIONS).decode().strip()
    added = git("show", "--format=", "--name-only", "--diff-filter=A", newest, "--", MIGRATIONS)
    with tarfile.open(fileobj=BytesIO(git("archive", f"{newest}^", "src"))) as archive:
        archive.extractall(tmp_path, filter="data")
    return {"PYTHONPATH": str(tmp_path / "src"), "added": added.decode().split()[-1]}


@pytest.fixture
def empty_server(django_db_blocker) -> Iterator[OwnServer]:
    """A server with roles and an empty database."""
    folder = Path(tempfile.mkdtemp(prefix="likeverd-own-"))
    folder.chmod(0o755)
    server = OwnServer(folder / "postgres")
    try:
        server.make()
        server.start()
        with django_db_blocker.unblock(), used_by_django(server):
            yield server
    finally:
        server.stop()
        shutil.rmtree(folder)


class Traffic:
    """A consultant who reads and writes without a pause, in turn at each of the servers that are up."""

    def __init__(self, key: str) -> None:
        self.headers = {"Authorization": f"Bearer {key}"}
        self.servers: list[str] = []
        self.answers: dict[str, Counter[int]] = {}
        self.longest = 0.0
        self.over = threading.Event()

    @contextmanager
    def runs(self) -> Iterator[None]:
        with ThreadPoolExecutor(2) as pool:
            running = [pool.submit(self._run, number) for number in range(2)]
            try:
                yield
            finally:
                self.over.set()
                for each in running:
                    each.result(timeout=60)

    def _run(self, turn: int) -> None:
        with httpx.Client(headers=self.headers, timeout=30) as client:
            while not self.over.is_set():
                turn += 1
                url = self.servers[turn % len(self.servers)]
                for method, path in (("GET", "tasks"), ("GET", "cases"), ("PUT", "draft")):
                    self._ask(client, url, method, path)

    def _ask(self, client: httpx.Client, url: str, method: str, path: str) -> None:
        begun = time.monotonic()
        if method == "GET":
            answer = client.get(f"{url}/api/v1/{path}")
        else:
            drafts = client.get(f"{url}/api/v1/cases", params={"state": "draft"})
            number = drafts.json()["rows"][0]["number"]
            content = {"revision": 1, "answers": {"plan_goals": f"mål {time.monotonic()}"}}
            answer = client.put(f"{url}/api/v1/cases/{number}/draft", json=content)
        self.longest = max(self.longest, time.monotonic() - begun)
        self.answers.setdefault(url, Counter())[answer.status_code] += 1


@pytest.mark.slow
@pytest.mark.in_full
@pytest.mark.timeout(400)
def test_the_release_before_goes_on_while_this_one_migrates(
    before: dict[str, str], empty_server: OwnServer, tmp_path, record_property
):
    added = before.pop("added")
    this = environment_of_connections() | {"LIKEVERD_MODE": "demo", "LIKEVERD_VAR": str(tmp_path)}
    for command in ("migrate", "import_register", "seed_demo"):
        likeverd(this | before, command)
    traffic = Traffic(likeverd(this | before, "token", CONSULTANT))
    old = start_server(this | before)
    new = None
    traffic.servers = [old.url]
    try:
        with traffic.runs():
            time.sleep(SECONDS)
            traffic.longest = 0.0
            done = likeverd(this, "migrate")
            waited = traffic.longest
            assert f"{Path(added).stem}... OK" in done, done
            time.sleep(SECONDS)
            new = start_server(this)
            traffic.servers = [old.url, new.url]
            time.sleep(SECONDS)
    finally:
        old.stop()
        if new is not None:
            new.stop()
    assert new is not None
    for url in (old.url, new.url):
        assert set(traffic.answers[url]) == {200}, traffic.answers
    counted = [traffic.answers[url][200] for url in (old.url, new.url)]
    record_property(
        "seen",
        f"{counted[0]} answers of the code before {Path(added).parts[2]} {Path(added).stem}, {counted[1]} of this, "
        f"0 errors, "
        f"the longest {waited * 1000:.0f} ms while it migrated",
    )
