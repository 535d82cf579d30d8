"""Bytes of a file -> Article."""

from analysis.reading.allowance import MAX_BYTES
from analysis.reading.errors import SetAsideError, UnreadableError
from analysis.reading.files import read_articles, read_file, read_path
from analysis.reading.formats import accepted_suffixes
from analysis.reading.metadata import Metadata, MetadataTable, read_metadata

__all__ = [
    "MAX_BYTES",
    "Metadata",
    "MetadataTable",
    "SetAsideError",
    "UnreadableError",
    "accepted_suffixes",
    "read_articles",
    "read_file",
    "read_metadata",
    "read_path",
]
