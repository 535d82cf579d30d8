"""Imported by Python at its start: each look-up of a name or connection that leaves the machine fails and is noted.

It is noted in the file ``attempts`` of the folder that this file was copied to.
"""

import os
import socket
import sys
from pathlib import Path

_NOTES = Path(__file__).with_name("attempts")
_OWN = ("127.", "::1", "localhost", "0.0.0.0", "::ffff:127.")  # noqa: S104 (compared with, not bound to)


def _refuse(event: str, arguments: tuple) -> None:
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        if arguments[0].family not in (socket.AF_INET, socket.AF_INET6):
            return
        host = address[0] if isinstance(address, tuple) and address else ""
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = arguments[0]
    elif event in ("urllib.Request", "ftplib.connect", "smtplib.connect"):
        host = arguments[0].split("://")[-1] if isinstance(arguments[0], str) else str(arguments[1])
    else:
        return
    host = host.decode() if isinstance(host, bytes) else host
    if host in (None, "", socket.gethostname()) or str(host).startswith(_OWN):
        return
    with _NOTES.open("a") as notes:
        notes.write(
            f"{os.getpid()} {sys.argv[:3]} {event} {arguments[1:] if event != 'socket.getaddrinfo' else host}\n"
        )
    raise PermissionError(f"{event} to {host}: nothing may leave this machine")


sys.addaudithook(_refuse)
with _NOTES.with_name("guarded").open("a") as guarded:
    guarded.write(f"{os.getpid()} {sys.argv[0]}\n")
