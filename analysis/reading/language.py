"""The language of a text, and the refusal of any but English."""

from __future__ import annotations

from itertools import islice

from analysis.reading.errors import UnreadableError

ENGLISH = "en"
# Names of foreign places decide the language of a shorter text, not its own words.
MIN_LETTERS = 200
_SAMPLE = 20_000


def require_english(file: str, text: str) -> None:
    """Refuse a text in another language; quotations in other languages do no harm, and a short text is taken.

    Raises:
        UnreadableError: naming the language that was found.
    """
    letters = (character for character in text[:_SAMPLE] if character.isalpha())
    if sum(1 for _ in islice(letters, MIN_LETTERS)) < MIN_LETTERS:
        return
    code = _language(text[:_SAMPLE])
    if code != ENGLISH and not _mostly_english(text[:_SAMPLE]):
        reason = f"The text is in {_name(code)}; Parley reads English only so far. Translate it and add it again."
        raise UnreadableError(file, reason)


def _mostly_english(text: str) -> bool:
    """Whether half of the text, by paragraphs, is English: the rest are quotations."""
    lines = [line for line in text.split("\n") if len(line) >= 40]
    english = sum(len(line) for line in lines if _language(line) == ENGLISH)
    return english * 2 >= sum(map(len, lines)) > 0


def _name(code: str) -> str:
    import pycountry

    language = pycountry.languages.get(alpha_2=code)
    return str(language.name) if language else f"a language other than English ({code})"


def _language(text: str) -> str:
    from py3langid import classify

    return str(classify(text)[0])
