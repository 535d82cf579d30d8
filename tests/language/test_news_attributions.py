"""Sentences as news has them in, who said what for which side out: content, speaker and party of each statement."""

from __future__ import annotations

import pytest

from analysis.language.analysis import analyse
from analysis.model import Article


def attributed(language, text: str) -> list[tuple[str, str | None, str | None]]:
    found = analyse(language, Article("t.txt", "", text)).statements
    return [(one.text, one.speaker, one.party) for one in found]


@pytest.mark.parametrize(
    ("text", "speaker", "party"),
    [
        (
            "KHARTOUM (Reuters) – Officials of the Sudanese army said the siege was over.",
            "Officials of the Sudanese army",
            "Sudan",
        ),
        (
            "Sanaa, Houthi spokesman Mohammed Abdulsalam said that the talks would go on.",
            "Mohammed Abdulsalam",
            "Houthis",
        ),
        (
            "Japanese vice-minister for foreign affairs Kenji Mori told reporters that talks went on.",
            "Kenji Mori",
            "Japan",
        ),
        ("Serbia's top Ohrid negotiator, Petar Ilic, said the text was ready.", "Petar Ilic", "Serbia"),
        ("The Houthis Sunday released a statement saying that the port was open.", "Houthis", "Houthis"),
        (
            "Egypt's Ministry of Foreign Affairs said the crossing would open.",
            "Egypt's Ministry of Foreign Affairs",
            "Egypt",
        ),
        (
            "Egypt's Ministry of Water Resources and Irrigation said the dam was full.",
            "Egypt's Ministry of Water Resources and Irrigation",
            "Egypt",
        ),
        ("Turkish-Cypriot leader Ersin Tatar said he was ready to meet.", "Ersin Tatar", "Northern Cyprus"),
        ("Petro announced his decision to suspend the truce with the rebels.", "Gustavo Petro", "Colombia"),
        (
            "An adviser to President Recep Tayyip Erdogan said that talks went on.",
            "adviser to President Recep Tayyip Erdogan",
            "Türkiye",
        ),
        ("Sami Haddad, an aide to Prime Minister Nawaf Salam, said that talks went on.", "Sami Haddad", "Lebanon"),
        (
            "Witkoff, who met Lebanese officials and Speaker Nabih Berri, announced that a deal was near.",
            "Steve Witkoff",
            "United States",
        ),
        (
            "Rwanda is moving its troops to Goma, a diplomat close to the talks said.",
            "diplomat close to the talks",
            None,
        ),
        ("The Saudi-backed fighters said the road was theirs.", "Saudi-backed fighters", None),
    ],
)
def test_the_source_is_who_speaks(language, text, speaker, party):
    assert [(who, side) for _, who, side in attributed(language, text)] == [(speaker, party)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kigali said earlier that the rebels had left the town.",
            [("that the rebels had left the town", "Rwanda", "Rwanda")],
        ),
        (
            "Hamas has denied this, in turn accusing Israel of stalling the talks.",
            [("denied this", "Hamas", "Hamas"), ("Israel of stalling the talks", "Hamas", "Hamas")],
        ),
        ("Lavrov declined to comment on the offer.", []),
        (
            'The corridor has "become a trap" since the shelling began, Lavrov said in a statement.',
            [('The corridor has "become a trap" since the shelling began', "Sergei Lavrov", "Russia")],
        ),
        (
            'The sides discussed the "full withdrawal" of the troops "and an exchange of prisoners," Lavrov said.',
            [
                (
                    'The sides discussed the "full withdrawal" of the troops "and an exchange of prisoners,"',
                    "Sergei Lavrov",
                    "Russia",
                )
            ],
        ),
        (
            "'We don't want a frozen conflict. That is for Kyiv to decide,' Merz said on Friday.",
            [("'We don't want a frozen conflict. That is for Kyiv to decide,'", "Friedrich Merz", "Germany")],
        ),
        (
            "The rebels' leader told the BBC: ‘We won’t leave the villagers’ land.’",
            [("‘We won’t leave the villagers’ land.’", "rebels' leader", None)],
        ),
        (
            "Reuters reported that Hamas had rejected the latest offer.",
            [("the latest offer", "Hamas", "Hamas")],
        ),
        (
            "Reuters reported on Monday that Israel's foreign minister said the siege would end.",
            [("the siege would end", "Gideon Sa'ar", "Israel")],
        ),
        (
            "Hamas rejected the latest offer, Reuters reported.",
            [("the latest offer", "Hamas", "Hamas")],
        ),
        (
            "‘We took the clause out of the text’, Fidan was cited as saying.",
            [("‘We took the clause out of the text’", "Hakan Fidan", "Türkiye")],
        ),
        (
            "Fidan said it was bad since Cairo, acting as a broker, did not ask for guards, according to the media.",
            [
                (
                    "it was bad since Cairo, acting as a broker, did not ask for guards",
                    "Hakan Fidan",
                    "Türkiye",
                )
            ],
        ),
        (
            "Fidan said that the road was open, but that no convoy had come.",
            [("that the road was open, but that no convoy had come", "Hakan Fidan", "Türkiye")],
        ),
        (
            "When asked whether Israel would consider lifting the blockade, Guterres said that he hoped so.",
            [("that he hoped so", "António Guterres", "United Nations")],
        ),
        ("Hamas rejected the offer, Zaria Press reports.", [("the offer", "Hamas", "Hamas")]),
        ("The agency quoted a negotiator that the deal was near.", [("that the deal was near", "negotiator", None)]),
        ("Coulibaly called on the parties to leave the town.", [("the parties to leave the town", "Coulibaly", None)]),
        ("Colombia is demanding an end to the raids.", [("an end to the raids", "Colombia", "Colombia")]),
        ("France pressed Israel to halt the raids.", [("pressed Israel to halt the raids", "France", "France")]),
        ("Fidan conveyed cautious optimism.", [("cautious optimism", "Hakan Fidan", "Türkiye")]),
        (
            'The war was over, Fidan said. "We have won it."',
            [("The war was over", "Hakan Fidan", "Türkiye"), ('"We have won it."', "Hakan Fidan", "Türkiye")],
        ),
        (
            'The tour is over. "We want a deal," a statement by the Egyptian foreign ministry read on Friday.',
            [('"We want a deal,"', "Egyptian foreign ministry", "Egypt")],
        ),
        (
            "Sudan's envoy, Omar Naji, called for a truce in the town.",
            [("a truce in the town", "Omar Naji", "Sudan")],
        ),
        (
            "Fidan expressed regret over the raid, according to a ministry statement.",
            [("regret over the raid", "Hakan Fidan", "Türkiye")],
        ),
        ("The meeting also stressed the need for a truce.", []),
        (
            "Egypt and Qatar have rejected the plan, reports say.",
            [("the plan", "Egypt and Qatar", "Egypt")],
        ),
        ("Asked how long the truce would last, Fidan declined to give details.", []),
        (
            "Fidan stressed the need for a truce, Turkish state media said.",
            [("the need for a truce", "Hakan Fidan", "Türkiye")],
        ),
        (
            "Reuters reported that the road was closed.",
            [("that the road was closed", "Reuters", None)],
        ),
    ],
)
def test_the_content_is_what_was_said(language, text, expected):
    assert attributed(language, text) == expected


