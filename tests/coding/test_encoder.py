import os
import subprocess
import sys

import numpy as np
import pytest

from analysis.coding.encoder import PACKAGED, EncoderError, EncoderProcess, HashingEncoder, encoder_name, load_encoder


@pytest.fixture(scope="module")
def process():
    encoder = EncoderProcess(PACKAGED)
    yield encoder
    encoder.close()


def test_hashing_scores_can_be_worked_out():
    one, same, half, none = HashingEncoder().encode(["a lasting truce", "Truce a lasting", "a truce now then", "x y"])
    assert one @ same == pytest.approx(1)
    assert one @ half == pytest.approx(2 / np.sqrt(3 * 4))
    assert one @ none == pytest.approx(0)


def test_no_texts_give_no_rows():
    assert HashingEncoder(16).encode([]).shape == (0, 16)


def test_a_text_without_words_has_length_one():
    assert np.linalg.norm(HashingEncoder(16).encode(["…"])) == pytest.approx(1)


def test_the_packaged_encoder_knows_meanings(process):
    truce, ceasefire, cake = process.encode(["A truce was agreed.", "They accepted a ceasefire.", "I baked a cake."])
    assert truce @ ceasefire > 0.5 > truce @ cake


def test_rows_are_in_the_order_of_the_texts_and_of_length_one(process):
    texts = ["A truce.", "A much longer sentence about the talks in Geneva on Thursday.", "Peace."]
    rows = process.encode(texts)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(3), abs=1e-5)
    np.testing.assert_allclose(process.encode(texts[::-1])[::-1], rows, atol=1e-5)


def test_empty_input_has_the_models_dimensions(process):
    assert process.encode([]).shape == (0, 384)
    assert process.dimensions == 384
    assert process.name == PACKAGED


def test_a_dead_process_is_started_again(process):
    before = process.encode(["A truce."])
    process._process.kill()
    np.testing.assert_allclose(process.encode(["A truce."]), before, atol=1e-6)


def test_an_encoder_that_cannot_be_loaded_says_what_to_do(tmp_path):
    process = EncoderProcess(str(tmp_path / "none"))
    with pytest.raises(EncoderError, match="PARLEY_ENCODER"):
        process.encode(["A truce."])
    process.close()


def test_the_environment_names_another_encoder(monkeypatch):
    monkeypatch.setenv("PARLEY_ENCODER", "/models/other")
    assert encoder_name() == "/models/other"
    assert encoder_name("mine") == "mine"
    monkeypatch.delenv("PARLEY_ENCODER")
    assert encoder_name() == PACKAGED


def test_using_the_process_imports_no_torch():
    code = (
        "import sys\nfrom analysis.coding.coder import Coder\nfrom analysis.coding.encoder import EncoderProcess\n"
        "e = EncoderProcess()\nheavy = {'torch', 'spacy', 'sentence_transformers', 'streamlit'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    assert done.stdout.strip() == "[]"


@pytest.mark.slow
def test_loading_here_gives_what_the_process_gives(process):
    np.testing.assert_allclose(load_encoder(PACKAGED).encode(["A truce."]), process.encode(["A truce."]), atol=1e-5)
