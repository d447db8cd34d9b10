"""docs/asvs.md says what its source says, and names nothing that does not exist."""

from collections import Counter

import pytest
from tools.security import asvs

# As ASVS 5.0.0 counts them: all of level 1 and 2, and level 3 of four chapters.
ALL = {1: 70, 2: 183, 3: 13}


def test_the_document_is_as_its_source_says():
    assert asvs.TARGET.read_text(encoding="utf-8") == asvs.document(), "run 'make docs'"


def test_every_requirement_is_there_once():
    rows = asvs.requirements()
    assert Counter(row.level for row in rows) == ALL
    assert len({row.number for row in rows}) == len(rows)
    assert {row.chapter for row in rows if row.level == 3} == {2, 8, 14, 16}
    assert {row.chapter for row in rows} == set(asvs.CHAPTERS)


def test_every_test_and_page_that_is_named_exists(capsys):
    assert asvs.missing() == []
    counted = Counter(row.state for row in asvs.requirements())
    with capsys.disabled():
        print("\nASVS:", ", ".join(f"{counted[key]} {words}" for key, words in asvs.STATES.items()))


def test_most_of_what_applies_is_shown():
    counted = Counter(row.state for row in asvs.requirements())
    assert counted["test"] + counted["page"] > counted["open"]


@pytest.mark.parametrize(
    "name", ["security/test_asvs::test_nothing", "nowhere/test_x::test_y", "security/world::*"]
)
def test_a_name_that_does_not_exist_is_found(name):
    assert not asvs._exists(name)
