"""What is said in an article, by whom and where: exact stretches of the text."""

import datetime as dt

import pytest

from analysis.coding.wording import content
from analysis.language.analysis import analyse
from analysis.model import Article, Furniture, Statement, StatementKind


def statements(language, text: str, **article) -> list[Statement]:
    return list(
        analyse(language, Article(file="t.txt", title=article.pop("title", ""), text=text, **article)).statements
    )


def said(language, text: str, **article) -> list[tuple[str, str, str | None]]:
    """Kind, words and source mention of each statement."""
    found = statements(language, text, **article)
    return [(s.kind.value, s.text, s.source.text if s.source else None) for s in found]


@pytest.mark.parametrize(
    ("text", "words", "source"),
    [
        ("“We will not withdraw,” Kagame said.", "“We will not withdraw,”", "Kagame"),
        ('"We will not withdraw," said the Rwandan president.', '"We will not withdraw,"', "the Rwandan president"),
        ("''We will not withdraw,'' he said on Monday.", "''We will not withdraw,''", "he"),
        ("The minister added: “Our border is closed.”", "“Our border is closed.”", "The minister"),
        ("“The corridor is shut,” as stated by the envoy of Chad.", "“The corridor is shut,”", "the envoy of Chad"),
        ("“The strikes must stop,” according to Doha.", "“The strikes must stop,”", "Doha"),
        ("The plan “is a trap for both armies,” Burhan said.", "The plan “is a trap for both armies,”", "Burhan"),
    ],
)
def test_direct_quotations(language, text, words, source):
    assert said(language, text) == [("direct", words, source)]


def test_a_quotation_with_the_cue_in_its_middle_is_one_statement_with_two_parts(language):
    text = "“The corridor is open,” Pashinyan said. “We want it to stay open.”"
    (statement,) = statements(language, text)
    assert [text[a:b] for a, b in statement.parts] == ["“The corridor is open,”", "“We want it to stay open.”"]
    assert (statement.start, statement.end) == (0, len(text))


def test_two_cues_make_two_statements(language):
    text = "“The corridor is open,” Pashinyan said. “Nobody will close it,” Aliyev replied."
    assert [(words, source) for _, words, source in said(language, text)] == [
        ("“The corridor is open,”", "Pashinyan"),
        ("“Nobody will close it,”", "Aliyev"),
    ]


def test_a_quotation_over_two_paragraphs_is_one_statement(language):
    text = "“Gaza needs food.\n\n“It needs a ceasefire first,” Guterres said."
    (statement,) = statements(language, text)
    assert len(statement.parts) == 2
    assert statement.source is not None
    assert statement.source.text == "Guterres"


def test_he_said_on_the_line_after_an_inserted_one(language):
    text = "“We are ready for talks in Jeddah,”\nRead also: Sudan’s army takes a bridge\nhe said on Sunday."
    furniture = (Furniture(text.index("Read"), text.index("\nhe"), "read also"),)
    assert said(language, text, furniture=furniture) == [("direct", "“We are ready for talks in Jeddah,”", "he")]


def test_a_quotation_that_stands_alone_after_a_whole_line_of_the_speaker_is_theirs(language):
    first = "“Serbia will not join the sanctions,” Vučić said. He spoke in Niš."
    text = f"{first}\n\n“Our people would not accept it.”"
    assert said(language, text) == [
        ("direct", "“Serbia will not join the sanctions,”", "Vučić"),
        ("direct", "“Our people would not accept it.”", "Vučić"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “buffer zone” lies west of the river.",
        "She is the author of “The Long Road to Juba” and teaches in Nairobi.",
        "The talks began in Doha on Monday and lasted two days.",
    ],
)
def test_scare_quotes_titles_and_plain_reports_are_no_statements(language, text):
    assert said(language, text) == []


