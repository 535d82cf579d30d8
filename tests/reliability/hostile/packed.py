"""Archives: bombs, nests, paths, names, broken ones."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import stat
import struct
import zipfile
import zlib

from tests.reading.made import BODY, zip_of

PATHS = {
    "parent": "../evil.txt",
    "parents": "../../../../etc/cron.d/evil.txt",
    "absolute": "/etc/evil.txt",
    "drive": "C:/evil.txt",
    "drive back": "C:\\Windows\\evil.txt",
    "unc": "\\\\server\\share\\evil.txt",
    "back parent": "..\\..\\evil.txt",
    "middle": "a/../../evil.txt",
    "tilde": "~/evil.txt",
    "dots": "..../evil.txt",
    "nul": "a\x00.txt",
    "newline": "a\nb.txt",
    "escape": "\x1b[31ma.txt",
    "bell": "\x07a.txt",
    "del": "a\x7f.txt",
    "c1": "a\x9bb.txt",
    "long": "n" * 300 + ".txt",
    "longest": "n" * 60_000 + ".txt",
    "deep": "d/" * 2000 + "a.txt",
    "reserved": "CON",
    "reserved txt": "AUX.txt",
    "reserved nul": "NUL.txt",
    "com": "COM1.txt",
    "stream": "a.txt:evil",
    "bidi": "a\u202etxt.exe",
    "bidi txt": "evil\u202efdp.txt",
    "isolate": "\u2066a\u2069.txt",
    "zero width": "a\u200b.txt",
    "bom": "\ufeffa.txt",
    "confusable": "раssword.txt",
    "emoji": "😀.txt",
    "combining": "a" + "\u0301" * 200 + ".txt",
    "space": " .txt",
    "dot": ".txt",
    "only dots": "...",
    "slash": "a//b.txt",
    "html": "<img src=x onerror=alert(1)>.txt",
    "markdown": "![x](http://evil.invalid/x.png).txt",
    "quote": "';--.txt",
    "formula": "=cmd|' /C calc'!A0.txt",
    "glob": "*?[a].txt",
    "percent": "%2e%2e%2fa.txt",
    "dollar": "$HOME.txt",
    "metadata": "metadata.csv",
    "hash": "a.csv#1.txt",
}


def flat(size: int, method: int = zipfile.ZIP_DEFLATED, members: int = 1) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for number in range(members):
            archive.writestr(f"{number}.txt", b"0" * size)
        archive.writestr("good.txt", BODY)
    return buffer.getvalue()


def nested(depth: int, width: int = 1) -> bytes:
    data = zip_of({"a.txt": BODY})
    for _ in range(depth):
        data = zip_of({f"{number}.zip": data for number in range(width)})
    return data


def overlapping(entries: int, size: int) -> bytes:
    """Many entries of the directory for the same bytes (Fifield, A better zip bomb, 2019, without the quoting)."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    content = b"word " * (size // 5)
    packed = packer.compress(content) + packer.flush()
    crc, name = zlib.crc32(content), b"a.txt"
    local = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 0, crc, len(packed), len(content), len(name), 0) + name
    directory = b"".join(
        struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 0, crc, len(packed), len(content), 9, 0, 0, 0, 0, 0, 0)
        + b"%05d.txt" % number
        for number in range(entries)
    )
    start = len(local) + len(packed)
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, entries & 0xFFFF, entries & 0xFFFF, len(directory), start, 0)
    return local + packed + directory + end


def edited(offset_in_directory: int, value: bytes) -> bytes:
    """An archive whose directory says something else than is there."""
    data = bytearray(zip_of({"a.txt": BODY, "b.txt": BODY}))
    place = data.index(b"PK\1\2") + offset_in_directory
    data[place : place + len(value)] = value
    return bytes(data)


def link(target: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, target)
        archive.writestr("good.txt", BODY)
    return buffer.getvalue()


