"""The command ``likeverd``: help, exit codes, and the demo from start to end."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from likeverd.command_line import our_commands

COMMAND = [sys.executable, "-m", "likeverd.command_line"]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LIKEVERD", "DATABASE"))
    }
    return subprocess.run(
        [*COMMAND, *arguments], env=clean | environment, capture_output=True, text=True, check=False
    )


def test_help_lists_every_command_with_one_line_and_needs_no_settings():
    shown = run("--help")
    assert shown.returncode == 0
    assert {"demo", "migrate", "worker", "compile_messages"} <= our_commands().keys()
    for name, text in our_commands().items():
        assert re.search(rf"^  {name} +{re.escape(text)}$", shown.stdout, re.MULTILINE)


def test_no_command_is_help_and_version_is_told():
    assert run().stdout == run("--help").stdout
    assert re.fullmatch(r"likeverd \d+\.\d+\.\d+\n", run("--version").stdout)


@pytest.mark.parametrize("name", sorted(our_commands()))
def test_each_command_has_help(name):
    shown = run(name, "--help", LIKEVERD_MODE="test")
    assert shown.returncode == 0, shown.stderr
    assert "usage: likeverd" in shown.stdout


@pytest.mark.parametrize(
    ("arguments", "environment", "code", "complaint"),
    [
        (
            ["no_such_thing"],
            {"LIKEVERD_MODE": "test"},
            2,
            "likeverd: Unknown command 'no_such_thing'; 'likeverd --help' lists them.",
        ),
        (["demo", "--no-such-option"], {}, 2, "unrecognized arguments: --no-such-option"),
        (["migrate"], {}, 2, "likeverd: Production needs SECRET_KEY, ALLOWED_HOSTS, DATABASE_URL."),
        (["demo", "--port", "99999"], {}, 1, "99999 is no port"),
    ],
)
def test_a_mistake_gives_one_clear_line_and_an_exit_code(arguments, environment, code, complaint):
    refused = run(*arguments, **environment)
    assert refused.returncode == code
    assert complaint in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_port_in_use_is_told_before_anything_is_started(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = run("demo", "--port", str(port), LIKEVERD_VAR=str(tmp_path))
    assert refused.returncode == 1
    assert f"Port {port} on 127.0.0.1 cannot be used" in refused.stderr
    assert not (tmp_path / "postgres").exists()


class Demo:
    """A demo on files of its own."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "demo.log"
        clean = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("LIKEVERD", "DATABASE"))
        }
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*COMMAND, "demo", "--port", "0"],
                env=clean | {"LIKEVERD_VAR": str(folder / "var")},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self.url = self._address()

    def _address(self) -> str:
        deadline = time.monotonic() + 280
        while time.monotonic() < deadline and self.process.poll() is None:
            if found := re.search(r"answers at (http://\S+)/ ", self.log.read_text()):
                return found[1]
            time.sleep(0.1)
        raise AssertionError(self.log.read_text())

    def children(self) -> list[int]:
        """The web server's master and the worker."""
        tasks = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(number) for number in tasks.read_text().split()]

    def stop(self, number: int) -> int:
        self.process.send_signal(number)
        return self.process.wait(30)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demo keeps its files: the first start fills it, which takes half a minute, and later ones find it."""
    return tmp_path_factory.mktemp("demo")


@pytest.fixture
def demo(folder: Path) -> Iterator[Demo]:
    running = Demo(folder)
    yield running
    if running.process.poll() is None:
        running.stop(signal.SIGTERM)


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks at child processes in /proc")
def test_the_demo_serves_hashed_files_and_stops_cleanly(demo, folder):
    front = httpx.get(demo.url, follow_redirects=True)
    assert front.status_code == 200
    style = re.search(
        r'href="(/static/vendor/designsystemet/theme\.[0-9a-f]{12}\.css)"', front.text
    )
    assert style
    answer = httpx.get(demo.url + style[1])
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]
    children = demo.children()
    assert len(children) == 3
    server = int((folder / "var/postgres/data/postmaster.pid").read_text().split()[0])
    assert demo.stop(signal.SIGINT) == 0
    assert not any(alive(process) for process in [*children, server])
    assert not (folder / "var/postgres/data/postmaster.pid").exists()
    assert "Traceback" not in demo.log.read_text()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks at child processes in /proc")
def test_a_part_that_dies_stops_the_rest_and_is_named(demo, folder):
    web, worker, archiver = demo.children()
    os.kill(worker, signal.SIGKILL)
    assert demo.process.wait(30) == 1
    assert "The part 'worker' ended by itself (exit code -9)" in demo.log.read_text()
    assert not alive(web)
    assert not alive(archiver)
    assert not (folder / "var/postgres/data/postmaster.pid").exists()
