"""Sentences in, ties between parties out: whom a speaker's side accuses, praises, supports, threatens, and whom not."""

import datetime as dt

import pytest

from analysis.coding.clauses import Named
from analysis.coding.relations import relations
from analysis.language.analysis import analyse
from analysis.model import Article

STATED = [
    ("Zelensky accused Russia of stalling the talks.", "Ukraine accuse Russia"),
    ("Hamas blamed Israel for the collapse of the truce.", "Hamas accuse Israel"),
    ("Iran condemned the Israeli strikes.", "Iran accuse Israel"),
    ("The Serbian president said that Kosovo had violated the agreement.", "Serbia accuse Kosovo"),
    ("“Russia is lying to the world,” Ukrainian Foreign Minister Andrii Sybiha said.", "Ukraine accuse Russia"),
    ("“Hamas bears full responsibility for the suffering,” Netanyahu said.", "Israel accuse Hamas"),
    ("Azerbaijan's President Ilham Aliyev said Armenia did not want peace.", "Azerbaijan accuse Armenia"),
    ("Macron said Russian aggression must be stopped.", "France accuse Russia"),
    ("“Ukraine was attacked by Russia,” Macron said.", "France accuse Russia"),
    ("Turkish President Recep Tayyip Erdogan thanked Qatar for its mediation.", "Türkiye praise Qatar"),
    ("“We are grateful to Türkiye for its efforts,” Zelensky said.", "Ukraine praise Türkiye"),
    ("“We will stand with Ukraine for as long as it takes,” German Chancellor Olaf Scholz said.",
     "Germany support Ukraine"),
    ("The European Union reaffirmed its support for Ukraine.", "European Union support Ukraine"),
    ("“The United States supports Israel's right to defend itself,” Blinken said.", "United States support Israel"),
    ("“We will not support Israel,” Spanish Prime Minister Pedro Sanchez said.", "Spain reject Israel"),
    ("Chinese Foreign Minister Wang Yi called on the United States to lift the tariffs.",
     "China demand United States"),
    ("“Russia must withdraw its troops,” Zelensky said.", "Ukraine demand Russia"),
    ("US President Donald Trump threatened China with new tariffs.", "United States threaten China"),
    ("Iran said it would strike Israel if attacked.", "Iran threaten Israel"),
    ("Sudan's army rejected the accusations of the United Arab Emirates.", "Sudan reject United Arab Emirates"),
]  # fmt: skip
# Denied, only supposed, said of others, or neither friendly nor hostile.
NEUTRAL = [
    "“We do not accuse Rwanda of anything,” Congolese President Felix Tshisekedi said.",
    "“Kosovo could violate the agreement,” Vucic said.",
    "“If Pakistan attacks, India will respond,” Modi said.",
    "“We have no quarrel with Serbia,” Kurti said.",
    "“Does Russia support Iran?” Netanyahu said.",
    "Peskov said that Russia had met Ukraine in Istanbul.",
    "Kenyan President William Ruto said that Ethiopia had thanked Egypt.",
]


@pytest.fixture(scope="module")
def ties(language):
    def find(text):
        found = analyse(language, Article(file="t", title="", text=text, published=dt.date(2025, 5, 1)))
        named = [Named(mention.start, mention.end, mention.party) for mention in found.mentions]
        return {
            f"{statement.party} {relation.tone} {relation.party}"
            for statement in found.statements
            for relation in relations(statement, [one for one in named if statement.start <= one.start < statement.end])
        }

    return find


@pytest.mark.parametrize(("text", "tie"), STATED)
def test_a_tone_between_parties_is_read(ties, text, tie):
    assert ties(text) == {tie}


@pytest.mark.parametrize("text", NEUTRAL)
def test_without_a_tone_of_the_speakers_own_there_is_no_tie(ties, text):
    assert ties(text) == set()


def test_parties_that_are_named_together_are_each_meant(ties):
    assert ties("“We want to thank Egypt and Qatar,” US envoy Steve Witkoff said.") == {
        "United States praise Egypt",
        "United States praise Qatar",
    }
