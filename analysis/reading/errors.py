"""What is said of a file that could not be read."""

from __future__ import annotations


class UnreadableError(Exception):
    """A file holds no article that can be read; ``reason`` is a sentence for its user.

    Attributes:
        file: the name of the file, as its user knows it.
        reason: what is wrong with it and, where there is one, the way out.
    """

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = reason

    def __reduce__(self) -> tuple[type[UnreadableError], tuple[str, str]]:
        """Pickle by the two arguments, so that the error crosses from a worker process whole."""
        return type(self), (self.file, self.reason)


class SetAsideError(UnreadableError):
    """A detail (a date, a row of metadata) was set aside; the articles were read without it."""
