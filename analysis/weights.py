"""Models are data that compute: only those whose files are known, and no format that can hold a program."""

from __future__ import annotations

import hashlib
import os
import tomllib
from functools import lru_cache
from pathlib import Path

SUMS = Path(__file__).parent / "weights.toml"
# Weights in these are unpickled, which runs whatever is in them.
_PICKLED = (".bin", ".pt", ".pth", ".pkl", ".pickle", ".ckpt", ".joblib", ".npy")
# The libraries of the models would otherwise look for newer files and count who uses them.
_SILENT = {"HF_HUB_DISABLE_TELEMETRY": "1", "DO_NOT_TRACK": "1", "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1"}
_OFFLINE = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}


class WeightsError(RuntimeError):
    """A model isn't the one that it should be, or is in a format that isn't loaded; the message says what to do."""


@lru_cache(maxsize=1)
def pinned_sums() -> dict[str, dict[str, str]]:
    """The SHA-256 sums of the packaged models: package -> path in the folder of the model -> sum."""
    with SUMS.open("rb") as file:
        sums: dict[str, dict[str, str]] = tomllib.load(file)["packages"]
    return sums


def check_model(package: str, folder: Path) -> None:
    """Check that every file of a packaged model is the one that Parley was tested with; takes a tenth of a second.

    Raises:
        WeightsError: where one is missing or differs.
    """
    for name, expected in pinned_sums()[package].items():
        path = folder / name
        if not path.is_file():
            raise WeightsError(f"{path} is missing: install the package {package} again.")
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != expected:
            raise WeightsError(
                f"{path} is not the file that Parley was tested with: its SHA-256 is {found}, expected {expected}. "
                f"Install the package {package} again, in the version that requirements.txt names."
            )


def require_safetensors(folder: Path) -> None:
    """Refuse a model that an analyst names unless its weights are safetensors.

    Raises:
        WeightsError: where a file of it is of a kind that can hold a program, or none is of safetensors.
    """
    pickled = sorted(path.name for path in folder.rglob("*") if path.suffix.lower() in _PICKLED)
    if pickled:
        raise WeightsError(
            f"it has {', '.join(pickled)}, which can hold a program that runs when it is loaded; save the model as "
            "safetensors and remove that file"
        )
    if not any(folder.rglob("*.safetensors")):
        raise WeightsError("it has no weights in safetensors, the only format that Parley loads")


def keep_quiet(offline: bool) -> None:
    """Have the libraries of the models tell nobody that they are used; to be called before they are imported.

    Args:
        offline: whether all that is needed lies on this machine.
    """
    for name, value in (_SILENT | (_OFFLINE if offline else {})).items():
        os.environ.setdefault(name, value)