@pytest.mark.parametrize(
    ("text", "words", "source"),
    [
        ("Yerevan said that it would reopen the border.", "that it would reopen the border", "Yerevan"),
        ("Officials in Goma said the rebels had left the town.", "the rebels had left the town", "Officials in Goma"),
        (
            "According to the Turkish foreign ministry, the grain deal will be extended.",
            "the grain deal will be extended",
            "the Turkish foreign ministry",
        ),
        ("Katz told reporters that Israel would stay in Rafah.", "that Israel would stay in Rafah", "Katz"),
        ("The truce, Cairo said, will last six weeks.", "The truce, Cairo said, will last six weeks", "Cairo"),
        ("Tripoli was quick to insist that the port was open.", "that the port was open", "Tripoli"),
        ("A spokesman told Reuters it was off the table.", "it was off the table", "A spokesman"),
        ("Beijing warned that tariffs would hurt both sides.", "that tariffs would hurt both sides", "Beijing"),
    ],
)
def test_indirect_statements_keep_that_and_end_before_the_stop(language, text, words, source):
    assert said(language, text) == [("indirect", words, source)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "The envoy said that Tbilisi agreed with the idea, provided Sukhumi did not rearm and left the road.",
            "that Tbilisi agreed with the idea, provided Sukhumi did not rearm and left the road",
        ),
        (
            "Hamas said it accepted the map, provided Israel left Rafah.",
            "it accepted the map, provided Israel left Rafah",
        ),
        ("Iran agreed to a visit, provided that the oil ban ended.", "a visit, provided that the oil ban ended"),
        (
            "Juba backed the census, but only if the camps were counted.",
            "the census, but only if the camps were counted",
        ),
    ],
)
def test_a_condition_behind_what_was_said_belongs_to_it(language, text, words):
    assert [statement.text for statement in statements(language, text)] == [words]


@pytest.mark.parametrize(
    ("text", "words", "source"),
    [
        ("Hamas rejected the Israeli proposal.", "rejected the Israeli proposal", "Hamas"),
        ("Ottawa called for an end to the steel tariffs.", "called for an end to the steel tariffs", "Ottawa"),
        ("Kurti ruled out recognising the union.", "ruled out recognising the union", "Kurti"),
        ("Belgrade refused to recognise Kosovo.", "refused to recognise Kosovo", "Belgrade"),
        ("Khartoum accused Chad of arming the militia.", "accused Chad of arming the militia", "Khartoum"),
        (
            "The African Union condemned the attack on El Fasher.",
            "condemned the attack on El Fasher",
            "The African Union",
        ),
    ],
)
def test_positions_are_told_with_the_act_and_its_object(language, text, words, source):
    (found,) = statements(language, text)
    assert (found.kind.value, content(found), found.source.text) == ("position", words, source)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hamas rejected the Israeli proposal.", "the Israeli proposal"),
        ("Hamas rejected it.", "rejected it"),
        ("Khartoum accused Chad of arming the militia.", "Chad of arming the militia"),
    ],
)
def test_a_position_begins_after_its_verb_unless_it_says_little_without(language, text, words):
    assert [kind_and_words[:2] for kind_and_words in said(language, text)] == [("position", words)]


@pytest.mark.parametrize(
    "text",
    [
        "Ankara and Athens agreed to swap their prisoners.",
        "They agreed on a pause of five days.",
        "Both sides agreed to meet again in Nairobi.",
        "The United States resumed its military aid to Chad.",
        "Baku withdrew from the talks.",
        "The envoy discussed the corridor with the prime minister.",
        "The spokesman cited the shelling of Goma.",
        "Citing the shelling of Goma, the mediators left.",
    ],
)
def test_what_was_done_or_only_spoken_of_is_no_position(language, text):
    assert said(language, text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ankara agreed to free its prisoners.", "agreed to free its prisoners"),
        ("The envoy stressed the need for a corridor.", "stressed the need for a corridor"),
        ("The mediators stressed that the corridor must open.", "the corridor must open"),
    ],
)
def test_what_one_party_agrees_to_and_what_is_stressed_is_said(language, text, words):
    assert [content(found) for found in statements(language, text)] == [words]


def test_tokens_are_those_of_cue_and_content_with_heads_among_themselves(language):
    (statement,) = statements(language, "Yerevan said that Baku would open the border.")
    words = [token.text for token in statement.tokens]
    assert words == ["said", "that", "Baku", "would", "open", "the", "border"]
    assert words[statement.tokens[words.index("border")].head] == "open"
    assert statement.tokens[words.index("said")].head == words.index("said")


