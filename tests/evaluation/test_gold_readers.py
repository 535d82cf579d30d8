"""Each format of gold, small and written for the test; and what is said of one that is broken."""

import json
from pathlib import Path

import pytest

from analysis.coding.codebook import load_codebook
from analysis.evaluation.attribution_figures import measure_attributions
from analysis.evaluation.date_figures import measure_dates
from analysis.evaluation.errors import GoldError
from analysis.evaluation.event_figures import measure_events
from analysis.evaluation.gold_attributions import read_attributions
from analysis.evaluation.gold_claims import read_claims
from analysis.evaluation.gold_dates import read_dates
from analysis.evaluation.gold_events import read_events
from analysis.evaluation.gold_sets import GoldKind, read_gold, recognise
from analysis.model import Analysis, CodedAnalysis, Event, EventType
from tests.evaluation.material import found, statement

NILE = "Egypt warned that the dam would dry up its fields.\n\nIt was “a matter of life”, Cairo added.\n"
BRAT = """T1\tSource 0 5\tEgypt
T2\tCue 6 12\twarned
T3\tContent 13 49\tthat the dam would dry up its fields
T4\tAttribution 6 12\twarned
E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1
T5\tContent 59 77;85 90\t“a matter of life” added
E2\tAttribution:T4 Content:T5
"""


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def polnear(tmp_path):
    write(tmp_path / "text" / "nile.txt", NILE)
    write(tmp_path / "attributions" / "nile.ann", BRAT)
    write(tmp_path / "text" / "unmarked.txt", NILE)
    return tmp_path


def test_attributions_of_brat(polnear):
    assert recognise(polnear) is GoldKind.ATTRIBUTIONS
    (gold,) = read_attributions(polnear)
    first, second = gold.attributions
    assert NILE[first.start : first.end] == "that the dam would dry up its fields"
    assert (first.source.text, second.source) == ("Egypt", None)
    # A broken content is the whole between its ends.
    assert (second.start, second.end) == (59, 90)


def test_attributions_are_measured_by_how_exactly_they_are_cut(polnear):
    (gold,) = read_attributions(polnear)
    near = statement("the dam would dry up its fields.", "Egypt", "Egypt", source="the dam", text=NILE)
    measured = measure_attributions([(gold, found((near, ()), article=gold.article))])
    figures = {figure.key: (figure.right, figure.gold, figure.found) for figure in measured.figures}
    assert figures == {
        "loose": (1, 2, 1),
        "attributions": (1, 2, 1),
        "close": (1, 2, 1),
        "exact": (0, 2, 1),
        "source": (0, 1, 0),
        "quoted": (0, 1, 0),
    }
    assert [(miss.kind, miss.gold) for miss in measured.misses] == [("missed", ""), ("source", "Egypt")]


TML = """<?xml version="1.0" ?>
<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2023-03-10">March 10, 2023</TIMEX3></DCT>
<TEXT>Iran and Saudi Arabia agreed on <TIMEX3 type="DATE" value="2023-03-10">Friday</TIMEX3> to restore ties cut
<EVENT eid="e1">in <TIMEX3 type="DATE" value="2016">2016</TIMEX3></EVENT>; talks took
<TIMEX3 type="DURATION" value="P5D">five days</TIMEX3>, <TIMEX3 type="DATE" value="PAST_REF">lately</TIMEX3>.</TEXT>
</TimeML>
"""


def test_dates_of_timeml(tmp_path):
    write(tmp_path / "tehran.tml", TML)
    assert recognise(tmp_path) is GoldKind.DATES
    (gold,) = read_dates(tmp_path)
    assert gold.article.published.isoformat() == "2023-03-10"
    assert [(date.text, date.value) for date in gold.dates] == [("Friday", "2023-03-10"), ("2016", "2016")]
    assert all(gold.article.text[date.start : date.end] == date.text for date in gold.dates)
    measured = measure_dates(
        [(gold, found(dates=(("Friday", "2023-03-03"), ("lately", "2023")), article=gold.article))]
    )
    assert [(figure.right, figure.gold, figure.found) for figure in measured.figures] == [(1, 2, 2), (0, 2, 2)]
    assert [miss.kind for miss in measured.misses] == ["missed", "date", "extra"]


def test_metadata_wins_over_the_creation_time(tmp_path):
    write(tmp_path / "tehran.tml", TML)
    write(tmp_path / "metadata.csv", "file,published\ntehran.txt,2023-03-11\n")
    (gold,) = read_dates(tmp_path)
    assert gold.article.published.isoformat() == "2023-03-11"


RECORDS = [
    {"id": "A-1", "event": "DEMAND", "text": "Armenia demanded that the corridor be opened."},
    {"id": "A-2", "event": "AID", "text": "Qatar sent flour to Gaza."},
    {"id": "A-3", "event": "DOCUMENT", "text": "A report on coding."},
]


