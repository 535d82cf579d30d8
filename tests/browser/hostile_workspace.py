"""A workspace in which every text that a stranger can send, or an analyst type, is made to do harm in a browser."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import cycle

from analysis.coding.codebook import load_codebook
from analysis.coding.encoder import HashingEncoder
from analysis.home import workspace_place
from analysis.model import (
    ActorKind,
    Analysis,
    Article,
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
)
from analysis.reading.errors import UnreadableError
from analysis.reading.fingerprint import content_hash, signature
from analysis.store import Workspace
from analysis.store.address import Place
from analysis.store.correction_fields import Correction
from tests.reliability.hostile.markup import INJECTIONS

NAME = "hostile"
# Those that a page's address, a name or a cell holds as they are: the very long ones would only make it long.
TEXTS = [text for name, text in INJECTIONS.items() if not name.startswith("long")]
_CODEBOOK = "hostile 1"


def fill() -> Place:
    """Make the workspace; returns where it lies."""
    path = workspace_place(NAME)
    with Workspace.open(path) as workspace:
        shipped = load_codebook()
        hostile = dict(zip((theme.id for theme in shipped.themes), cycle(TEXTS)))
        themes = tuple(
            replace(
                theme,
                name=f"{hostile[theme.id]} {number}",
                definition=hostile[theme.id],
                proposition=hostile[theme.id],
                examples=(hostile[theme.id],),
            )
            for number, theme in enumerate(shipped.themes)
        )
        codebook = replace(shipped, id="hostile", version="1", name=TEXTS[1], themes=themes)
        workspace.save_codebook(codebook)
        ids = []
        for number, text in enumerate(TEXTS):
            coded = _coded(number, text, themes[number % len(themes)].id)
            article = coded.analysis.article
            ids.append(workspace.add(coded, content_hash=content_hash(article), signature=signature(article)))
        _correct(workspace)
        for number, text in enumerate(TEXTS):
            name = " ".join(text.split())[:60] + f" {number}"
            workspace.saved_views.save(name, "matrix", {"party": [text], "workspace": [NAME]}, text[:40])
        problems = [UnreadableError(f"{text}.txt", f"{text}.") for text in TEXTS]
        workspace.queue.put_articles([], problems)
    return path


def _correct(workspace: Workspace) -> None:
    statements = workspace.frames.statements()["statement_id"].tolist()
    for number, (statement, text) in enumerate(zip(statements, TEXTS, strict=False)):
        line = " ".join(text.split())
        workspace.corrections.make([Correction(statement, "note", line)], line)
        if number % 2:
            workspace.corrections.make([Correction(statement, "speaker", f"{line} corrected")], line)


def _coded(number: int, text: str, theme: str) -> CodedAnalysis:
    line = " ".join(text.split())
    said = f"The envoy {line} said that {line} would be accepted."
    body = f"{said} The two sides met in {line} on Tuesday.\n\n{text}"
    start = said.index(" said that ") + len(" said that ")
    content = said[start:-1]
    statement = Statement(
        StatementKind.INDIRECT,
        start,
        start + len(content),
        content,
        (0, len(said)),
        speaker=f"{line} speaker {number % 5}",
        party=f"{line} party" if number % 3 else TEXTS[0],
        role=line,
        confidence=0.9,
        parts=((start, start + len(content)),),
        date=f"2025-05-{1 + number % 27:02}",
    )
    meeting = len(said) + 1
    event = Event(
        EventType.CONSULT,
        meeting,
        body.index("\n"),
        body[meeting : body.index("\n")],
        (meeting, body.index("\n")),
        f"2025-05-{1 + number % 27:02}",
        Precision.DAY,
        actors=(f"{line} speaker {number % 5}",),
        parties=(f"{line} party", TEXTS[0]),
        place=line,
        confidence=0.8,
    )
    mention = Mention(
        4, 4 + len("envoy"), "envoy", f"{line} speaker {number % 5}", ActorKind.PERSON, f"{line} party", line
    )
    article = Article(
        f"{number} {line}.txt",
        text,
        body,
        dt.date(2025, 5, 1 + number % 27),
        DateOrigin.METADATA,
        text,
        text,
        "javascript:window.hacked=1" if number % 2 else f"https://evil.invalid/{line}",
    )
    coding = Coding(theme, StanceLabel.CONDITIONAL, 0.5 - number % 2, 0.9, condition=line, evidence=(line,))
    vectors = HashingEncoder().encode([statement.text])
    analysis = Analysis(article, (mention,), (statement,), (), (event,))
    return CodedAnalysis(analysis, ((coding,),), vectors, HashingEncoder().name, _CODEBOOK)
