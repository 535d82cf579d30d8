import pytest

from analysis.coding.calibration import share_right


def test_more_strength_is_never_less_confidence():
    shares = [share_right(strength / 100) for strength in range(101)]
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] < 1


@pytest.mark.parametrize("strength", [0.0, 1.0])
def test_beyond_what_was_measured_the_nearest_share_holds(strength):
    nearest = 0.4 if strength == 0 else 0.99
    assert share_right(strength) == share_right(nearest)
