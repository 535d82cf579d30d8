"""Files with statements that people coded -> the coded statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.reading.dna import DATABASE, coded_in_dna
from analysis.reading.dna_events import coded_in_events, is_event_list

if TYPE_CHECKING:
    from analysis.reading.coded import CodedStatement


def is_coded(data: bytes) -> bool:
    """Whether a file may hold statements coded by hand: a DNA database or an event list."""
    return data.startswith(DATABASE) or is_event_list(data[:4096])


def read_codings(file: str, data: bytes) -> list[CodedStatement]:
    """The statements coded by hand in a DNA database or event list.

    Raises:
        UnreadableError: where it is neither, or broken.
    """
    return coded_in_dna(file, data) if data.startswith(DATABASE) else coded_in_events(file, data)
