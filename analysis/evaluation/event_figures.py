"""How right events are: whether the type of a sentence's event is among those found in it."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.evaluation.figures import Counts, share
from analysis.evaluation.gold_events import EventGold
from analysis.evaluation.misses import Measurement, Miss, MissKind
from analysis.model import CodedAnalysis


def measure_events(pairs: Sequence[tuple[EventGold, CodedAnalysis]]) -> Measurement:
    """Compare sentences with their gold: all together, whether anything was found, and each type by itself."""
    right: list[Counts] = []
    by_type: dict[str, list[Counts]] = {}
    misses = []
    for gold, coded in pairs:
        found = {event.type.value for event in coded.analysis.events}
        right.append(Counts(gold.means in found, 1))
        by_type.setdefault(gold.type, []).append(right[-1])
        if gold.means not in found:
            words = ", ".join(sorted(found)) or "no event"
            misses.append(Miss(MissKind.EVENT, gold.article.file, gold.article.text.strip(), gold.type, words))
    figures = (
        share("event_type", "Event type among those found", right),
        share("event", "Sentences with any event", [Counts(bool(coded.analysis.events), 1) for _, coded in pairs]),
        *(share(f"event_type/{kind}", f"… of type {kind}", counts) for kind, counts in sorted(by_type.items())),
    )
    return Measurement(figures, tuple(misses))
