"""What a statement says of one term: a direction, and the grounds for taking it as the speaker's."""

from __future__ import annotations

from dataclasses import dataclass, field

# What each kind of ground adds to the strength of a stance; of several of one kind the first counts.
STRENGTH = {
    "attitude": 0.7,
    "duty": 0.55,
    "judgement": 0.65,
    "called": 0.65,
    "side": 0.6,
    "effect": 0.5,
    "intention": 0.5,
    "act": 0.45,
    "weak": 0.25,
}


@dataclass(slots=True)
class Reading:
    """The direction at one term: ``sign`` is 1 or -1, ``grounds`` the kinds of ground, each with its word's index.

    ``left_open`` says that the statement leaves open where its speaker stands; ``amount`` is 1 where it calls what the
    term names enough, -1 where it calls it too little.
    """

    sign: int
    grounds: dict[str, int] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    path: list[int] = field(default_factory=list)
    left_open: bool = False
    amount: int = 0

    @property
    def strength(self) -> float:
        """How much the grounds say together, in [0, 1]."""
        rest = 1.0
        for kind in self.grounds:
            rest *= 1 - STRENGTH[kind]
        return 1 - rest
