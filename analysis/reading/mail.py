"""A saved mail (.eml) -> Draft."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import re
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from analysis.model import DateOrigin
from analysis.reading.decoding import decode
from analysis.reading.draft import Draft, clean, clean_line
from analysis.reading.errors import UnreadableError
from analysis.reading.html import read_page
from analysis.reading.published import DateError, parse_date

_FORWARDED = re.compile(r"^(?:(?:re|fwd?|aw|wg)\s*:\s*)+", re.IGNORECASE)


def read_mail(file: str, data: bytes) -> Draft:
    """Read the body of a mail: its plain text, or else its HTML. The subject is the title, the sender the author.

    Raises:
        UnreadableError: where it is no mail, or has no text but attachments.
    """
    message = email.message_from_bytes(data.lstrip(), policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not (message["from"] or message["subject"] or message["date"]):
        raise UnreadableError(file, "This is no mail: it has neither sender nor subject nor date.")
    published, problems = _sent(message)
    sender, address = parseaddr(str(message["from"] or ""))
    return Draft(
        file=file,
        text=_body(file, message),
        title=clean_line(_FORWARDED.sub("", str(message["subject"] or ""))),
        published=published,
        published_origin=DateOrigin.PAGE,
        author=clean_line(sender or address),
        problems=problems,
    )


def _body(file: str, message: EmailMessage) -> str:
    for kind in ("plain", "html"):
        part = message.get_body(preferencelist=(kind,))
        if part is None:
            continue
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes) or not payload.strip():
            continue
        text = _decode_part(file, payload, part.get_content_charset())
        return clean(text) if kind == "plain" else read_page(file, text).text
    raise UnreadableError(file, "This mail has no text; save what is attached to it and add that instead.")


def _decode_part(file: str, payload: bytes, charset: str | None) -> str:
    try:
        return payload.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return decode(file, payload)


def _sent(message: EmailMessage) -> tuple[dt.date | None, tuple[str, ...]]:
    written = str(message["date"] or "")
    if not written:
        return None, ()
    try:
        return parse_date(parsedate_to_datetime(written)), ()
    except DateError as error:
        return None, (f"The date of the mail was set aside. {error}",)
    except ValueError:
        return None, (f"The date of the mail, “{written}”, can't be read and was set aside.",)
