"""Frames as the store gives them, made by hand: what a view's test puts in, so that it knows what must come out."""

import datetime as dt

import pandas as pd

from analysis.views.days import first_day


def codings(*rows):
    """A codings frame as ``evidence.gather`` gives it, from (party, theme, score, date) and more by name in a dict."""
    made = []
    for number, (party, theme, score, date, *more) in enumerate(rows, 1):
        stance = "support" if score > 0 else "oppose"
        row = {
            "statement_id": number, "counts_as": number, "party": party, "speaker": None, "theme": theme,
            "score": score, "stance": stance, "confidence": 0.8, "statement_confidence": 1.0, "condition": None,
            "suggested": False, "date": date, "day": first_day(date),
            "article_id": number, "source": f"Herald {number}", "kind": "direct",
        }  # fmt: skip
        row |= more[0] if more else {}
        made.append(row | {"first_day": pd.Timestamp(row["day"])})
    frame = pd.DataFrame(made, columns=list(made[0]) if made else [*EMPTY])
    return frame.astype({"day": object, "first_day": "datetime64[s]", "party": "str", "speaker": "str"})


EMPTY = (
    "statement_id", "counts_as", "party", "speaker", "theme", "score", "stance", "confidence",
    "statement_confidence", "condition", "suggested",
    "date", "day", "first_day", "article_id", "source", "kind",
)  # fmt: skip


def events(*rows):
    """An events frame from dicts; what a dict leaves out is usual."""
    made = []
    for number, row in enumerate(rows, 1):
        usual = {
            "event_id": number, "article_id": number, "story": row.get("article_id", number), "title": "",
            "source": "Herald", "published": "2025-05-20", "type": "CONSULT", "start": 0, "end": 10, "text": "",
            "date": None, "precision": "day", "planned": False, "place": None, "actors": [], "parties": [],
            "confidence": 0.7, "sentence_start": 0, "sentence_end": 10, "sentence_text": "",
        }  # fmt: skip
        made.append(usual | row)
    frame = pd.DataFrame(made, columns=list(made[0]) if made else [*COLUMNS])
    return frame.astype({"date": "str", "place": "str", "precision": "str"})


COLUMNS = (
    "event_id", "article_id", "story", "title", "source", "published", "type", "start", "end", "text", "date",
    "precision", "planned", "place", "actors", "parties", "confidence", "sentence_start", "sentence_end",
    "sentence_text",
)  # fmt: skip


def statements(*rows):
    """A statements frame as ``evidence.gather`` gives it, from dicts; what a dict leaves out is usual."""
    made = []
    for number, row in enumerate(rows, 1):
        text = row.get("sentence_text", row.get("content", ""))
        usual = {
            "statement_id": number, "counts_as": number, "article_id": number, "title": "", "source": "Herald",
            "kind": "indirect", "start": 0, "end": len(text), "text": text, "content": text, "cue": None,
            "source_mention": None, "speaker": None, "party": None, "role": None, "confidence": 0.8, "date": None,
            "sentence_start": 0, "sentence_end": len(text), "sentence_text": text,
        }  # fmt: skip
        day = first_day(row.get("date"))
        made.append(usual | row | {"day": day, "first_day": pd.Timestamp(day)})
    frame = pd.DataFrame(made)
    types = dict.fromkeys(("party", "speaker", "cue", "date"), "str")
    return frame.astype(types | {"day": object, "first_day": "datetime64[s]"})


def day(text):
    return dt.date.fromisoformat(text)
