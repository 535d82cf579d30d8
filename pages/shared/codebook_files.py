"""The versions of the codebook, and codebooks in and out as files."""

from __future__ import annotations

import datetime as dt
import re

import streamlit as st

from analysis.access import Act
from analysis.coding.codebook import CodebookError, dump_codebook, load_codebook, parse_codebook, shipped_codebooks
from analysis.coding.codebook_editing import Difference, difference
from analysis.model import Codebook
from analysis.store.codebooks import SavedCodebook
from analysis.views.style import plural
from pages.shared.codebook_draft import draft, replace_draft
from pages.shared.parts import empty, section
from pages.shared.text import escape, label
from pages.shared.user import may
from pages.shared.workspace import current_workspace, offered_codebooks


def show_versions() -> None:
    """Every version that was saved, what it changed, and a way back to it."""
    versions = current_workspace().codebooks.versions()
    section("Versions", "Each time the codebook is saved, a version is kept. Restoring one saves it as a new version.")
    if not versions:
        empty("No version yet", "The first article, or the first change that is saved, makes version 1.")
    for saved, before in zip(versions, [*versions[1:], None], strict=True):
        _show_version(saved, before, in_force=saved is versions[0])


def _show_version(saved: SavedCodebook, before: SavedCodebook | None, in_force: bool) -> None:
    codebook = saved.codebook
    moment = dt.datetime.fromisoformat(saved.saved).astimezone()
    what = difference_in_words(difference(before.codebook, codebook)) if before else "The first one."
    with st.container(key=f"row-version-{saved.id}", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(
            f"<div class='parley-row'><b>{escape(codebook.name)}, version {escape(codebook.version)}</b>"
            f"<p>{'<span class=done>In force.</span> ' if in_force else ''}"
            f"Saved {moment:%d %b %Y, %H:%M}, {plural(len(codebook.themes), 'theme')}. {escape(what)}</p></div>",
            width="stretch",
        )
        if not in_force and may(Act.SAVE_CODEBOOK):
            st.button("Restore", key=f"restore-{saved.id}", icon=":material/history:", on_click=_restore, args=(saved,))
        _download(codebook, f"download-{saved.id}")


def difference_in_words(found: Difference) -> str:
    """What tells a version from the one before it, in a sentence or two."""
    changed = [f"{name} ({', '.join(fields)})" for name, fields in found.changed]
    parts = {"Added": found.added, "Removed": found.removed, "Changed": changed}
    words = [f"{what}: {', '.join(names)}." for what, names in parts.items() if names]
    words += ["Themes in another order."] if found.reordered else []
    return " ".join(words) or "The same themes."


def show_files() -> None:
    """Codebooks in and out; what comes in becomes the draft, and is saved only when asked for."""
    section("Out", "The codebook as it stands here, with what is not saved yet, as a TOML file.")
    _download(draft(), "download-draft")
    section("In", "A codebook from a file. You see what it would change before anything is stored.")
    key = f"codebook-upload-{st.session_state.get('codebook-uploads', 0)}"
    st.file_uploader("A codebook as TOML", type="toml", key=key, on_change=_take_upload, args=(key,))
    if problem := st.session_state.get("codebook-upload-problem"):
        st.error(label(problem), icon=":material/error:")
    section("Start from a shipped codebook", "It takes the place of the themes here; your versions stay.")
    names = offered_codebooks()
    chosen = st.selectbox("Codebook", list(names), format_func=names.__getitem__, key="shipped")
    path = next(path for path in shipped_codebooks() if path.stem == chosen)
    st.button("Start from it", icon=":material/file_open:", on_click=_start_from, args=(load_codebook(path),))


def _take_upload(key: str) -> None:
    file = st.session_state[key]
    st.session_state.pop("codebook-upload-problem", None)
    if file is None:
        return
    try:
        codebook = parse_codebook(file.getvalue().decode("utf-8"), file.name)
    except UnicodeDecodeError:
        problem = f"{file.name} is not text in UTF-8. Save it as UTF-8 and upload it again; nothing has changed here."
        st.session_state["codebook-upload-problem"] = problem
    except CodebookError as error:
        problem = f"{error}. Mend that in the file and upload it again; nothing has changed here."
        st.session_state["codebook-upload-problem"] = problem
    else:
        _start_from(codebook)
        st.session_state["codebook-uploads"] = st.session_state.get("codebook-uploads", 0) + 1


def _start_from(codebook: Codebook) -> None:
    replace_draft(codebook)
    st.session_state["codebook-part"] = "Themes"


def _restore(saved: SavedCodebook) -> None:
    restored = current_workspace().codebooks.restore(saved.id)
    replace_draft(None)
    st.toast(f"Restored as version {label(restored.version)}.", icon=":material/history:")


def _download(codebook: Codebook, key: str) -> None:
    st.download_button(
        "Download TOML",
        dump_codebook(codebook),
        file_name=re.sub(r"[^\w-]+", "_", f"{codebook.id}-{codebook.version}")[:80] + ".toml",
        mime="application/toml",
        key=key,
        icon=":material/download:",
        on_click="ignore",
    )
