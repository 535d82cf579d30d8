"""Web pages, feeds, mails and Markdown."""

from __future__ import annotations

import base64

from tests.reading.made import BODY, CLOSE, LEAD, QUOTE

_PARAGRAPHS = "".join(f"<p>{line}</p>" for line in (LEAD, QUOTE, CLOSE))
# What runs, loads or breaks out where text is taken for markup; each is put where titles, authors and outlets stand.
INJECTIONS = {
    "script": "<script>window.hacked=1</script>",
    "handler": "<img src=x onerror=window.hacked=1>",
    "svg": "<svg onload=window.hacked=1>",
    "link": '<a href="javascript:window.hacked=1">click</a>',
    "data link": '<a href="data:text/html,<script>window.hacked=1</script>">click</a>',
    "frame": '<iframe src="https://evil.invalid/"></iframe>',
    "breakout": "\"'><script>window.hacked=1</script>",
    "closing": "</style></script></title></textarea><script>window.hacked=1</script>",
    "comment": "--><script>window.hacked=1</script><!--",
    "markdown picture": "![x](https://evil.invalid/x.png)",
    "markdown link": "[click](javascript:window.hacked=1)",
    "markdown autolink": "<https://evil.invalid/>",
    "latex": r"$\href{javascript:window.hacked=1}{x}$ $$\include{/etc/passwd}$$",
    "directive": ":red[**big**] :material/delete: :smile: :blue-background[x]",
    "template": "{{7*7}} ${7*7} <%= 7*7 %> #{7*7} {% x %}",
    "sql": "'; DROP TABLE articles; --",
    "formula": "=cmd|' /C calc'!A0",
    "formula plus": '+HYPERLINK("https://evil.invalid/","x")',
    "formula minus": "-2+3+cmd|' /C calc'!A0",
    "formula at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "formula tab": "\t=1+1",
    "css": "<style>@import 'https://evil.invalid/x.css'; body{display:none}</style>",
    "css url": 'x" style="background:url(https://evil.invalid/x.png)',
    "meta": '<meta http-equiv="refresh" content="0;url=https://evil.invalid/">',
    "entity": "&lt;script&gt;window.hacked=1&lt;/script&gt; &#60;img src=x onerror=window.hacked=1&#62;",
    "bidi": "\u202egnp.exe\u202c \u2066x",
    "zero width": "T\u200be\u200cl\u200dA\ufeffviv",
    "confusable": "Vlаdimir Рutin",
    "zalgo": "T" + "\u0301\u0316" * 60 + "alks",
    "long": "word " * 2000,
    "long word": "w" * 20_000,
    "escape codes": "\x1b[2J\x1b]0;owned\x07 talks",
}


def page(title: str, body: str = _PARAGRAPHS, head: str = "") -> bytes:
    top = f"<!doctype html><html><head><title>{title}</title>{head}</head>"
    return f"{top}<body><article>{body}</article></body></html>".encode()


def deep(tag: str, depth: int, close: bool = False) -> bytes:
    return page("t", f"<{tag}>" * depth + _PARAGRAPHS + (f"</{tag}>" * depth if close else ""))


def feed(body: str, head: str = "", encoding: str = "utf-8") -> bytes:
    top = f'<?xml version="1.0" encoding="{encoding}"?>{head}<rss version="2.0"><channel><title>W</title>'
    return f"{top}{body}</channel></rss>".encode()


def item(title: str = "t", text: str = BODY) -> str:
    return f"<item><title>{title}</title><description>{text}</description></item>"


def laughs(kind: str = "entities", depth: int = 9) -> str:
    if kind == "quadratic":
        return f'<!DOCTYPE rss [<!ENTITY e "{"a" * 50_000}">]>'
    rows = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol"}">' for n in range(depth))
    return f"<!DOCTYPE rss [{rows}]>"


def mail(head: str = "", body: str = BODY) -> bytes:
    return f"From: A <a@b.example>\nSubject: Talks\n{head}\n\n{body}".encode("utf-8", "surrogatepass")


def parts(depth: int) -> bytes:
    lines = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
    return f"From: a@b.example\nSubject: Talks\n{lines}Content-Type: text/plain\n\n{BODY}".encode()


def front(fields: str, body: str = BODY) -> bytes:
    return f"---\n{fields}\n---\n{body}".encode()


