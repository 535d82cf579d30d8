"""Bytes of a file -> Article."""
