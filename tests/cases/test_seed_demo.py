import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db


def test_demo():
    call_command("import_register", verbosity=0)
    call_command("seed_demo")
