"""Who stands with whom: agreement between parties, polarisation over time, parties and themes as a network."""

from __future__ import annotations

from pages.shared.parts import head

head("Blocs", "Who stands with whom: by the themes on which two parties both took a stance.")
