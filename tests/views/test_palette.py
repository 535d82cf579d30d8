import pytest

from analysis.views import palette
from analysis.views.palette import party_colour, stance_colour, stance_sign

PARTIES = [
    "Armenia",
    "Azerbaijan",
    "Sudan",
    "Rapid Support Forces",
    "Israel",
    "Hamas",
    "Serbia",
    "Kosovo",
    "Ruritania",
    "X",
]


def contrast(one, other):
    lighter, darker = sorted((palette.luminance(one), palette.luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("background", ["#ffffff", "#0e1117"])
def test_every_colour_can_be_seen_in_light_and_in_dark(background):
    colours = [*palette._picked().values(), *map(party_colour, PARTIES), *map(stance_colour, (-1, -0.4, 0, 0.4, 1))]
    assert min(contrast(colour, background) for colour in colours) >= 3


def test_a_party_keeps_its_colour_and_others_have_another():
    assert len({party_colour(party) for party in PARTIES}) == len(PARTIES)
    assert party_colour("Ruritania") == party_colour.__wrapped__("Ruritania")


def test_hand_picked_colours_are_all_different():
    colours = list(palette._picked().values())
    assert len(set(colours)) == len(colours)


def test_no_party_is_grey_and_so_is_no_stance():
    assert party_colour(None) == party_colour("") == palette.NEUTRAL
    assert stance_colour(None) == stance_colour(float("nan")) == stance_colour(0.0) == palette.NEUTRAL


def test_the_ends_of_the_scale():
    assert stance_colour(1.0) == palette.SUPPORT
    assert stance_colour(-1.0) == palette.OPPOSE


def test_every_stance_has_its_own_sign():
    labels = ["support", "oppose", "conditional", "mixed", "unclear"]
    assert len({stance_sign(label) for label in labels}) == 5
