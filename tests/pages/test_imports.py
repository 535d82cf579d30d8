import os
import subprocess
import sys

import pytest

from tests.pages.material import ROOT

CODE = """
import sys
from tests.pages.material import run_page
for name in ("overview", "timeline", "matrix", "search", "articles", "reader", "accuracy"):
    page = run_page(name, article="1")
    assert not page.exception, page.exception
print([name for name in ("torch", "spacy", "sentence_transformers", "transformers") if name in sys.modules])
"""


@pytest.mark.usefixtures("filled")
def test_pages_load_neither_torch_nor_spacy(home):
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PARLEY_HOME": str(home)},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
