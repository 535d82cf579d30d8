"""What came in since a search was saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.store import Workspace
    from analysis.store.saved_views import SavedView

# More than these nobody reads one by one.
_MOST = 1000


def new_hits(workspace: Workspace, view: SavedView) -> int | None:
    """How many statements of articles added since hold the words of a saved search; None where the view is no search.

    The search's filters and its mode are left aside: a number by words costs no model.
    """
    query = " ".join(view.query.get("q", ()))
    if view.page != "search" or not query.strip():
        return None
    found = {statement for statement, _ in workspace.match_words(query, _MOST)}
    articles, statements = workspace.frames.articles(), workspace.frames.statements()
    added_since = articles.loc[articles["added"] > view.made, "article_id"]
    own = statements[statements["article_id"].isin(added_since)]
    return int(own["statement_id"].isin(found).sum())
