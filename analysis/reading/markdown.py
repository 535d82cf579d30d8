"""Markdown with YAML front matter -> Draft, its body as plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.model import DateOrigin
from analysis.reading.decoding import decode
from analysis.reading.draft import Draft, clean, clean_line
from analysis.reading.published import DateError, parse_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

DATE_KEYS = ("date", "published", "published_time", "publication_date", "pubdate", "datetime")
TITLE_KEYS = ("title", "headline")
SOURCE_KEYS = ("source", "outlet", "publisher", "sitename")
AUTHOR_KEYS = ("author", "authors", "byline")
# Official transcripts strike what was a slip of the tongue and put the right word behind it in brackets.
_STRIKES = {"<s>": 1, "<del>": 1, "<strike>": 1, "s_open": 1, "</s>": -1, "</del>": -1, "</strike>": -1, "s_close": -1}
URL_KEYS = ("source_url", "url", "link", "canonical_url")


def read_markdown(file: str, data: bytes) -> Draft:
    """Read Markdown: the front matter gives the article's data, the body becomes plain text.

    Links, emphasis, escapes and inline HTML leave their words (words that are struck out don't stay), wrapped lines
    are joined, every block is a paragraph.

    Raises:
        UnreadableError: where the bytes are no text.
    """
    fields, body, problems = _split_front_matter(decode(file, data))
    published = None
    value = _first(fields, DATE_KEYS)
    if value:
        try:
            published = parse_date(value)
        except DateError as error:
            problems = (*problems, f"The front matter's date was set aside. {error}")
    return Draft(
        file=file,
        text=plain_text(body),
        title=_first(fields, TITLE_KEYS),
        published=published,
        published_origin=DateOrigin.FRONT_MATTER if published else DateOrigin.UNKNOWN,
        source=_first(fields, SOURCE_KEYS),
        author=_first(fields, AUTHOR_KEYS),
        url=_first(fields, URL_KEYS),
        problems=problems,
    )


def plain_text(markdown: str) -> str:
    """The words of Markdown, one line a paragraph, heading, list item or table row, with blank lines between."""
    from markdown_it import MarkdownIt

    # Transcripts indent their paragraphs; four spaces are no program code there.
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("code")
    blocks: list[str] = []
    row: list[str] | None = None
    for token in parser.parse(markdown):
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            blocks.append(" | ".join(row))
            row = None
        elif token.type == "inline":
            (blocks if row is None else row).append(_inline_text(token.children or ()))
        elif token.type in ("fence", "html_block"):
            blocks.append(re.sub(r"<[^<>]*>", "", token.content))
    return clean("\n\n".join(block for block in blocks if block.strip()))


def _inline_text(tokens: Sequence[Token]) -> str:
    words: list[str] = []
    struck = 0
    for token in tokens:
        struck += _STRIKES.get(token.content.lower() if token.type == "html_inline" else token.type, 0)
        if token.type == "hardbreak" or (token.type == "html_inline" and token.content[:3].lower() == "<br"):
            words.append("\n")
        elif token.type == "softbreak":
            words.append(" ")
        elif token.type in ("text", "code_inline", "text_special") and not struck:
            words.append(token.content)
    # Marks that CommonMark's rules leave over, as before a closing space, were meant as emphasis.
    return re.sub(r"(?<=\S) {2,}(?=\[)", " ", re.sub(r"\*{2,}", "", "".join(words)))


def _split_front_matter(text: str) -> tuple[dict[str, object], str, tuple[str, ...]]:
    import frontmatter
    from yaml import YAMLError  # type: ignore[import-untyped]

    try:
        # python-frontmatter loads with YAML's safe loader where libyaml is there or not.
        fields, body = frontmatter.parse(text)
    except YAMLError:
        body = re.sub(r"\A\s*---\n.*?\n---\s*\n", "", text, flags=re.DOTALL)
        return {}, body, ("The front matter is not valid YAML and was set aside.",)
    return {str(key).lower(): value for key, value in fields.items()}, body, ()


def _first(fields: dict[str, object], keys: tuple[str, ...]) -> str | None:
    for key in keys:
        value = fields.get(key)
        line = clean_line(value)
        if line:
            return line
    return None
