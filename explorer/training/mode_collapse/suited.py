"""What suits each loss: settings with which a run of it ends well on the ring of 8 and on the grid of 25.

G of smooth units, a wider D that is kept from becoming steep, and rates that fall at the end. The tests say how well.
"""

from dataclasses import replace

from explorer.training.mode_collapse.settings import Gan2dSettings, Player

_D = Player(width=64, activation="relu")
_G = Player(width=32, activation="tanh")
_SHARED = Gan2dSettings(D=_D, G=_G, decay=True)

SUITED = {
    "non_saturating": replace(_SHARED, r1=0.1),
    "saturating": replace(_SHARED, loss="saturating", r1=0.1),
    "lsgan": replace(_SHARED, loss="lsgan", r1=0.3),
    "hinge": replace(_SHARED, loss="hinge", r1=0.3),
    # With clipping alone the grid was not found: it needs the penalty beside it, and twice the time.
    "wgan": replace(_SHARED, loss="wgan", clip=3.0, r1=0.1, D=replace(_D, n_steps=2), n_iterations=20_000),
    "wgan_gp": replace(_SHARED, loss="wgan_gp", D=replace(_D, n_steps=3)),
}
