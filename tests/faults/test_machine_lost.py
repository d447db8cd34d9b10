"""Fault 26: the machine is lost with the backups on it. What was copied off it is at most a minute behind."""

import shutil
import threading
import time
from datetime import UTC, datetime

import psycopg
import pytest
from tests.operations.backup_house import BackupHouse, new_folder

from likeverd.operations import roles
from likeverd.operations.embedded_postgres import Cluster, attached

WRITE_FOR = 75  # seconds, longer than a file of the log may stay open
MOST_LOST = 60.0  # seconds
COPY_EACH = 1.0  # seconds


@pytest.mark.slow
@pytest.mark.in_full
@pytest.mark.timeout(400)
def test_at_most_a_minute_is_lost_with_the_machine(record_property):
    house, away = BackupHouse(new_folder()), new_folder()
    over = threading.Event()

    def carry_off() -> None:
        """As a job does that copies the backup folder to another machine; what is there is never removed."""
        while not over.wait(COPY_EACH):
            shutil.copytree(house.backups.path, away / "backups", dirs_exist_ok=True)

    try:
        with attached(house.cluster):
            roles.prepare(house.cluster)
            house.fill()
            house.back_up()
            house.execute("CREATE TABLE written (at timestamptz)")
            carrier = threading.Thread(target=carry_off)
            carrier.start()
            begun = time.monotonic()
            while time.monotonic() - begun < WRITE_FOR:
                house.execute("INSERT INTO written VALUES (clock_timestamp())")
                time.sleep(0.2)
            over.set()
            carrier.join()
            lost = datetime.now(UTC)
            last = house.execute("SELECT max(at) FROM written")[0][0]
        shutil.rmtree(house.folder)
        target = away / "restored"
        again = BackupHouse(away)
        assert again.run("restore", "--to", str(target)).returncode == 0
        cluster = Cluster(target)
        with (
            attached(cluster),
            psycopg.connect(cluster.connection_string(roles.DATABASE)) as connection,
        ):
            row = connection.execute("SELECT max(at), count(*) FROM written").fetchone()
            assert row is not None
            newest, count = row
        assert last <= lost
        missing = (lost - newest).total_seconds()
        record_property(
            "seen", f"{count} rows came back; the newest {missing:.0f} s before the loss"
        )
        assert count > 0
        assert missing <= MOST_LOST + COPY_EACH
    finally:
        over.set()
        shutil.rmtree(house.folder, ignore_errors=True)
        shutil.rmtree(away, ignore_errors=True)
