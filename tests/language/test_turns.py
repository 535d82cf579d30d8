"""The turns of transcripts become statements of the speakers that their labels name."""

from analysis.language.analysis import parse
from analysis.language.turns import find_turns
from analysis.model import Article

BRIEFING = """Brady Room

1:05 P.M. EST

MS. OKAFOR:  Good afternoon. The ceasefire in Sudan holds, and we will keep the crossing at Adre open.

(Laughter.)

Q    Thank you. Will you send monitors?

MS. OKAFOR:  We will not send troops, but we will pay for monitors of the African Union.

END 1:40 P.M. EST
"""


def turns(language, text: str) -> list[tuple[str, str]]:
    doc = parse(language, Article(file="t.txt", title="", text=text))
    return [(text[slice(*t.source)], text[t.start : t.end]) for t in find_turns(doc)]


def test_a_briefing_gives_each_turn_to_its_label(language):
    assert turns(language, BRIEFING) == [
        ("MS. OKAFOR", "Good afternoon. The ceasefire in Sudan holds, and we will keep the crossing at Adre open."),
        ("Q", "Thank you. Will you send monitors?"),
        ("MS. OKAFOR", "We will not send troops, but we will pay for monitors of the African Union."),
    ]


def test_an_interpreter_is_no_part_of_the_label(language):
    text = "FOREIGN MINISTER MIRZOYAN (via interpreter): We are ready to sign the treaty with Baku."
    assert turns(language, text) == [("FOREIGN MINISTER MIRZOYAN", "We are ready to sign the treaty with Baku.")]


def test_an_interview_with_names_in_small_letters(language):
    text = "Lina Haddad: Is Beirut ready?\nOmar Karim: We are ready for talks.\nLina Haddad: And the army?"
    assert [source for source, _ in turns(language, text)] == ["Lina Haddad", "Omar Karim", "Lina Haddad"]


def test_the_paragraphs_of_a_long_turn_are_gathered_into_cards(language):
    paragraph = " ".join(["The government of Kosovo has kept every promise that it made in Ohrid."] * 3)
    text = "PRIME MINISTER HOTI: " + "\n\n".join([paragraph] * 4)
    found = turns(language, text)
    assert len(found) == 2
    assert all(words.count(paragraph) == 2 for _, words in found)


def test_a_note_and_a_headline_with_a_colon_make_no_transcript(language):
    text = "Note: figures are provisional.\nKinshasa: M23 must leave Goma.\nTshisekedi met Kagame in Doha on Monday."
    assert turns(language, text) == []


def test_a_list_of_facts_is_no_transcript(language):
    text = "Date: 4 May\nPlace: Jeddah\nTopic: the truce in Sudan\nThe sides met for two hours."
    assert turns(language, text) == []