def test_events_of_plover_under_their_old_names(tmp_path):
    write(tmp_path / "records.json", json.dumps(RECORDS))
    assert recognise(tmp_path) is GoldKind.EVENTS
    gold = read_events(tmp_path)
    assert [(one.type, one.means) for one in gold] == [("DEMAND", "REQUEST"), ("AID", "AID")]
    request = Event(EventType.REQUEST, 0, 7, "Armenia", (0, 7))
    empty = found(article=gold[1].article)
    pairs = [
        (gold[0], CodedAnalysis(Analysis(gold[0].article, events=(request,)), (), empty.vectors, "", "")),
        (gold[1], empty),
    ]
    measured = measure_events(pairs)
    assert {figure.key: (figure.right, figure.gold) for figure in measured.figures} == {
        "event_type": (1, 2),
        "event": (1, 2),
        "event_type/AID": (0, 1),
        "event_type/DEMAND": (1, 1),
    }
    assert [(miss.gold, miss.found) for miss in measured.misses] == [("AID", "no event")]


def claims(folder: Path) -> Path:
    write(
        folder / "verified_claims.docs.tsv",
        '\tvclaim\ttitle\n7\t"The ""Green Line"" was closed."\tIs it?\n8\tIt was opened.\tOpen?\n',
    )
    write(folder / "dev.queries.tsv", "\ttweet_content\n1\tthe line is shut\n2\tnobody asked\n")
    write(folder / "dev.qrels", "1\t0\t7\t1\n")
    return folder


def test_claims_and_the_queries_that_have_an_answer(tmp_path):
    assert recognise(claims(tmp_path)) is GoldKind.CLAIMS
    gold = read_claims(tmp_path)
    assert gold.claims == {"7": 'The "Green Line" was closed.', "8": "It was opened."}
    ((query,),) = gold.queries.values()
    assert (query.text, query.answers) == ("the line is shut", {"7"})


def test_a_sample_is_spread_evenly(tmp_path):
    records = [{"id": f"R-{n}", "event": "AID", "text": "Qatar sent flour."} for n in range(10)]
    write(tmp_path / "records.json", json.dumps(records))
    gold = read_gold(tmp_path)
    assert [item.article.file for item in gold.sample(3).items] == ["R-0.txt", "R-3.txt", "R-6.txt"]
    assert gold.sample(50).size == 10


def statements(**changes: object) -> str:
    item = {
        "kind": "direct",
        "text": "a matter",
        "start": 60,
        "end": 68,
        "speakers": ["Cairo"],
        "party": "Egypt",
        "themes": {},
    }
    return json.dumps({"article": "nile", "published": None, "statements": [item | changes]})


def test_themes_that_the_codebook_lacks_are_named(tmp_path):
    write(tmp_path / "nile.txt", NILE)
    write(tmp_path / "nile.json", statements(themes={"dam_filling": "oppose", "ceasefire": "none"}))
    write(
        tmp_path / "themes.json", json.dumps({"dam_filling": "The dam should be filled.", "water": "Water is shared."})
    )
    gold = read_gold(tmp_path)
    assert gold.kind is GoldKind.STATEMENTS
    assert gold.lacking(load_codebook()) == ["dam_filling", "water"]


@pytest.mark.parametrize(
    ("changes", "place", "reason"),
    [
        ({"end": 9999}, "statement 1", "doesn't lie in nile.txt"),
        ({"text": "another"}, "statement 1", "other words at 60–68: 'a matter', not 'another'"),
        ({"kind": "shouted"}, "statement 1", "'shouted' is no kind of statement"),
        ({"themes": {"nato": "for"}}, "statement 1", "'for' is no stance"),
        ({"start": "60"}, "statement 1", "“start” must be a whole number"),
        ({"speakers": "Cairo"}, "statement 1", "“speakers” must be a list"),
    ],
)
def test_a_broken_statement_is_named_with_its_place(tmp_path, changes, place, reason):
    write(tmp_path / "nile.txt", NILE)
    path = write(tmp_path / "nile.json", statements(**changes))
    with pytest.raises(GoldError) as caught:
        read_gold(tmp_path)
    assert caught.value.file == str(path)
    assert caught.value.place == place
    assert reason in caught.value.reason


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("nile.json", '{"statements": [\n}', "line 2, column 1"),
        ("nile.json", statements(), "There is no file of the article 'nile'"),
        ("tehran.tml", "<TimeML>\n<TEXT>", "line 2, column 7"),
        ("tehran.tml", "<TimeML></TimeML>", "It has no <TEXT>"),
        ("notes.txt", "Nothing", "There is no gold in it"),
        ("records.json", '[{"event": "AID", "id": "A-1"}]', "record 1: “text” must be a text"),
    ],
)
def test_a_broken_file_or_a_folder_without_gold_is_named(tmp_path, name, text, place):
    write(tmp_path / name, text)
    with pytest.raises(GoldError) as caught:
        read_gold(tmp_path)
    assert str(tmp_path) in str(caught.value)
    assert place in str(caught.value)


def test_a_broken_line_of_brat_is_named(polnear):
    write(polnear / "attributions" / "nile.ann", BRAT.replace("Content 13 49", "Content 13"))
    with pytest.raises(GoldError, match=r"nile\.ann, line 3"):
        read_attributions(polnear)
    write(polnear / "attributions" / "nile.ann", BRAT.replace("Source:T1", "Source:T9"))
    with pytest.raises(GoldError, match=r"nile\.ann, line 5: It names 'T9'"):
        read_attributions(polnear)


def test_a_claim_that_is_not_there_is_named(tmp_path):
    write(claims(tmp_path) / "dev.qrels", "1\t0\t7\t1\n2\t0\t99\t1\n")
    with pytest.raises(GoldError, match=r"dev\.qrels, line 2: It names claim 99"):
        read_claims(tmp_path)
