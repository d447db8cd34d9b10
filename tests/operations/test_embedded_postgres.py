"""The embedded server: many users, clean ends and unclean ones."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from likeverd.operations import embedded_postgres
from likeverd.operations.embedded_postgres import Cluster, attach, attached


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    # Made by the user of the temporary folder, where a server run by root can reach it or not: both must work.
    folder = Path(tempfile.mkdtemp(prefix="likeverd-cluster-"))
    cluster = Cluster(folder / "postgres")
    yield cluster
    with contextlib.suppress(ProcessLookupError, FileNotFoundError):
        os.kill(server_process(cluster), signal.SIGKILL)
    shutil.rmtree(folder)


def server_process(cluster: Cluster) -> int:
    return int((cluster.data / "postmaster.pid").read_text().splitlines()[0])


def answers(cluster: Cluster) -> bool:
    try:
        with psycopg.connect(cluster.connection_string()):
            return True
    except psycopg.OperationalError:
        return False


def test_whoever_leaves_last_stops_the_server(cluster):
    first, second = attach(cluster), attach(cluster)
    assert first.release() is False
    assert answers(cluster)
    assert second.release() is True
    assert not answers(cluster)
    with attached(cluster):
        assert answers(cluster), "it starts again on the same files"


def test_another_process_keeps_it_running_until_it_dies_even_by_kill(cluster):
    attachment = attach(cluster)
    code = (
        "import sys, time; from pathlib import Path\n"
        "from likeverd.operations.embedded_postgres import Cluster, attach\n"
        "held = attach(Cluster(Path(sys.argv[1]))); print('attached', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", code, str(cluster.directory)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "attached\n"
        assert attachment.release() is False
        other.kill()
    assert answers(cluster), "nobody was left to stop it"
    assert attach(cluster).release() is True


def test_a_forked_child_does_not_stop_its_parents_server(cluster):
    with attached(cluster) as attachment:
        child = os.fork()
        if child == 0:
            os._exit(int(attachment.release()))
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert answers(cluster)


def test_it_starts_again_after_the_server_was_killed(cluster):
    attachment = attach(cluster)
    with psycopg.connect(cluster.connection_string()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
    os.kill(server_process(cluster), signal.SIGKILL)
    again = attach(cluster)
    with psycopg.connect(cluster.connection_string()) as connection:
        assert connection.execute("SELECT one FROM kept").fetchone() == (1,)
    attachment.release()
    assert again.release() is True


def test_a_note_left_by_a_dead_server_does_not_point_at_a_stranger(cluster):
    attach(cluster).release()
    stranger = os.getpid()
    (cluster.data / "postmaster.pid").write_text(f"{stranger}\n{cluster.data}\n1\n5432\n\n\n\n\n")
    with attached(cluster):
        assert answers(cluster)


def test_a_long_path_still_works(cluster):
    deep = Cluster(cluster.directory / ("a" * 60) / ("b" * 60))
    with attached(deep):
        assert answers(deep)
    shutil.rmtree(deep.socket_directory)


def test_no_port_is_opened_and_only_the_owner_enters(cluster):
    with attached(cluster), psycopg.connect(cluster.connection_string()) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert cluster.socket_directory.stat().st_mode & 0o777 == 0o700
        assert cluster.data.stat().st_mode & 0o777 == 0o700


def test_a_server_that_cannot_start_says_why(cluster):
    attach(cluster).release()
    (cluster.data / "PG_VERSION").write_text("9\n")
    with pytest.raises(embedded_postgres.EmbeddedPostgresError, match="incompatible with server"):
        attach(cluster)
