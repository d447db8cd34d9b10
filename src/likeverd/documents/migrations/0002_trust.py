"""The trust on every file, filled by the database, and the files behind the wall of row-level security."""

import django.db.models.deletion
from django.db import migrations, models

from likeverd.operations.row_security import protect, unprotect

FILL = """
UPDATE documents_document child SET trust_id = c.trust_id FROM cases_case c WHERE c.id = child.case_id;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
CREATE TRIGGER trust_is_the_cases BEFORE INSERT ON documents_document
    FOR EACH ROW EXECUTE FUNCTION cases_fill_trust();
"""
UNFILL = "DROP TRIGGER trust_is_the_cases ON documents_document;"


def trust(*, null: bool) -> models.ForeignKey:
    return models.ForeignKey(
        editable=False,
        null=null,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="organisations.hospitaltrust",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_wall_and_chain"),
        ("documents", "0001_initial"),
        ("organisations", "0003_context"),
    ]

    operations = [
        migrations.AddField(model_name="document", name="trust", field=trust(null=True)),
        migrations.RunSQL(FILL, UNFILL),
        migrations.AlterField(model_name="document", name="trust", field=trust(null=False)),
        migrations.RunSQL(protect("documents_document"), unprotect("documents_document")),
    ]
