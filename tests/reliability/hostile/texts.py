"""Plain texts: encodings, characters that deceive, and lengths."""

from __future__ import annotations

from tests.reading.made import BODY, LEAD, QUOTE

CANARY = "the combination of the safe is 4711"
_BYTES = BODY.encode()
_TRICKS = {
    "right to left": f"\u202e{LEAD}\u202c",
    "isolates": f"\u2066\u2067{QUOTE}\u2069",
    "zero width": "\u200b".join(BODY),
    "joiners": "\u2060\u200d".join(BODY),
    "soft hyphens": "\u00ad".join(BODY),
    "tags": "".join(chr(0xE0000 + ord(c)) if c.isascii() else c for c in BODY),
    "variation": "\ufe0f".join(BODY),
    "zalgo": "\u0301\u0316\u0334".join(BODY),
    "private": BODY + "\ue000\uf8ff" * 200,
    "not characters": BODY + "\ufffe\uffff\U0001ffff" * 100,
    "confusables": BODY.translate(str.maketrans("aeopcx", "аеорсх")),
    "full width": "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in BODY),
    "mathematical": "".join(chr(0x1D400 + ord(c) - 65) if "A" <= c <= "Z" else c for c in BODY),
    "line separators": BODY.replace("\n", "\u2028\u2029\x85\x0b\x0c"),
    "escape codes": f"\x1b[2J\x1b]0;x\x07{BODY}",
    "only marks": "“”" * 5_000,
    "only accents": "\u0301" * 5_000,
    "half pairs": BODY + "\\ud800",
}


def utf16(text: str, order: str = "le", mark: bool = True) -> bytes:
    return (b"\xff\xfe" if order == "le" else b"\xfe\xff") * mark + text.encode(f"utf-16-{order}", "surrogatepass")


