"""Nothing under GPL or AGPL runs with the service."""

import pytest
from tools.security.licences import FORBIDDEN, runtime_licences


def test_everything_that_runs_has_a_licence_that_we_may_use():
    found = runtime_licences()
    assert [row for row in found if not row[2]] == []
    assert {"django", "psycopg", "pikepdf", "pillow"} <= {name for name, _, _ in found}


@pytest.mark.parametrize(
    ("words", "fine"),
    [
        ("GPL-3.0-only", False),
        ("AGPL-3.0-or-later", False),
        ("License :: OSI Approved :: GNU General Public License v3 (GPLv3)", False),
        ("LGPL-3.0-only", True),
        ("MIT", True),
        ("MPL-2.0", True),
    ],
)
def test_the_check_knows_the_licences(words, fine):
    assert (FORBIDDEN.search(words) is None) is fine
