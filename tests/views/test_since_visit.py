import datetime as dt

import pandas as pd

from analysis.views.evidence import Evidence
from analysis.views.since_visit import new_since
from tests.views.material import codings, events, statements

MOMENT = dt.datetime(2025, 5, 2, tzinfo=dt.UTC)


def evidence():
    coded = codings(
        ("Chad", "truce", -0.9, "2025-05-01"), ("Chad", "truce", 0.9, "2025-05-03"), ("Mali", "truce", 1.0, None)
    )
    said = [
        {"party": party, "content": "", "article_id": number}
        for number, party in enumerate(("Chad", "Chad", "Mali"), 1)
    ]
    articles = pd.DataFrame(
        {
            "article_id": [1, 2, 3],
            "added": [f"2025-05-0{number}T12:00:00.000000+00:00" for number in (1, 3, 1)],
            "story": [1, 2, 3],
        }
    )
    return Evidence(statements(*said), coded, events(), articles)


def test_what_was_added_since_is_new_with_its_statements_and_the_cells_it_moved():
    new = new_since(evidence(), MOMENT)
    assert list(new.articles["article_id"]) == [2]
    assert new.statement_ids == (2,)
    assert list(zip(new.moved["row"], new.moved["theme"], new.moved["what"], strict=True)) == [
        ("Chad", "truce", "more in favour")
    ]


def test_nothing_added_is_nothing_new():
    new = new_since(evidence(), MOMENT + dt.timedelta(days=30))
    assert new.articles.empty
    assert new.statement_ids == ()
    assert new.moved.empty
