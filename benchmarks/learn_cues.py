"""Learn the lexicon of cues and the weights of both rankings from PolNeAR; only figures are written.

    python -m benchmarks.learn_cues POLNEAR_FOLDER [--parses FILE]

POLNEAR_FOLDER has the folders text/ (articles) and attributions/ (brat annotations) of the corpus's training part
(Newell, Margolin, Ruths: "An Attribution Relations Corpus for Political News", LREC 2018). One article in six, by a
hash of its name, is held out to choose the operating point and to report figures; what is shipped is then learned from
all. Parsing takes some minutes; --parses keeps the parses for the next time.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from analysis.language.analysis import parse
from analysis.language.candidate import Candidate
from analysis.language.candidates import candidates
from analysis.language.cues import DATA, CueKey, CueLexicon
from analysis.language.direct import direct_statements
from analysis.language.features import features
from analysis.language.pipeline import load_language
from analysis.language.quotations import Quotation, find_quotations
from analysis.language.ranking import Ranking, figures
from analysis.language.refinement import Refinement, measure
from analysis.language.reported import outside, reported_statements, with_quotations
from analysis.language.spans import overlap
from analysis.model import Article
from analysis.reading.paragraphs import paragraphs
from benchmarks import learn_boundaries

HELD_OUT, FOLDS = 6, 5
THRESHOLDS = (0.4, 0.42, 0.45, 0.5)
# A share is drawn towards that of the relation as if by this many further cues.
SMOOTHING = 4
REGULARISATION = 0.1
RARE = 15
PARSED = ["LEMMA", "POS", "TAG", "DEP", "HEAD", "ENT_TYPE", "ENT_IOB", "SENT_START"]
HEAD = "# Learned by benchmarks/learn_cues.py from the training part of PolNeAR (Newell et al., LREC 2018); no text.\n"


@dataclass
class Gold:
    """One attribution that people marked."""

    start: int
    end: int
    cue: tuple[int, int] | None
    source: tuple[int, int] | None


@dataclass
class Example:
    """A candidate with how well its content agrees with the gold, 0 or a Dice coefficient from 0.5 to 1."""

    candidate: Candidate
    names: list[str]
    agreement: float


@dataclass
class Text:
    """An article with its gold and its examples."""

    name: str
    doc: Doc
    gold: list[Gold]
    quotations: list[Quotation] = field(default_factory=list)
    examples: list[Example] = field(default_factory=list)

    @property
    def number(self) -> int:
        """A number that only depends on the article's name."""
        return int(hashlib.sha256(self.name.encode()).hexdigest(), 16)


