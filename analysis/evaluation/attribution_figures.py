"""How right attributions are: their content, by how exactly it is cut, and their source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.evaluation.figures import Counts, f1, share
from analysis.evaluation.gold_attributions import AttributionGold, GoldAttribution
from analysis.evaluation.matching import matched, overlap
from analysis.evaluation.misses import Measurement, Miss, MissKind
from analysis.model import CodedAnalysis, Statement

# The likeness from which on a found content counts: key -> likeness, and how a reader is told.
_LEVELS = {
    "loose": (0.3, "Attributions, overlap of 0.3"),
    "attributions": (0.5, "Attributions, overlap of 0.5"),
    "close": (0.8, "Attributions, overlap of 0.8"),
    "exact": (0.999, "Attributions, cut exactly so"),
}
_AT = 0.5
_MARK = re.compile(r"[\"“”]")
_Same = list[tuple[GoldAttribution, Statement]]


def measure_attributions(pairs: Sequence[tuple[AttributionGold, CodedAnalysis]]) -> Measurement:
    """Compare articles with their gold; sources and quotations are judged at an overlap of 0.5."""
    at = {key: [_at(least, *pair) for pair in pairs] for key, (least, _) in _LEVELS.items()}
    same = [_same(_AT, *pair) for pair in pairs]
    figures = [f1(key, name, at[key]) for key, (_, name) in _LEVELS.items()]
    figures.append(share("source", "Source right, where found", [_sources(one) for one in same]))
    quoted = [_quoted(gold, one) for (gold, _), one in zip(pairs, same, strict=True)]
    figures.append(share("quoted", "Quoted content found", quoted))
    misses = [miss for (gold, coded), one in zip(pairs, same, strict=True) for miss in _misses(gold, coded, one)]
    return Measurement(tuple(figures), tuple(misses))


def _same(least: float, gold: AttributionGold, coded: CodedAnalysis) -> _Same:
    found = coded.analysis.statements
    return [(gold.attributions[i], found[j]) for i, j in matched(gold.attributions, found, least)]


def _at(least: float, gold: AttributionGold, coded: CodedAnalysis) -> Counts:
    return Counts(len(_same(least, gold, coded)), len(gold.attributions), len(coded.analysis.statements))


def _sources(same: _Same) -> Counts:
    named = [(gold.source, found.source) for gold, found in same if gold.source]
    return Counts(sum(found is not None and overlap(gold, found) for gold, found in named), len(named))


def _quoted(gold: AttributionGold, same: _Same) -> Counts:
    def is_quoted(one: GoldAttribution) -> bool:
        return bool(_MARK.search(gold.article.text[max(0, one.start - 1) : one.end + 1]))

    return Counts(sum(is_quoted(one) for one, _ in same), sum(map(is_quoted, gold.attributions)))


def _misses(gold: AttributionGold, coded: CodedAnalysis, same: _Same) -> list[Miss]:
    file, text = gold.article.file, gold.article.text
    ours = [one for one, _ in same]
    missed = [one for one in gold.attributions if one not in ours]
    extra = [s for s in coded.analysis.statements if not any(s is found for _, found in same)]
    strangers = [
        Miss(MissKind.SOURCE, file, found.text, one.source.text, found.source.text if found.source else "nobody")
        for one, found in same
        if one.source and not (found.source and overlap(one.source, found.source))
    ]
    return [
        *(Miss(MissKind.MISSED, file, text[m.start : m.end], m.source.text if m.source else "") for m in missed),
        *strangers,
        *(Miss(MissKind.EXTRA, file, s.text, "", s.source.text if s.source else "nobody") for s in extra),
    ]
