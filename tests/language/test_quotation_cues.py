"""Which words attribute a quotation, and to whom."""

import pytest

from analysis.language.analysis import analyse
from analysis.model import Article


def quoted(language, text: str) -> list[tuple[str, str | None, str | None]]:
    """Words, cue and source mention of each direct statement; parts of one are joined by " … "."""
    found = analyse(language, Article(file="t.txt", title="", text=text)).statements
    return [
        (
            " … ".join(text[start:end] for start, end in one.parts or ((one.start, one.end),)),
            one.cue.text if one.cue else None,
            one.source.text if one.source else None,
        )
        for one in found
        if one.kind == "direct"
    ]


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("“We have stood firm,” the minister, who had spent the day in Doha, told reporters.", "told", "the minister"),
        (
            "“We will not withdraw from a single village,” Arben Gashi, a top adviser, said at an event in Geneva.",
            "said",
            "Arben Gashi, a top adviser",
        ),
        ("“No one will be left behind,” the president will say in Juba.", "will say", "the president"),
        ("“It’s unanimous,” council member Ana Leka said of the vote.", "said", "council member Ana Leka"),
        (
            "“I fear now that because the truce is so fragile it may fail,” said Amina Said, head of the mission.",
            "said",
            "Amina Said, head of the mission",
        ),
        ("“Never again shall we sign this!” roared the delegate.", "roared", "the delegate"),
    ],
)
def test_the_cue_behind_a_quotation(language, text, cue, source):
    words = text[: text.index("”") + 1]
    assert quoted(language, text) == [(words, cue, source)]


@pytest.mark.parametrize(
    "text",
    [
        "“The corridor is closed!” The government fell in 1986 after a vote.",
        "He named “the corridor and the crossing,” which both sides had paid for.",
    ],
)
def test_a_verb_that_tells_of_no_speaking_attributes_nothing(language, text):
    assert quoted(language, text) == []


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("He told Reuters: “The corridor is closed for good.” He added that talks go on.", "told", "He"),
        (
            "The prime minister issued a statement on Tuesday saying, “I do not accept the terms.” He then flew home.",
            "saying",
            "The prime minister",
        ),
        ("The offer came as no surprise to Nikol Pashinyan: “We never saw a text.”", None, "Nikol Pashinyan"),
        (
            "The minister said the rebels would have to choose, adding, “At some point they will have to decide.”",
            "adding",
            "The minister",
        ),
        (
            "Osmani said the map was made by General Bratton and said, “Who will trust him on security?”",
            "said",
            "Osmani",
        ),
    ],
)
def test_the_cue_before_a_quotation(language, text, cue, source):
    start, end = text.index("“"), text.index("”") + 1
    assert quoted(language, text) == [(text[start:end], cue, source)]


def test_a_quotation_goes_on_in_the_next_paragraph(language):
    text = "“The corridor is closed,” Aliyev said.\n\n“It will stay closed until they withdraw.”\n\nNobody left."
    both = "“The corridor is closed,” … “It will stay closed until they withdraw.”"
    assert quoted(language, text) == [(both, "said", "Aliyev")]


def test_a_quotation_with_a_cue_of_its_own_does_not_go_on(language):
    text = "“The corridor is closed,” Aliyev said.\n\n“It will be opened by force,” Pashinyan said."
    assert [source for _, _, source in quoted(language, text)] == ["Aliyev", "Pashinyan"]