def test_the_context_is_the_sentence_before(language):
    *_, statement = statements(language, "The mediators asked for a truce of ten days. Juba rejected the request.")
    assert statement.context == "The mediators asked for a truce of ten days."


def test_the_date_that_hangs_on_the_cue_is_the_date_of_saying_it(language):
    published = dt.date(2025, 4, 20)  # a Sunday
    saying = "Yerevan said on Thursday that it would reopen the border."
    content = "Yerevan said that it would reopen the border on Thursday."
    assert [s.date for s in statements(language, saying, published=published)] == ["2025-04-17"]
    assert [s.date for s in statements(language, content, published=published)] == [None]


def test_furniture_and_the_repeated_title_hold_no_statement(language):
    text = "Doha says talks will resume\n\nDoha said the talks will resume.\n\nRead also: Cairo says truce is near"
    start = text.index("Read also")
    found = statements(
        language, text, title="Doha says talks will resume", furniture=(Furniture(start, len(text), "read also"),)
    )
    assert [s.text for s in found] == ["the talks will resume"]


def test_a_transcript_has_turns_only(language):
    text = "SECRETARY DIOP: Dakar said that it would pay. “We will,” we said.\n\nQ: When?\n\nSECRETARY DIOP: In spring."
    assert {s.kind for s in statements(language, text)} == {StatementKind.TURN}


@pytest.mark.parametrize("text", ["", "\n\n", "“", "”said", "he said", "“A,” he said. “", ": : :", "according to"])
def test_scraps_of_text_break_nothing(language, text):
    for statement in statements(language, text):
        assert text[statement.start : statement.end] == statement.text


@pytest.mark.parametrize(
    "text",
    [
        "Asked whether the border would open, the minister left the room.",
        "The talks are expected to resume in Doha.",
        "Agnes von der Leyen, asked whether the corridor would open, left the room.",
    ],
)
def test_who_is_asked_or_expected_to_do_something_says_nothing(language, text):
    assert said(language, text) == []


def test_a_dateline_is_no_part_of_the_source(language):
    text = "GOMA — The rebels said that they would leave the airport."
    assert said(language, text) == [("indirect", "that they would leave the airport", "The rebels")]


def test_a_long_quotation_after_the_cue_is_a_statement_of_its_own(language):
    first = "“" + "We asked for a truce on the first day of the siege and on every day since then," + "”"
    second = "“" + " ".join(["Nobody answered us, and the convoys that were promised never came to us."] * 7) + "”"
    found = statements(language, f"{first} said the mayor. {second}")
    assert [s.text for s in found] == [first, second]
    assert [s.source and s.source.text for s in found] == ["the mayor", "the mayor"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kinshasa insists on its authority over the east; M23 says that is not what it signed.",
            [("insists on its authority over the east", "Kinshasa"), ("that is not what it signed", "M23")],
        ),
        (
            "Boulos warned that spoilers could face sanctions, while Paris called on M23 to return.",
            [("spoilers could face sanctions", "Boulos"), ("called on M23 to return", "Paris")],
        ),
        (
            "Lammy said that while Moscow declared a truce, the shelling went on.",
            [("while Moscow declared a truce, the shelling went on", "Lammy")],
        ),
        ("Hanoi dismissed reports that it had withdrawn.", [("dismissed reports that it had withdrawn", "Hanoi")]),
        (
            "According to Fatima Haile, the press secretary, discussions are continuing.",
            [("discussions are continuing", "Fatima Haile, the press secretary")],
        ),
        (
            "Analysts doubt it: “Neither leader can afford to look weak,” said Thitinan.",
            [("Neither leader can afford to look weak", "Thitinan")],
        ),
        ("An envoy, who declined to be named, said talks went on.", [("talks went on", "An envoy")]),
        ("On a visit to Singapore, Macron called for sanctions.", [("called for sanctions", "Macron")]),
    ],
)
def test_each_voice_has_its_own_words(language, text, expected):
    found = [(content(s), s.source.text) for s in statements(language, text)]
    assert [pair for pair in found if pair[1] != "Analysts"] == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kyiv is not ready to talk.", "is not ready to talk"),
        ("Beijing is prepared to ease tariffs.", "is prepared to ease tariffs"),
        ("Iran is open to a deal.", "is open to a deal"),
        ("Serbia is against the plan.", "is against the plan"),
        ("Kigali is unwilling to pull out.", "is unwilling to pull out"),
    ],
)
def test_readiness_is_a_position(language, text, words):
    assert [(s.kind, content(s)) for s in statements(language, text)] == [(StatementKind.POSITION, words)]