def read_gold(path: Path) -> list[Gold]:
    """The attributions of a brat file."""
    stretches: dict[str, tuple[int, int]] = {}
    events: list[list[tuple[str, str]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        label, _, rest = line.partition("\t")
        if re.fullmatch(r"T\d+", label):
            numbers = [int(n) for n in re.findall(r"\d+", rest.partition("\t")[0].partition(" ")[2])]
            stretches[label] = (min(numbers), max(numbers))
        elif re.fullmatch(r"E\d+", label):
            pairs = (word.partition(":") for word in rest.split())
            events.append([(role.rstrip("0123456789"), ref) for role, _, ref in pairs])
    found = []
    for event in events:
        roles: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for role, ref in event:
            if ref in stretches:
                roles[role].append(stretches[ref])
        if roles["Content"]:
            content = _hull(roles["Content"])
            cue, source = (_hull(roles[role]) if roles[role] else None for role in ("Cue", "Source"))
            found.append(Gold(*content, cue, source))
    return found


def _hull(stretches: list[tuple[int, int]]) -> tuple[int, int]:
    return min(start for start, _ in stretches), max(end for _, end in stretches)


def read_texts(folder: Path, nlp: Language, parses: Path | None) -> Iterator[Text]:
    """The annotated articles of a PolNeAR folder, parsed."""
    annotated = [
        (path, found[0])
        for path in sorted((folder / "text").glob("*.txt"))
        if (found := sorted((folder / "attributions").glob(path.stem + "*.ann")))
    ]
    if parses is not None and parses.exists():
        docs = list(DocBin().from_disk(parses).get_docs(nlp.vocab))
    else:
        docs = [parse(nlp, Article(path.name, "", path.read_text(encoding="utf-8"))) for path, _ in annotated]
        if parses is not None:
            DocBin(attrs=PARSED, docs=docs).to_disk(parses)
    for (path, marked), doc in zip(annotated, docs, strict=True):
        doc._.article = Article(path.name, "", doc.text)
        doc._.paragraphs = paragraphs(doc.text)
        yield _with_examples(Text(path.stem, doc, read_gold(marked)))


def _with_examples(text: Text) -> Text:
    text.quotations = find_quotations(text.doc.text, text.doc._.paragraphs)
    taken = [part for found in direct_statements(text.doc, text.quotations, []) for part in found.parts]
    for candidate in candidates(text.doc):
        if any(q.covers(candidate.cue.idx, candidate.cue.idx + 1) for q in text.quotations):
            continue
        span = with_quotations(candidate.span, text.quotations)
        if any(overlap(span, other) for other in taken):
            continue
        agreement = _agreement(candidate, span, text.gold)
        if agreement or not _is_nested(candidate, span, text.gold):
            text.examples.append(Example(candidate, features(candidate, text.quotations), agreement))
    return text


def _agreement(candidate: Candidate, span: tuple[int, int], gold: list[Gold]) -> float:
    best = max(gold, key=lambda g: dice(span, (g.start, g.end)), default=None)
    if best is None or best.cue is None or not best.cue[0] - 1 <= candidate.cue.idx <= best.cue[1]:
        return 0.0
    share = dice(span, (best.start, best.end))
    return share if share >= 0.5 else 0.0


def _is_nested(candidate: Candidate, span: tuple[int, int], gold: list[Gold]) -> bool:
    """Whether a candidate lies within marked content: PolNeAR marks the outermost only, so that it says nothing."""
    return any(g.start <= candidate.cue.idx < g.end and g.start - 2 <= span[0] and span[1] <= g.end + 2 for g in gold)


def dice(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Dice's coefficient of two stretches."""
    shared = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return 2 * shared / ((a[1] - a[0]) + (b[1] - b[0]) or 1)


def learn_lexicon(texts: Iterable[Text]) -> CueLexicon:
    """Count the cues of the examples and how many of them attribute, with smoothing."""
    seen: Counter[CueKey] = Counter()
    right: defaultdict[CueKey, float] = defaultdict(float)
    for text in texts:
        for example in text.examples:
            for key in _keys(example.candidate):
                seen[key] += 1
                right[key] += example.agreement
    any_lemma = {key: (right[key] + 0.5) / (seen[key] + 2) for key in seen if key.lemma == "*"}
    shares = {
        key: _smoothed(right[key], seen[key], any_lemma[key._replace(lemma="*")]) for key in seen if key.lemma != "*"
    }
    return CueLexicon(dict(seen), any_lemma | shares)


def _keys(candidate: Candidate) -> list[CueKey]:
    key, source = candidate.key, candidate.source
    keys = [key, key._replace(lemma="*"), key._replace(relation="*"), CueKey("*", key.pos, "*")]
    if source is not None and source.pos_ == "NOUN":
        keys += [CueKey(source.lemma_.lower(), "NOUN", "source")]
    return [*keys, CueKey("*", "NOUN", "source")]


def _smoothed(right: float, seen: int, expected: float) -> float:
    return (right + SMOOTHING * expected) / (seen + SMOOTHING)


def learn_weights(texts: list[Text]) -> dict[str, float]:
    """Fit the logistic regression; the lexicon's figures of an example come from the other folds."""
    rows, agreements = [], []
    for fold in range(FOLDS):
        lexicon = learn_lexicon(t for t in texts if t.number // HELD_OUT % FOLDS != fold)
        for text in texts:
            if text.number // HELD_OUT % FOLDS == fold:
                for example in text.examples:
                    rows.append(dict.fromkeys(example.names, 1.0) | figures(example.candidate, lexicon))
                    agreements.append(example.agreement)
    counts = Counter(name for row in rows for name in row)
    rows = [{name: value for name, value in row.items() if counts[name] >= RARE} for row in rows]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(rows)
    y = np.array(agreements)
    # Each example counts as right by its agreement and as wrong by the rest.
    yes, no = np.flatnonzero(y > 0), np.flatnonzero(y < 1)
    model = LogisticRegression(C=REGULARISATION, max_iter=500)
    order = np.concatenate([yes, no])
    model.fit(matrix[order], np.repeat([1, 0], [len(yes), len(no)]), np.concatenate([y[yes], 1 - y[no]]))
    names = vectorizer.get_feature_names_out()
    weights = dict(zip(names, model.coef_[0], strict=True))
    return {"intercept": float(model.intercept_[0])} | {n: round(float(w), 4) for n, w in sorted(weights.items())}


def learn_refinement(texts: list[Text], ranking: Ranking) -> Refinement:
    """Fit the second look; the lexicon's figures of an article come from the other folds."""
    return Refinement(ranking, learn_boundaries.learn_boundaries(_boundary_examples(texts, ranking.weights)))


def _boundary_examples(texts: list[Text], weights: dict[str, float]) -> Iterator[learn_boundaries.Example]:
    for fold in range(FOLDS):
        lexicon = learn_lexicon(t for t in texts if t.number // HELD_OUT % FOLDS != fold)
        ranking = Ranking(lexicon, weights)
        for text in texts:
            if text.number // HELD_OUT % FOLDS == fold:
                yield from _examples_of(text, ranking)


def _examples_of(text: Text, ranking: Ranking) -> Iterator[learn_boundaries.Example]:
    for measured in measure(outside(text.doc, text.quotations), text.quotations, ranking):
        for boundary, names in measured.choices:
            span = with_quotations(boundary.span(text.doc), text.quotations)
            agreement = _agreement(measured.candidate, span, text.gold)
            if agreement or not _is_nested(measured.candidate, span, text.gold):
                values = measured.values | dict.fromkeys(names, 1.0)
                yield learn_boundaries.Example(values, agreement > 0, agreement == 1)


def report(texts: list[Text], refinement: Refinement) -> None:
    """Print precision, recall, F1 at an overlap of 0.5, exact F1 and the share of right sources, for each threshold."""
    print("threshold  precision     recall         F1      exact     source")
    for threshold in THRESHOLDS:
        right = exact = found = marked = sources = named = 0
        for text in texts:
            direct = direct_statements(text.doc, text.quotations, [])
            every = direct + reported_statements(text.doc, text.quotations, direct, [], refinement, threshold)
            found, marked = found + len(every), marked + len(text.gold)
            for share, gold, source in _matched(text.gold, [((a.start, a.end), a.source) for a in every]):
                right, exact = right + 1, exact + (share == 1)
                if gold.source is not None:
                    named += 1
                    sources += source is not None and overlap(source, gold.source)
        f1, exact_f1 = (2 * n / (found + marked) for n in (right, exact))
        shares = (right / found, right / marked, f1, exact_f1, sources / named)
        print(f"{threshold:9.2f}", *(f"{share:10.3f}" for share in shares))


def _matched(
    gold: list[Gold], found: list[tuple[tuple[int, int], tuple[int, int] | None]]
) -> Iterator[tuple[float, Gold, tuple[int, int] | None]]:
    pairs = [(dice((g.start, g.end), f[0]), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)]
    used: set[tuple[str, int]] = set()
    for share, i, j in sorted((p for p in pairs if p[0] >= 0.5), reverse=True):
        if not {("gold", i), ("found", j)} & used:
            used |= {("gold", i), ("found", j)}
            yield share, gold[i], found[j][1]


def write(refinement: Refinement, folder: Path) -> None:
    """Write lexicon.csv, weights.csv and boundaries.csv; cues seen once are left out, as are names."""
    lexicon = refinement.ranking.lexicon
    cues = [
        (*key, count, f"{lexicon.shares[key]:.3f}")
        for key, count in sorted(lexicon.counts.items())
        if key.lemma == "*" or (count >= 5 and _is_word(key.lemma))
    ]
    _write(folder / "lexicon.csv", ["lemma", "pos", "relation", "count", "precision"], cues)
    _write(folder / "weights.csv", ["feature", "weight"], refinement.ranking.weights.items())
    boundaries = [
        (name, *pair)
        for name, pair in refinement.weights.items()
        if not name.startswith("cue=") or _is_word(name.removeprefix("cue=").partition("&")[0])
    ]
    _write(folder / "boundaries.csv", ["feature", "attribution", "exact"], boundaries)


def _is_word(lemma: str) -> bool:
    return re.fullmatch(r"[a-z][a-z' -]*", lemma) is not None


def _write(path: Path, columns: list[str], rows: Iterable[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD)
        table = csv.writer(file, lineterminator="\n")
        table.writerow(columns)
        table.writerows(rows)


def main() -> None:
    """Report what is learned without the held-out articles, then learn from all and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--parses", type=Path, help="file to keep the parses in")
    parser.add_argument("--out", type=Path, default=DATA)
    arguments = parser.parse_args()
    texts = list(read_texts(arguments.folder, load_language(), arguments.parses))
    learned_from = [t for t in texts if t.number % HELD_OUT]
    held_out = [t for t in texts if not t.number % HELD_OUT]
    print(f"{len(held_out)} articles held out of {len(texts)}")
    report(held_out, learn(learned_from))
    write(learn(texts), arguments.out)


def learn(texts: list[Text]) -> Refinement:
    """Learn everything from some articles."""
    return learn_refinement(texts, Ranking(learn_lexicon(texts), learn_weights(texts)))


if __name__ == "__main__":
    main()
