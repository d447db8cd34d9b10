"""A backup that counts can be restored, to any moment; a broken one is never taken for one."""

import gzip
import json
import shutil
from collections.abc import Iterator

import psycopg
import pytest
from django.utils import timezone
from tests.operations.backup_house import BackupHouse, new_folder

from likeverd.operations import roles
from likeverd.operations.backups import manifest
from likeverd.operations.backups.recovering import check_pages
from likeverd.operations.backups.report import Report
from likeverd.operations.embedded_postgres import Cluster, attached

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def running() -> Iterator[BackupHouse]:
    house = BackupHouse(new_folder())
    with attached(house.cluster):
        roles.prepare(house.cluster)
        house.fill()
        yield house
    shutil.rmtree(house.folder)


@pytest.fixture
def house(running: BackupHouse) -> Iterator[BackupHouse]:
    """The running server with one backup of its own, and none when the test ends."""
    running.back_up()
    yield running
    shutil.rmtree(running.backups.path / "base")
    running.backups.drills.unlink(missing_ok=True)
    shutil.rmtree(running.backups.sent_mails, ignore_errors=True)


def failed(report: Report) -> str:
    return "; ".join(check.words for check in report.checks if not check.passed)


def test_a_drill_restores_counts_and_cleans_up(house):
    noted = manifest.read(house.backups.newest().folder)
    house.execute("""INSERT INTO operations_switchchange (switch, "on", at, by, reason)
        VALUES ('mail_off', false, now(), 'test', 'after the backup')""")
    house.archive_everything()
    held = house.run("restore", "--drill", "--json")
    assert held.returncode == 0, held.stdout + held.stderr
    report = json.loads(held.stdout)
    assert report["passed"] is True
    assert {check["name"] for check in report["checks"]} >= {
        "server started and log applied",
        "sample of files, by SHA-256",
        "checksums of all pages",
    }
    told = json.dumps(report)
    assert f"{sum(noted.rows.values()) + 1} rows in" in told, "the log after the backup is applied"
    assert "chains are whole" in told
    assert list(house.backups.path.glob("drill-*")) == []
    last = house.backups.last_good_drill()
    assert last is not None
    assert last.isoformat() == report["at"]


def test_the_notes_tell_what_the_database_held(house):
    noted = manifest.read(house.backups.newest().folder)
    assert noted.kind == "base"
    assert [(noted.rows["cases_case"],)] == house.execute("SELECT count(*) FROM cases_case")
    assert "cases.0001_initial" in noted.migrations
    assert (len(noted.heads),) == house.execute("SELECT count(*) FROM audit_chainhead")[0]
    cases = json.loads((house.backups.newest().folder / "cases.json").read_text())["cases"]
    assert cases == dict(house.execute("SELECT number, version FROM cases_case"))


@pytest.mark.parametrize("name", ["base.tar.gz", "cases.json", "backup_manifest"])
def test_a_changed_file_fails_the_drill(house, name):
    path = house.backups.newest().folder / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    assert f"{name} has changed" in failed(house.drill())
    assert house.backups.last_good_drill() is None


def test_a_file_too_few_or_too_many_fails_the_drill(house):
    folder = house.backups.newest().folder
    (folder / "heads.jsonl").unlink()
    (folder / "strange").touch()
    faults = failed(house.drill())
    assert "heads.jsonl is missing" in faults
    assert "strange is not in the manifest" in faults


def test_a_half_made_backup_is_never_taken_for_one(house):
    whole = house.backups.newest()
    half = whole.folder.with_name("20991231T000000000000Z.part")
    shutil.copytree(whole.folder, half)
    unnoted = whole.folder.with_name("20991230T000000000000Z")
    shutil.copytree(whole.folder, unnoted)
    (unnoted / "manifest.json").unlink()
    assert house.backups.backups() == [whole]


def test_a_backup_that_fails_leaves_nothing(house):
    before = house.backups.backups()
    house.execute("ALTER TABLE cases_case RENAME COLUMN version TO other")
    try:
        refused = house.run("backup")
    finally:
        house.execute("ALTER TABLE cases_case RENAME COLUMN other TO version")
    assert refused.returncode == 1
    assert "No backup was taken" in refused.stderr
    assert house.backups.backups() == before
    assert list((house.backups.path / "base").glob("*.part")) == []


