"""Imported by the process that all that are killed are forked from: what is loaded here, each of them has."""

from tests.reliability.deeds import warm

warm()
