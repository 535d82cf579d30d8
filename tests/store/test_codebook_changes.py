"""A changed codebook: what it can't touch is left alone, and all comes out as if everything had been coded anew."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.coding.codebook import load_codebook
from analysis.coding.coder import Coder
from analysis.coding.encoder import HashingEncoder
from analysis.model import Analysis, Article, CodedAnalysis, Theme
from analysis.store import Workspace
from tests.coding.statements import cases, statement

ENCODER = HashingEncoder(256)
SHIPPED = load_codebook()
WORDS = ("truce", "ceasefire", "prisoner", "sanction", "territory", "talks", "guarantee", "grain", "mediate", "accept")


@pytest.fixture(scope="module")
def said():
    return [statement(case.text, case.kind, case.party, case.context) for case in cases()]


def whole(statements, codebook):
    """A statement's codings where all are coded by one codebook."""
    return Coder(codebook, ENCODER).code(statements)


def fill(workspace, statements, codebook):
    """One article that holds the statements, coded."""
    codings, vectors = whole(statements, codebook)
    analysis = Analysis(Article("a.txt", "Talks", "x" * 10_000), statements=tuple(statements))
    name = f"{codebook.id} {codebook.version}"
    coded = CodedAnalysis(analysis, tuple(codings), vectors, ENCODER.name, name)
    return workspace.add(coded, content_hash="a", signature=bytes(512))


@st.composite
def changed_codebooks(draw):
    """The shipped codebook after a few changes such as an analyst makes."""
    themes = list(SHIPPED.themes)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(themes) - 1))
        theme, word = themes[at], draw(st.sampled_from(WORDS))
        field = draw(st.sampled_from(["terms", "terms_for", "terms_against"]))
        what = draw(st.sampled_from(["add", "take", "proposition", "examples", "delete", "new", "move", "id"]))
        if what == "add":
            themes[at] = replace(theme, **{field: (*getattr(theme, field), f"{word} ~ {draw(st.sampled_from(WORDS))}")})
        elif what == "take":
            themes[at] = replace(theme, **{field: getattr(theme, field)[1:] or ("zebra",)})
        elif what == "proposition":
            themes[at] = replace(theme, proposition=f"There should be a {word} now.")
        elif what == "examples":
            themes[at] = replace(theme, examples=(f"We want the {word}.",))
        elif what == "delete" and len(themes) > 2:
            del themes[at]
        elif what == "new":
            new = Theme(f"new_{len(themes)}_{at}", word, f"About a {word}.", f"There should be a {word}.", (word,))
            themes.insert(at, new)
        elif what == "move":
            themes.append(themes.pop(at))
        elif what == "id":
            themes[at] = replace(theme, id=f"{theme.id}_too" if len(theme.id) < 40 else theme.id)
    return replace(SHIPPED, version="2", themes=tuple(themes))


@given(changed_codebooks())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_a_change_leaves_alone_is_what_coding_everything_would_give(tmp_path_factory, said, changed):
    with Workspace.open(tmp_path_factory.mktemp("store") / "talks.db") as workspace:
        workspace.save_codebook(SHIPPED)
        id_ = fill(workspace, said, SHIPPED)
        before = workspace.frames.codings()
        workspace.recode(Coder(changed, ENCODER))
        expected, _ = whole(workspace.analysis(id_).analysis.statements, changed)
        assert workspace.analysis(id_).codings == tuple(expected)
        # and back again: the old state, exactly
        workspace.recode(Coder(replace(SHIPPED, version="3"), ENCODER))
        assert workspace.frames.codings().equals(before)


def test_a_new_term_codes_only_the_statements_that_hold_it(tmp_path, said):
    with Workspace.open(tmp_path / "talks.db") as workspace:
        workspace.save_codebook(SHIPPED)
        fill(workspace, said, SHIPPED)
        first = replace(SHIPPED.themes[0], terms=(*SHIPPED.themes[0].terms, "seawall"))
        changed = replace(SHIPPED, version="2", themes=(first, *SHIPPED.themes[1:]))
        assert workspace.recode(Coder(changed, ENCODER)) == 0
        assert workspace.analysis(1).codebook == "war_and_peace_talks 2"
