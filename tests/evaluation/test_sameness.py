"""When two names stand for the same."""

import pytest

from analysis.evaluation.sameness import same_party, same_speaker, same_stance


@pytest.mark.parametrize(
    ("found", "accepted"),
    [
        ("Aleksandar Vučić", "Vucic"),
        ("Hakan Fidan", "Fidan"),
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky"),
        ("the Foreign Ministry", "Foreign Ministry"),
        ("ABIY AHMED", "Abiy Ahmed"),
    ],
)
def test_the_same_speaker(found, accepted):
    assert same_speaker(found, ["Somebody Else", accepted])


@pytest.mark.parametrize("found", [None, "", "Sergei Ryabkov", "the"])
def test_another_speaker_or_none(found):
    assert not same_speaker(found, ["Sergei Lavrov", "Russia"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("United States", "US"),
        ("united kingdom", "Great Britain"),
        ("Russia", "Russian Federation"),
        ("NATO", "Nato"),
        (None, None),
    ],
)
def test_the_same_party(one, other):
    assert same_party(one, other)


@pytest.mark.parametrize(("one", "other"), [("Serbia", "Kosovo"), ("Serbia", None), (None, "Sudan")])
def test_another_party(one, other):
    assert not same_party(one, other)


def test_stances_that_take_no_side_are_the_same():
    assert same_stance("unclear", "none")
    assert same_stance("support", "support")
    assert not same_stance("unclear", "support")
    assert not same_stance("conditional", "none")
