"""How right statements are: found or not, whose, on what, where they stand, and when things happened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from analysis.evaluation.cell_figures import cell_figures
from analysis.evaluation.figures import Counts, f1, share
from analysis.evaluation.gold_statements import GoldStatement, StatementGold
from analysis.evaluation.matching import matched, overlap
from analysis.evaluation.misses import Measurement, Miss, MissKind
from analysis.evaluation.sameness import same_party, same_speaker, same_stance
from analysis.model import CodedAnalysis, Coding, Statement, StatementKind

# A found statement is the gold's from this likeness on: gold of several makers leaves the edges open.
LEAST_LIKE = 0.4


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement of the gold and the found one that is the same, with its codings."""

    gold: GoldStatement
    found: Statement
    codings: tuple[Coding, ...]

    @property
    def speaker_right(self) -> bool:
        """Whether the right speaker was found."""
        return same_speaker(self.found.speaker, self.gold.speakers)

    @property
    def party_right(self) -> bool:
        """Whether the right party was found."""
        return same_party(self.found.party, self.gold.party)

    @property
    def stances(self) -> list[bool]:
        """For each theme that both have, whether the stance is right."""
        return [same_stance(c.stance, self.gold.themes[c.theme]) for c in self.codings if c.theme in self.gold.themes]


@dataclass
class _Tally:
    """Counts of each article, by the key of their figure."""

    statements: list[Counts] = field(default_factory=list)
    direct: list[Counts] = field(default_factory=list)
    speaker: list[Counts] = field(default_factory=list)
    party: list[Counts] = field(default_factory=list)
    themes: list[Counts] = field(default_factory=list)
    stance: list[Counts] = field(default_factory=list)
    dated: list[Counts] = field(default_factory=list)
    published: list[Counts] = field(default_factory=list)


def measure_statements(pairs: Sequence[tuple[StatementGold, CodedAnalysis]]) -> Measurement:
    """Compare articles with their gold.

    Speakers, parties and themes are judged on the statements that were found, stances on the themes that were found:
    each figure says how far a step can be trusted where the steps before it were right.
    """
    tally, misses = _Tally(), []
    for gold, coded in pairs:
        same = _pairs(gold, coded)
        _count(tally, gold, coded, same)
        misses += _misses(gold, coded, same)
    figures = (
        f1("statements", "Statements found", tally.statements),
        share("direct", "Direct quotations found", tally.direct),
        share("speaker", "Speaker right, where found", tally.speaker),
        share("party", "Party right, where found", tally.party),
        f1("themes", "Themes, where found", tally.themes),
        share("stance", "Stance right, where the theme is", tally.stance),
        *cell_figures(pairs),
        share("dated", "Dated words", tally.dated),
        share("published", "Publication date, from the file alone", tally.published),
    )
    return Measurement(tuple(figure for figure in figures if figure.gold), tuple(misses))


def _pairs(gold: StatementGold, coded: CodedAnalysis) -> list[Pair]:
    found = coded.analysis.statements
    same = matched(gold.statements, found, LEAST_LIKE)
    return [Pair(gold.statements[i], found[j], coded.codings[j]) for i, j in same]


def _count(tally: _Tally, gold: StatementGold, coded: CodedAnalysis, same: list[Pair]) -> None:
    tally.statements.append(Counts(len(same), len(gold.statements), len(coded.analysis.statements)))
    tally.direct.append(Counts(_direct(pair.gold for pair in same), _direct(gold.statements)))
    tally.speaker.append(Counts(sum(pair.speaker_right for pair in same), len(same)))
    tally.party.append(Counts(sum(pair.party_right for pair in same), len(same)))
    stances = [right for pair in same for right in pair.stances]
    themes = sum(len(pair.gold.themes) for pair in same)
    tally.themes.append(Counts(len(stances), themes, sum(len(pair.codings) for pair in same)))
    tally.stance.append(Counts(sum(stances), len(stances)))
    tally.dated.append(Counts(sum(_dates_right(gold, coded)), len(gold.dated)))
    if gold.published:
        published = coded.analysis.article.published
        right = published is not None and published.isoformat() == gold.published
        tally.published.append(Counts(right, 1))


def _direct(statements: Iterable[GoldStatement]) -> int:
    return sum(statement.kind is StatementKind.DIRECT for statement in statements)


def _dates_right(gold: StatementGold, coded: CodedAnalysis) -> list[bool]:
    dates = coded.analysis.dates
    return [any(overlap(words, d) and d.value.startswith(words.date) for d in dates) for words in gold.dated]


def _misses(gold: StatementGold, coded: CodedAnalysis, same: list[Pair]) -> list[Miss]:
    file = gold.article.file
    ours = {(pair.gold.start, pair.gold.end) for pair in same}
    theirs = {(pair.found.start, pair.found.end) for pair in same}
    missed = [s for s in gold.statements if (s.start, s.end) not in ours]
    extra = [s for s in coded.analysis.statements if (s.start, s.end) not in theirs]
    dates = zip(gold.dated, _dates_right(gold, coded), strict=True)
    return [
        *(Miss(MissKind.MISSED, file, s.text, f"{s.kind}, {' or '.join(s.speakers)}") for s in missed),
        *(difference for pair in same for difference in _differences(file, pair)),
        *(Miss(MissKind.EXTRA, file, s.text, "", f"{s.kind}, {s.speaker or 'unknown speaker'}") for s in extra),
        *(Miss(MissKind.DATE, file, words.text, words.date) for words, right in dates if not right),
    ]


def _differences(file: str, pair: Pair) -> list[Miss]:
    gold, found = pair.gold, pair.found
    differences = []
    if not pair.speaker_right:
        differences.append(
            Miss(MissKind.SPEAKER, file, gold.text, " or ".join(gold.speakers), found.speaker or "nobody")
        )
    if not pair.party_right:
        differences.append(Miss(MissKind.PARTY, file, gold.text, gold.party or "none", found.party or "none"))
    if len(pair.codings) != len(gold.themes) or not all(pair.stances) or len(pair.stances) != len(gold.themes):
        coded = {coding.theme: coding.stance.value for coding in pair.codings}
        differences.append(Miss(MissKind.CODING, file, gold.text, _in_words(gold.themes), _in_words(coded)))
    return differences


def _in_words(themes: dict[str, str]) -> str:
    return ", ".join(f"{theme}: {stance}" for theme, stance in sorted(themes.items())) or "no theme"