def renamed(name: str) -> bytes:
    """An archive whose member has a name that zipfile itself would not write."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo("x")
        info.filename = name
        archive.writestr(info, BODY)
        archive.writestr("good.txt", BODY)
    return buffer.getvalue()


def gzipped(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


_ROW = json.dumps({"quotes": [{"quote": "the road must be open", "pre": "The envoy said"}], "lang": "ENGLISH"}).encode()
_GOOD = zip_of({"a.txt": BODY, "b.txt": BODY})
FILES = {
    "zip flat bomb": ("a.zip", lambda: flat(2_000_000)),
    "zip flat bomb large": ("a.zip", lambda: flat(100_000_000)),
    "zip flat bomb bzip2": ("a.zip", lambda: flat(20_000_000, zipfile.ZIP_BZIP2)),
    "zip flat bomb lzma": ("a.zip", lambda: flat(20_000_000, zipfile.ZIP_LZMA)),
    "zip many small bombs": ("a.zip", lambda: flat(990_000, members=300)),
    "zip larger than memory": ("a.zip", lambda: flat(60_000_000, members=6)),
    "zip nest 2": ("a.zip", lambda: nested(2)),
    "zip nest 3": ("a.zip", lambda: nested(3)),
    "zip nest 30": ("a.zip", lambda: nested(30)),
    "zip nest wide": ("a.zip", lambda: nested(4, 10)),
    "zip nest of wide": ("a.zip", lambda: zip_of({f"{n}.zip": flat(900_000, members=20) for n in range(40)})),
    "zip overlapping": ("a.zip", lambda: overlapping(2000, 100_000)),
    "zip overlapping many": ("a.zip", lambda: overlapping(60_000, 1_000_000)),
    "zip members 25,000": ("a.zip", lambda: zip_of({f"{n}.txt": "x" for n in range(25_000)})),
    "zip tables 300": ("a.zip", lambda: zip_of({f"{n}/metadata.csv": "file,title\na.txt,x\n" for n in range(300)})),
    "zip size lies small": ("a.zip", lambda: edited(24, struct.pack("<I", 3))),
    "zip size lies large": ("a.zip", lambda: edited(24, struct.pack("<I", 0xFFFFFFF0))),
    "zip packed size lies": ("a.zip", lambda: edited(20, struct.pack("<I", 0xFFFFFFF0))),
    "zip wrong sum": ("a.zip", lambda: edited(16, b"\0\0\0\0")),
    "zip unknown packing": ("a.zip", lambda: edited(10, struct.pack("<H", 99))),
    "zip locked": ("a.zip", lambda: edited(8, struct.pack("<H", 1))),
    "zip offset lies": ("a.zip", lambda: edited(42, struct.pack("<I", 0x7FFFFFFF))),
    "zip junk before": ("a.zip", lambda: b"PK\3\4" + b"\0" * 5000 + _GOOD),
    "zip of nothing": ("a.zip", lambda: b"PK\5\6" + b"\0" * 18),
    "zip link to secrets": ("a.zip", lambda: link("/etc/passwd")),
    "zip link to parent": ("a.zip", lambda: link("../../secret.txt")),
    "zip metadata broken": ("a.zip", lambda: zip_of({"metadata.csv": b'file\n"' + b"x" * 200_000, "a.txt": BODY})),
    "zip metadata binary": ("a.zip", lambda: zip_of({"metadata.csv": bytes(range(256)) * 40, "a.txt": BODY})),
    "zip metadata huge field": (
        "a.zip",
        lambda: zip_of({"metadata.csv": "file,title\na.txt," + "x" * 900_000, "a.txt": BODY}),
    ),
    "zip bibliography deep": ("a.zip", lambda: zip_of({"a.json": '[{"type":' + "[" * 90_000, "a.txt": BODY})),
    "zip bibliography odd": (
        "a.zip",
        lambda: zip_of(
            {
                "z.json": '[{"type":"x","issued":{"date-parts":[[[],{},null]]},"author":[1,{"family":[2]}],'
                '"title":{"a":1},"URL":7,"file":{}}]',
                "a.txt": BODY,
            }
        ),
    ),
    "zip RIS odd": ("a.zip", lambda: zip_of({"z.ris": "TY  - \nXX  - 1\nTI\n  - a\nER  - \n" * 50, "a.txt": BODY})),
    "zip RIS without end": ("a.zip", lambda: zip_of({"z.ris": "TY  - NEWS\n" + "AU  - A, B\n" * 3000, "a.txt": BODY})),
    "docx is an archive": ("a.docx", lambda: _GOOD),
    "gzip bomb": ("a.gz", lambda: gzipped(b"0" * 20_000_000)),
    "gzip bomb of rows": ("a.gz", lambda: gzipped((_ROW + b"\n") * 20_000)),
    "gzip of gzip": ("a.gz", lambda: gzipped(gzipped(gzipped(b"0" * 5_000_000)))),
    "gzip members": ("a.gz", lambda: gzipped(_ROW) * 3000),
    "gzip cut": ("a.gz", lambda: gzipped(_ROW)[:-9]),
    "gzip wrong sum": ("a.gz", lambda: gzipped(_ROW)[:-8] + b"\1" * 8),
    "gzip junk behind": ("a.gz", lambda: gzipped(_ROW) + b"junk" * 100),
    "gzip head only": ("a.gz", lambda: b"\x1f\x8b\x08"),
    "gzip name flag": ("a.gz", lambda: b"\x1f\x8b\x08\x08" + b"\0" * 6 + b"n" * 100_000),
    "bzip2": ("a.bz2", lambda: bz2.compress(b"x" * 10_000_000)),
    **{f"zip name {name}": ("a.zip", lambda path=path: renamed(path)) for name, path in PATHS.items()},
    **{f"file name {name}": (path, lambda: BODY.encode()) for name, path in PATHS.items()},
    **{f"zip cut at {n}/10": ("a.zip", lambda n=n: _GOOD[: len(_GOOD) * n // 10]) for n in range(1, 10)},
}
SLOW = {
    "zip flat bomb large",
    "zip flat bomb bzip2",
    "zip flat bomb lzma",
    "zip many small bombs",
    "zip larger than memory",
    "zip nest wide",
    "zip nest of wide",
    "zip overlapping many",
    "zip members 25,000",
    "zip overlapping",
    "gzip bomb of rows",
}