_ALIASES = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9) if n else 'x'}]" for n in range(12))
FILES = {
    **{f"html title {name}": ("a.html", lambda text=text: page(text)) for name, text in INJECTIONS.items()},
    **{
        f"markdown title {name}": ("a.md", lambda text=text: front(f"title: {text!r}\nauthor: {text!r}"))
        for name, text in INJECTIONS.items()
    },
    "html deep div": ("a.html", lambda: deep("div", 100_000)),
    "html deep closed": ("a.html", lambda: deep("div", 30_000, close=True)),
    "html deep font": ("a.html", lambda: deep("font", 30_000)),
    "html deep table": ("a.html", lambda: deep("table><tr><td", 20_000)),
    "html deep a": ("a.html", lambda: deep("a href=x", 20_000)),
    "html deep b": ("a.html", lambda: deep("b", 5_000)),
    "html deep p": ("a.html", lambda: deep("blockquote", 3_000, close=True)),
    "html attributes": ("a.html", lambda: page("t", f"<p {' '.join(f'a{n}=1' for n in range(50_000))}>{LEAD}</p>")),
    "html attribute long": ("a.html", lambda: page("t", f'<p title="{"x" * 5_000_000}">{LEAD}</p>')),
    "html script large": ("a.html", lambda: page("t", f"<script>{'x();' * 500_000}</script>{_PARAGRAPHS}")),
    "html comment without end": ("a.html", lambda: page("t", _PARAGRAPHS + "<!--" + "x" * 1_000_000)),
    "html comments": ("a.html", lambda: b"<!--x-->" * 400 + page("t")),
    "html comments unclosed": ("a.txt", lambda: b"<!-- " * 700 + b"<html>"),
    "html json large": (
        "a.html",
        lambda: page("t", head='<script type="application/ld+json">' + "[" * 100_000 + "</script>"),
    ),
    "html json odd": (
        "a.html",
        lambda: page(
            "t",
            head='<script type="application/ld+json">{"@type":["NewsArticle"],'
            '"author":[[{"name":{"a":1}}]],"datePublished":{"x":[]},"publisher":7}</script>',
        ),
    ),
    "html links 50,000": ("a.html", lambda: page("t", "<a href=x>y</a> " * 50_000 + _PARAGRAPHS)),
    "html paragraphs 30,000": ("a.html", lambda: page("t", f"<p>{LEAD}</p>" * 8_000)),
    "html list 20,000": ("a.html", lambda: page("t", "<ul>" + "<li>a</li>" * 20_000 + "</ul>" + _PARAGRAPHS)),
    "html refresh": (
        "a.html",
        lambda: page("t", head='<meta http-equiv=refresh content="0;url=https://evil.invalid">'),
    ),
    "html base": ("a.html", lambda: page("t", head='<base href="https://evil.invalid/">')),
    "html frames": ("a.html", lambda: page("t", '<iframe src="file:///CANARY"></iframe>' + _PARAGRAPHS)),
    "html canonical script": (
        "a.html",
        lambda: page("t", head='<link rel=canonical href="javascript:window.hacked=1">'),
    ),
    "html canonical data": ("a.html", lambda: page("t", head='<link rel=canonical href="data:text/html,x">')),
    "html utf-7": ("a.html", lambda: b'<meta charset="utf-7"><html><body>+ADw-script+AD4-' + page("t")),
    "html charset unknown": ("a.html", lambda: b'<meta charset="evil">' + page("t\xe4").decode().encode("cp1252")),
    "html charset of code": ("a.html", lambda: b'<meta charset="zlib_codec">' + page("t") + b"\xff"),
    "html charset rot13": ("a.html", lambda: b'<meta charset="rot13">' + page("t") + b"\xff"),
    "html charset idna": ("a.html", lambda: b'<meta charset="idna">' + page("t") + b"\xff"),
    "html charset unicode_escape": (
        "a.html",
        lambda: b'<meta charset="unicode_escape">' + page("t") + b"\xff\\U00110000",
    ),
    "html charset utf-16": ("a.html", lambda: b'<meta charset="utf-16">' + page("t") + b"\xff"),
    "html nul": ("a.html", lambda: page("t").replace(b"<p>", b"<\0p>")),
    "html nul text": ("a.html", lambda: page("t").replace(b"envoy", b"en\0voy")),
    "html dates 5,000": (
        "a.html",
        lambda: page("t", "".join(f"<time datetime='{n}-13-45'>x</time>" for n in range(5_000))),
    ),
    "html entities": ("a.html", lambda: page("t", "<p>" + "&#x110000;&#55296;&#0;&bogus;" * 5_000 + LEAD + "</p>")),
    "html doctype laughs": ("a.html", lambda: laughs().replace("rss", "html").encode() + page("&e8;")),
    "xhtml entity of a file": (
        "a.xhtml",
        lambda: (
            b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///CANARY">]>'
            + page("t", f"<p>&x; {LEAD}</p>{_PARAGRAPHS}")
        ),
    ),
    "feed laughs": ("a.rss", lambda: feed(item(text="&e8;"), laughs())),
    "feed quadratic": ("a.rss", lambda: feed(item(text="&e;" * 5_000), laughs("quadratic"))),
    "feed entity of a file": (
        "a.rss",
        lambda: feed(item(text="&x; said."), '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///CANARY">]>'),
    ),
    "feed entity of an address": (
        "a.rss",
        lambda: feed(item(text="&x;"), '<!DOCTYPE rss [<!ENTITY x SYSTEM "http://127.0.0.1:9/">]>'),
    ),
    "feed parameter entity": (
        "a.rss",
        lambda: feed(item(), '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>'),
    ),
    "feed dtd outside": ("a.rss", lambda: feed(item(), '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd">')),
    "feed xinclude": (
        "a.rss",
        lambda: feed(
            '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///CANARY" parse="text"/>' + item()
        ),
    ),
    "feed stylesheet": ("a.rss", lambda: feed(item(), '<?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?>')),
    "feed deep": ("a.rss", lambda: feed("<a>" * 100_000)),
    "feed deep in an entry": ("a.rss", lambda: feed(item(text="&lt;div&gt;" * 30_000 + BODY))),
    "feed broken": ("a.rss", lambda: feed(item())[:-30]),
    "feed encoding lies": ("a.rss", lambda: feed(item(), encoding="utf-16")),
    "feed encoding unknown": ("a.rss", lambda: feed(item(), encoding="evil")),
    "feed entries 20,000": ("a.rss", lambda: feed(item(text=LEAD) * 20_000)),
    "feed dates odd": (
        "a.rss",
        lambda: feed("<item><description>The envoys met.</description><pubDate>99 Foo 99999</pubDate></item>"),
    ),
    "feed links hostile": (
        "a.rss",
        lambda: feed(f"<item><link>javascript:window.hacked=1</link><description>{LEAD}</description></item>"),
    ),
    "feed comment": ("a.xml", lambda: b"<?xml version='1.0'?>" + b"<!-- -->" * 500 + feed(item())),
    "xml of another kind": ("a.xml", lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>"),
    "atom hostile": (
        "a.atom",
        lambda: (
            b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="xhtml"><div><script>'
            b'window.hacked=1</script></div></title><link href="javascript:x"/><summary>'
            + LEAD.encode()
            + b"</summary></entry></feed>"
        ),
    ),
    "mail parts deep": ("a.eml", lambda: parts(80)),
    "mail parts deeper": ("a.eml", lambda: parts(3_000)),
    "mail in mails": ("a.eml", lambda: b"Content-Type: message/rfc822\nSubject: x\n\n" * 400 + BODY.encode()),
    "mail headers 50,000": ("a.eml", lambda: mail("\n".join(f"Received: from a{n}" for n in range(50_000)))),
    "mail header long": ("a.eml", lambda: mail("X: " + "y" * 2_000_000)),
    "mail subject coded": (
        "a.eml",
        lambda: b"From: a@b.example\nSubject: " + b"=?utf-8?q?=00=0A=1B?= " * 3_000 + b"\n\n" + BODY.encode(),
    ),
    "mail subject charset": ("a.eml", lambda: b"From: a@b.example\nSubject: =?evil?b?////?=\n\n" + BODY.encode()),
    "mail sender odd": ("a.eml", lambda: b"From: " + b"(" * 5_000 + b"<a@b>\nSubject: t\n\n" + BODY.encode()),
    "mail senders": ("a.eml", lambda: b"From: " + b"a b <a@b.example>, " * 3_000 + b"\nSubject: t\n\n" + BODY.encode()),
    "mail charset of code": ("a.eml", lambda: mail("Content-Type: text/plain; charset=zlib_codec")),
    "mail charset rot13": ("a.eml", lambda: mail("Content-Type: text/plain; charset=rot13")),
    "mail charset punycode": ("a.eml", lambda: mail("Content-Type: text/plain; charset=punycode")),
    "mail charset null": ("a.eml", lambda: mail('Content-Type: text/plain; charset="\0"')),
    "mail base64 broken": ("a.eml", lambda: mail("Content-Transfer-Encoding: base64", "A" * 4_001)),
    "mail base64 bomb": (
        "a.eml",
        lambda: mail("Content-Transfer-Encoding: base64", base64.b64encode(b"0 " * 3_000_000).decode()),
    ),
    "mail date odd": ("a.eml", lambda: mail("Date: Mon, 99 Foo 99999 99:99:99 +99999")),
    "mail date far": ("a.eml", lambda: mail("Date: Fri, 31 Dec 9999 23:59:59 -2359")),
    "mail parameters": (
        "a.eml",
        lambda: mail("Content-Type: text/plain; " + "; ".join(f"a*{n}*=utf-8''x" for n in range(3_000))),
    ),
    "mail html hostile": (
        "a.eml",
        lambda: mail(
            "Content-Type: text/html", page("t", '<img src="https://evil.invalid/pixel">' + _PARAGRAPHS).decode()
        ),
    ),
    "markdown aliases": ("a.md", lambda: front(f"{_ALIASES}\nauthor: *l11")),
    "markdown yaml object": ("a.md", lambda: front("title: !!python/object/apply:os.system ['touch hacked']")),
    "markdown yaml new": ("a.md", lambda: front("title: !!python/object/new:subprocess.Popen [['touch', 'hacked']]")),
    "markdown yaml binary": ("a.md", lambda: front("title: !!binary '////'")),
    "markdown yaml deep": ("a.md", lambda: front("title: " + "[" * 5_000)),
    "markdown yaml deep flow": ("a.md", lambda: front("title: " + "{a: " * 3_000 + "}" * 3_000)),
    "markdown yaml merge": ("a.md", lambda: front("a: &a {b: 1}\n<<: [*a, *a]\ntitle: {x: y}")),
    "markdown yaml self": ("a.md", lambda: front("author: &a [*a]")),
    "markdown yaml list": ("a.md", lambda: front("- a\n- b")),
    "markdown yaml number": ("a.md", lambda: front("title: 0x" + "f" * 5_000 + "\ndate: 99999-99-99")),
    "markdown yaml base 60": ("a.md", lambda: front("title: " + ":".join(["1"] * 3_000))),
    "markdown yaml keys": ("a.md", lambda: front("? [a, b]\n: c\n? {d: e}\n: f")),
    "markdown fence without end": ("a.md", lambda: b"---\n" + b"title: x\n" * 50_000),
    "markdown brackets": ("a.md", lambda: b"[" * 30_000 + BODY.encode()),
    "markdown brackets closed": ("a.md", lambda: b"[" * 8_000 + b"a" + b"](b)" * 8_000 + BODY.encode()),
    "markdown stars": ("a.md", lambda: b"**a " * 20_000 + BODY.encode()),
    "markdown stars mixed": ("a.md", lambda: b"*a_ " * 20_000 + BODY.encode()),
    "markdown backticks": ("a.md", lambda: b"".join(b"`" * n + b"a" for n in range(1, 400)) + BODY.encode()),
    "markdown quotes deep": ("a.md", lambda: b">" * 20_000 + b" a\n\n" + BODY.encode()),
    "markdown lists deep": ("a.md", lambda: b"".join(b"  " * n + b"- a\n" for n in range(800)) + BODY.encode()),
    "markdown less than": ("a.md", lambda: b"<" * 50_000 + BODY.encode()),
    "markdown html open": ("a.md", lambda: b"<!-- " * 20_000 + BODY.encode()),
    "markdown cdata": ("a.md", lambda: b"<![CDATA[" * 10_000 + BODY.encode()),
    "markdown references": ("a.md", lambda: b"".join(b"[a%d]: /x\n" % n for n in range(20_000)) + BODY.encode()),
    "markdown table wide": (
        "a.md",
        lambda: b"|a" * 3_000 + b"|\n" + b"|-" * 3_000 + b"|\n" + b"|b\n" * 3_000 + BODY.encode(),
    ),
    "markdown entities": ("a.md", lambda: b"&#x110000; &#0; &lt;script&gt; " * 5_000 + BODY.encode()),
    "markdown tildes": ("a.md", lambda: b"~~a " * 20_000 + BODY.encode()),
    "markdown escapes": ("a.md", lambda: b"\\" * 100_000 + BODY.encode()),
}
SLOW = {
    "feed deep",
    "markdown yaml deep",
    "markdown escapes",
    "markdown entities",
    "html attribute long",
    "html script large",
    "html deep div",
    "html deep closed",
    "html deep font",
    "html deep table",
    "html deep a",
    "html deep b",
    "html deep p",
    "html links 50,000",
    "html paragraphs 30,000",
    "html list 20,000",
    "html attributes",
    "html dates 5,000",
    "html json large",
    "feed entries 20,000",
    "feed deep in an entry",
    "mail headers 50,000",
    "mail parts deeper",
    "mail base64 bomb",
    "markdown brackets",
    "markdown brackets closed",
    "markdown stars",
    "markdown stars mixed",
    "markdown references",
    "markdown table wide",
    "markdown lists deep",
    "markdown quotes deep",
    "markdown tildes",
    "markdown html open",
    "markdown less than",
    "markdown cdata",
    "mail subject coded",
    "mail senders",
    "mail sender odd",
    "mail parameters",
    "markdown fence without end",
}
