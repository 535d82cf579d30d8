"""Files and pasted texts into the queue; they are read and analysed by the worker, never here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import streamlit as st

from analysis.background import ensure_worker
from analysis.reading.errors import UnreadableError
from analysis.reading.formats import accepted_suffixes
from analysis.reading.metadata import Metadata, MetadataTable
from analysis.reading.reading_process import ReadingProcess
from analysis.reading.references import is_references
from analysis.views.style import plural
from pages.shared.text import label
from pages.shared.workspace import current_workspace

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

_METADATA = "metadata.csv"


def upload_files(words: str, folder: bool) -> None:
    """A place to drop files on; what is dropped goes into the queue at once.

    Args:
        words: what it says.
        folder: whether it takes a whole folder.
    """
    # A new key empties the uploader once its files are in the queue.
    key = f"upload-{'folder' if folder else 'files'}-{st.session_state.get('uploads', 0)}"
    st.file_uploader(
        words,
        accept_multiple_files="directory" if folder else True,
        key=key,
        on_change=_queue_uploads,
        args=(key,),
        help="A metadata.csv among them (file, published, title, source, author), or a bibliography from Zotero (RIS "
        "or CSL JSON), says what the files don’t.",
    )
    st.caption(
        f"Plain text, Markdown, web pages, PDF, Word, e-mail, feeds, tables with an article a row, and ZIPs of these: "
        f"{' '.join(label(suffix) for suffix in accepted_suffixes())}"
    )
    for problem in st.session_state.pop("metadata-problems", []) if not folder else []:
        st.warning(label(problem), icon=":material/warning:")


def paste_article() -> None:
    """Fields for a text, its title, date and outlet."""
    with st.form("paste", border=False, clear_on_submit=True):
        st.text_input("Title", key="paste-title", max_chars=300)
        left, right = st.columns(2)
        left.text_input("Outlet", key="paste-source", max_chars=120)
        right.date_input(
            "Published",
            value=None,
            min_value=dt.date(1900, 1, 1),
            key="paste-published",
            format="YYYY-MM-DD",
            help="Leave it empty if you don’t know; a date is never invented.",
        )
        st.text_area("Text", key="paste-text", height=220)
        st.form_submit_button("Analyse", type="primary", icon=":material/play_arrow:", on_click=_queue_paste)


def _queue_uploads(key: str) -> None:
    # The browser may report the same upload twice, as when a look at the queue was on its way at that moment.
    queued: set[str] = st.session_state.setdefault("uploads-queued", set())
    uploads: Sequence[UploadedFile] = [one for one in st.session_state[key] or [] if one.file_id not in queued]
    queued.update(one.file_id for one in uploads)
    tables = [upload for upload in uploads if _is_metadata(upload)]
    table, problems = _read_table(tables[0]) if tables and len(uploads) > 1 else (None, [])
    files = [upload for upload in uploads if table is None or upload is not tables[0]]
    if table is not None:
        problems = [*problems, *table.problems, *table.missing([file.name for file in files])]
    st.session_state["metadata-problems"] = problems
    _put([(file.name, file.getvalue(), table.of(file.name) if table is not None else None) for file in files])
    st.session_state["uploads"] = st.session_state.get("uploads", 0) + 1


def _is_metadata(upload: UploadedFile) -> bool:
    name = PurePosixPath(upload.name).name
    return name == _METADATA or is_references(name, upload.getvalue()[:4096])


def _read_table(upload: UploadedFile) -> tuple[MetadataTable | None, list[str]]:
    try:
        with ReadingProcess() as process:
            return process.table(upload.name, upload.getvalue()), []
    except UnreadableError as error:
        return None, [f"{upload.name}: {error.reason}"]


def _queue_paste() -> None:
    text, title = st.session_state["paste-text"], st.session_state["paste-title"].strip()
    source, published = st.session_state["paste-source"].strip(), st.session_state["paste-published"]
    if not text.strip():
        st.toast("There is no text to analyse.", icon=":material/error:")
        return
    name = f"pasted {dt.datetime.now():%Y-%m-%d %H.%M.%S}.txt"
    _put([(name, text.encode(), Metadata(name, published, title or None, source or None))])


def _put(files: list[tuple[str, bytes, Metadata | None]]) -> None:
    if not files:
        return
    workspace = current_workspace()
    workspace.queue.put_all(files)
    ensure_worker(workspace)
    st.toast(f"{plural(len(files), 'file')} in the queue. You can leave this page.", icon=":material/check:")
