import pytest

from analysis.store.errors import UnknownIdError
from analysis.views.reader import read
from tests.store.samples import SAYS, add, coded, with_furniture

TEXT = f"Ilham Aliyev said: “{SAYS}.” They met in Prague on Monday."


def pieces(reading):
    return [segment for paragraph in reading.paragraphs for segment in paragraph]


def with_text(reading, text):
    return next(segment for segment in pieces(reading) if segment.text == text)


def test_the_segments_joined_are_the_text_and_stand_where_they_say(workspace):
    reading = read(workspace, add(workspace, coded()))
    assert "".join(segment.text for segment in pieces(reading)) == TEXT
    assert all(TEXT[segment.start :].startswith(segment.text) for segment in pieces(reading))


def test_each_layer_is_lit_in_place(workspace):
    reading = read(workspace, add(workspace, coded()))
    assert with_text(reading, "Ilham Aliyev").mention == "Ilham Aliyev"
    assert with_text(reading, "Ilham Aliyev").party == "Azerbaijan"
    said = with_text(reading, f"“{SAYS}.”")
    assert (said.statement_ids, said.anchors, said.event_ids) == ((1,), (1,), ())
    monday = with_text(reading, "Monday")
    assert (monday.date, monday.event_ids) == ("2023-05-08", (1,))
    assert with_text(reading, ".").event_ids == ()
    assert reading.statement_ids == (1,)


def test_furniture_and_what_lies_under_it_are_both_known(workspace):
    reading = read(workspace, add(workspace, with_furniture(coded())))
    assert (with_text(reading, "Ilh").furniture, with_text(reading, "Ilh").mention) == ("byline", "Ilham Aliyev")
    assert with_text(reading, "am Aliyev").furniture is None


def test_the_focus_lies_exactly_where_it_was_asked_for(workspace):
    start = TEXT.index("accept")
    reading = read(workspace, add(workspace, coded()), focus=(start, start + 6))
    assert [segment.text for segment in pieces(reading) if segment.focus] == ["accept"]


def test_an_article_that_is_gone_is_said_to_be(workspace):
    with pytest.raises(UnknownIdError):
        read(workspace, 7)
