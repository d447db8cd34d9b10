"""Indexes for those with a part from elsewhere, and the new state's checks, without holding up who writes."""

from django.contrib.postgres.operations import AddIndexConcurrently, ValidateConstraint
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("cases", "0011_elsewhere")]
    operations = [
        AddIndexConcurrently(
            model_name='case',
            index=models.Index(condition=models.Q(('home_trust__isnull', False)), fields=['home_trust', '-id'], name='case_of_home_trust'),
        ),
        AddIndexConcurrently(
            model_name='case',
            index=models.Index(condition=models.Q(('review_trust__isnull', False)), fields=['review_trust', '-id'], name='case_under_review'),
        ),
        AddIndexConcurrently(
            model_name='case',
            index=models.Index(condition=models.Q(('receiving_person__isnull', False)), fields=['receiving_person', '-id'], name='case_offered'),
        ),
        ValidateConstraint(model_name="case", name="known_state"),
        ValidateConstraint(model_name="case", name="ended_cases_have_an_end"),
    ]