def test_old_backups_and_their_log_are_forgotten_and_the_rest_still_restores(house):
    house.archive_everything()
    first_log = min(path.name for path in house.backups.log.glob("*.gz"))
    for _ in range(2):
        house.back_up(keep=2)
    assert len(house.backups.backups()) == 2
    assert not (house.backups.log / first_log).exists()
    assert house.drill().passed


def test_a_dropped_table_comes_back_as_it_was_the_moment_before(house):
    house.execute("CREATE TABLE precious AS SELECT 'still here' AS words")
    moment = house.execute("SELECT pg_sleep(0.05), now()::text")[0][1]
    house.execute("DROP TABLE precious")
    house.archive_everything()
    target = house.folder / "restored"
    restored = house.run("restore", "--to", str(target), "--until", moment.replace(" ", "T"))
    assert restored.returncode == 0, restored.stderr
    cluster = Cluster(target)
    for _ in range(2):  # it starts again as an ordinary server
        with (
            attached(cluster),
            psycopg.connect(cluster.connection_string(roles.DATABASE)) as connection,
        ):
            assert connection.execute("SELECT words FROM precious").fetchone() == ("still here",)
    again = house.run("restore", "--to", str(target))
    assert again.returncode == 1
    assert "nothing is written over" in again.stderr
    shutil.rmtree(target)


