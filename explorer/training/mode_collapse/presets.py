"""Runs of the 2-D lab worth watching. What their words say is tested over several seeds."""

from dataclasses import replace

from explorer.training.mode_collapse.settings import Gan2dSettings, Player
from explorer.training.mode_collapse.suited import SUITED

RING = Gan2dSettings()
# Adam with its usual β₁ = 0.9, and a G that is faster than D: both run on to where the other was.
_TUTORIAL = Player(width=32, momentum=0.9)
COLLAPSE = Gan2dSettings(
    data="ring_of_8",
    D=replace(_TUTORIAL, activation="relu", learning_rate=2e-3),
    G=replace(_TUTORIAL, activation="tanh", learning_rate=5e-3),
    decay=True,
    n_iterations=5_000,
)
CURE = replace(COLLAPSE, D=replace(COLLAPSE.D, momentum=0.0), G=replace(COLLAPSE.G, momentum=0.0))
ALL_EIGHT = replace(
    COLLAPSE, D=replace(COLLAPSE.D, momentum=0.5), G=replace(COLLAPSE.G, learning_rate=2e-3, momentum=0.5)
)
ALL_25 = replace(SUITED["non_saturating"], data="grid_of_25")

# D sees through every fake within a few iterations, and the saturating loss has no slope where it has.
NO_PUSH = Gan2dSettings(
    data="disjoint",
    loss="saturating",
    D=Player(activation="relu", learning_rate=1e-2, n_steps=10),
    G=Player(n_layers=3, learning_rate=2e-4),
    n_iterations=1_000,
)

# The same D, kept from becoming steep.
PUSH = replace(NO_PUSH, loss="wgan_gp")

# id: what its button says, the settings, and what will be seen
PRESETS = {
    "ring": (
        "A ring",
        RING,
        "D learns five times as fast as G: the fakes find the ring within a thousand iterations.",
    ),
    "collapse": (
        "Mode collapse",
        COLLAPSE,
        "Eight modes, and Adam with its usual β₁ = 0.9: most of the time the fakes crowd near one to four of them, D "
        "sees through them, and they hop to others. Set the speed to slow.",
    ),
    "cure": (
        "The cure",
        CURE,
        "The same networks and seed without momentum: by the end all eight modes have fakes, and keep them.",
    ),
    "sharper": (
        "Sharper",
        ALL_EIGHT,
        "A slower G, and momentum 0.5: all eight modes much sooner, and more than four of five fakes are of high "
        "quality.",
    ),
    "all_25": (
        "All 25",
        ALL_25,
        "The grid, with what suits the loss: R1 keeps D from becoming steep, and the fakes find at least 24 of the 25 "
        "modes.",
    ),
    "no_push": (
        "No push",
        NO_PUSH,
        "The saturating loss and a D that is too good: the arrows vanish, and the fakes stand still. The "
        "non-saturating loss brings them back.",
    ),
    "push": (
        "Push again",
        PUSH,
        "The same D under WGAN-GP, which wants D's slope to be 1: every fake is pushed about as hard as the others, "
        "and they arrive.",
    ),
}
