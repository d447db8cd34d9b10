"""The documents in docs/ say what the tables in the core say."""

import pytest
from django.conf import settings

from likeverd.operations.generated_docs import DOCUMENTS


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_the_document_says_what_the_core_says(name):
    written = (settings.CHECKOUT / "docs" / name).read_text(encoding="utf-8")
    assert written == DOCUMENTS[name](), "run 'make docs'"
