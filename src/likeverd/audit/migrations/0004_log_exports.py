"""That a log was taken out: rows behind the wall, added and never changed."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from likeverd.operations.row_security import protect, unprotect

FORWARD = protect('audit_logexport') + """
CREATE TRIGGER rows_are_append_only BEFORE UPDATE OR DELETE ON audit_logexport
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER rows_are_not_truncated BEFORE TRUNCATE ON audit_logexport
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
"""
BACKWARD = """
DROP TRIGGER rows_are_append_only ON audit_logexport;
DROP TRIGGER rows_are_not_truncated ON audit_logexport;
""" + unprotect('audit_logexport')


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0003_log_review'),
        ('organisations', '0005_grants_are_ended_never_changed'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LogExport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(max_length=400)),
                ('format', models.CharField(choices=[('chain', 'chain'), ('fhir', 'fhir')], max_length=8)),
                ('contents', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=160), size=None)),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('trust', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.hospitaltrust')),
            ],
            options={
                'indexes': [models.Index(fields=['trust', '-id'], name='log_exports_of_trust')],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('purpose', ''), _negated=True), name='a_log_export_has_a_purpose'),
                    models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at'))), name='a_log_export_expires'),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
