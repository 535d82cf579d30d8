"""What must hold of every hostile file."""

from __future__ import annotations

from analysis.model import Article
from analysis.reading.article import MAX_CHARACTERS
from analysis.reading.errors import UnreadableError
from analysis.reading.names import fit_name
from analysis.reading.reading_process import ReadingProcess
from tests.reading.made import BODY
from tests.reliability.hostile.texts import CANARY

GOOD = b"The envoys met in Cairo on Monday and agreed on a truce."


def outcomes(process: ReadingProcess, name: str, data: bytes) -> list[Article | UnreadableError]:
    """Read a file, hold it against the promise, and see that the next file is read as if it had not been there."""
    found = list(process.articles(name, data))
    assert found, "neither an article nor a word about it"
    for one in found:
        if isinstance(one, Article):
            _check_article(one)
        else:
            assert type(one).__name__ in ("UnreadableError", "SetAsideError")
            assert one.reason[-1] in ".!", one.reason
            assert len(one.reason) < 3_000_000
        assert one.file == fit_name(one.file)
    (article,) = process.articles("good.txt", GOOD)
    assert isinstance(article, Article)
    assert article.text == GOOD.decode()
    return found


def _check_article(article: Article) -> None:
    assert article.text.strip()
    assert len(article.text) <= MAX_CHARACTERS
    assert article.title
    for text in (article.text, article.title, article.source or "", article.author or "", article.url or ""):
        assert CANARY not in text
        assert "\0" not in text
        text.encode()  # can be stored: it has no half of a pair
    for piece in article.furniture:
        assert 0 <= piece.start <= piece.end <= len(article.text)


def reads_good_members(found: list[Article | UnreadableError]) -> bool:
    """Whether the good member of an archive was read beside the bad ones."""
    return any(isinstance(one, Article) and BODY in one.text for one in found)


def endless() -> bytes:
    """A web page whose reading takes far more than a second of the processor."""
    lines = (f"<p>The envoys met <b>{n * n}</b> times, an envoy said in {n:x}.</p>" for n in range(40_000))
    return b"<html><body>" + "".join(lines).encode()
