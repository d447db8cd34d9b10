"""A file's content may lie outside of the database: then its row keeps the name it has there. And room for the
media type of DOCX, which is long. None of it touches rows, but for one reading that checks the new constraint."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0012_elsewhere_indexes'),
        ('documents', '0003_quarantine'),
        ('organisations', '0008_catchments'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='document',
            name='stored_as',
            field=models.CharField(blank=True, db_default='', default='', max_length=40),
        ),
        migrations.AlterField(
            model_name='document',
            name='content',
            field=models.BinaryField(null=True),
        ),
        migrations.AlterField(
            model_name='document',
            name='media_type',
            field=models.CharField(max_length=100),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('content__isnull', False), ('stored_as', '')), models.Q(('content__isnull', True), models.Q(('stored_as', ''), _negated=True)), _connector='OR'), name='content_lies_in_one_place'),
        ),
    ]