def test_a_broken_file_of_the_log_is_not_taken_for_its_end(house):
    house.archive_everything()
    last = max(house.backups.log.glob("*.gz"), key=lambda path: path.name)
    whole = last.read_bytes()
    last.write_bytes(whole[: len(whole) // 2])
    try:
        target = house.folder / "broken"
        refused = house.run("restore", "--to", str(target))
    finally:
        last.write_bytes(whole)
    assert refused.returncode == 1
    assert "The restored server did not start" in refused.stderr
    shutil.rmtree(target)


def test_a_log_that_was_carried_here_by_another_user_is_applied(house):
    house.execute("CREATE TABLE carried AS SELECT 'whole' AS words")
    house.archive_everything()
    away = new_folder()
    shutil.copytree(house.backups.path, away / "backups")  # as whoever copies, with the modes kept
    target = away / "restored"
    restored = BackupHouse(away).run("restore", "--to", str(target))
    assert restored.returncode == 0, restored.stderr
    cluster = Cluster(target)
    with (
        attached(cluster),
        psycopg.connect(cluster.connection_string(roles.DATABASE)) as connection,
    ):
        assert connection.execute("SELECT words FROM carried").fetchone() == ("whole",)
    house.execute("DROP TABLE carried")
    shutil.rmtree(away)


def test_a_database_older_than_what_left_the_house_lists_the_cases_to_enter_again(house):
    house.backups.note_sent_mail("a-message-not-here", "SI-2026-000003", timezone.now())
    heads = house.folder / "heads.jsonl"
    longest = max(
        manifest.read(house.backups.newest().folder).heads, key=lambda head: head["sequence"]
    )
    head = longest | {"sequence": longest["sequence"] + 4}
    heads.write_text(json.dumps(head | {"exported_at": "2026-11-24"}) + "\n")
    report = house.drill(heads)
    assert not report.passed
    assert [case["case"] for case in report.cases_to_enter_again] == ["SI-2026-000003"]
    assert "4 links fewer" in failed(report)


def test_the_archive_refuses_another_file_under_a_name_it_has(house):
    house.execute("SELECT pg_logical_emit_message(false, 'test', 'something to keep')")
    current = house.execute("SELECT pg_walfile_name(pg_current_wal_insert_lsn())")[0][0]
    foreign = house.backups.log / f"{current}.gz"
    foreign.write_bytes(gzip.compress(b"somebody else's"))
    house.execute("SELECT pg_switch_wal()")
    for _ in range(200):
        failures = house.execute("SELECT failed_count FROM pg_stat_archiver")[0][0]
        if failures:
            break
        house.execute("SELECT pg_sleep(0.05)")
    assert failures
    assert gzip.decompress(foreign.read_bytes()) == b"somebody else's"
    foreign.unlink()  # with it gone, the log goes on


def test_pages_have_checksums_and_a_flipped_byte_is_found(house):
    assert house.execute("SHOW data_checksums") == [("on",)]
    target = house.folder / "flipped"
    assert house.run("restore", "--to", str(target)).returncode == 0
    cluster = Cluster(target)
    with (
        attached(cluster),
        psycopg.connect(cluster.connection_string(roles.DATABASE)) as connection,
    ):
        row = connection.execute("SELECT pg_relation_filepath('cases_case')").fetchone()
    assert row is not None
    page = cluster.data / row[0]
    content = bytearray(page.read_bytes())
    content[8000] ^= 1
    page.write_bytes(bytes(content))
    assert "checksum" in " ".join(check_pages(cluster))
    shutil.rmtree(target)


def test_no_archive_is_kept_before_the_first_backup():
    house = BackupHouse(new_folder())
    with attached(house.cluster):
        roles.prepare(house.cluster)
        house.execute("SELECT pg_switch_wal(), pg_sleep(1)")
        assert list(house.backups.log.glob("*.gz")) == []
        assert house.execute("SELECT failed_count FROM pg_stat_archiver") == [(0,)]
    shutil.rmtree(house.folder)


def test_a_drill_without_a_backup_says_so():
    house = BackupHouse(new_folder())
    refused = house.run("restore", "--drill")
    assert refused.returncode == 1
    assert "There is no finished backup" in refused.stderr
    assert not house.cluster.data.exists(), "the live server was not started"
    shutil.rmtree(house.folder)


@pytest.fixture
def beside(house: BackupHouse) -> Iterator[BackupHouse]:
    """The same house with its files in a folder, and with one backup of them."""
    moved = house.run("move_files", LIKEVERD_FILES="folder")
    assert moved.returncode == 0, moved.stderr
    house.back_up(files=True)
    yield house
    back = house.run("move_files", "--to-database", LIKEVERD_FILES="folder")
    assert back.returncode == 0, back.stderr
    assert not any(path.is_file() for path in house.files.rglob("*"))


def copied(backup) -> list:
    return sorted(path for path in (backup.folder / "files").rglob("*") if path.is_file())


def test_files_beside_the_database_are_taken_along_and_looked_at(beside):
    first = beside.backups.newest()
    held = beside.execute("SELECT count(*) FROM documents_document WHERE stored_as <> ''")[0][0]
    assert len(copied(first)) == held > 0
    report = beside.drill()
    assert report.passed, failed(report)
    sample = next(check for check in report.checks if check.name.startswith("sample of files"))
    assert sample.words == f"{held} files"
    second = beside.back_up(files=True)
    assert [path.stat().st_ino for path in copied(second)] == [
        path.stat().st_ino for path in copied(first)
    ], "what has not changed takes no more room"


def test_a_copied_file_that_is_changed_or_gone_fails_the_drill(beside):
    file = copied(beside.backups.newest())[0]
    file.write_bytes(b"something else")
    assert f"{file.name} has changed" in failed(beside.drill())
    file.unlink()
    assert f"{file.name} is missing" in failed(beside.drill())


def test_a_backup_without_its_files_fails_the_drill(beside):
    file = next(path for path in beside.files.rglob("*") if path.is_file())
    content = file.read_bytes()
    file.unlink()
    try:
        beside.back_up(files=True)
        assert "differs from its checksum" in failed(beside.drill())
    finally:
        file.write_bytes(content)


def test_files_are_restored_with_the_server(beside, tmp_path):
    place = new_folder()
    done = beside.run("restore", "--to", str(place / "restored"), LIKEVERD_FILES="folder")
    assert done.returncode == 0, done.stderr
    assert "LIKEVERD_FILES_FOLDER" in done.stdout
    found = sorted(
        path.name for path in (place / "restored" / "files").rglob("*") if path.is_file()
    )
    assert found == sorted(path.name for path in copied(beside.backups.newest()))
    shutil.rmtree(place)
