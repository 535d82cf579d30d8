"""Files, folders and archives -> articles, each with the metadata that is known of it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from analysis.model import Article
from analysis.reading.archive import MAX_DEPTH, Member, members
from analysis.reading.article import complete
from analysis.reading.errors import SetAsideError, UnreadableError
from analysis.reading.formats import ARCHIVE, read_drafts, recognise
from analysis.reading.metadata import NAME, Metadata, MetadataTable
from analysis.reading.references import REFERENCES, References, is_references, read_known
from analysis.reading.titles import title_in_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from analysis.reading.draft import Draft

# No news article has more bytes, and reading must not take the memory of the machine.
MAX_BYTES = 50_000_000
Outcome = Article | UnreadableError


def read_file(name: str, data: bytes, metadata: Metadata | MetadataTable | None = None) -> list[Article]:
    """Read the articles of one file: one, or as many as a table has rows and an archive members.

    What can't be read beside what can is left out; :func:`read_articles` tells of it.

    Args:
        name: the file's name, or its path as its user knows it.
        data: its bytes.
        metadata: what is known of its articles; wins over what the file says.

    Raises:
        UnreadableError: where the file holds no article that can be read.
    """
    articles: list[Article] = []
    refused: UnreadableError | None = None
    for outcome in read_articles(name, data, metadata):
        if isinstance(outcome, Article):
            articles.append(outcome)
        elif not isinstance(outcome, SetAsideError):
            refused = refused or outcome
    if not articles:
        raise refused or UnreadableError(name, "There is no article in this file.")
    return articles


def read_articles(
    name: str, data: bytes, metadata: Metadata | MetadataTable | None = None
) -> Iterator[Article | UnreadableError]:
    """Read the articles of one file and tell, one by one, what could not be read.

    Args:
        name: the file's name, or its path as its user knows it.
        data: its bytes.
        metadata: what is known of its articles; wins over what the file, or the archive's metadata.csv, says.

    Yields:
        Articles; an UnreadableError for each file, member or row that can't be read; a SetAsideError for a detail, such
        as an impossible date, without which an article was read.
    """
    yield from _read(name, data, _Known(metadata), depth=0)


def read_path(path: Path | str, metadata: MetadataTable | None = None) -> Iterator[Article | UnreadableError]:
    """Read a file, or a folder with all below it; one bad file doesn't stop the others.

    A ``metadata.csv`` tells of the files beside it and below it. Hidden files and links to folders are passed over.

    Args:
        path: a file or a folder. Articles of a folder are named ``folder/path``.
        metadata: what is known of the articles; wins over the metadata.csv of the folder.

    Yields:
        As :func:`read_articles`.
    """
    path = Path(path)
    if path.is_dir():
        found = sorted(file for file in path.rglob("*") if file.is_file() and not _is_hidden(file, path))
        folder = path.resolve().name
        listed = [Member(f"{folder}/{file.relative_to(path).as_posix()}", _Loader(file)) for file in found]
        yield from _read_members(listed, _Known(metadata), depth=0)
    else:
        yield from _read_members([Member(path.name, _Loader(path))], _Known(metadata), depth=0)


class _Loader:
    """The bytes of a file on disk, if there aren't too many."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __call__(self) -> bytes:
        try:
            _require_size(self.path.name, self.path.stat().st_size)
            return self.path.read_bytes()
        except OSError as error:
            raise UnreadableError(self.path.name, f"The file can't be opened: {error.strerror}.") from None


class _Known:
    """What is known of files: by the caller, and by the metadata.csv of the folders that they lie in."""

    def __init__(self, given: Metadata | MetadataTable | None) -> None:
        self.given = given
        self.tables: dict[str, MetadataTable] = {}

    def of(self, file: str) -> Metadata | None:
        """The metadata of a file; what the caller gave first, then the nearest table."""
        if isinstance(self.given, Metadata):
            return self.given
        row = self.given.of(file) if self.given else None
        # A row of a table or a member of an archive may be named, or the whole file.
        for folder in (str(parent) for parent in PurePosixPath(file).parents):
            if row is None and folder in self.tables:
                row = self.tables[folder].of(file)
        return row

    def of_article(self, draft: Draft) -> Metadata | None:
        """The reference of an article in a bibliography, by its address or its title."""
        tables = [table for table in (self.given, *self.tables.values()) if isinstance(table, References)]
        found = (table.of_article(draft.title or title_in_text(draft.text), draft.url) for table in tables)
        return next((one for one in found if one), None)


def _read(name: str, data: bytes, known: _Known, depth: int) -> Iterator[Outcome]:
    try:
        _require_size(name, len(data))
        if not data.strip(b"\x00 \t\r\n"):
            raise UnreadableError(name, "The file is empty.")
        kind = recognise(name, data)
        if kind != ARCHIVE:
            for draft in read_drafts(name, data, kind):
                yield from [draft] if isinstance(draft, UnreadableError) else _completed(draft, known)
        elif depth < MAX_DEPTH:
            yield from _read_members(members(name, data), known, depth + 1)
        else:
            yield UnreadableError(name, "It lies too deep, an archive in archives; unpack it and add the files.")
    except UnreadableError as error:
        yield error
    except ImportError:
        raise
    except Exception:  # a format's library met bytes that nobody foresaw; the other files go on
        yield UnreadableError(name, "The file is damaged in a way that Parley does not know; save it anew.")


def _completed(draft: Draft, known: _Known) -> Iterator[Outcome]:
    try:
        row = known.of(draft.file) or known.of(draft.file.partition("#")[0]) or known.of_article(draft)
        yield from complete(draft, row)
    except UnreadableError as error:
        yield error


def _read_members(found: Iterable[Member | UnreadableError], known: _Known, depth: int) -> Iterator[Outcome]:
    listed = list(found)
    files = [member for member in listed if isinstance(member, Member)]
    tables = [member for member in files if len(files) > 1 and _tells_of_others(member)]
    for member in tables:
        yield from _read_table(member, known)
    for outcome in listed:
        if isinstance(outcome, UnreadableError):
            yield outcome
        elif outcome not in tables:
            try:
                yield from _read(outcome.name, outcome.load(), known, depth)
            except UnreadableError as error:
                yield error
    for member in tables:
        folder = str(PurePosixPath(member.name).parent)
        beside = [file.name for file in files if file.name.startswith(f"{folder}/")]
        for problem in known.tables.pop(folder).missing(beside) if folder in known.tables else ():
            yield SetAsideError(member.name, problem)


def _tells_of_others(member: Member) -> bool:
    """Whether a file is a table of metadata or a bibliography."""
    name = PurePosixPath(member.name)
    if name.name.lower() == NAME:
        return True
    if name.suffix.lower() not in REFERENCES:
        return False
    try:
        return is_references(name.name, member.load()[:4096])
    except UnreadableError:
        return False  # it is told of when its turn comes


def _read_table(member: Member, known: _Known) -> Iterator[UnreadableError]:
    try:
        table = read_known(member.load(), member.name)
    except UnreadableError as error:
        yield SetAsideError(error.file, f"{error.reason} The articles were read without it.")
        return
    known.tables[str(PurePosixPath(member.name).parent)] = table
    for problem in table.problems:
        yield SetAsideError(member.name, problem)


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith((".", "~$")) or part == "__MACOSX" for part in file.relative_to(folder).parts)


def _require_size(name: str, size: int) -> None:
    if size > MAX_BYTES:
        reason = f"The file has {size / 1e6:.0f} MB; Parley reads files of up to {MAX_BYTES / 1e6:.0f} MB. Split it."
        raise UnreadableError(name, reason)
