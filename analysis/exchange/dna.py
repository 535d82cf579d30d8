"""A database that the Discourse Network Analyzer 3 opens.

DNA's network exports need an agreement for every statement of a type, and count every statement of it. So clear
support and opposition, once each, are of its own type "DNA Statement"; what takes no clear side (conditional, unclear,
or on no theme) and what repeats another outlet are of two types of their own: all is listed, nothing is counted twice.
"""

from __future__ import annotations

import base64
import hashlib
import os
import sqlite3
from collections.abc import Iterable
from importlib.resources import files
from typing import TYPE_CHECKING

from analysis.exchange.dna_documents import insert_documents
from analysis.exchange.dna_entities import Entities
from analysis.exchange.dna_rows import dna_statements, utf16

if TYPE_CHECKING:
    from analysis.exchange.dna_rows import DnaStatement
    from analysis.exchange.selection import Selection

VERSION, VERSION_DATE = "3.0.7", "2022-06-10"
CODER, PASSWORD = "Parley", "parley"
CLEAR, NO_SIDE, REPEAT = 1, 2, 3
_TYPES = {
    CLEAR: ("DNA Statement", 239, 208, 51),
    NO_SIDE: ("No clear side", 190, 190, 190),
    REPEAT: ("Repeat", 150, 180, 215),
}
# (variable, type of data) of every statement; DNA's own four first. Those not in a type have no variable there.
_VARIABLES = (
    ("person", "short text"),
    ("organization", "short text"),
    ("concept", "short text"),
    ("agreement", "boolean"),
    ("stance", "short text"),
    ("score", "integer"),
    ("confidence", "integer"),
    ("checked", "boolean"),
    ("date", "long text"),
    ("condition", "long text"),
    ("words", "long text"),
)
_SALT_BYTES, _ROUNDS = 16, 100_000


def dna_database(selection: Selection) -> bytes:
    """The selection as the bytes of a ``.dna`` file.

    The coder is "Parley" and the password "parley"; DNA's "Admin" has the same. ``person`` is the speaker,
    ``organization`` the party, ``concept`` the theme, ``stance`` its label, ``score`` the graded stance in [-100, 100],
    ``confidence`` in percent, ``checked`` whether a person corrected or accepted it, ``words`` the words in full.
    """
    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript((files("analysis.exchange") / "data" / "dna_3_0_7.sql").read_text(encoding="utf-8"))
        with connection:
            _insert_frame(connection)
            texts = insert_documents(connection, selection)
            variables = _variables(connection)
            entities = Entities(connection, selection, variables)
            _insert_statements(connection, dna_statements(selection), texts, variables, entities)
            entities.insert_attributes()
        return connection.serialize()
    finally:
        connection.close()


def hashed(password: str, salt: bytes | None = None) -> str:
    """A password as DNA keeps it: jasypt's StrongPasswordEncryptor, base64(salt + SHA-256, 100,000 times)."""
    salt = salt or os.urandom(_SALT_BYTES)
    digest = salt + password.encode()
    for _ in range(_ROUNDS):
        digest = hashlib.sha256(digest).digest()
    return base64.b64encode(salt + digest).decode()


def _insert_frame(connection: sqlite3.Connection) -> None:
    """Settings, coders and types of statement."""
    settings = [("version", VERSION), ("date", VERSION_DATE)]
    connection.executemany("INSERT INTO SETTINGS (Property, Value) VALUES (?, ?)", settings)
    secret = hashed(PASSWORD)
    coders = [(1, "Admin", 255, 255, 0, secret), (2, CODER, 51, 153, 255, secret)]
    connection.executemany(
        "INSERT INTO CODERS (ID, Name, Red, Green, Blue, Password) VALUES (?, ?, ?, ?, ?, ?)", coders
    )
    connection.executemany("INSERT INTO CODERRELATIONS (Coder, OtherCoder) VALUES (?, ?)", [(1, 2), (2, 1)])
    types = [(id_, *look) for id_, look in _TYPES.items()]
    connection.executemany("INSERT INTO STATEMENTTYPES (ID, Label, Red, Green, Blue) VALUES (?, ?, ?, ?, ?)", types)


def _variables(connection: sqlite3.Connection) -> dict[tuple[int, str], int]:
    """The id of each type's variable; agreement is one of clear statements only."""
    ids: dict[tuple[int, str], int] = {}
    for type_ in _TYPES:
        for name, data_type in _VARIABLES:
            if name == "agreement" and type_ != CLEAR:
                continue
            ids[type_, name] = len(ids) + 1
            row = (len(ids), name, data_type, type_)
            connection.execute(
                "INSERT INTO VARIABLES (ID, Variable, DataType, StatementTypeId) VALUES (?, ?, ?, ?)", row
            )
    return ids


def _insert_statements(
    connection: sqlite3.Connection,
    statements: Iterable[DnaStatement],
    texts: dict[int, str],
    variables: dict[tuple[int, str], int],
    entities: Entities,
) -> None:
    for number, one in enumerate(statements, start=1):
        type_ = REPEAT if one.repeat else NO_SIDE if one.agreement is None else CLEAR
        text = texts[one.article_id]
        place = (number, type_, one.article_id, utf16(text, one.start), utf16(text, one.end))
        connection.execute("INSERT INTO STATEMENTS VALUES (?, ?, ?, ?, ?, 2)", place)
        for name, data_type in _VARIABLES:
            if (type_, name) not in variables:
                continue
            variable = variables[type_, name]
            value = one.text if name == "words" else getattr(one, name)
            if data_type == "short text":
                value = entities.id(variable, name, value)
            connection.execute(
                _INSERT[data_type], (number, variable, int(value) if data_type != "long text" else value)
            )


_INSERT = {
    "short text": "INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (?, ?, ?)",
    "long text": "INSERT INTO DATALONGTEXT (StatementId, VariableId, Value) VALUES (?, ?, ?)",
    "integer": "INSERT INTO DATAINTEGER (StatementId, VariableId, Value) VALUES (?, ?, ?)",
    "boolean": "INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (?, ?, ?)",
}
