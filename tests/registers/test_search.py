"""A method is found by name, substance, ATC code, indication or ID, also half written."""

import pytest

from likeverd.methods import selectors
from likeverd.methods.models import Method

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(db):
    rows = [
        ("a", "ID2026_001", "Legemidlet Alfalizumab", "alfalizumab", "L01FX99", "Brystkreft"),
        ("b", None, "Betatinib", "betatinib", "L01EX99", "Lungekreft hos voksne"),
        ("c", None, "Oppdiktet metode", "gammavec", "", "Sjelden sykdom"),
    ]
    for key, method_id, name, substance, atc, indication in rows:
        Method.objects.create(
            key=key,
            method_id=method_id,
            name=name,
            substance=substance,
            atc=atc,
            indication=indication,
            kind="medicine",
            source="test",
            demonstration=key == "c",
        )


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("alfalizumab", ["a"]),
        ("alfali", ["a"]),
        ("LIZUMAB", ["a"]),
        ("legemidler", ["a"]),
        ("id2026_001", ["a"]),
        ("L01", ["a", "b"]),
        ("lungekreft", ["b"]),
        ("kreft lunge", []),
        ("voksne lungekreft", ["b"]),
        ("gamma", ["c"]),
        ("finnes ikke", []),
        ("'); DROP TABLE", []),
        ("& | ! : *", ["a", "b", "c"]),
        ("", ["a", "b", "c"]),
    ],
)
def test_search(register, words, keys):
    assert sorted(m.key for m in selectors.search(words, demonstration=True)) == keys


def test_invented_methods_exist_in_the_demonstration_alone(register):
    assert [m.key for m in selectors.search("gamma", demonstration=False)] == []
    invented = Method.objects.get(key="c")
    assert selectors.method(invented.pk, demonstration=False) is None
