"""How this Parley is: its queue and what failed, how much lies here, models, versions, and who did what."""

from __future__ import annotations

import streamlit as st

from analysis.access import Act
from analysis.store.condition import queue_condition, storage
from analysis.views.style import plural
from pages.shared.parts import head, section
from pages.shared.status_parts import (
    show_acts,
    show_failures,
    show_models,
    show_queue_condition,
    show_sizes,
    show_versions,
)
from pages.shared.user import login_configured, may
from pages.shared.workspace import current_name, current_workspace

head("Status", "How this Parley is: what it works on, what failed and why, how much lies here, and what it runs on.")
workspace = current_workspace()
queue, lies = queue_condition(workspace), storage(workspace)

section("Queue")
show_queue_condition(queue)
show_failures(queue)

section(f"In {current_name()}", f"A workspace in {lies.kind}.")
show_sizes(lies)
if may(Act.READ_ACTS):
    st.caption(f"It lies at `{lies.place}`; its worker logs to `{queue.log}`.")
    if lies.backups:
        names = ", ".join(f"`{path.name}`" for path in lies.backups[:5])
        st.caption(f"{plural(len(lies.backups), 'backup')} beside it, the latest first: {names}.")
    else:
        st.caption(f"No backup beside it. `python -m analysis backup {current_name()}` makes one.")

left, right = st.columns(2, gap="large")
with left:
    section("Models", "Each file of a model is compared with the SHA-256 sum that it had when Parley was measured.")
    show_models()
with right:
    section("Versions")
    show_versions()

if may(Act.READ_ACTS):
    section("Who did what", "Every change of this workspace, with its user, the latest first. Times are in UTC.")
    if not login_configured():
        st.caption("No login is set up: whoever reaches the address of this server may do everything.")
    show_acts()
