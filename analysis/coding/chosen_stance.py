"""What decides stances: the rules, or the model that the user has chosen."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from analysis.coding.stance import RuleStance

if TYPE_CHECKING:
    from analysis.coding.stance import StanceModel

# Names a natural-language-inference model: a folder, or a name on the hub that was downloaded before.
SETTING = "PARLEY_STANCES"


def chosen_stance() -> StanceModel:
    """What decides a stance: the NLI model that the environment variable PARLEY_STANCES names, else the rules."""
    name = os.environ.get(SETTING)
    if not name:
        return RuleStance()
    from analysis.coding.cross_encoder import CrossEncoderStance

    return CrossEncoderStance(name)
