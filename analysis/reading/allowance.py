"""What one file may take of the machine, and how far the reading of it has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from analysis.reading.errors import UnreadableError

# No news article has more bytes.
MAX_BYTES = 50_000_000
MAX_MEMBERS = 20_000
MAX_UNPACKED = 300_000_000
# A day of the world's quotations has twenty thousand articles.
MAX_ARTICLES = 100_000


def too_large(size: int) -> str | None:
    """What is said of a file of this many bytes, if it is larger than those that are read."""
    if size <= MAX_BYTES:
        return None
    return f"The file has {size / 1e6:.0f} MB; Parley reads files of up to {MAX_BYTES / 1e6:.0f} MB. Split it."


@dataclass
class Allowance:
    """What is left to one file with all that is packed in it; archives in archives share it."""

    file: str
    members: int = MAX_MEMBERS
    unpacked: int = MAX_UNPACKED
    articles: int = MAX_ARTICLES

    def take_archive(self, file: str, members: int, unpacked: int) -> None:
        """Count the files of an archive and the bytes that it unpacks to.

        Raises:
            UnreadableError: where there are more than are left; nothing is counted then.
        """
        if members > self.members:
            reason = f"The archive holds {members:,} files; add up to {MAX_MEMBERS:,} at a time, all archives together."
            raise UnreadableError(file, reason)
        if unpacked > self.unpacked:
            reason = f"All unpacked, it would be more than {MAX_UNPACKED / 1e6:.0f} MB; it was not opened. Split it."
            raise UnreadableError(file, reason)
        self.members -= members
        self.unpacked -= unpacked

    def take_article(self) -> None:
        """Count an article or a row.

        Raises:
            UnreadableError: where there are too many.
        """
        self.articles -= 1
        if self.articles < 0:
            reason = f"The file holds more than {MAX_ARTICLES:,} articles; the others were not read. Split it."
            raise UnreadableError(self.file, reason)


@dataclass
class Parts:
    """The parts of what is read, a file or the member of an archive each, in their order.

    Attributes:
        begun: how often each was begun before, when reading broke off; they are passed over now.
        broken: the tables that reading broke off at.
        tell: called with the name of each part, and whether it is a table, before it is begun.
    """

    begun: Counter[str] = field(default_factory=Counter)
    broken: frozenset[str] = frozenset()
    tell: Callable[[str, bool], None] = lambda _name, _again: None

    def begin(self, name: str, again: bool = False) -> bool:
        """Begin a part; False where it was begun before and is to be passed over.

        Args:
            name: its name.
            again: whether it must be read again each time, as a table that tells of the others.
        """
        if name in self.broken:
            return False
        if not again and self.begun[name] > 0:
            self.begun[name] -= 1
            return False
        self.tell(name, again)
        return True
