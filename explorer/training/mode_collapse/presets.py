"""Runs of the 2-D lab worth watching. What their words say is tested over several seeds."""

from dataclasses import replace

from explorer.training.mode_collapse.settings import Gan2dSettings, Player

RING = Gan2dSettings()
# Adam with its usual β₁ = 0.9, and ReLU: what a tutorial for classifiers would give.
_TUTORIAL = Player(activation="relu", learning_rate=2e-3, momentum=0.9)
COLLAPSE = Gan2dSettings(data="ring_of_8", D=_TUTORIAL, G=_TUTORIAL)
_NO_MOMENTUM = replace(_TUTORIAL, momentum=0.0)
CURE = replace(COLLAPSE, D=_NO_MOMENTUM, G=_NO_MOMENTUM)
_SMOOTH = Player(width=32, learning_rate=2e-3)
ALL_EIGHT = replace(COLLAPSE, D=_SMOOTH, G=_SMOOTH)

# D sees through every fake within a few iterations, and the saturating loss has no slope where it has.
NO_PUSH = Gan2dSettings(
    data="disjoint",
    loss="saturating",
    D=Player(activation="relu", learning_rate=1e-2, n_steps=10),
    G=Player(learning_rate=2e-4),
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
        "Eight modes, ReLU, Adam with its usual β₁ = 0.9: the fakes crowd near one to four modes, D sees through "
        "them, and they hop to the next ones.",
    ),
    "cure": (
        "The cure",
        CURE,
        "The same networks and seed without momentum: all eight modes have fakes, and keep them.",
    ),
    "sharper": (
        "Sharper",
        ALL_EIGHT,
        "Smooth units (tanh), 32 in a layer, and momentum 0.5: most fakes are of high quality.",
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
