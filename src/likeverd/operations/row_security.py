"""Row-level security: the second wall, in the database itself, behind the policy of the pages.

Every table with a ``trust_id`` lets out only rows of the trusts in the transaction's context. The context is set by the
database function ``likeverd_enter`` from the person's grants (``organisations.context``) and ends with the transaction,
so that a pooled connection carries nothing to its next user. Without a context there are no rows.

The owner is held by the same wall (FORCE), unless it says that it is at work on the tables
(``likeverd.maintenance = on``: migrations), or acts in one of its functions for somebody else who called it: the few
that must look behind the wall.
"""

from __future__ import annotations

# Asked for once per statement, not per row. A setting that has been used before is empty, not missing.
TRUSTS_IN_CONTEXT = "(SELECT nullif(current_setting('likeverd.trusts', true), ''))::bigint[]"
AT_WORK = (
    "(SELECT session_user <> current_user OR current_setting('likeverd.maintenance', true) = 'on')"
)
# A patient's context (patients.context) is told by the person's place in it, so that whoever enters anew leaves it. In
# it every table is closed but those that say which of their rows are the patient's own.
NO_PATIENT_CONTEXT = (
    "(SELECT coalesce(current_setting('likeverd.person', true), '') <> 'patient'"
    " OR session_user <> current_user OR current_setting('likeverd.maintenance', true) = 'on')"
)
# PostgreSQL settings of a function that looks behind the wall for everybody.
BEHIND_THE_WALL = "SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"


def protect(table: str, condition: str = f"trust_id = ANY ({TRUSTS_IN_CONTEXT})") -> str:
    """The statements that put a table behind the wall; run by the owner in a migration."""
    return f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY trusts_in_context ON {table} USING ({condition});
        CREATE POLICY owner_at_work ON {table} TO CURRENT_USER USING ({AT_WORK});
        {patients_see(table)}
    """


def patients_see(table: str, own: str = "", *, adds: bool = False) -> str:
    """The statements that say which rows of a table come out in a patient's context: none, or those that are ``own``.

    Nothing is written in it, but to the tables where the patient ``adds`` own rows.
    """
    condition = f"{NO_PATIENT_CONTEXT} OR {own}" if own else NO_PATIENT_CONTEXT
    written = condition if adds else NO_PATIENT_CONTEXT
    return f"""
        DROP POLICY IF EXISTS patients_see_their_own ON {table};
        CREATE POLICY patients_see_their_own ON {table} AS RESTRICTIVE USING ({condition}) WITH CHECK ({written});
    """


# Ids of cases of other trusts in which the person has a part, set once at the entrance (cases 0011).
PARTS_IN_CONTEXT = (
    "coalesce((SELECT nullif(current_setting('likeverd.parts', true), ''))::bigint[], '{}')"
)


def written_with_parts(table: str) -> str:
    """The statements that let those with a part in another trust's case write what their step brings with it."""
    of_case = f"case_id = ANY ({PARTS_IN_CONTEXT})"
    return f"""
        CREATE POLICY part_in_the_case_seen ON {table} FOR SELECT USING ({of_case});
        CREATE POLICY part_in_the_case_written ON {table} FOR INSERT WITH CHECK ({of_case});
        CREATE POLICY part_in_the_case_changed ON {table} FOR UPDATE USING ({of_case}) WITH CHECK ({of_case});
    """


def unwritten_with_parts(table: str) -> str:
    """The way back."""
    return f"""
        DROP POLICY part_in_the_case_changed ON {table};
        DROP POLICY part_in_the_case_written ON {table};
        DROP POLICY part_in_the_case_seen ON {table};
    """


def unprotect(table: str) -> str:
    """The way back."""
    return f"""
        DROP POLICY IF EXISTS patients_see_their_own ON {table};
        DROP POLICY owner_at_work ON {table};
        DROP POLICY trusts_in_context ON {table};
        ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
        ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
    """
