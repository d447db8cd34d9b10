"""The committee's tables behind the wall; what is only added to; and a wall of its own around marks."""

from django.db import migrations

from likeverd.operations.row_security import AT_WORK, protect, unprotect

TABLES = (
    "committee_member",
    "committee_meeting",
    "committee_numbering",
    "committee_item",
    "committee_attendance",
    "committee_declaration",
    "committee_mark",
    "committee_note",
    "committee_conclusion",
    "committee_minutes",
)
ONLY_ADDED_TO = (
    "committee_attendance",
    "committee_declaration",
    "committee_mark",
    "committee_note",
    "committee_conclusion",
    "committee_minutes",
)
GUARD = "".join(
    f"""
    CREATE TRIGGER rows_are_not_changed BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
    CREATE TRIGGER rows_are_not_truncated BEFORE TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
    """
    for table in ONLY_ADDED_TO
)
UNGUARD = "".join(
    f"""
    DROP TRIGGER rows_are_not_truncated ON {table};
    DROP TRIGGER rows_are_not_changed ON {table};
    """
    for table in ONLY_ADDED_TO
)
MINE = "person_id::text = coalesce((SELECT current_setting('likeverd.person', true)), '')"
# Until the spread of its item is open, a mark comes out to the person who set it; nobody writes another's.
MARKS = f"""
CREATE POLICY marks_are_ones_own_until_opened ON committee_mark AS RESTRICTIVE
    USING ({MINE} OR {AT_WORK} OR EXISTS (
        SELECT FROM committee_item i WHERE i.id = item_id AND i.spread_opened_at IS NOT NULL))
    WITH CHECK ({MINE} OR {AT_WORK});
"""
NO_MARKS = "DROP POLICY marks_are_ones_own_until_opened ON committee_mark;"


class Migration(migrations.Migration):
    dependencies = [
        ("committee", "0001_initial"),
        ("cases", "0010_committee_declarations"),
        ("patients", "0002_patient_context"),
        ("audit", "0002_chains"),
    ]
    operations = [
        migrations.RunSQL(
            "".join(protect(table) for table in TABLES) + GUARD + MARKS,
            NO_MARKS + UNGUARD + "".join(unprotect(table) for table in reversed(TABLES)),
        ),
    ]
