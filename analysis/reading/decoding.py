"""Bytes -> text, in whatever encoding they come."""

from __future__ import annotations

import codecs
import re

from analysis.reading.errors import UnreadableError

# The longer marks first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# English needs few characters beyond ASCII: typographic quotes, dashes, names with accents.
_ENGLISH_NON_ASCII = 0.05
_BINARY = 0.01
_STRAY = 3


def decode(file: str, data: bytes) -> str:
    r"""Decode text: UTF-8 first, marked Unicode, then detection; ``\r\n`` and ``\r`` become ``\n``.

    A byte order mark is removed and a NUL becomes a space; nothing else is changed, so that offsets hold.

    Raises:
        UnreadableError: where it is no text, or has an encoding that can't be recognised.
    """
    text = _decode_marked(file, data) or _decode_utf16(data) or _decode_utf8(data) or _detect(file, data)
    if len(_CONTROL.findall(text)) > max(_STRAY, _BINARY * len(text)):
        raise UnreadableError(file, "This is not text but binary data, whatever its name says.")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", " ")


def _decode_marked(file: str, data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                reason = f"The file says that it is {encoding.upper()} but isn't; save it as UTF-8 and add it again."
                raise UnreadableError(file, reason) from None
    return None


def _decode_utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    # A file cut in the middle of a character, or with a byte or two gone bad, is still UTF-8.
    broken = text.count("\ufffd")
    sound = sum(1 for character in text if character > "\x7f") - broken
    return text if broken <= max(1, 0.02 * sound) and sound > broken else None


def _decode_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of English is zero."""
    if data.count(0) < 0.3 * len(data):
        return None
    encoding = "utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _detect(file: str, data: bytes) -> str:
    from charset_normalizer import from_bytes

    if sum(byte > 0x7F for byte in data) < _ENGLISH_NON_ASCII * len(data):
        # Too little evidence for detection. English came in two: Mac OS has quotes where Windows has capitals.
        encoding = "mac_roman" if re.search(rb"\w\xd5\w|[\xd2]\w[^\xd2]*\xd3", data) else "cp1252"
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            pass
    best = from_bytes(data).best()
    if best is None:
        raise UnreadableError(file, "The encoding can't be recognised, or this is not text; save it as UTF-8.")
    return str(best)