def test_the_day_of_saying_is_not_part_of_what_is_said(language):
    (found,) = statements(
        language, "Thailand said on Monday it was leaving the truce.", published=dt.date(2025, 11, 12)
    )
    assert content(found) == "it was leaving the truce"
    assert found.date == "2025-11-10"


def test_a_clause_on_what_was_signed_keeps_its_pronoun_but_not_who_speaks(language):
    text = "Kurti signed the accord, which Vučić said had failed long before."
    found = [s for s in statements(language, text) if s.source is not None and s.source.text == "Vučić"]
    assert [[text[a:b].strip() for a, b in s.parts] for s in found] == [["which", "had failed long before"]]


@pytest.mark.parametrize(
    ("text", "words", "source"),
    [
        ("Sudan's army issued a statement condemning the raid on Gedaref.", "the raid on Gedaref", "Sudan's army"),
        ("The ministries signed a letter rejecting the plan for Gaza.", "the plan for Gaza", "The ministries"),
        ("Rabat dismissed a report saying that it had closed the strait.", "that it had closed the strait", "a report"),
    ],
)
def test_who_issues_a_statement_says_what_stands_in_it(language, text, words, source):
    assert [(w, s) for _, w, s in said(language, text)] == [(words, source)]


def test_a_name_after_the_verb_at_the_end_of_a_clause_is_the_source(language):
    text = "The convoys will not move before the truce holds, said Marta Hailu, a spokeswoman in Gedaref."
    (found,) = statements(language, text)
    assert found.source is not None
    assert found.source.text == "Marta Hailu, a spokeswoman in Gedaref"


@pytest.mark.parametrize(
    ("text", "words", "source"),
    [
        ("Interfax quoted Lavrov as saying that the truce was over.", "that the truce was over", "Lavrov"),
        (
            "Belgrade is ready for talks as long as the municipalities are discussed, President Vučić said in Munich.",
            "Belgrade is ready for talks as long as the municipalities are discussed",
            "President Vučić",
        ),
    ],
)
def test_who_is_quoted_or_closes_a_clause_is_the_source(language, text, words, source):
    assert [(w, s) for _, w, s in said(language, text)] == [(words, source)]


def test_the_day_of_insisting_is_no_position(language):
    text = "The corridor must stay open, the envoy insisted on Monday."
    assert [w for _, w, _ in said(language, text)] == ["The corridor must stay open"]


@pytest.mark.parametrize(
    ("text", "speaker", "party"),
    [
        (
            "The truce is over, TASS said, citing the Russian Foreign Ministry.",
            "Russian Foreign Ministry",
            "Russia",
        ),
        ("The truce is over, Reuters reported, citing two Egyptian officials.", "Egyptian officials", "Egypt"),
    ],
)
def test_whom_an_outlet_cites_is_the_speaker(language, text, speaker, party):
    assert [(one.speaker, one.party) for one in statements(language, text)] == [(speaker, party)]


def test_no_name_runs_over_a_blank_line(language):
    text = "A word against the state of Kosovo\n\nKosovo Prime Minister, Albin Kurti, said it cannot be signed."
    assert [one.speaker for one in statements(language, text)] == ["Albin Kurti"]


def test_a_clause_whose_subject_looks_like_the_object_is_kept_whole_and_ends_before_the_next_cue(language):
    text = "Hamas swiftly denied an agreement had been reached and said it was still studying the proposal."
    assert said(language, text) == [
        ("indirect", "an agreement had been reached", "Hamas"),
        ("indirect", "it was still studying the proposal", "Hamas"),
    ]


def test_a_name_with_two_particles_is_one_name(language):
    text = "French Foreign Ministry spokeswoman Agnes von der Muhll said that talks go on."
    (found,) = statements(language, text)
    assert (found.speaker, found.party) == ("Agnes von der Muhll", "France")
