import pytest

from analysis.coding.wording import content
from analysis.model import Statement, StatementKind


def words(text: str, kind: str, parts: tuple[tuple[int, int], ...] = ()) -> str:
    return content(Statement(StatementKind(kind), 10, 10 + len(text), text, (0, 100), parts=parts))


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("“We are ready,”", "direct", "We are ready"),
        ('"Never."', "direct", "Never."),
        ("''It is over.''", "direct", "It is over."),
        ("“One.\n\n“Two.”", "direct", "One. Two."),
        ("that the talks\nwould go on", "indirect", "the talks would go on"),
        ("that, in his view, it was “over”", "indirect", "in his view, it was “over”"),
        ("thatched roofs burned", "indirect", "thatched roofs burned"),
        ("rejected the “plan”", "position", "rejected the “plan”"),
        ("Well,  yes.", "turn", "Well, yes."),
    ],
)
def test_only_the_speakers_words_are_shown(text, kind, shown):
    assert words(text, kind) == shown


def test_an_inserted_cue_is_left_out():
    text = "“A truce,” she said, “is near.”"
    assert words(text, "direct", ((10, 20), (31, 41))) == "A truce is near."
