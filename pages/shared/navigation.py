"""The pages of the app, and links to them that keep the filters and all else that is set in the address."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pages.shared.once_a_run import once_a_run
from pages.shared.text import label

_FOLDER = Path(__file__).resolve().parent.parent
# name (the file, and the address) -> title, icon. The first one is where the app opens.
_PAGES = {
    "overview": ("Overview", ":material/space_dashboard:"),
    "timeline": ("Timeline", ":material/timeline:"),
    "matrix": ("Stance matrix", ":material/grid_on:"),
    "search": ("Search", ":material/search:"),
    "changes": ("Changes", ":material/difference:"),
    "blocs": ("Blocs", ":material/workspaces:"),
    "relations": ("Relations", ":material/hub:"),
    "actors": ("Actors", ":material/groups:"),
    "codebook": ("Codebook", ":material/menu_book:"),
    "articles": ("Articles", ":material/library_books:"),
    "reader": ("Reader", ":material/article:"),
    "review": ("Review", ":material/rate_review:"),
    "accuracy": ("Accuracy", ":material/verified:"),
    "status": ("Status", ":material/monitor_heart:"),
    "brief": ("Brief", ":material/description:"),
    "export": ("Export", ":material/download:"),
}
# The menus of the navigation, in their order; the first one's pages stand by themselves. Pages named nowhere come last.
_MENUS = {
    "": ("overview", "timeline", "matrix", "search", "articles"),
    "Compare": ("changes", "blocs", "relations", "actors"),
    "Check": ("reader", "review", "codebook", "accuracy", "status"),
    "Share": ("brief", "export"),
}
_HERE = "page-shown"
# What an address asks a page to open; a link replaces these, and keeps the rest.
_PLACES = {"article", "statement", "event", "like", "against", "row", "column", "of", "who", "on"}


def page(name: str) -> st.Page:
    """A page as Streamlit's navigation knows it; the reader is reached from cards and lists only."""
    return once_a_run(f"page {name}", lambda: _page(name))


def _page(name: str) -> st.Page:
    title, icon = _PAGES[name]
    return st.Page(
        _FOLDER / f"{name}.py",
        title=title,
        icon=icon,
        url_path=name,
        default=name == next(iter(_PAGES)),
        visibility="hidden" if name == "reader" else "visible",
    )


def all_pages() -> dict[str, list[st.Page]]:
    """Every page by its menu, in the order of the navigation."""
    placed = {name for names in _MENUS.values() for name in names}
    menus = _MENUS | {"More": tuple(name for name in _PAGES if name not in placed)}
    return {
        menu: [page(name) for name in names if name in _PAGES]
        for menu, names in menus.items()
        if any(name in _PAGES for name in names)
    }


def page_names() -> list[str]:
    """The names of all pages, as they stand in addresses; the first one's is left out there."""
    return list(_PAGES)


def title(name: str) -> str:
    """A page's title; the name of one that is no more."""
    return _PAGES[name][0] if name in _PAGES else name


def link(name: str, words: str, icon: str | None = None, help: str | None = None, **where: str | int) -> None:
    """A link to a page.

    Args:
        name: the page.
        words: plain text, whatever it holds.
        icon: such as ``:material/article:``.
        help: shown on hover.
        where: what the page reads from its address, such as ``article=3``.
    """
    st.page_link(page(name), label=label(words), icon=icon, help=help, query_params=address(name, **where))


def address(name: str, **where: str | int) -> dict[str, list[str]]:
    """The parameters of an address that opens ``where`` on a page, with everything as it is set now.

    Streamlit keeps the values of widgets in the address on the way to another page, but not to the same one. What is
    named here as well as kept there would stand in the address twice, and once more with every page.
    """
    here = st.session_state.get(_HERE, name) == name
    kept = {one: st.query_params.get_all(one) for one in st.query_params if here and one not in _PLACES}
    return kept | {one: [str(value)] for one, value in where.items()}


def note_page(name: str) -> None:
    """Remember which page is shown, for the links on it."""
    st.session_state[_HERE] = name


def asked_for(name: str) -> str:
    """What a parameter of the address asks this page to open; empty where it asks for nothing."""
    value = st.query_params.get(name, "")
    if value:
        # A link from a page to itself reaches the server, but the browser's address only when it is set from here.
        st.query_params[name] = value
    return value


def number_in_address(name: str) -> int | None:
    """The number that a parameter of the address holds; None where there is none, or something else."""
    value = asked_for(name)
    return int(value) if value.isascii() and value.isdigit() and len(value) < 16 else None
