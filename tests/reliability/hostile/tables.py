"""Tables, JSON and the quotation graph."""

from __future__ import annotations

import json

from tests.reading.made import BODY, QUOTE
from tests.reliability.hostile.markup import INJECTIONS

_HEAD = "statement_id;start_position;stop_position;text;document_id;document_title\n"


def rows(*texts: object, **fields: object) -> bytes:
    return "\n".join(json.dumps({"text": text} | fields) for text in texts).encode()


def graph(**fields: object) -> bytes:
    row = {"lang": "ENGLISH", "quotes": [{"quote": "the road is open", "pre": "The envoy said", "post": ""}]}
    return json.dumps(row | fields).encode()


FILES = {
    **{
        f"csv fields {name}": (
            "a.csv",
            lambda text=text: (
                "text,title,author,source,url\n"
                + ",".join('"' + part.replace('"', '""') + '"' for part in (QUOTE, *[text] * 4))
            ).encode(),
        )
        for name, text in INJECTIONS.items()
    },
    "csv columns 200,000": ("a.csv", lambda: b"text" + b",a" * 200_000 + b"\n" + QUOTE.encode()),
    "csv rows 150,000": ("a.csv", lambda: b"text\n" + b"a b c\n" * 150_000),
    "csv quote without end": ("a.csv", lambda: b'text\n"' + QUOTE.encode() * 3_000),
    "csv field of 11 million": ("a.csv", lambda: b"text\n" + b"a" * 11_000_000),
    "csv quotes": ("a.csv", lambda: b"text\n" + b'"' * 100_001),
    "csv only commas": ("a.csv", lambda: b"," * 100_000),
    "csv nul": ("a.csv", lambda: b"text\n" + QUOTE.encode() + b"\0x\n"),
    "csv head twice": ("a.csv", lambda: b"text,text,text\n" + QUOTE.encode().replace(b",", b" ") + b",b,c\n"),
    "csv no names": ("a.csv", lambda: b"\n\n\n"),
    "csv ragged": ("a.csv", lambda: b"text,title\n" + b"a\nb,c,d,e\n" * 500),
    "csv carriage returns": ("a.csv", lambda: b"text\r" + QUOTE.encode() + b"\r\r\n\n\r"),
    "csv dates": (
        "a.csv",
        lambda: (
            b"text,date\n"
            + b"".join(
                b"The envoys met today,%s\n" % d
                for d in (
                    b"9999-12-31",
                    b"0000-00-00",
                    b"-1",
                    b"1e9",
                    b"99999999999999999999",
                    b"2024-02-30",
                    b"=NOW()",
                    b"\xff",
                    b"a" * 9_000,
                )
            )
        ),
    ),
    "csv numbers as text": ("a.csv", lambda: b"text\n" + b"9" * 5_000),
    "json arrays deep": ("a.json", lambda: b"[" * 200_000),
    "json objects deep": ("a.json", lambda: b'{"text":' * 100_000 + b"1" + b"}" * 100_000),
    "json arrays deep closed": ("a.json", lambda: b"[" * 100_000 + b"]" * 100_000),
    "jsonl deep lines": ("a.jsonl", lambda: (b"[" * 5_000 + b"\n") * 50 + rows(QUOTE)),
    "json number long": (
        "a.json",
        lambda: b'{"text": "' + QUOTE.encode().replace(b'"', b"") + b'", "title": ' + b"9" * 5_000 + b"}",
    ),
    "json number huge": ("a.json", lambda: b'{"text": 1e999999}'),
    "json not numbers": ("a.json", lambda: rows(QUOTE, title=float("nan"), date=float("inf"))),
    "json keys 200,000": (
        "a.json",
        lambda: json.dumps({"text": QUOTE} | {f"k{n}": n for n in range(200_000)}).encode(),
    ),
    "json keys twice": ("a.json", lambda: b'{"text":"a","text":"' + BODY.split("\n")[0].encode() + b'"}'),
    "json half pairs": ("a.json", lambda: rows(QUOTE + " \ud800 \udfff", title="\ud83d")),
    "json nul": ("a.json", lambda: rows("The envoys\0met in Cairo on Monday", title="\0", author="a\0b")),
    "json texts of other types": ("a.jsonl", lambda: rows(1, None, [], {}, True, [QUOTE], {"a": QUOTE}, 1.5)),
    "json fields of other types": (
        "a.jsonl",
        lambda: rows(QUOTE, title=[[]], author={"a": 1}, source=True, url=9, date=[]),
    ),
    "json dates": (
        "a.jsonl",
        lambda: b"\n".join(
            rows(QUOTE, date=date)
            for date in ("9999-99-99", -1, 10**30, 1e300, "", " ", "2024-01-01T99:99", {"a": 1}, ["2024"], True)
        ),
    ),
    "json rows 150,000": ("a.jsonl", lambda: b'{"text":"a b c"}\n' * 150_000),
    "json string of 5 million": ("a.json", lambda: rows("a " * 2_500_000)),
    "json list of lists": ("a.json", lambda: json.dumps([[[]], [1], ["a"], None]).encode()),
    "json only a string": ("a.json", lambda: b'"text"'),
    "json cut": ("a.jsonl", lambda: rows(QUOTE) + b"\n" + rows(QUOTE)[:40]),
    "json utf-16": ("a.json", lambda: rows(QUOTE).decode().encode("utf-16")),
    "json prototype": ("a.json", lambda: rows(QUOTE, __proto__={"x": 1}, constructor="x", __class__="y")),
    "json keys odd": ("a.json", lambda: json.dumps({"text": QUOTE, "": 1, "\0": 2, "a" * 50_000: 3}).encode()),
    "graph types": (
        "a.json",
        lambda: graph(quotes=[1, None, [], {}, {"quote": {"a": 1}}, {"quote": ["x"]}], title=[1]),
    ),
    "graph no list": ("a.json", lambda: graph(quotes={"quote": "x"})),
    "graph url odd": ("a.json", lambda: graph(url="http://[::1")),
    "graph url script": ("a.json", lambda: graph(url="javascript:window.hacked=1")),
    "graph url port": ("a.json", lambda: graph(url="http://a:99999999/")),
    "graph date odd": ("a.json", lambda: graph(date={"x": 1})),
    "graph quotes 50,000": ("a.json", lambda: graph(quotes=[{"quote": "a", "pre": "b said", "post": "c"}] * 50_000)),
    "graph language odd": ("a.json", lambda: graph(lang=["EN"])),
    "events places": ("a.csv", lambda: (_HEAD + "1;99999999999999999999999;٣;x;1;t\n").encode()),
    "events superscript": ("a.csv", lambda: (_HEAD + "1;²;³;x;1;t\n").encode()),
    "events place long": ("a.csv", lambda: (_HEAD + "1;" + "9" * 6_000 + ";1;x;1;t\n").encode()),
    "events ragged": ("a.csv", lambda: (_HEAD + "1;2;3\n").encode()),
    "events 20,000": ("a.csv", lambda: (_HEAD + "1;2;3;The envoy said;1;t\n" * 20_000).encode()),
    "events field of 11 million": ("a.csv", lambda: (_HEAD + "1;2;3;" + "x" * 11_000_000 + ";1;t\n").encode()),
    "events apostrophes": ("a.csv", lambda: (_HEAD + "1;2;3;'=cmd|x;'+1;'@t\n").encode()),
}
SLOW = {
    "csv columns 200,000",
    "csv rows 150,000",
    "csv field of 11 million",
    "json keys 200,000",
    "json rows 150,000",
    "json string of 5 million",
    "graph quotes 50,000",
    "events 20,000",
    "events field of 11 million",
    "json objects deep",
}
