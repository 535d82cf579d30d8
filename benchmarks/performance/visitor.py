"""A visitor to the running app without a browser: speaks Streamlit's own protocol, so that only the server is timed."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

_WAIT_SECONDS = 120.0


class PageError(Exception):
    """A page ended with an error, which the message tells."""


@dataclass(slots=True)
class Drawn:
    """What a page's run sent: the ids of its widgets by their keys, the options of lists, and its size in bytes."""

    widgets: dict[str, str] = field(default_factory=dict)
    options: dict[str, list[str]] = field(default_factory=dict)
    bytes: int = 0
    problem: str = ""


class Visitor:
    """One session, as a browser's tab is one: it keeps what was set, and asks for pages."""

    def __init__(self, address: str, workspace: str) -> None:
        """Open a session.

        Args:
            address: of the app, such as ``127.0.0.1:8501``.
            workspace: the name of the one to look at.
        """
        self._socket: ClientConnection = connect(
            f"ws://{address}/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=None,
            open_timeout=_WAIT_SECONDS,
        )
        self._workspace = workspace
        self._page = ""
        self._set: dict[str, list[str]] = {}
        self._query: dict[str, list[str]] = {}
        self.drawn = Drawn()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._socket.close()

    def open(self, page: str, **query: str) -> float:
        """Open a page with these parameters in its address; the seconds that its run takes."""
        self._page, self._set = page, {}
        self._query = {"workspace": [self._workspace]} | {name: [value] for name, value in query.items()}
        return self._run()

    def choose(self, key: str, *values: str) -> float:
        """Choose values in a list, or a day as 2025/04/17, in the widget of this key; the seconds of the run."""
        self._set[key] = list(values)
        return self._run()

    def again(self) -> float:
        """Run the page as it is, as a click on a button does; the seconds of the run."""
        return self._run()

    def click(self, **query: str) -> float:
        """Click a mark that puts these parameters into the address; the seconds of the run."""
        self._query |= {name: [value] for name, value in query.items()}
        return self._run()

    def _run(self) -> float:
        message = BackMsg()
        state = message.rerun_script
        state.page_name = self._page
        state.query_string = urlencode(self._query, doseq=True)
        for key, values in self._set.items():
            if widget := self.drawn.widgets.get(key):
                chosen = state.widget_states.widgets.add()
                chosen.id = widget
                chosen.string_array_value.data.extend(values)
        began = time.perf_counter()
        self._socket.send(message.SerializeToString())
        self.drawn = self._receive()
        if self.drawn.problem:
            raise PageError(f"{self._page or 'overview'}?{state.query_string}: {self.drawn.problem}")
        return time.perf_counter() - began

    def _receive(self) -> Drawn:
        """All that comes until the script has run to its end; one that asks for a rerun runs once more."""
        drawn = Drawn()
        while True:
            data = self._socket.recv(timeout=_WAIT_SECONDS)
            message = ForwardMsg.FromString(data if isinstance(data, bytes) else data.encode())
            kind = message.WhichOneof("type")
            drawn.bytes += len(data)
            if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                _note(message.delta.new_element, drawn)
            elif kind == "page_info_changed":
                self._query = parse_qs(message.page_info_changed.query_string)
            elif kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return drawn


def _note(element: Any, drawn: Drawn) -> None:  # noqa: ANN401
    kind = element.WhichOneof("type")
    if kind == "exception":
        drawn.problem = f"{element.exception.type}: {element.exception.message}"
    if kind in ("multiselect", "date_input"):
        widget = getattr(element, kind)
        # An id is made of a hash and, behind it, the key that the page gave.
        key = widget.id.split("-", 2)[-1]
        drawn.widgets[key], drawn.options[key] = widget.id, list(getattr(widget, "options", ()))
