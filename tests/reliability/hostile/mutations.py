"""Valid files of every format, with their bytes changed: by fixed steps here, at random in the tests."""

# ruff: noqa: S311, S608 (nothing here is secret, and queries are put together of constants)

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable

from tests.reading.made import BODY, docx_of, page, pdf_of, zip_of
from tests.reading.test_exchange_formats import ATOM, CSL, FEED, QUOTED, RIS
from tests.reliability.hostile.documents import _DOCUMENTS, _EMPTY, dna

_DNA = (
    _EMPTY + _DOCUMENTS + f"INSERT INTO DOCUMENTS VALUES (1, 'Talks', '{BODY.replace(chr(39), '')}', 's', 'a', '', 9);"
)
SEEDS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "text": ("a.txt", BODY.encode),
    "markdown": ("a.md", lambda: f"---\ntitle: Talks\ndate: 2024-03-03\n---\n# Talks\n\n* {BODY}\n".encode()),
    "page": ("a.html", lambda: page().encode()),
    "pdf": ("a.pdf", lambda: pdf_of(["The envoys met in Cairo on Monday.", "They agreed on a truce."] * 5)),
    "word": ("a.docx", lambda: docx_of(*BODY.split("\n\n"), title="Talks")),
    "mail": (
        "a.eml",
        lambda: f"From: A <a@b.example>\nDate: Tue, 05 Mar 2024 10:00:00 +0000\nSubject: Talks\n\n{BODY}".encode(),
    ),
    "csv": ("a.csv", lambda: f'text,date,title\n"{BODY}",2024-03-03,Talks\n"{BODY}",x,y\n'.encode()),
    "json": ("a.jsonl", lambda: "\n".join(json.dumps({"text": BODY, "title": "Talks"}) for _ in range(3)).encode()),
    "rss": ("a.rss", FEED.encode),
    "atom": ("a.atom", ATOM.encode),
    "graph": ("a.gz", lambda: gzip.compress("\n".join(map(json.dumps, [QUOTED] * 3)).encode(), mtime=0)),
    "dna": ("a.dna", lambda: dna(_DNA)),
    "ris": ("a.zip", lambda: zip_of({"road.txt": BODY, "z.ris": RIS})),
    "csl": ("a.zip", lambda: zip_of({"road.txt": BODY, "z.json": CSL})),
    "archive": ("a.zip", lambda: zip_of({"a.txt": BODY, "b.md": BODY, "metadata.csv": "file,title\na.txt,T\n"})),
}
_VALUES = (b"\0", b"\xff", b"\n", b'"', b"<", b"(", b"%", b"9" * 40, b"\xff\xff\xff\x7f", b"-1", b"[" * 300, b"&x;")


def mutated(data: bytes, seed: int) -> bytes:
    """The data with a few changes: bytes flipped, set, cut out, doubled, moved."""
    chance, changed = random.Random(seed), bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16, 64))):
        place, end = chance.randrange(len(changed) + 1), chance.randrange(len(changed) + 1)
        first, last = min(place, end), min(max(place, end), min(place, end) + chance.choice((1, 8, 200, 4_000)))
        match chance.randrange(6):
            case 0 if changed:
                changed[place % len(changed)] ^= 1 << chance.randrange(8)
            case 1:
                value = chance.choice(_VALUES)
                changed[place : place + len(value)] = value
            case 2:
                del changed[first:last]
            case 3:
                changed[place:place] = changed[first:last] * chance.choice((1, 3, 50))
            case 4:
                changed[place:place] = chance.choice(_VALUES)
            case _:
                changed[first:last] = bytes(chance.randrange(256) for _ in range(last - first))
    return bytes(changed)


FILES = {
    f"{kind} changed {seed}": (name, lambda make=make, seed=seed: mutated(make(), seed))
    for kind, (name, make) in SEEDS.items()
    for seed in range(20)
}
