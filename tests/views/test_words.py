import pytest

from analysis.views.words import stem, telling


@pytest.mark.parametrize(
    "inflections",
    [
        "talk talks talked talking",
        "negotiate negotiates negotiated negotiating negotiation negotiations",
        "sanction sanctions sanctioned sanctioning",
        "plan plans planned planning",
        "agree agrees agreed agreeing agreement agreements",
        "country countries",
        "deny denies denied",
        "Gaza Gaza's Gaza’s",
    ],
)
def test_inflections_share_their_stem(inflections):
    assert len({stem(word) for word in inflections.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("war", "warn"), ("nation", "NATO"), ("Russia", "rush"), ("peace", "piece")]
)
def test_other_words_do_not(one, other):
    assert stem(one) != stem(other)


def test_function_words_tell_nothing():
    assert telling("They don’t say that the talks are over") == ("talk",)
