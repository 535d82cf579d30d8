"""What changed: what is new, where a stance turned, what contradicts, what was said and then done."""

from __future__ import annotations

from pages.shared.parts import head

head("Changes", "What is new, where a stance turned, what contradicts what, and what became of what was announced.")
