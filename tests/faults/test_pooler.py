"""Through PgBouncer in transaction mode: what one person's transaction says of itself, the next one never inherits."""

import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import psycopg
import pytest
from django.conf import settings
from django.utils import timezone
from tests.support.databases import environment_of_connections
from tests.support.house import build_house
from tests.support.journey import answers_for, begin, case_in_state
from tests.support.mail_server import free_port
from tests.support.own_server import OwnServer
from tests.support.servers import start_server

from likeverd.accounts.actions import issue_token
from likeverd.cases.models import Case
from likeverd.core.vocabulary import Action, Role, State
from likeverd.operations import roles
from likeverd.operations.unprivileged import server_user

pytestmark = [pytest.mark.slow, pytest.mark.in_full, pytest.mark.timeout(300)]
REQUESTS = 200
CONNECTIONS = 2
CONFIGURATION = """
[databases]
likeverd = host={sockets} dbname=likeverd
[pgbouncer]
pool_mode = transaction
default_pool_size = {size}
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = trust
auth_file = {people}
ignore_startup_parameters = options
logfile = {log}
"""


@contextmanager
def pooler(server: OwnServer) -> Iterator[str]:
    """A running PgBouncer before the server; its address for the serving role."""
    program = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")
    if program is None:
        pytest.skip("takes PgBouncer (Debian: apt-get install --no-install-recommends pgbouncer)")
    folder, port = server.cluster.directory.parent / "pooler", free_port()
    folder.mkdir()
    people = folder / "people"
    people.write_text(f'"{roles.APPLICATION}" ""\n')
    file = folder / "pgbouncer.ini"
    text = CONFIGURATION.format(
        sockets=server.cluster.socket_directory,
        size=CONNECTIONS,
        port=port,
        people=people,
        log=folder / "log",
    )
    file.write_text(text)
    user = server_user(Path(program), folder)
    user.own(folder)
    process = subprocess.Popen(
        [*user.prefix, program, "-q", str(file)],
        cwd="/",
        stdin=subprocess.DEVNULL,
        user=user.uid if user.drop else None,
        group=user.gid if user.drop else None,
        extra_groups=[] if user.drop else None,
    )
    try:
        address = f"postgresql://{roles.APPLICATION}@127.0.0.1:{port}/likeverd"
        wait_for(address, folder / "log")
        yield address
    finally:
        process.terminate()
        process.wait(10)


def wait_for(address: str, log: Path) -> None:
    deadline = time.monotonic() + 10
    while True:
        try:
            psycopg.connect(address).close()
            return
        except psycopg.OperationalError as error:
            if time.monotonic() > deadline:
                raise AssertionError(f"{error}\n{log.read_text()}") from error
            time.sleep(0.1)


def limits_of_the_document() -> list[str]:
    """What docs/operations.md lets the operator give to the role."""
    text = (settings.CHECKOUT / "docs/operations.md").read_text(encoding="utf-8")
    return re.findall(rf"^(ALTER ROLE {roles.APPLICATION} SET \w+ = '\w+');$", text, re.MULTILINE)


def test_nobody_inherits_anothers_sight_through_a_pooler(broken_server, record_property):
    house = build_house()
    now = timezone.now()
    cases = {
        hospital.trust.pk: [begin(house, hospital, now=now).number for _ in range(3)]
        for hospital in (house.innlandet, house.small)
    }
    waiting = case_in_state(house, State.CLINICAL_REVIEW, now=now)
    cases[house.innlandet.trust.pk].append(waiting.number)
    callers = {
        hospital.trust.pk: issue_token(hospital.person(Role.TREATING_CONSULTANT), now=now)
        for hospital in (house.innlandet, house.small)
    }
    limits = limits_of_the_document()
    assert len(limits) == len(settings.TIMEOUTS)
    with broken_server.connect() as superuser:
        for limit in limits:
            superuser.execute(limit)
    with pooler(broken_server) as address:
        web = start_server(environment_of_connections() | {"DATABASE_URL": address}, workers=4)

        def look(number: int) -> bool:
            trust = list(callers)[number % 2]
            foreign = [n for other, numbers in cases.items() if other != trust for n in numbers]
            answer = httpx.get(
                f"{web.url}/api/v1/cases",
                headers={"Authorization": f"Bearer {callers[trust]}"},
                timeout=30,
            )
            assert answer.status_code == 200, answer.text
            shown = {row["number"] for row in answer.json()["rows"]}
            assert shown == set(cases[trust])
            return bool(shown & set(foreign))

        try:
            with ThreadPoolExecutor(6) as pool:
                leaked = sum(pool.map(look, range(REQUESTS)))
            lead = house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER)
            step = httpx.post(
                f"{web.url}/api/v1/cases/{waiting.number}/actions/assess",
                json={"version": waiting.version, "answers": answers_for(Action.ASSESS, now)},
                headers={"Authorization": f"Bearer {issue_token(lead, now=now)}"},
                timeout=30,
            )
            assert step.status_code == 200, step.text
            left, given = what_is_left(address)
        finally:
            web.stop()
    assert leaked == 0
    assert left == 0, "without a context no row comes out, whoever had the connection before"
    assert given == settings.TIMEOUTS
    assert Case.objects.get(pk=waiting.pk).state == State.ANCHORING
    record_property(
        "seen",
        f"{REQUESTS} requests of two trusts over {CONNECTIONS} pooled connections: {leaked} foreign rows; a connection "
        "without context read 0; time limits in force",
    )


def what_is_left(address: str) -> tuple[int, dict[str, str]]:
    """Rows that come out of connections that others have used, and the time limits in force there."""
    rows, given = 0, {}
    with ExitStack() as all_at_once:  # so that each holds a pooled connection of its own
        for _ in range(CONNECTIONS):
            client = all_at_once.enter_context(psycopg.connect(address))
            counted = client.execute("SELECT count(*) FROM cases_case").fetchone()
            rows += counted[0] if counted else 0
            for name in settings.TIMEOUTS:
                found = client.execute("SELECT current_setting(%s)", [name]).fetchone()
                given[name] = found[0] if found else ""
    return rows, given
