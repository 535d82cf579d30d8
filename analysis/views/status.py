"""What the page Status says: versions, models and their sums, sizes and the log of acts as people read them."""

from __future__ import annotations

import platform
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.store import schema
from analysis.weights import WeightsError, check_model, pinned_sums

if TYPE_CHECKING:
    import pandas as pd

_PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"
# As they are called -> the package.
_LIBRARIES = {
    "Streamlit": "streamlit", "spaCy": "spacy", "torch": "torch", "Sentence Transformers": "sentence-transformers",
    "SQLAlchemy": "SQLAlchemy", "pandas": "pandas", "NumPy": "numpy", "psycopg": "psycopg", "Authlib": "Authlib",
}  # fmt: skip
# The file of each packaged model whose sum stands for the model: its weights.
_WEIGHTS = ("model.safetensors", "parser/model")


@dataclass(frozen=True, slots=True)
class Model:
    """A packaged model: the SHA-256 that its weights must have, and what is wrong with its files, if anything is."""

    package: str
    file: str
    sum: str
    problem: str


def versions() -> dict[str, str]:
    """What runs -> its version; of a library that isn't installed, that."""
    parley = tomllib.loads(_PROJECT.read_text(encoding="utf-8"))["project"]["version"]
    own = {"Parley": parley, "Schema of workspaces": schema.VERSION, "Python": platform.python_version()}
    return own | {name: _version(package) for name, package in _LIBRARIES.items()}


def models() -> list[Model]:
    """The packaged models, each with all its files compared with their pinned sums; takes tenths of a second."""
    return [_model(package, sums) for package, sums in pinned_sums().items()]


def in_bytes(size: int) -> str:
    """A number of bytes as people read it: "820 B", "1.2 MB"."""
    number, units = float(size), ["B", "kB", "MB", "GB", "TB"]
    while number >= 1000 and len(units) > 1:
        number, units = number / 1000, units[1:]
    return f"{number:.0f} {units[0]}" if units[0] == "B" else f"{number:.1f} {units[0]}"


def detail_in_words(detail: Mapping[str, Any]) -> str:
    """To what an act was done: "statement 3; fields: speaker"."""
    listed = list(detail.get("names", []))
    more = int(detail.get("count", 0)) - len(listed)
    words = [", ".join(map(str, listed)) + (f" and {more} more" if more > 0 else "")] if listed else []
    for name, value in detail.items():
        if name not in ("names", "count") and value not in (None, [], ""):
            words.append(f"{name}: {', '.join(map(str, value)) if isinstance(value, list) else value}")
    return "; ".join(words)


def acts_table(log: pd.DataFrame) -> pd.DataFrame:
    """The log of acts as a table to read or to save: when (UTC), who, role, act, what."""
    import pandas as pd

    return pd.DataFrame(
        {
            "when": log["moment"].str.slice(0, 19).str.replace("T", " "),
            "who": log["user"],
            "role": log["role"],
            "act": log["act"],
            "what": [detail_in_words(detail) for detail in log["detail"]],
        },
        dtype=object,
    )


def _model(package: str, sums: Mapping[str, str]) -> Model:
    file = next((name for name in _WEIGHTS if name in sums), next(iter(sums)))
    folder = _folder(package, file)
    if folder is None:
        return Model(package, file, sums[file], "It is not installed.")
    try:
        check_model(package, folder)
    except WeightsError as error:
        return Model(package, file, sums[file], str(error))
    return Model(package, file, sums[file], "")


def _folder(package: str, file: str) -> Path | None:
    """The folder of a packaged model, found without importing it."""
    found = find_spec(package)
    if found is None or found.origin is None:
        return None
    weights = next(Path(found.origin).parent.rglob(file), None)
    return None if weights is None else weights.parents[file.count("/")]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
