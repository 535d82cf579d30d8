"""Articles, actors, statements and events as JSON lines of FollowTheMoney entities, as Aleph and its kin read them."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from analysis.exchange.reports import reports
from analysis.exchange.selection import records
from analysis.model import ActorKind
from analysis.reading.fingerprint import content_hash
from analysis.views.cards import UNKNOWN_SPEAKER

if TYPE_CHECKING:
    from analysis.exchange.selection import Selection
    from analysis.views.timeline import TimelineEvent

_SCHEMAS = {
    ActorKind.PERSON.value: "Person",
    ActorKind.COUNTRY.value: "PublicBody",
    ActorKind.ALLIANCE.value: "Organization",
    ActorKind.ARMED_GROUP.value: "Organization",
    ActorKind.ORGANISATION.value: "Organization",
}
Entity = dict[str, Any]


def follow_the_money(selection: Selection) -> bytes:
    """An entity a line; UTF-8.

    FollowTheMoney has no schema for a statement: each is a Note on its speaker and its article, whose keywords are the
    themes and stances. A statement that repeats another article's is the same Note, with one article more. Dates are as
    precise as they are known; what isn't known is left out.
    """
    articles = {row["article_id"]: _id("article", _hash(selection, row)) for row in selection.articles}
    entities = [*_articles(selection, articles), *_actors(selection), *_mentions(selection, articles)]
    entities += [*_statements(selection, articles), *_events(selection, articles)]
    return "".join(json.dumps(entity, ensure_ascii=False) + "\n" for entity in entities).encode()


def _entity(id_: str, schema: str, **properties: object) -> Entity:
    lists = {name: value if isinstance(value, list) else [value] for name, value in properties.items() if value}
    kept = {name: list(dict.fromkeys(str(value) for value in values if value)) for name, values in lists.items()}
    return {"id": id_, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}


def _id(*parts: object) -> str:
    """The same for the same thing in every export."""
    return f"parley-{parts[0]}-{hashlib.sha1('/'.join(map(str, parts)).encode()).hexdigest()[:20]}"  # noqa: S324


def _hash(selection: Selection, row: dict[str, Any]) -> str:
    return content_hash(selection.article(row["article_id"]))


def _articles(selection: Selection, ids: dict[int, str]) -> Iterator[Entity]:
    for row in selection.articles:
        text = selection.article(row["article_id"]).text
        copies = f"A near copy of {ids[row['reprint_of']]}." if row["reprint_of"] in ids else None
        yield _entity(
            ids[row["article_id"]],
            "Article",
            fileName=row["file"],
            title=row["title"],
            author=row["author"],
            publishedAt=row["published"],
            bodyText=text,
            language="eng",
            sourceUrl=row["url"],
            publisher=row["source"],
            contentHash=hashlib.sha1(text.encode()).hexdigest(),  # noqa: S324 (FollowTheMoney's checksum is SHA-1)
            notes=copies,
        )


def _actors(selection: Selection) -> Iterator[Entity]:
    roles: dict[str, set[str]] = defaultdict(set)
    parties: dict[str, set[str]] = defaultdict(set)
    for row in records(selection.evidence.statements.whole()):
        if row["speaker"]:
            roles[row["speaker"]] |= {row["role"]} if row["role"] else set()
            parties[row["speaker"]] |= {row["party"]} if row["party"] else set()
    named = {name for one in selection.happenings for name in (*one.actors, *one.parties)}
    for name in sorted({*roles, *named, *(party for own in parties.values() for party in own)}):
        schema = _SCHEMAS.get(selection.actor_kinds.get(name, ""), "Organization")
        position = {"position": sorted(roles[name])} if schema == "Person" else {}
        speaks = [f"Speaks for {party}." for party in sorted(parties[name] - {name})]
        yield _entity(_id("actor", name), schema, name=name, notes=speaks, **position)


def _mentions(selection: Selection, ids: dict[int, str]) -> Iterator[Entity]:
    statements = selection.evidence.statements
    pairs = statements[["article_id", "speaker"]].dropna().drop_duplicates()
    for article_id, name in zip(pairs["article_id"], pairs["speaker"], strict=True):
        schema = _SCHEMAS.get(selection.actor_kinds.get(name, ""), "Organization")
        yield _entity(
            _id("mention", ids[article_id], name),
            "Mention",
            document=ids[article_id],
            name=name,
            resolved=_id("actor", name),
            detectedSchema=schema,
        )


def _statements(selection: Selection, ids: dict[int, str]) -> Iterator[Entity]:
    themes: dict[int, list[str]] = defaultdict(list)
    for coding in records(selection.evidence.codings.whole()):
        sure = f"{coding['score']:+.2f}, confidence {coding['confidence']:.0%}"
        themes[coding["counts_as"]].append(f"{selection.theme(coding['theme'])}: {coding['stance']} ({sure})")
    together: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in records(selection.evidence.statements.whole()):
        together[row["counts_as"]].append(row)
    for counts_as, rows in together.items():
        row = rows[0]
        checked = any(row.get("corrected") or row.get("reviewed") for row in rows)
        speaker = row["speaker"] or row["source_mention"] or UNKNOWN_SPEAKER
        when = row["date"] or "date unknown"
        yield _entity(
            _id("statement", ids[row["article_id"]], row["start"], row["end"]),
            "Note",
            name=f"{speaker}, {when}: {row['content'][:120]}",
            description=row["content"],
            summary=f"{row['kind']}, confidence {row['confidence']:.0%}{', checked by a person' if checked else ''}",
            entity=[
                _id("actor", row["speaker"]) if row["speaker"] else None,
                *(ids[one["article_id"]] for one in rows),
            ],
            keywords=themes[counts_as],
            publisher=[one["source"] for one in rows],
        )


def _events(selection: Selection, ids: dict[int, str]) -> Iterator[Entity]:
    for happening in selection.happenings:
        found = reports(selection, happening)
        plan = ", planned" if happening.planned else ""
        sure = f"Confidence {found[0].confidence:.0%}{', checked by a person' if found[0].checked else ''}."
        yield _entity(
            _id("event", ids[found[0].article_id], found[0].start, found[0].end),
            "Event",
            name=happening.label,
            summary=[f"{happening.type_words}{plan}", *(report.sentence for report in found)],
            **_dates(happening),
            location=happening.place,
            involved=[_id("actor", name) for name in (*happening.actors, *happening.parties)],
            proof=[ids[report.article_id] for report in found],
            sourceUrl=[report.url for report in found],
            notes=sure,
        )


def _dates(happening: TimelineEvent) -> dict[str, str]:
    """The date as precise as it is known; FollowTheMoney has no weeks, so that a week is its first and last day."""
    if not happening.date or not happening.end:
        return {}
    days = (happening.end - happening.date).days + 1
    if days == 1:
        return {"date": happening.date.isoformat()}
    if days == 7:
        return {"startDate": happening.date.isoformat(), "endDate": happening.end.isoformat()}
    return {"date": f"{happening.date:%Y-%m}" if days <= 31 else f"{happening.date:%Y}"}
