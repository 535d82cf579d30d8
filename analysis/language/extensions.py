"""What Parley's components read from and write to a spaCy ``Doc``."""

from __future__ import annotations

from spacy.tokens import Doc

_TEXT = "parley_text"
NAMES = ("article", "paragraphs", "mentions", "dates", "statements", "events")


def register_extensions() -> None:
    """Register ``Doc._.article`` (an Article or None) and the lists that the components fill.

    Registering twice is harmless: every component calls this, so that each can be used by itself.
    """
    if Doc.has_extension("article"):
        return
    Doc.set_extension("article", default=None)
    for name in NAMES[1:]:
        # spaCy copies a mutable default for each Doc.
        Doc.set_extension(name, default=[])


def text_of(doc: Doc) -> str:
    """The text of a Doc, joined once: ``doc.text`` joins all tokens anew at each access."""
    text = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return str(text)
