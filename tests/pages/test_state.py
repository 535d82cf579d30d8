"""A run of a page sees the changes that it makes itself, and reads those of others once."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.material import NAME


def page_that_writes():
    import streamlit as st

    from pages.shared.frame import note_frame
    from pages.shared.workspace import current_state, current_workspace

    note_frame()
    before = current_state()
    current_workspace().delete(1)
    st.session_state["seen"] = [before[1], current_state()[1], current_workspace().change]


@pytest.mark.usefixtures("filled")
def test_a_run_sees_its_own_changes():
    page = AppTest.from_function(page_that_writes)
    page.session_state["workspace"] = NAME
    page.run()
    assert not page.exception
    before, after, now = page.session_state["seen"]
    assert before < after == now
