"""Files, folders and archives -> articles, each with the metadata that is known of it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from analysis.model import Article
from analysis.reading.allowance import Allowance, Parts, too_large
from analysis.reading.archive import MAX_DEPTH, Member, members
from analysis.reading.article import complete
from analysis.reading.errors import SetAsideError, UnreadableError
from analysis.reading.formats import ARCHIVE, read_drafts, recognise
from analysis.reading.metadata import NAME, Metadata, MetadataTable
from analysis.reading.names import fit_name
from analysis.reading.references import REFERENCES, References, is_references, read_known
from analysis.reading.titles import title_in_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from analysis.reading.draft import Draft

# Each folder below may have one of its own; a file is looked up in all of them.
MAX_TABLES = 100
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
    name: str, data: bytes, metadata: Metadata | MetadataTable | None = None, parts: Parts | None = None
) -> Iterator[Article | UnreadableError]:
    """Read the articles of one file and tell, one by one, what could not be read.

    Args:
        name: the file's name, or its path as its user knows it.
        data: its bytes.
        metadata: what is known of its articles; wins over what the file, or the archive's metadata.csv, says.
        parts: which of its parts were begun before; none if not given.

    Yields:
        Articles; an UnreadableError for each file, member or row that can't be read; a SetAsideError for a detail, such
        as an impossible date, without which an article was read.
    """
    name = fit_name(name)
    yield from _read(name, data, _Run(metadata, parts or Parts()), Allowance(name), depth=0)


def read_path(
    path: Path | str, metadata: MetadataTable | None = None, parts: Parts | None = None
) -> Iterator[Article | UnreadableError]:
    """Read a file, or a folder with all below it; one bad file doesn't stop the others.

    A ``metadata.csv`` tells of the files beside it and below it. Hidden files and links to folders are passed over;
    a link that leads out of the folder is not followed.

    Args:
        path: a file or a folder. Articles of a folder are named ``folder/path``.
        metadata: what is known of the articles; wins over the metadata.csv of the folder.
        parts: as for :func:`read_articles`.

    Yields:
        As :func:`read_articles`.
    """
    path = Path(path)
    run = _Run(metadata, parts or Parts())
    if path.is_dir():
        found = sorted(file for file in path.rglob("*") if file.is_file() and not _is_hidden(file, path))
        root = path.resolve()
        yield from _read_members([_member(file, path, root) for file in found], run)
    else:
        name = fit_name(path.name)
        yield from _read_members([Member(name, _Loader(name, path))], run)


def _member(file: Path, folder: Path, root: Path) -> Member | UnreadableError:
    name = fit_name(f"{root.name}/{file.relative_to(folder).as_posix()}")
    if file.is_symlink() and not file.resolve().is_relative_to(root):
        return UnreadableError(name, "It is a link that leads out of the folder, so it was not read; copy the file.")
    return Member(name, _Loader(name, file))


class _Loader:
    """The bytes of a file on disk, if there aren't too many."""

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self.path = path

    def __call__(self) -> bytes:
        try:
            if self.path.exists() and not self.path.is_file():
                raise UnreadableError(self.name, "It is no file but a device or a pipe, so it was not read.")
            _require_size(self.name, self.path.stat().st_size)
            return self.path.read_bytes()
        except OSError as error:
            raise UnreadableError(self.name, f"The file can't be opened: {error.strerror}.") from None


class _Run:
    """What is known of files, by the caller and by the metadata.csv of their folders, and which were read already."""

    def __init__(self, given: Metadata | MetadataTable | None, parts: Parts) -> None:
        self.given = given
        self.parts = parts
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


def _read(name: str, data: bytes, run: _Run, allowance: Allowance, depth: int) -> Iterator[Outcome]:
    try:
        _require_size(name, len(data))
        if not data.strip(b"\x00 \t\r\n"):
            raise UnreadableError(name, "The file is empty.")
        kind = recognise(name, data)
        if kind != ARCHIVE:
            yield from _read_part(name, data, kind, run, allowance)
        elif depth < MAX_DEPTH:
            yield from _read_members(members(name, data, allowance), run, allowance, depth + 1)
        else:
            yield UnreadableError(name, "It lies too deep, an archive in archives; unpack it and add the files.")
    except UnreadableError as error:
        yield error
    except (ImportError, MemoryError):
        raise
    except Exception:  # a format's library met bytes that nobody foresaw; the other files go on
        yield UnreadableError(name, "The file is damaged in a way that Parley does not know; save it anew.")


def _read_part(name: str, data: bytes, kind: str, run: _Run, allowance: Allowance) -> Iterator[Outcome]:
    if allowance.articles < 0 or not run.parts.begin(name):
        return
    empty = True
    for draft in read_drafts(name, data, kind):
        empty = False
        allowance.take_article()
        yield from [draft] if isinstance(draft, UnreadableError) else _completed(draft, run)
    if empty:
        yield UnreadableError(name, "There is no article in this file.")


def _completed(draft: Draft, run: _Run) -> Iterator[Outcome]:
    try:
        row = run.of(draft.file) or run.of(draft.file.partition("#")[0]) or run.of_article(draft)
        yield from complete(draft, row)
    except UnreadableError as error:
        yield error


def _read_members(
    found: Iterable[Member | UnreadableError], run: _Run, allowance: Allowance | None = None, depth: int = 0
) -> Iterator[Outcome]:
    """Read the files of an archive, which share its allowance, or those of a folder, each of which has its own."""
    listed = list(found)
    files = [member for member in listed if isinstance(member, Member)]
    tables = {member.name: member for member in files if len(files) > 1 and _tells_of_others(member)}
    for member in tables.values():
        yield from _read_table(member, run)
    for outcome in listed:
        if isinstance(outcome, UnreadableError):
            yield outcome
        elif outcome.name not in tables:
            try:
                yield from _read(outcome.name, outcome.load(), run, allowance or Allowance(outcome.name), depth)
            except UnreadableError as error:
                yield error
    for folder, member in {str(PurePosixPath(name).parent): member for name, member in tables.items()}.items():
        beside = [file.name for file in files if file.name.startswith(f"{folder}/")]
        for problem in run.tables.pop(folder).missing(beside) if folder in run.tables else ():
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


def _read_table(member: Member, run: _Run) -> Iterator[UnreadableError]:
    if not run.parts.begin(member.name, again=True):
        return
    folder = str(PurePosixPath(member.name).parent)
    if len(run.tables) >= MAX_TABLES and folder not in run.tables:
        yield SetAsideError(member.name, f"There are more than {MAX_TABLES} tables of metadata; this one was not used.")
        return
    try:
        table = read_known(member.load(), member.name)
    except UnreadableError as error:
        yield SetAsideError(error.file, f"{error.reason} The articles were read without it.")
        return
    except (ImportError, MemoryError):
        raise
    except Exception:  # as for articles
        reason = "The table is damaged in a way that Parley does not know. The articles were read without it."
        yield SetAsideError(member.name, reason)
        return
    run.tables[folder] = table
    for problem in table.problems:
        yield SetAsideError(member.name, problem)


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith((".", "~$")) or part == "__MACOSX" for part in file.relative_to(folder).parts)


def _require_size(name: str, size: int) -> None:
    if reason := too_large(size):
        raise UnreadableError(name, reason)