@pytest.mark.parametrize(
    ("text", "last"),
    [
        # Whoever spoke as "he" goes before those whom he spoke of.
        (
            "Fidan was in Doha. The truce must hold, Fidan said. He would like, he said, if Abbas could meet "
            'Netanyahu and for Sisi to be there as well.\n\n"It would send a message," he said.',
            ("Hakan Fidan", "Türkiye"),
        ),
        # The subject of the sentence before goes before a body that spoke earlier.
        (
            "The Taliban warned that the shelling would end the deal. The US State Department had no comment. Earlier, "
            "it announced that an envoy was on his way.",
            ("US State Department", "United States"),
        ),
        (
            "Colombian President Gustavo Petro froze the talks. The ELN said it was ready. The Colombian government "
            "was divided. The government delegation accepted a meeting with the rebels.",
            ("government delegation", "Colombia"),
        ),
        (
            'The road is closed, a Taliban spokesman told AFP.\n\n"We are prepared for talks," Qari Hamid Wardak said.',
            ("Qari Hamid Wardak", "Taliban"),
        ),
        (
            "Michel Barnier, the EU's chief negotiator, was in London. Michel Barnier said that a deal was possible.",
            ("Michel Barnier", "European Union"),
        ),
        (
            "Western diplomats said that Iran had sent a text. They said that it fell short.",
            ("Western diplomats", None),
        ),
        (
            "The speaker of the Libyan parliament, Omar Naji and the envoys met. Naji said that talks went on.",
            ("Omar Naji", "Libya"),
        ),
        (
            "The special adviser to the UN chief on Libya, Rosa Marin is in Tunis. Marin said that talks went on.",
            ("Rosa Marin", "United Nations"),
        ),
        (
            '"We are done," said Omar Fadl, spokesman for the government team. The Yemeni government met the Houthis. '
            '"We are done," said Majed Fadl, spokesman for the government team.',
            ("Majed Fadl", "Yemen"),
        ),
        (
            "ZKP leader Petar Ilic met Rishi Sunak. The ZKP leader said concerns remained.",
            ("Petar Ilic", None),
        ),
        (
            "Petar Ilic said that talks went on. The Hamas negotiator said it was late.",
            ("Petar Ilic", "Hamas"),
        ),
        (
            "Qatari Prime Minister Mohammed bin Abdulrahman Al Thani said the reply was good. "
            "“We are hopeful,” the Qatari leader said.",
            ("Mohammed bin Abdulrahman Al Thani", "Qatar"),
        ),
        ("CARACAS (XFE) – The envoys met at noon. XFE said that they ate fish.", ("XFE", None)),
        (
            "A fire broke out near the Arakan Army (AA) camp. AA chief Sar Win said that the talks were off.",
            ("Sar Win", "Arakan Army"),
        ),
        (
            "Thailand met the Karen National Union. The military accused the Karen National Union of lying.",
            ("military", "Thailand"),
        ),
        (
            "The Houthis said that they were ready. A team has been formed, the statement said.",
            ("Houthis", "Houthis"),
        ),
        (
            "Sudan's information minister said that Egypt had sent a plan. The government rejected the plan.",
            ("Sudan", "Sudan"),
        ),
    ],
)
def test_who_is_meant_is_found_in_what_went_before(language, text, last):
    _, speaker, party = attributed(language, text)[-1]
    assert (speaker, party) == last


def test_a_party_that_is_told_after_the_name_counts_for_what_was_said_before(language):
    text = "Petar Ilic said that talks went on. The Hamas negotiator said it was late."
    assert [party for _, _, party in attributed(language, text)] == ["Hamas", "Hamas"]
