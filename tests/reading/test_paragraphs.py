"""Paragraphs are those that a reader sees, wrapped or not."""

from analysis.reading.paragraphs import paragraphs


def split(text: str) -> list[str]:
    return [" ".join(text[start:end].split()) for start, end in paragraphs(text)]


def test_each_line_of_an_unwrapped_text():
    text = "Talks resume\n  The envoys met in Cairo.  \n\n\tThey will meet again.\n"
    assert split(text) == ["Talks resume", "The envoys met in Cairo.", "They will meet again."]
    assert [text[a:b] for a, b in paragraphs(text)] == split(text)


def test_wrapped_lines_are_joined():
    text = """Talks on Kosovo

Serbia's president said on Monday that the dialogue with Kosovo could only
resume after the release of the detained policemen, a demand which Pristina
has rejected twice.

"We have waited long enough," he told reporters in Belgrade. "If nobody acts
in the next ten days, we shall leave the table."
"""
    found = split(text)
    assert [line[:12] for line in found] == ["Talks on Kos", "Serbia's pre", '"We have wai']
    assert found[1].endswith("rejected twice.")


def test_speakers_and_bullets_begin_paragraphs_of_a_wrapped_text():
    text = """MS. WANJIRU: The parties met for six hours yesterday, and they will meet
again tomorrow at the same place, as far as I have been told by the hosts.
Q    Will there be a signing before the end of this week, as the minister
said on the radio?
MR. ODHIAMBO (via translation): Not before the guns are silent around the
three towns that the map names.
- the first of the towns is the one that both of the armies have been in,
and the only one with a bridge.
"""
    assert [line.split()[0] for line in split(text)] == ["MS.", "Q", "MR.", "-"]


def test_short_sentences_a_line_are_not_wrapped():
    text = "The envoys of both sides met in Cairo on Monday.\nNo statement was made after the talks there.\nThey go on."
    assert len(split(text)) == 3


def test_nothing():
    assert paragraphs("") == paragraphs(" \n\n ") == []
