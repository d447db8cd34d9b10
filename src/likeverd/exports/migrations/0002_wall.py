"""Exports behind the wall; expired ones are emptied by a function, since the worker reads no export."""

from django.db import migrations

from likeverd.operations.row_security import BEHIND_THE_WALL, protect, unprotect

FORWARD = f"""
CREATE FUNCTION likeverd_empty_expired_exports() RETURNS bigint
LANGUAGE sql VOLATILE {BEHIND_THE_WALL} AS $$
    WITH emptied AS (
        UPDATE exports_export SET content = NULL, emptied_at = clock_timestamp()
        WHERE content IS NOT NULL AND expires_at <= clock_timestamp() RETURNING 1)
    SELECT count(*) FROM emptied
$$;
""" + protect("exports_export")
BACKWARD = unprotect("exports_export") + "DROP FUNCTION likeverd_empty_expired_exports();"


class Migration(migrations.Migration):
    dependencies = [("exports", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
