"""Faults 24 and 25 on a server of one's own: Debian's PostgreSQL, and pgBackRest with an encrypted repository."""

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from tests.support.databases import environment_of_connections
from tests.support.likeverd_command import likeverd
from tests.support.own_server import OwnServer, used_by_django

from likeverd.operations import roles
from likeverd.operations.server_settings import settings_of_server
from likeverd.operations.unprivileged import server_user

PROGRAMS = Path("/usr/lib/postgresql/15/bin")
CONFIGURATION = """
[global]
repo1-path={folder}/repository
repo1-cipher-type=aes-256-cbc
repo1-cipher-pass=only-for-tests
log-path={folder}/log
lock-path={folder}/lock
spool-path={folder}/spool
log-level-file=off
start-fast=y
[likeverd]
pg1-path={data}
pg1-socket-path={socket}
pg1-user=postgres
"""
# This version ends with 0 whatever it finds, and tells it at this level alone; the drill reads it too.
VERIFY = ("--log-level-console=info", "verify")
DRILL = (settings.CHECKOUT / "deploy/pgbackrest/drill.sh").read_text(encoding="utf-8")
pytestmark = [pytest.mark.slow, pytest.mark.in_full, pytest.mark.timeout(500)]


class ServerWithPgBackRest(OwnServer):
    """Debian's PostgreSQL, with everything of pgBackRest in the same folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.programs = PROGRAMS
        self.user = server_user(PROGRAMS, folder.parent)
        self.configuration = folder / "pgbackrest.conf"

    def make(self) -> None:
        folder = self.cluster.directory
        for part in ("data", "socket", "repository", "log", "lock", "spool"):
            (folder / part).mkdir(mode=0o700, parents=True)
        self.cluster.log.touch()
        written = {
            "folder": folder,
            "data": self.cluster.data,
            "socket": self.cluster.socket_directory,
        }
        self.configuration.write_text(CONFIGURATION.format(**written))
        self.user.own(folder)
        initdb = [str(PROGRAMS / "initdb"), "-D", str(self.cluster.data), "-U", "postgres"]
        how = ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums"]
        self._run([*initdb, *how])
        durable = settings_of_server(True, None, self.cluster.archive_script)
        self.settings = durable | {
            "archive_mode": "on",
            "archive_command": f"pgbackrest --config={self.configuration} --stanza=likeverd archive-push %p",
        }

    def back(self, *arguments: str, fine: bool = True) -> subprocess.CompletedProcess[str]:
        """One command of pgBackRest."""
        command = ["pgbackrest", f"--config={self.configuration}", "--stanza=likeverd", *arguments]
        return self._run(command, fine=fine)

    def _run(self, command: list[str], fine: bool = True) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [*self.user.prefix, *command],
            cwd="/",
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            user=self.user.uid if self.user.drop else None,
            group=self.user.gid if self.user.drop else None,
            extra_groups=[] if self.user.drop else None,
            check=False,
        )
        assert done.returncode == 0 or not fine, done.stdout + done.stderr
        return done


@pytest.fixture
def server(django_db_blocker) -> Iterator[ServerWithPgBackRest]:
    if not PROGRAMS.exists() or shutil.which("pgbackrest") is None:
        pytest.skip("takes pgBackRest and its PostgreSQL (Debian: postgresql-15 pgbackrest)")
    folder = Path(tempfile.mkdtemp(prefix="likeverd-own-"))
    folder.chmod(0o755)
    server = ServerWithPgBackRest(folder / "postgres")
    try:
        server.make()
        server.start()
        roles.prepare(server.cluster)
        with django_db_blocker.unblock(), used_by_django(server):
            yield server
    finally:
        server.stop()
        shutil.rmtree(folder)


def test_a_dropped_table_comes_back_and_a_damaged_repository_is_found(
    server: ServerWithPgBackRest, tmp_path, record_property
):
    surroundings = environment_of_connections()
    surroundings |= {"LIKEVERD_MODE": "demo", "LIKEVERD_VAR": str(tmp_path)}
    for command in ("migrate", "import_register", "seed_demo"):
        likeverd(surroundings, command)
    server.back("stanza-create")
    server.back("--type=full", "backup")
    with server.connect() as superuser:
        superuser.execute("UPDATE organisations_person SET title = 'etter kopien'")
        (rows,) = superuser.execute("SELECT count(*) FROM cases_caseevent").fetchone()
        (moment,) = superuser.execute("SELECT now()::text FROM pg_sleep(0.1)").fetchone()
        superuser.execute("DROP TABLE cases_caseevent CASCADE")
        superuser.execute("SELECT pg_switch_wal()")
    server.stop()
    begun = time.monotonic()
    server.back(
        "--delta", "--type=time", f"--target={moment}", "--target-action=promote", "restore"
    )
    server.start()
    wait_until_recovered(server)
    seconds = time.monotonic() - begun
    with server.connect() as superuser:
        assert superuser.execute("SELECT count(*) FROM cases_caseevent").fetchone() == (rows,)
        found = superuser.execute(
            "SELECT count(*) FROM organisations_person WHERE title <> 'etter kopien'"
        )
        assert found.fetchone() == (0,), "the log after the backup is applied"
    told = likeverd(surroundings, "verify_log")
    assert "whole" in told
    found_by_drill = re.search(r"grep -Eq '([^']+)' <<<", DRILL)
    assert found_by_drill is not None
    assert not re.search(found_by_drill[1], server.back(*VERIFY).stdout)
    repository = server.cluster.directory / "repository" / "backup" / "likeverd"
    damaged = max(
        (path for path in repository.glob("*F/pg_data/base/*/*") if path.is_file()),
        key=lambda path: path.stat().st_size,
        default=None,
    ) or max(repository.glob("*F/bundle/*"), key=lambda path: path.stat().st_size)
    content = bytearray(damaged.read_bytes())
    content[len(content) // 2] ^= 1
    damaged.write_bytes(bytes(content))
    verdict = server.back(*VERIFY, fine=False)
    assert re.search(found_by_drill[1], verdict.stdout), verdict.stdout
    record_property(
        "seen",
        f"pgBackRest: {rows} events came back in {seconds:.0f} s, encrypted; verify_log whole; a flipped byte is found",
    )


def wait_until_recovered(server: OwnServer) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with server.connect("postgres") as superuser:
            if superuser.execute("SELECT pg_is_in_recovery()").fetchone() == (False,):
                return
        time.sleep(0.1)
    raise psycopg.OperationalError("it did not finish applying its log")
