"""The pages of the app, and links to them. A link keeps the filters, which Streamlit holds in the address."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pages.shared.text import label

_FOLDER = Path(__file__).resolve().parent.parent
# name (the file, and the address) -> title, icon. The first one is where the app opens.
_PAGES = {
    "overview": ("Overview", ":material/space_dashboard:"),
    "timeline": ("Timeline", ":material/timeline:"),
    "matrix": ("Stance matrix", ":material/grid_on:"),
    "search": ("Search", ":material/search:"),
    "articles": ("Articles", ":material/library_books:"),
    "reader": ("Reader", ":material/article:"),
}


def page(name: str) -> st.Page:
    """A page as Streamlit's navigation knows it; the reader is reached from cards and lists only."""
    title, icon = _PAGES[name]
    return st.Page(
        _FOLDER / f"{name}.py",
        title=title,
        icon=icon,
        url_path=name,
        default=name == next(iter(_PAGES)),
        visibility="hidden" if name == "reader" else "visible",
    )


def all_pages() -> list[st.Page]:
    """Every page, in the order of the navigation."""
    return [page(name) for name in _PAGES]


def link(name: str, words: str, icon: str | None = None, help: str | None = None, **where: str | int) -> None:
    """A link to a page.

    Args:
        name: the page.
        words: plain text, whatever it holds.
        icon: such as ``:material/article:``.
        help: shown on hover.
        where: what the page reads from its address, such as ``article=3``.
    """
    query = {name: str(value) for name, value in where.items()}
    st.page_link(page(name), label=label(words), icon=icon, help=help, query_params=query or None)


def number_in_address(name: str) -> int | None:
    """The number that a parameter of the address holds; None where there is none, or something else."""
    value = st.query_params.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 16 else None
