"""Letters behind the wall: the trust's own people, those with a part in the case, and the patient to whom one was given."""

from django.db import migrations

from likeverd.operations.row_security import AT_WORK, patients_see, protect, unprotect

OF_A_LETTER = ("letters_letterfile", "letters_letterrelease")
TABLES = ("letters_lettertemplate", "letters_letter", *OF_A_LETTER)


def _listed(setting: str) -> str:
    return f"coalesce((SELECT nullif(current_setting('likeverd.{setting}', true), ''))::bigint[], '{{}}')"


CASES = _listed("patient_cases")
# A patient finds letters that were written to the patient and given; when the answer may be seen, the pages say.
TO_PATIENT = f"case_id = ANY ({CASES}) AND kind = 'patient'"
IS_GIVEN = "EXISTS (SELECT FROM letters_letterrelease r WHERE r.letter_id = {letter})"
PATIENTS = (
    patients_see("letters_letter", f"{TO_PATIENT} AND {IS_GIVEN.format(letter='letters_letter.id')}")
    + patients_see("letters_letterfile", f"{TO_PATIENT} AND {IS_GIVEN.format(letter='letters_letterfile.letter_id')}")
    + patients_see("letters_letterrelease", TO_PATIENT)
)
PART = f"case_id = ANY ({_listed('parts')})"
BLOCKED = f"case_id = ANY ({_listed('blocked')})"
OTHERS = "".join(
    f"""
CREATE POLICY part_in_the_case ON {table} FOR SELECT USING ({PART});
CREATE POLICY blocked_is_closed ON {table} AS RESTRICTIVE USING (NOT ({BLOCKED}) OR {AT_WORK});
"""
    for table in ("letters_letter", *OF_A_LETTER)
)
NOT_OTHERS = "".join(
    f"""
DROP POLICY blocked_is_closed ON {table};
DROP POLICY part_in_the_case ON {table};
"""
    for table in ("letters_letter", *OF_A_LETTER)
)
TRIGGERS = """
-- The wall of these tables looks at their own columns alone: one that looked at letters, whose wall looks at files for
-- the jobs, would go round in a ring.
CREATE FUNCTION letters_fill_in() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT trust_id, case_id, kind INTO NEW.trust_id, NEW.case_id, NEW.kind
    FROM letters_letter WHERE id = NEW.letter_id;
    RETURN NEW;
END
$$;
CREATE TRIGGER trust_is_the_cases BEFORE INSERT ON letters_letter
    FOR EACH ROW EXECUTE FUNCTION cases_fill_trust();
""" + "".join(
    f"""
CREATE TRIGGER trust_is_the_letters BEFORE INSERT ON {table}
    FOR EACH ROW EXECUTE FUNCTION letters_fill_in();
"""
    for table in OF_A_LETTER
) + "".join(
    f"""
CREATE TRIGGER rows_are_not_changed BEFORE UPDATE ON {table}
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER rows_are_not_truncated BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
"""
    for table in TABLES
)
NO_TRIGGERS = "".join(
    f"""
DROP TRIGGER rows_are_not_truncated ON {table};
DROP TRIGGER rows_are_not_changed ON {table};
"""
    for table in TABLES
) + "".join(f"DROP TRIGGER trust_is_the_letters ON {table};" for table in OF_A_LETTER) + """
DROP TRIGGER trust_is_the_cases ON letters_letter;
DROP FUNCTION letters_fill_in();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("letters", "0001_initial"),
        ("cases", "0011_elsewhere"),
        ("patients", "0002_patient_context"),
        ("audit", "0002_chains"),
    ]
    operations = [
        migrations.RunSQL(
            "".join(protect(table) for table in TABLES) + PATIENTS + OTHERS + TRIGGERS,
            NO_TRIGGERS + NOT_OTHERS + "".join(unprotect(table) for table in reversed(TABLES)),
        ),
    ]
