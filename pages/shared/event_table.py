"""The timeline as a table, for those who read rather than look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from analysis.views.timeline import TimelineEvent


def event_table(events: Sequence[TimelineEvent]) -> pd.DataFrame:
    """A row an event: when, what, who, where, in how many articles, what makes it unsure."""
    import pandas as pd

    return pd.DataFrame(
        {
            "When": [event.when for event in events],
            "What": [event.label for event in events],
            "Type": [event.type_words + (", planned" if event.planned else "") for event in events],
            "Parties": [", ".join(event.parties) for event in events],
            "Place": [event.place or "" for event in events],
            "Articles": [event.articles for event in events],
            "Doubts": ["; ".join(event.doubts) for event in events],
        }
    )
