"""Small parts of a page: its style, its head, empty states, and scrolling to what was asked for."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pages.shared.filters import active_filters, reset_filters
from pages.shared.navigation import link
from pages.shared.progress import waiting
from pages.shared.text import escape
from pages.shared.workspace import current_workspace

_FOLDER = Path(__file__).resolve().parent
LOGO = _FOLDER / "parley.svg"
# For the tab: one of Streamlit's own icons would have the browser fetch it from the web.
ICON = _FOLDER / "icon.svg"
# Plotly's own buttons are hidden but for these; figures are downloaded and reset from there.
CHART = {
    "displaylogo": False,
    "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d"],
    "toImageButtonOptions": {"format": "png", "filename": "parley", "scale": 2},
}


def apply_style() -> None:
    """The style sheet of all pages, and the script that lets every figure be saved as PNG and as SVG."""
    st.html(_FOLDER / "style.css")
    script = (_FOLDER / "figures.js").read_text(encoding="utf-8")
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)


def head(title: str, words: str) -> None:
    """The head of a page: its name and, in plain words, what it shows."""
    st.html(f"<div class='parley-head'><h1>{escape(title)}</h1><p>{escape(words)}</p></div>")


def section(title: str, words: str = "") -> None:
    """The head of a part of a page."""
    st.html(f"<div class='parley-section'><h2>{escape(title)}</h2>{f'<p>{escape(words)}</p>' if words else ''}</div>")


def empty(title: str, words: str) -> None:
    """What stands where there is nothing to show yet, and what to do about it."""
    st.html(f"<div class='parley-empty'><h3>{escape(title)}</h3><p>{escape(words)}</p></div>")


def nothing_here(what: str, any_articles: bool) -> None:
    """Why a page has nothing to show, with the one click that helps: articles to add, or filters to take off.

    Args:
        what: is missing, in the singular.
        any_articles: whether the workspace has any.
    """
    if waiting(current_workspace()) and not any_articles:
        empty(
            "The first articles are being analysed", "What is found in them appears here by itself, in a few seconds."
        )
    elif not any_articles:
        empty("No articles here yet", "Add some; all that Parley finds in them leads back to its sentence.")
        link("articles", "Add articles", ":material/upload_file:")
    elif active_filters():
        empty("Nothing passes the filters", f"There is no {what} with the filters that are on.")
        st.button("Take the filters off", icon=":material/filter_alt_off:", on_click=reset_filters, key="empty-reset")
    else:
        empty("Nothing found", f"The articles of this workspace yield no {what}.")


def detail() -> None:
    """Where what was clicked opens, below a figure."""
    st.html("<div id='parley-detail'></div>")


def scroll_to(element: str, request: object) -> None:
    """Bring the element with this id into view, once for each new request; how far says its scroll-margin.

    Args:
        element: an id that this code chose, never text from an article.
        request: what was asked for; the page stays where it is as long as that is the same.
    """
    script = (
        "<script>(() => {let tries = 0; const look = () => {"
        f"const found = document.getElementById({element!r});"
        "if (found) found.scrollIntoView({block: 'start', behavior: 'smooth'});"
        "else if (tries++ < 40) setTimeout(look, 50);}; look();})()"
        f"/* {hash(str(request))} */</script>"
    )
    st.html(script, unsafe_allow_javascript=True)


def callout(words: str) -> None:
    """A remark in plain text."""
    st.html(f"<div class='parley-callout'><p>{escape(words)}</p></div>")


def stats(figures: dict[str, tuple[str, str]]) -> None:
    """Numbers side by side: what is counted -> the number, and a remark on it."""
    cells = "".join(
        f"<div><b>{escape(number)}</b>{escape(what)}<br><span>{escape(remark)}</span></div>"
        for what, (number, remark) in figures.items()
    )
    st.html(f"<div class='parley-stats'>{cells}</div>")
