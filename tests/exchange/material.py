"""A workspace on talks over Kosovo made by hand: a reprint, an unknown speaker, no date, a condition, formulas."""

import datetime as dt

from analysis.coding.encoder import HashingEncoder
from analysis.model import (
    ActorKind,
    Analysis,
    Article,
    Codebook,
    CodedAnalysis,
    Coding,
    DateOrigin,
    Event,
    EventType,
    Mention,
    Precision,
    StanceLabel,
    Statement,
    StatementKind,
    Theme,
)
from analysis.reading.fingerprint import content_hash, signature

CODEBOOK = Codebook(
    "kosovo", "Kosovo", "1",
    (
        Theme("recognition", "Recognition", "Of Kosovo", "Serbia should recognise Kosovo.", ("recognition",)),
        Theme("plates", "Licence plates", "Of cars", "Plates should be accepted on both sides.", ("plates",)),
    ),
)  # fmt: skip
# 😀 is one character and two UTF-16 units: every offset after it differs.
KURTI = "😀 Pristina. Albin Kurti said that Kosovo accepts the plates. Officials met in Brussels on Monday."
VUCIC = "Aleksandar Vucic said that Serbia will never recognise Kosovo unless it gets guarantees. He left."
NOBODY = "One official said that =the plates deal is dead; nobody “wants” it."
LONG = "A" * 200


def fill(workspace):
    """Five statements in four articles; the second one is a reprint of the first in another outlet."""
    workspace.save_codebook(CODEBOOK)
    first = _add(workspace, _kurti("kurti.txt", "Prishtina Post"))
    _add(workspace, _kurti("copy.txt", "Herald", KURTI + " Ends."), reprint_of=first)
    _add(workspace, _vucic())
    _add(workspace, _nobody())


def _kurti(file, outlet, text=KURTI):
    article = Article(file, "Plates accepted", text, dt.date(2023, 3, 18), DateOrigin.METADATA, outlet, "A. Reporter",
                      f"https://example.org/{file}")  # fmt: skip
    statement = _statement(text, "Kosovo accepts the plates", "Albin Kurti", "Kosovo", "2023-03-18", "prime minister")
    start, end = text.index("Officials"), text.index(" on Monday") + len(" on Monday")
    event = Event(
        EventType.CONSULT, start, end, text[start:end], (start, end + 1), "2023-03-13", Precision.DAY,
        ("Albin Kurti",), ("Kosovo", "Serbia"), "Brussels", confidence=0.8,
    )  # fmt: skip
    mention = Mention(12, 23, "Albin Kurti", "Albin Kurti", ActorKind.PERSON, "Kosovo", "prime minister")
    coding = Coding("plates", StanceLabel.SUPPORT, 0.8, 0.9, evidence=("accepts",))
    return _coded(article, [(statement, (coding,))], (event,), (mention,))


def _vucic():
    article = Article("vucic.txt", LONG, VUCIC, dt.date(2023, 4, 2), DateOrigin.METADATA, "+Herald")
    content = "Serbia will never recognise Kosovo unless it gets guarantees"
    statement = _statement(VUCIC, content, "Aleksandar Vucic", "Serbia", "2023-04-02", "president")
    kinds = (
        Mention(0, 16, "Aleksandar Vucic", "Aleksandar Vucic", ActorKind.PERSON, "Serbia", "president"),
        Mention(27, 33, "Serbia", "Serbia", ActorKind.COUNTRY, "Serbia"),
    )
    codings = (
        Coding("recognition", StanceLabel.OPPOSE, -0.9, 0.8, evidence=("never",)),
        Coding("plates", StanceLabel.CONDITIONAL, 0.3, 0.6, "unless it gets guarantees"),
    )
    event = Event(EventType.RETREAT, 89, 96, "He left", (89, 97), planned=True, confidence=0.4)
    return _coded(article, [(statement, codings)], (event,), kinds)


def _nobody():
    article = Article("nobody.txt", "Deal in doubt", NOBODY)
    unknown = _statement(NOBODY, "=the plates deal is dead; nobody “wants” it", None, None, None, None)
    coding = Coding("plates", StanceLabel.UNCLEAR, 0.0, 0.3)
    return _coded(article, [(unknown, (coding,))])


def _statement(text, content, speaker, party, date, role):
    start = text.index(content)
    end = start + len(content)
    sentence = (text.rindex(". ", 0, start) + 2 if ". " in text[:start] else 0, end + 1)
    return Statement(
        StatementKind.INDIRECT, start, end, content, sentence, speaker=speaker, party=party, role=role,
        confidence=0.9 if speaker else 0.4, parts=((start, end),), date=date,
    )  # fmt: skip


def _coded(article, found, events=(), mentions=()):
    statements = tuple(statement for statement, _ in found)
    return CodedAnalysis(
        Analysis(article, mentions, statements, (), events),
        tuple(codings for _, codings in found),
        HashingEncoder().encode([one.text for one in statements]),
        HashingEncoder().name,
        "kosovo 1",
    )


def _add(workspace, coded, reprint_of=None):
    article = coded.analysis.article
    return workspace.add(coded, content_hash=content_hash(article), signature=signature(article), reprint_of=reprint_of)
