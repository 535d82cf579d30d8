from analysis.views.contradictions import Between, contradictions
from tests.views.material import codings


def pairs(*rows, **more):
    return [(found.earlier, found.later) for found in contradictions(codings(*rows), **more)]


def test_opposite_stances_of_a_party_within_a_month_contradict():
    assert pairs(("Sudan", "ceasefire", 0.8, "2023-05-01"), ("Sudan", "ceasefire", -0.8, "2023-05-20")) == [(1, 2)]


def test_later_it_is_a_change_of_mind():
    assert pairs(("Sudan", "ceasefire", 0.8, "2023-05-01"), ("Sudan", "ceasefire", -0.8, "2023-07-20")) == []


def test_other_parties_other_themes_weak_and_undated_ones_contradict_nothing():
    first = ("Sudan", "ceasefire", 0.8, "2023-05-01")
    for other in (
        ("Rapid Support Forces", "ceasefire", -0.8, "2023-05-01"),
        ("Sudan", "aid", -0.8, "2023-05-01"),
        ("Sudan", "ceasefire", -0.8, None),
        ("Sudan", "ceasefire", -0.1, "2023-05-01"),
        ("Sudan", "ceasefire", -0.8, "2023-05-01", {"confidence": 0.3}),
        ("Sudan", "ceasefire", -0.8, "2023-05-01", {"stance": "unclear"}),
        ("Sudan", "ceasefire", -0.8, "2023-05-01", {"suggested": True}),
    ):
        assert pairs(first, other) == []


def test_the_widest_apart_comes_first_and_a_later_statement_once():
    rows = [("A", "x", 0.4, "2025-01-01"), ("A", "x", 0.9, "2025-01-02"), ("A", "x", -0.9, "2025-01-03")]
    assert pairs(*rows) == [(2, 3)]


def test_whether_it_was_the_same_speaker():
    said = {"speaker": "Aleksandar Vučić"}
    frame = codings(("Serbia", "x", 0.9, "2025-01-01", said), ("Serbia", "x", -0.9, "2025-01-02", said))
    assert contradictions(frame)[0].same_speaker
    frame = codings(("Serbia", "x", 0.9, "2025-01-01", said), ("Serbia", "x", -0.9, "2025-01-02"))
    assert not contradictions(frame)[0].same_speaker


def test_contradictions_of_one_speaker_and_of_two_can_be_asked_for():
    rows = [
        ("Serbia", "x", 0.9, "2025-01-01", {"speaker": "Aleksandar Vučić"}),
        ("Serbia", "x", -0.9, "2025-01-02", {"speaker": "Ivica Dačić"}),
        ("Serbia", "x", -0.8, "2025-01-03", {"speaker": "Aleksandar Vučić"}),
        ("Serbia", "y", 0.9, "2025-01-01", {"speaker": "Ivica Dačić"}),
        ("Serbia", "y", -0.9, "2025-01-02"),
    ]
    assert pairs(*rows, between=Between.TWO_SPEAKERS) == [(1, 2)]
    assert pairs(*rows, between=Between.SAME_SPEAKER) == [(1, 3)]
    assert pairs(*rows) == [(1, 2), (4, 5), (1, 3)]


def test_how_close_in_time_can_be_chosen():
    rows = [("Sudan", "ceasefire", 0.8, "2023-05-01"), ("Sudan", "ceasefire", -0.8, "2023-05-20")]
    assert pairs(*rows, within_days=18) == []
    assert pairs(*rows, within_days=19) == [(1, 2)]
