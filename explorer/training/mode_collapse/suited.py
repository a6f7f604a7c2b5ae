"""What suits each loss: settings with which a run of it ends well on the ring of 8 and on the grid of 25."""

from explorer.training.mode_collapse.settings import Gan2dSettings, Player

SUITED = {
    "non_saturating": Gan2dSettings(),
    "saturating": Gan2dSettings(loss="saturating"),
    "lsgan": Gan2dSettings(loss="lsgan"),
    "hinge": Gan2dSettings(loss="hinge"),
    "wgan": Gan2dSettings(loss="wgan"),
    "wgan_gp": Gan2dSettings(loss="wgan_gp", D=Player(activation="relu", width=32, n_steps=5)),
}
