"""Short articles without end: a few patterns with a number in them, so that it is known what is to be found in each."""

from __future__ import annotations

import io
import zipfile

# The number is in a sentence of its own, as the parse of a sentence may hang on it.
PATTERNS = {
    "dam": "Talks on the dam\n\nEthiopia's Prime Minister Abiy Ahmed said on Monday that his country was ready for a "
    "ceasefire at the border. Egypt's Foreign Minister Badr Abdelatty rejected a ceasefire. Dispatch {n}.",
    "sudan": "Sudan's army rejected a ceasefire on Tuesday. The two sides will meet in Jeddah. Dispatch {n}.",
    "france": "“We will never give up territory,” Ukraine's Foreign Minister Andrii Sybiha told reporters in Paris. "
    "The French President Emmanuel Macron said that France supported an exchange of prisoners. Dispatch {n}.",
    "quiet": "It rained in the valley all week, and the roads were closed. Dispatch {n}.",
}


def text(pattern: str, number: int) -> str:
    """The text of an article; every number has four digits, so that all its findings are at the same places."""
    return PATTERNS[pattern].format(n=f"{number:04d}")


def files(number: int) -> dict[str, bytes]:
    """The files of a round: two alone, two in an archive, one of these once more, and one that is empty."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("france.txt", text("france", number))
        packed.writestr("quiet.txt", text("quiet", number))
    return {
        f"{number}/dam.txt": text("dam", number).encode(),
        f"{number}/sudan.txt": text("sudan", number).encode(),
        f"{number}/more.zip": archive.getvalue(),
        f"{number}/again.txt": text("sudan", number).encode(),
        f"{number}/empty.txt": b"",
    }
