"""Merging two writers' drafts loses no word of either."""

from hypothesis import given
from hypothesis import strategies as st

from likeverd.core.forms.merging import merge

KEYS = st.sampled_from(["a", "b", "c"])
WORDS = st.sampled_from(["", "one", "two", "three"])
ANSWERS = st.dictionaries(KEYS, WORDS)


def test_each_side_changes_another_field():
    found = merge({"a": "old"}, {"a": "theirs"}, {"a": "old", "b": "mine"})
    assert found.answers == {"a": "theirs", "b": "mine"}
    assert found.set_aside == {}


def test_both_change_the_same_field():
    found = merge({"a": "old"}, {"a": "theirs"}, {"a": "mine"})
    assert found.answers == {"a": "theirs"}
    assert found.set_aside == {"a": "mine"}


def test_an_emptied_field_is_emptied():
    assert merge({"a": "old"}, {"a": "old"}, {"a": ""}).answers == {}
    assert merge({"a": "old"}, {"a": "old"}, {"a": None}).answers == {}


def test_what_is_not_given_stays():
    assert merge({"a": "x", "b": "y"}, {"a": "x", "b": "y"}, {"a": "z"}).answers == {
        "a": "z",
        "b": "y",
    }


@given(ANSWERS, ANSWERS, ANSWERS)
def test_no_written_word_is_lost(base, saved, mine):
    found = merge(base, saved, mine)
    for key, words in mine.items():
        if words and words != base.get(key):
            assert found.answers.get(key) == words or found.set_aside.get(key) == words
    for key, words in saved.items():
        changed_by_them = words and words != base.get(key)
        if changed_by_them:
            assert found.answers[key] == words


@given(ANSWERS, ANSWERS)
def test_merging_twice_changes_nothing_more(base, mine):
    once = merge(base, base, mine)
    again = merge(once.answers, once.answers, mine)
    assert again.answers == {**once.answers, **{k: v for k, v in mine.items() if v}}