FILES = {
    **{
        f"text {name}": ("a.txt", lambda text=text: text.encode("utf-8", "surrogatepass"))
        for name, text in _TRICKS.items()
    },
    "text nul": ("a.txt", lambda: _BYTES.replace(b" ", b"\0")),
    "text nul only": ("a.txt", lambda: b"\0" * 100_000),
    "text nul one": ("a.txt", lambda: _BYTES[:50] + b"\0" + _BYTES[50:]),
    "text control": ("a.txt", lambda: bytes(range(32)) * 100 + _BYTES),
    "text every byte": ("a.txt", lambda: bytes(range(256)) * 50),
    "text utf-8 cut": ("a.txt", lambda: "“Peace” é".encode()[:-1] + _BYTES + b"\xe2\x80"),
    "text utf-8 overlong": ("a.txt", lambda: _BYTES + b"\xc0\xaf\xc0\xae\xe0\x80\xaf" * 30),
    "text utf-8 surrogates": ("a.txt", lambda: _BYTES + b"\xed\xa0\x80\xed\xb0\x80" * 30),
    "text utf-8 too high": ("a.txt", lambda: _BYTES + b"\xf4\x90\x80\x80\xf8\x88\x80\x80\x80" * 30),
    "text utf-8 tails": ("a.txt", lambda: b"\x80\xbf" * 2_000 + _BYTES),
    "text utf-8 mark twice": ("a.txt", lambda: b"\xef\xbb\xbf" * 3 + _BYTES),
    "text marks mixed": ("a.txt", lambda: b"\xef\xbb\xbf\xff\xfe" + _BYTES),
    "text mark in the midst": ("a.txt", lambda: _BYTES[:90] + b"\xef\xbb\xbf" + _BYTES[90:]),
    "text mark only": ("a.txt", lambda: b"\xff\xfe"),
    "text utf-16": ("a.txt", lambda: utf16(BODY)),
    "text utf-16 odd": ("a.txt", lambda: utf16(BODY)[:-1]),
    "text utf-16 be odd": ("a.txt", lambda: utf16(BODY, "be") + b"\0"),
    "text utf-16 no mark": ("a.txt", lambda: utf16(BODY, mark=False)),
    "text utf-16 no mark odd": ("a.txt", lambda: utf16(BODY, mark=False)[:-1]),
    "text utf-16 half pairs": ("a.txt", lambda: utf16(f"{BODY}\ud800 {QUOTE}\udc00")),
    "text utf-16 half pairs no mark": ("a.txt", lambda: utf16(f"{BODY}\ud800", "be", mark=False)),
    "text utf-16 mark of the other": ("a.txt", lambda: b"\xfe\xff" + BODY.encode("utf-16-le")),
    "text utf-32": ("a.txt", lambda: BODY.encode("utf-32")),
    "text utf-32 odd": ("a.txt", lambda: BODY.encode("utf-32")[:-3]),
    "text utf-32 too high": ("a.txt", lambda: b"\xff\xfe\0\0" + b"\xff\xff\xff\x7f" * 100),
    "text utf-7": ("a.txt", lambda: BODY.encode("utf-7") + b"+ADw-script+AD4-"),
    "text escapes of japan": ("a.txt", lambda: b"\x1b$B" * 2_000 + _BYTES),
    "text ebcdic": (
        "a.txt",
        lambda: BODY.replace("“", '"').replace("”", '"').replace("—", "-").encode("cp500", "replace"),
    ),
    "text high bytes": ("a.txt", lambda: bytes(range(128, 256)) * 400),
    "text one line of 10 million": ("a.txt", lambda: b"The envoys met again. " * 454_546),
    "text one word of 10 million": ("a.txt", lambda: b"a" * 10_000_000),
    "text one line of a million": ("a.txt", lambda: (b"The envoys met again. " * 46_000)[:999_000]),
    "text paragraph of a million words": ("a.txt", lambda: b"peace " * 1_000_000),
    "text one word of 900,000": ("a.txt", lambda: LEAD.encode() + b" " + b"a" * 900_000),
    "text lines 450,000": ("a.txt", lambda: LEAD.encode() + b"\nx" * 450_000),
    "text line ends": ("a.txt", lambda: b"\r\n\r\r\n\n" * 100_000 + _BYTES),
    "text spaces": ("a.txt", lambda: b" " * 900_000 + _BYTES),
    "text spaces ended": ("a.txt", lambda: _BYTES + b" \t" * 400_000),
    "text commas": ("a.txt", lambda: LEAD.encode() + b"," * 500_000),
    "text dots": ("a.txt", lambda: LEAD.encode() + b"." * 500_000),
    "text hyphens": ("a.txt", lambda: LEAD.encode() + b" a-" * 200_000),
    "text quotes": ("a.txt", lambda: LEAD.encode() + b'"' * 500_000),
    "text capitals": ("a.txt", lambda: b"AAAA " * 150_000),
    "text capitals in a row": ("a.txt", lambda: b"KYIV, April " * 60_000 + b"x"),
    "text labels": ("a.txt", lambda: b"MR. SMITH: " * 60_000),
    "text by": ("a.txt", lambda: b"By " * 60_000 + b"\n" + _BYTES),
    "text by names": ("a.txt", lambda: (b"By " + b"A " * 60) * 3_000 + b"\n" + _BYTES),
    "text credits": ("a.txt", lambda: (b"(" * 200 + b"photo\n") * 2_000 + _BYTES),
    "text dates": ("a.txt", lambda: b"3 March 2024 " * 60_000),
    "text numbers": ("a.txt", lambda: LEAD.encode() + b" 1" * 300_000),
    "text bullets": ("a.txt", lambda: _BYTES + b"\n* a" * 100_000),
    "text wrapped": ("a.txt", lambda: (b"a " * 36 + b"\n") * 12_000 + _BYTES),
    "text pipes": ("a.txt", lambda: b" | a" * 150_000 + b"\n" + _BYTES),
    "text slashes": ("a.txt", lambda: b"KYIV (" + b"/A" * 300_000 + _BYTES),
    "text named as a picture": ("a.png", lambda: _BYTES),
    "text without a name": ("", lambda: _BYTES),
    "text named as a folder": ("a/", lambda: _BYTES),
    "text with many suffixes": ("a" + ".txt" * 80, lambda: _BYTES),
}
SLOW = {
    name
    for name, (_, make) in FILES.items()
    if name.split()[1]
    in (
        "one",
        "paragraph",
        "lines",
        "line",
        "spaces",
        "commas",
        "dots",
        "hyphens",
        "quotes",
        "capitals",
        "labels",
        "by",
        "credits",
        "dates",
        "numbers",
        "bullets",
        "wrapped",
        "pipes",
        "slashes",
    )
}
