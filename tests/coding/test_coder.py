import time

import numpy as np
import pytest

from analysis.coding.codebook import load_codebook, parse_codebook
from analysis.coding.coder import Coder
from analysis.coding.encoder import HashingEncoder
from tests.coding.statements import cases, statement

CODEBOOK = parse_codebook("""
id = "fish"
name = "Fishing talks"
version = "1"

[[themes]]
id = "quota"
name = "Quota"
definition = "How much cod may be caught."
proposition = "The catch of cod should be limited."
terms = ["quota"]
""")


def test_codings_run_parallel_to_statements_and_vectors():
    statements = [statement(case.text, case.kind, case.party, case.context) for case in cases()[:10]]
    codings, vectors = Coder(load_codebook(), HashingEncoder(64)).code(statements)
    assert len(codings) == 10
    assert vectors.shape == (10, 64)
    assert vectors.dtype == np.float32


def test_no_statements_are_coded_as_none():
    codings, vectors = Coder(CODEBOOK, HashingEncoder(64)).code([])
    assert codings == []
    assert vectors.shape == (0, 64)


def test_recoding_from_vectors_gives_the_same():
    statements = [statement(case.text, case.kind, case.party, case.context) for case in cases()[:30]]
    coder = Coder(load_codebook(), HashingEncoder())
    codings, vectors = coder.code(statements)
    assert coder.recode(statements, vectors) == codings


def test_another_codebook_retags_without_encoding():
    said = [statement("Norway {rejected the quota}.", "position", "Norway")]
    _, vectors = Coder(load_codebook(), HashingEncoder()).code(said)
    ((coding,),) = Coder(CODEBOOK, HashingEncoder()).recode(said, vectors)
    assert (coding.theme, coding.stance, coding.suggested) == ("quota", "oppose", False)


def test_the_encoder_suggests_a_theme_where_no_term_is_found():
    # The content shares 6 of its 7 words with the proposition's 7: the cosine is 6 / 7.
    said = [statement("He <said> {the catch of cod must be limited}.", party="Norway")]
    ((coding,), *_), _ = Coder(CODEBOOK, HashingEncoder()).code(said)
    assert (coding.theme, coding.suggested) == ("quota", True)


def test_vectors_of_another_encoder_are_refused():
    said = [statement("Norway {rejected the quota}.", "position", "Norway")]
    with pytest.raises(ValueError, match="encode them anew"):
        Coder(CODEBOOK, HashingEncoder(64)).recode(said, np.zeros((1, 32), dtype=np.float32))


def test_retagging_takes_less_than_five_milliseconds_a_statement():
    statements = [statement(case.text, case.kind, case.party, case.context) for case in cases()] * 5
    coder = Coder(load_codebook(), HashingEncoder(384))
    vectors = coder.encoder.encode([s.text for s in statements])
    start = time.perf_counter()
    coder.recode(statements, vectors)
    assert (time.perf_counter() - start) / len(statements) < 0.005
