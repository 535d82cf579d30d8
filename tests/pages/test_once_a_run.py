"""Who looks at a page is found out once in each of its runs, and anew in the next one."""

from streamlit.testing.v1 import AppTest


def asked_three_times():
    import streamlit as st

    from pages.shared.once_a_run import once_a_run

    def find() -> int:
        st.session_state["asked"] = st.session_state.get("asked", 0) + 1
        return st.session_state["asked"]

    def asked() -> None:
        st.session_state["callback"] = once_a_run("number", find)

    st.button("Ask", on_click=asked)
    st.session_state["page"] = [once_a_run("number", find) for _ in range(3)]


def test_a_run_finds_out_once_and_the_next_one_anew():
    page = AppTest.from_function(asked_three_times).run()
    assert page.session_state["page"] == [1, 1, 1]
    page.run()
    assert page.session_state["page"] == [2, 2, 2]


def test_a_callback_belongs_to_the_run_that_it_begins():
    page = AppTest.from_function(asked_three_times).run()
    page.button[0].click().run()
    assert page.session_state["callback"] == 2
    assert page.session_state["page"] == [2, 2, 2]


def test_without_a_run_it_is_found_out_each_time():
    from pages.shared.once_a_run import once_a_run

    found = iter([1, 2])
    assert [once_a_run("number", lambda: next(found)) for _ in range(2)] == [1, 2]
