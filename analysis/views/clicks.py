"""What was clicked: from Streamlit's selection of a plotly chart to the custom data of its points."""

from __future__ import annotations

from collections.abc import Mapping


def clicked(selection: Mapping[str, object] | None) -> list[tuple[str, ...]]:
    """The custom data of the selected points, as strings.

    Takes what ``st.plotly_chart(..., on_select=...)`` returns, or its ``selection``; nothing selected gives [].
    """
    raise NotImplementedError
