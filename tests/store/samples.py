"""Small analyses made by hand: what a store's test puts in, so that it knows what must come out."""

import datetime as dt
import hashlib

import numpy as np

from analysis.model import (
    ActorKind,
    Analysis,
    Article,
    CodedAnalysis,
    Coding,
    DateMention,
    DateOrigin,
    Event,
    EventType,
    Furniture,
    Mention,
    Precision,
    Span,
    StanceLabel,
    Statement,
    StatementKind,
    Token,
)

SAYS = "We accept the corridor agreement without conditions"
WORDS = {"accept": 0, "reject": 1, "corridor": 2, "prisoners": 3}


def vector(text):
    """A unit vector of four dimensions that counts four words."""
    counts = np.array([text.lower().count(word) for word in WORDS], dtype=np.float32) + np.float32(0.01)
    return counts / np.linalg.norm(counts)


def coded(says=SAYS, speaker="Ilham Aliyev", party="Azerbaijan", stance=StanceLabel.SUPPORT, date=None, **fields):
    """An article "<speaker> said: “<says>.” They met on Monday." with everything in it that can be found."""
    text = f"{speaker} said: “{says}.” They met in Prague on Monday."
    fields = {"published": dt.date(2023, 5, 14), "published_origin": DateOrigin.METADATA, "source": "Herald"} | fields
    article = Article(file=fields.pop("file", "a.txt"), title="Talks", text=text, **fields)
    start = text.index("“")
    end = text.index("”") + 1
    sentence = (0, end)
    statement = Statement(
        kind=StatementKind.DIRECT,
        start=start,
        end=end,
        text=text[start:end],
        sentence=sentence,
        cue=Span(len(speaker) + 1, len(speaker) + 5, "said"),
        source=Span(0, len(speaker), speaker),
        speaker=speaker,
        party=party,
        role="president",
        confidence=0.9,
        parts=((start, end),),
        date=date,
        context="",
        tokens=tokens(says, start + 1),
    )
    met = text.index("They met")
    event = Event(
        EventType.CONSULT, met, len(text) - 1, text[met:-1], (met, len(text)), "2023-05-08", Precision.DAY,
        (speaker,), (party,), "Prague", False, 0.7,
    )  # fmt: skip
    monday = DateMention(len(text) - 7, len(text) - 1, "Monday", "2023-05-08", Precision.DAY)
    mention = Mention(0, len(speaker), speaker, speaker, ActorKind.PERSON, party, "president")
    coding = Coding("corridors", stance, 0.8, 0.6, None, False, ("accept", "corridor"))
    return CodedAnalysis(
        Analysis(article, (mention,), (statement,), (monday,), (event,)),
        ((coding,),),
        vector(says)[None, :],
        "four words",
        "test 1",
    )


def tokens(says, start):
    """The words of a text, each governed by the second, as in "We accept ..."."""
    words = says.split()
    starts = [start + says.index(word) for word in words]
    return tuple(
        Token(word, word.lower(), "VERB" if place == 1 else "NOUN", "ROOT" if place == 1 else "dobj", 1, begin)
        for place, (word, begin) in enumerate(zip(words, starts, strict=True))
    )


def with_furniture(analysed):
    """The same, with a byline."""
    from dataclasses import replace

    article = replace(analysed.analysis.article, furniture=(Furniture(0, 3, "byline"),))
    return replace(analysed, analysis=replace(analysed.analysis, article=article))


def add(workspace, analysed, **more):
    """Add an analysis under the hash of its text."""
    digest = hashlib.sha256(analysed.analysis.article.text.encode()).hexdigest()
    return workspace.add(analysed, content_hash=digest, signature=bytes(512), **more)
