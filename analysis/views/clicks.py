"""What was clicked: from Streamlit's selection of a plotly chart to the custom data of its points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def clicked(selection: Mapping[str, object] | None) -> list[tuple[str, ...]]:
    """The custom data of the selected points, as strings.

    Takes what ``st.plotly_chart(..., on_select=...)`` returns, or its ``selection``; nothing selected gives [].
    """
    inner = (selection or {}).get("selection", selection or {})
    points = inner.get("points", []) if isinstance(inner, Mapping) else []
    found = [_texts(point.get("customdata")) for point in points if isinstance(point, Mapping)]
    return [texts for texts in found if texts]


def _texts(data: object) -> tuple[str, ...]:
    """One point's custom data: a list, or, where plotly packed it as a typed array, a mapping by position."""
    if isinstance(data, Mapping):
        return tuple(str(data[position]) for position in sorted(data, key=int))
    if isinstance(data, Sequence) and not isinstance(data, str):
        return tuple(str(value) for value in data)
    return () if data is None else (str(data),)
