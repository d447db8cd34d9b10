"""The faults that Likeverd must survive: what is done, when it has passed, and which tests show it.

``make faults`` runs all of them and prints a table; docs/faults.md keeps the last one.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. ``shown_by``: pytest's names of the tests. ``lacks``: what is not shown, and why."""

    key: str
    title: str
    how: str
    passes: str
    shown_by: tuple[str, ...]
    lacks: str = ""
    each_change: bool = False


FAULTS = (
    Fault(
        "1",
        "Two leaders decide at once",
        "1,000 pairs of people take conflicting steps on one case, from a barrier",
        "one wins each time, the other hears what is new; 0 double decisions",
        (
            "tests/concurrency/test_races.py::test_one_wins_each_of_a_thousand_races",
            "tests/cases/test_one_decision_per_round.py::test_a_second_decision_in_a_round_cannot_be_written",
        ),
        each_change=True,
    ),
    Fault(
        "2",
        "Two changes, each right alone, break a rule together (write skew)",
        "100 pairs: two consultants begin for the same patient and method; two managers grant the same role",
        "0 pairs of which both go through unsaid",
        (
            "tests/faults/test_write_skew.py::test_two_consultants_who_begin_for_the_same_patient_hear_of_each_other",
            "tests/faults/test_write_skew.py::test_two_managers_who_grant_the_same_role_grant_it_once",
        ),
        "the committee's votes are not built: one member writes for all, and that race is in fault 1",
        each_change=True,
    ),
    Fault(
        "3",
        "Double submit",
        "8 posts at once with one key, 50 keys, over real connections and on the actions themselves",
        "1 row and 1 answer for each key",
        (
            "tests/faults/test_sent_at_once.py::test_eight_posts_with_one_key_are_one_decision",
            "tests/concurrency/test_races.py::test_a_double_click_is_one_step",
            "tests/concurrency/test_races.py::test_a_double_click_begins_one_draft",
        ),
        each_change=True,
    ),
    Fault(
        "4",
        "The same key with other content",
        "posted twice",
        "409 with words, nothing written",
        ("tests/api/test_api.py::test_the_same_key_is_one_step_and_another_request_is_refused",),
    ),
    Fault(
        "5",
        "Back in the browser, and the decision sent again",
        "a director decides, goes back, and sends an old tab",
        "the page says by whom and when it was decided; one decision",
        (
            "tests/journeys/test_sent_again.py::test_a_decision_sent_again_from_an_old_tab_says_by_whom_and_when",
            "tests/journeys/test_two_at_once.py::test_a_double_click_is_one_step_and_back_does_not_repeat_it",
        ),
    ),
    Fault(
        "6",
        "A form that is stale: another person changed the case",
        "two browsers",
        "409 with what is new and every word that was typed",
        (
            "tests/journeys/test_sent_again.py::test_a_stale_form_is_a_conflict_that_shows_both",
            "tests/journeys/test_two_at_once.py::test_the_second_to_take_a_step_sees_who_was_first_and_keeps_every_word",
            "tests/cases/test_drafts.py::test_the_same_field_keeps_the_first_words_and_hands_the_others_back",
        ),
    ),
    Fault(
        "7",
        "The session is lost while somebody writes",
        "the session ends, the person types on and signs in again",
        "the text comes from the server's draft, the last words from the page; nothing in the browser's storage",
        (
            "tests/web/test_saving_while_writing.py::test_what_was_saved_is_there_after_signing_in_again_and_not_in_the_browser",
            "tests/web/test_saving_while_writing.py::test_one_is_told_that_one_is_signed_out_and_loses_nothing",
            "tests/accounts/test_sessions.py::test_what_was_typed_in_a_session_that_ended_is_kept",
        ),
    ),
    Fault(
        "8",
        "The database is killed in the middle of decisions, 5 times",
        "SIGKILL to the postmaster and all its children under 4 writers over the API",
        "0 acknowledged lost, 0 half done; the application goes on without a restart",
        (
            "tests/faults/test_database_killed.py::test_no_acknowledged_decision_is_lost_when_the_database_is_killed",
        ),
        each_change=True,
    ),
    Fault(
        "9",
        "A web worker is killed in the middle of a step, 100 times",
        "SIGKILL to workers and to the whole server under 3 writers",
        "rolled back; the retry with its key succeeds once",
        (
            "tests/concurrency/test_killed_web_server.py::test_no_answered_step_is_lost_when_the_server_is_killed",
        ),
        each_change=True,
    ),
    Fault(
        "10",
        "The database is restarted under load, 5 times",
        "fast stop and start under 4 writers over the API",
        "nothing but 200 and 503 with Retry-After; away less than 5 s, without a restart of the application",
        (
            "tests/faults/test_database_killed.py::test_a_restart_of_the_database_is_a_short_503_and_no_more",
        ),
    ),
    Fault(
        "11",
        "The database's disk is full",
        "a server on a disk of 120 MB, filled under 4 writers",
        "503, nothing lost, heals when there is room",
        ("tests/faults/test_disk.py::test_a_full_disk_under_the_database_loses_nothing_and_heals",),
    ),
    Fault(
        "12",
        "The disk for uploads and log is full",
        "temporary folder on a full disk, log to /dev/full",
        "no upload half kept, decisions still work",
        (
            "tests/faults/test_disk.py::test_a_full_disk_for_files_and_log_stops_no_decision",
            "tests/operations/test_status_page.py::test_a_full_disk_fails_no_job",
        ),
    ),
    Fault(
        "13",
        "Too many connections",
        "another program takes every connection, the web workers' too",
        "one connection for each worker; 503, no crash; back at once",
        (
            "tests/faults/test_database_hurt.py::test_without_a_free_connection_there_is_a_503_and_afterwards_all_is_well",
        ),
    ),
    Fault(
        "14",
        "A change of a table behind a long reader",
        "an open transaction, and a migration that needs the table",
        "people wait less than 200 ms; it is tried again and goes through",
        (
            "tests/faults/test_migrations_wait_for_nobody.py::test_people_wait_less_than_200_ms_behind_a_migration_that_cannot_begin",
            "tests/faults/test_migrations_wait_for_nobody.py::test_it_goes_through_as_soon_as_the_reader_has_ended",
            "tests/faults/test_migrations_wait_for_nobody.py::test_an_index_that_was_broken_off_is_made_anew",
        ),
    ),
    Fault(
        "15",
        "Migration under traffic, old and new code on one schema",
        "the code before the newest migration serves people while this one migrates; then both serve",
        "0 errors in both",
        (
            "tests/faults/test_two_releases.py::test_the_release_before_goes_on_while_this_one_migrates",
            "tests/security/test_migrations.py::test_no_migration_breaks_the_release_before_it",
        ),
    ),
    Fault(
        "16",
        "The mail server is away for a day",
        "the worker's run of each minute for a day, by the test's clock",
        "decisions unaffected, all sent later, each once",
        (
            "tests/faults/test_jobs.py::test_a_mail_server_that_is_away_for_a_day_holds_nothing_up",
            "tests/outbox/test_queue_and_deliver.py::test_a_misbehaving_mail_server_loses_nothing_and_logs_nothing_personal",
        ),
    ),
    Fault(
        "17",
        "Workers are killed while mail goes out, 18 times",
        "4 workers, 3,000 mails",
        "none lost; a mail sent twice carries the same id",
        (
            "tests/concurrency/test_killed_mail_workers.py::test_no_mail_is_lost_when_workers_are_killed",
        ),
        each_change=True,
    ),
    Fault(
        "18",
        "A periodic job is started by two schedulers",
        "two at once for 60 minutes of the clock",
        "one run for each minute",
        ("tests/faults/test_jobs.py::test_two_schedulers_start_each_periodic_job_once",),
    ),
    Fault(
        "19",
        "Summer and winter time",
        "steps at 02:30 and 02:30 again on 31.10.2027, and over the missing hour on 28.03.2027",
        "deadlines in calendar days of Oslo; a day has 23 or 25 hours",
        (
            "tests/faults/test_clock.py::test_steps_in_the_night_with_two_half_past_twos",
            "tests/core/test_deadlines.py::test_time_used_is_real_time_over_the_change_of_clocks",
            "tests/core/test_workdays.py::test_the_local_day_follows_oslo",
        ),
        "of the application's clock alone, so that the days may be later than today's",
    ),
    Fault(
        "20",
        "The application's clock jumps back an hour",
        "a library before the web server's clock, the database's left alone",
        "order by sequence, logs whole, no key renewed, a key from the future opens nothing",
        (
            "tests/faults/test_clock.py::test_a_clock_that_jumps_back_an_hour_changes_no_order_and_renews_nothing",
        ),
        "a session or key that ended within that hour is good again until its time by the wrong clock",
    ),
    Fault(
        "21",
        "The provider of sign-in is down, or slow",
        "its process is killed; it answers after 20 s",
        "a clear page; those who are in go on",
        (
            "tests/accounts/test_helseid_away.py::test_a_provider_that_is_gone",
            "tests/accounts/test_helseid_away.py::test_a_slow_provider_holds_nobody_up_for_long",
        ),
    ),
    Fault(
        "22",
        "The virus scanner is down, slow, or talks nonsense",
        "a scanner that misbehaves in seven ways, and one that is away",
        "the file waits and is never served; the case goes on",
        (
            "tests/security/test_quarantine.py::test_a_scanner_that_gives_no_verdict_leaves_the_file_waiting",
            "tests/security/test_quarantine.py::test_the_case_goes_on_while_the_scanner_is_away",
        ),
    ),
    Fault(
        "23",
        "What reads PDF hangs or fills the memory",
        "readers that hang, crash and eat memory, under limits",
        "it fails alone; the file is refused, the person told",
        (
            "tests/security/test_hostile_files.py::test_a_reader_that_fails_means_no",
            "tests/security/test_hostile_files.py::test_the_reader_has_little_memory_and_may_write_no_file",
        ),
        "uploads alone: letters as PDF are not built yet",
    ),
    Fault(
        "24",
        "A table is dropped by mistake",
        "restore to the moment before, from base backup and log: the embedded server's, and pgBackRest's, encrypted",
        "the state before the drop; the chains of the log are whole",
        (
            "tests/operations/test_backups.py::test_a_dropped_table_comes_back_as_it_was_the_moment_before",
            "tests/operations/test_backups.py::test_a_drill_restores_counts_and_cleans_up",
            "tests/faults/test_pgbackrest.py::test_a_dropped_table_comes_back_and_a_damaged_repository_is_found",
        ),
    ),
    Fault(
        "25",
        "A backup that cannot be read",
        "bytes flipped, files missing, added and cut in half; then the drill",
        "found, exit code 1, never taken for a backup",
        (
            "tests/operations/test_backups.py::test_a_changed_file_fails_the_drill",
            "tests/operations/test_backups.py::test_a_file_too_few_or_too_many_fails_the_drill",
            "tests/operations/test_backups.py::test_a_half_made_backup_is_never_taken_for_one",
            "tests/operations/test_backups.py::test_a_broken_file_of_the_log_is_not_taken_for_its_end",
        ),
        "pgBackRest's check of its repository is in fault 24",
    ),
    Fault(
        "26",
        "The machine is lost with its local backup",
        "75 s of writing, the backup folder copied off each second, then everything removed and restored from the copy",
        "at most 60 s lost, and the second that copying takes",
        (
            "tests/faults/test_machine_lost.py::test_at_most_a_minute_is_lost_with_the_machine",
            "tests/operations/test_backups.py::test_a_log_that_was_carried_here_by_another_user_is_applied",
        ),
    ),
    Fault(
        "27",
        "A restored database older than what has left the house",
        "compared with exported heads and with mails that were sent",
        "the report lists the cases to enter again",
        (
            "tests/operations/test_backups.py::test_a_database_older_than_what_left_the_house_lists_the_cases_to_enter_again",
        ),
    ),
    Fault(
        "28",
        "A page that the disk has changed",
        "a byte flipped in the table of cases",
        "found, not served",
        (
            "tests/faults/test_database_hurt.py::test_a_page_that_the_disk_has_changed_is_found_and_not_served",
            "tests/operations/test_backups.py::test_pages_have_checksums_and_a_flipped_byte_is_found",
        ),
    ),
    Fault(
        "29",
        "A slow disk",
        "5 ms more for each fdatasync of the database",
        "p95 of a decision below 100 ms",
        ("tests/faults/test_disk.py::test_a_decision_on_a_slow_disk_takes_less_than_100_ms",),
    ),
    Fault(
        "30",
        "A database administrator changes what is in the log",
        "as superuser, past the triggers, in eleven ways; and a tail cut with its head mended",
        "likeverd verify_log names the row",
        (
            "tests/audit/test_chains.py::test_what_a_superuser_does_is_named",
            "tests/audit/test_chains.py::test_a_cut_tail_with_a_mended_head_is_seen_only_by_the_exported_heads",
        ),
    ),
    Fault(
        "31",
        "A role is taken away in the middle of a session",
        "between two requests",
        "the next request opens nothing",
        (
            "tests/accounts/test_sessions.py::test_a_role_that_is_taken_away_counts_at_the_next_request",
            "tests/sight/test_grants.py::test_a_granted_role_opens_at_once_and_an_ended_one_opens_nothing_at_the_next_request",
        ),
    ),
    Fault(
        "32",
        "The whole portal is down for hours",
        "status page and paper form without the portal; the paper keyed in afterwards",
        "complete, marked with both days, counted once",
        (
            "tests/operations/test_status_page.py::test_the_form_has_every_question_in_each_language",
            "tests/operations/test_status_page.py::test_paper_registered_afterwards_shows_both_days_and_is_counted_once",
            "tests/cases/test_drafts.py::test_a_helper_prepares_and_the_consultant_sends",
        ),
        "statistics are not built yet: counted in the lists",
    ),
    Fault(
        "33",
        "The access log cannot be written to",
        "the right to insert is taken from the serving role",
        "nothing is shown or done; the log of operations says why",
        (
            "tests/faults/test_log_refused.py::test_without_the_right_to_write_the_log_nothing_is_shown_and_nothing_is_done",
            "tests/audit/test_every_look_is_noted.py::test_if_the_log_cannot_be_written_nothing_is_shown",
        ),
    ),
    Fault(
        "pooler",
        "A pooler between web workers and database",
        "PgBouncer in transaction mode, people of two trusts over two connections",
        "0 foreign rows, nothing inherited, time limits in force",
        ("tests/faults/test_pooler.py::test_nobody_inherits_anothers_sight_through_a_pooler",),
    ),
    Fault(
        "limits",
        "Something takes too long",
        "a statement, a lock, a forgotten transaction, a migration",
        "5 s, 2 s, 30 s, 100 ms and again; the person is asked to try again",
        (
            "tests/faults/test_time_limits.py::test_each_connection_of_the_serving_role_has_the_limits",
            "tests/faults/test_time_limits.py::test_a_statement_that_takes_too_long_is_ended_and_told_as_a_pause",
            "tests/faults/test_time_limits.py::test_a_forgotten_transaction_is_ended_and_its_lock_let_go",
            "tests/cases/test_busy.py::test_the_page_asks_to_try_again_and_keeps_what_was_typed",
        ),
    ),
    Fault(
        "files",
        "Hostile files are sent",
        "more than 500 made to run, fetch, carry, hide or burst, sent to the page; 4,000 with bytes changed",
        "none taken as what it is not, none crashes the reader, none keeps a person waiting",
        (
            "tests/security/test_upload_fuzz.py::test_none_of_five_hundred_hostile_files_is_taken",
            "tests/security/test_upload_fuzz.py::test_a_file_with_changed_bytes_is_refused_or_is_what_it_says",
            "tests/security/test_upload_fuzz.py::test_every_one_through_the_page",
        ),
    ),
    Fault(
        "storage",
        "The storage of files is away, full, spoilt, or a move of it is killed",
        "a bucket that does not answer, a folder that cannot be written, bytes changed; SIGKILL to move_files",
        "nothing lost, nothing damaged handed out, words for the person, no row without its file",
        (
            "tests/documents/test_storing.py::test_a_storage_that_is_away_takes_and_gives_nothing_and_says_so",
            "tests/documents/test_storing.py::test_a_folder_that_cannot_be_written_refuses_in_words",
            "tests/documents/test_storing.py::test_what_differs_from_its_checksum_is_not_handed_out",
            "tests/documents/test_storing.py::test_what_a_crash_left_behind_goes_when_it_is_old_and_nothing_else",
            "tests/concurrency/test_moving_files.py::test_a_move_that_is_killed_loses_nothing_and_is_begun_again",
        ),
    ),
)
EACH_CHANGE = tuple(fault.key for fault in FAULTS if fault.each_change)
