"""How right dates are: the words that name one, and the value that they are given."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.evaluation.figures import Counts, f1
from analysis.evaluation.gold_dates import DateGold, GoldDate
from analysis.evaluation.matching import matched
from analysis.evaluation.misses import Measurement, Miss, MissKind
from analysis.model import CodedAnalysis, DateMention

_LEAST_LIKE = 0.3
_Same = list[tuple[GoldDate, DateMention]]


def measure_dates(pairs: Sequence[tuple[DateGold, CodedAnalysis]]) -> Measurement:
    """Compare articles with their gold."""
    words, values, misses = [], [], []
    for gold, coded in pairs:
        found = coded.analysis.dates
        same = [(gold.dates[i], found[j]) for i, j in matched(gold.dates, found, _LEAST_LIKE)]
        words.append(Counts(len(same), len(gold.dates), len(found)))
        values.append(Counts(sum(one.value == other.value for one, other in same), len(gold.dates), len(found)))
        misses += _misses(gold, coded, same)
    figures = f1("date_words", "Dates found", words), f1("dates", "Dates found, with the right value", values)
    return Measurement(figures, tuple(misses))


def _misses(gold: DateGold, coded: CodedAnalysis, same: _Same) -> list[Miss]:
    file = gold.article.file
    ours, theirs = [one for one, _ in same], [found for _, found in same]
    wrong = [(one, found) for one, found in same if one.value != found.value]
    return [
        *(Miss(MissKind.MISSED, file, date.text, date.value) for date in gold.dates if date not in ours),
        *(Miss(MissKind.DATE, file, one.text, one.value, found.value) for one, found in wrong),
        *(Miss(MissKind.EXTRA, file, d.text, "", d.value) for d in coded.analysis.dates if d not in theirs),
    ]
