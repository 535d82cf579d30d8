import subprocess
import sys

MODULES = (
    "cards clicks contradictions days drift evidence lanes likeness matrix matrix_figure options overview "
    "overview_figures palette query reader same_event search timeline timeline_figure words"
)


def test_views_load_no_models_and_no_page():
    code = "\n".join(
        [
            "import importlib, sys",
            f"for name in {MODULES.split()!r}: importlib.import_module('analysis.views.' + name)",
            "print([name for name in ('streamlit', 'torch', 'spacy', 'sentence_transformers') if name in sys.modules])",
        ]
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
