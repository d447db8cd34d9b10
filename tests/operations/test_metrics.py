"""Figures for monitoring: added up over the workers, per page, never public, never about a case."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from tests.support.servers import LiveServer, start_server

from likeverd.operations.metrics.serving import WrongAddress, listening_server

COMMAND = [sys.executable, "-m", "likeverd.command_line", "metrics"]


@pytest.fixture
def measured(
    database_environment: dict[str, str], tmp_path: Path
) -> Iterator[tuple[LiveServer, str]]:
    """A web server with two workers that counts, and the address of its figures."""
    environment = database_environment | {
        "LIKEVERD_METRICS_ADDRESS": "127.0.0.1:0",
        "LIKEVERD_METRICS_FOLDER": str(tmp_path / "metrics"),
        "LIKEVERD_BACKUP_FOLDER": str(tmp_path / "backups"),
    }
    server = start_server(environment)
    process = subprocess.Popen(
        COMMAND, env=os.environ | environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    said = process.stdout.readline()
    assert said.startswith("Figures at http://127.0.0.1:")
    yield server, said.removeprefix("Figures at ").strip()
    process.terminate()
    process.wait(10)
    process.stdout.close()
    server.stop()


def figure(text: str, name: str) -> float:
    found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
    assert found, f"{name} is not in:\n{text}"
    return float(found[1])


COUNT = 'likeverd_request_seconds_count{view="web:front_page"}'


def test_all_workers_are_added_up_and_a_replaced_worker_loses_nothing(measured, tmp_path):
    server, address = measured
    for _ in range(12):
        assert httpx.get(server.url).status_code == 200
    assert figure(httpx.get(address).text, COUNT) == 12
    master = server.process.pid
    for child in Path(f"/proc/{master}/task/{master}/children").read_text().split():
        os.kill(int(child), signal.SIGKILL)
    deadline = time.monotonic() + 20
    sent = 0
    while sent < 8 and time.monotonic() < deadline:
        try:
            sent += httpx.get(server.url).status_code == 200
        except httpx.TransportError:
            time.sleep(0.1)
    assert figure(httpx.get(address).text, COUNT) == 20
    files = list((tmp_path / "metrics").glob("histogram_*.db"))
    assert len(files) <= 2, "new workers take the places of the dead, so that files do not pile up"


def test_what_is_asked_for_at_each_reading(measured):
    _, address = measured
    text = httpx.get(address).text
    assert figure(text, "likeverd_database_up") == 1
    assert figure(text, "likeverd_queue_age_seconds") == 0
    assert figure(text, "likeverd_outbox_age_seconds") == 0
    assert figure(text, "likeverd_switch_read_only") == 0
    assert 0 < figure(text, "likeverd_disk_free_ratio") < 1
    assert "backup_age" not in text, "there is none"


def test_they_are_never_on_the_public_port(measured):
    server, address = measured
    assert httpx.get(f"{server.url}/metrics").status_code == 404
    assert httpx.get(address.removesuffix("metrics")).status_code == 404
    assert "/saker/" not in httpx.get(address).text


@pytest.mark.parametrize(
    "address",
    ["0.0.0.0:9464", "[::]:9464", "8.8.8.8:9464", "localhost:9464", "9464", "127.0.0.1:x"],
)
def test_an_address_that_others_reach_is_refused(address):
    with pytest.raises(WrongAddress):
        listening_server(address)


def test_nothing_is_counted_unless_it_is_wanted(live_server_process, tmp_path):
    assert httpx.get(live_server_process.url).status_code == 200
    assert not (tmp_path / "metrics").exists()
