"""A browser's side of Streamlit's protocol, which sends what no browser would."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, BackMsg
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse, ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value, generate_xsrf_token_string
from websockets.sync.client import connect

SECRET = "canary-of-the-cookies-0123456789"  # noqa: S105
# The elements whose widgets a browser can set, by the field of their state.
KINDS = {
    "button": "trigger_value", "download_button": "trigger_value", "text_input": "string_value",
    "text_area": "string_value", "selectbox": "string_value", "checkbox": "bool_value",
    "button_group": "string_array_value", "multiselect": "string_array_value",
}  # fmt: skip


@dataclass
class Drawn:
    """What one run of a page sent: its widgets as (element, id), its texts, and the ids of files to be made."""

    widgets: list[tuple[str, str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)


def cookie_of(claims: dict[str, Any], origin: str, secret: str = SECRET) -> str:
    """A login's cookie, as the server signs it."""
    text = json.dumps({"origin": origin, "is_logged_in": True} | claims)
    return create_signed_value(secret, "_streamlit_user", text).decode()


class Forger:
    """A connection to an app.

    Args:
        address: the app's.
        cookie: a login's, signed or not.
    """

    def __init__(self, address: str, cookie: str | None = None) -> None:
        self.token = generate_xsrf_token_string()
        cookies = {"_streamlit_xsrf": self.token} | ({"_streamlit_user": cookie} if cookie else {})
        self.cookies = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self.session = ""
        connecting = connect(
            address.replace("http", "ws", 1) + "/_stcore/stream", origin=address, max_size=None, compression=None,
            subprotocols=["streamlit", self.token], additional_headers={"Cookie": self.cookies},
        )  # fmt: skip

        self._stack = ExitStack()
        self._socket = self._stack.enter_context(connecting)

    def __enter__(self) -> Forger:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def send(self, message: bytes | str) -> None:
        """Send anything."""
        self._socket.send(message)

    def run(self, page: str, states: list[WidgetState] | None = None, **address: str) -> Drawn:
        """Have a page drawn with these states of widgets, to its end."""
        message = BackMsg()
        message.rerun_script.page_name = page
        message.rerun_script.query_string = urlencode(address)
        message.rerun_script.widget_states.widgets.extend(states or [])
        self.send(message.SerializeToString())
        return self._drawn()

    def ask(self, request: BackendOperationRequest) -> BackendOperationResponse:
        """Ask for something without a run of a page; it is asked in the name of this session where none is given."""
        request.session_id = request.session_id or self.session
        request.request_id = "forged"
        self.send(BackMsg(backend_operation_request=request).SerializeToString())
        return next(
            message.backend_operation_response
            for message in self._messages()
            if message.WhichOneof("type") == "backend_operation_response"
        )

    def _drawn(self) -> Drawn:
        drawn = Drawn()
        for message in self._messages():
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.session = message.new_session.initialize.session_id
            elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                self._note(message.delta.new_element, drawn)
            elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return drawn
        return drawn

    def _messages(self) -> Iterator[ForwardMsg]:
        while True:
            message = ForwardMsg()
            message.ParseFromString(self._socket.recv(timeout=180, decode=False))
            yield message

    @staticmethod
    def _note(element: Any, drawn: Drawn) -> None:
        kind = element.WhichOneof("type")
        own = getattr(element, kind)
        drawn.texts.append(str(own))
        if kind in KINDS or kind == "file_uploader":
            drawn.widgets.append((kind, own.id))
        if kind == "download_button":
            drawn.files.append(own.deferred_file_id)


def set_all(widgets: list[tuple[str, str]], text: str) -> list[WidgetState]:
    """The states in which every button is clicked, every box is checked and every text is this one."""
    values = {"trigger_value": True, "string_value": text, "bool_value": True}
    states = []
    for kind, id_ in dict.fromkeys(widgets):
        if kind in KINDS:
            name = KINDS[kind]
            states.append(WidgetState(id=id_, **({name: values[name]} if name in values else {})))
            if name == "string_array_value":
                states[-1].string_array_value.data.append(text)
    return states
