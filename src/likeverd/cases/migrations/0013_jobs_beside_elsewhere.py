"""Jobs read units, settings and files of all trusts, but no case: what others have a part in is nothing to them.

The policies of 0011 ask the cases themselves, and PostgreSQL then demands the right to read cases of everybody who
reads one of these three tables. Here the question is put by functions, which leave the cases alone where the reader
has no right to them; whoever has, sees what was seen before.

0011 also let a row that is changed become anything at all, for everybody who may change rows: with it, a case could be
carried to another trust. What the context holds is enough for the row to be written after each step from elsewhere.
"""

from importlib import import_module

from django.db import migrations

ELSEWHERE = import_module("likeverd.cases.migrations.0011_elsewhere")


def _function(name: str, column: str) -> str:
    return f"""
CREATE FUNCTION {name}() RETURNS SETOF bigint LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
    IF has_table_privilege('cases_case', 'SELECT') THEN
        RETURN QUERY SELECT {column} FROM cases_case WHERE {ELSEWHERE.PART};
    END IF;
END $$;
"""


CASES = "SELECT likeverd_cases_with_part()"
TRUSTS = "SELECT likeverd_trusts_with_part()"
ASKED = {
    "documents_document": f"case_id IN ({CASES})",
    "organisations_unit": f"trust_id IN ({TRUSTS})",
    "organisations_trustrulesversion": f"trust_id IN ({TRUSTS})",
}
FORWARD = (
    _function("likeverd_cases_with_part", "id")
    + _function("likeverd_trusts_with_part", "trust_id")
    + "".join(
        f"ALTER POLICY part_in_the_case ON {table} USING ({asked});"
        for table, asked in ASKED.items()
    )
    + f"ALTER POLICY part_in_the_case_changed ON cases_case WITH CHECK ({ELSEWHERE.PART});"
)
BACK = (
    "".join(
        f"ALTER POLICY part_in_the_case ON {table} USING ({ELSEWHERE.SHARED[table]});"
        for table in ASKED
    )
    + f"ALTER POLICY part_in_the_case_changed ON cases_case WITH CHECK ({ELSEWHERE.PART});"
    + "DROP FUNCTION likeverd_cases_with_part(); DROP FUNCTION likeverd_trusts_with_part();"
)


class Migration(migrations.Migration):
    """Changes no row."""

    dependencies = (("cases", "0012_elsewhere_indexes"),)
    operations = (migrations.RunSQL(FORWARD, BACK),)
