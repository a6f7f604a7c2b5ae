"""How the page on dynamics tells methods and divergences apart, and the arrows and axes that its figures share."""

from explorer.figures.lsgan_vs_bce.losses import CROSS_ENTROPY_COLOR, HINGE_COLOR, LEAST_SQUARES_COLOR
from explorer.figures.style import NEUTRAL

WGAN_GP_COLOR = "#2D6E99"
# A colour a family: losses with a logarithm, WGAN, WGAN-GP, least squares, and, in one colour, the cures of the GAN.
METHOD_STYLES = {
    "gan": (CROSS_ENTROPY_COLOR, "dash"),
    "non_saturating": (CROSS_ENTROPY_COLOR, "solid"),
    "wgan": (NEUTRAL, "longdash"),
    "wgan_gp": (WGAN_GP_COLOR, "solid"),
    "lsgan": (LEAST_SQUARES_COLOR, "solid"),
    "instance_noise": (HINGE_COLOR, "dot"),
    "r1": (HINGE_COLOR, "solid"),
    "consensus": (HINGE_COLOR, "dash"),
}
SCHEDULE_STYLES = {
    "simultaneous": (CROSS_ENTROPY_COLOR, "solid"),
    "alternating": (HINGE_COLOR, "solid"),
    "five_steps": (HINGE_COLOR, "dot"),
}
# The colours that the losses which descend them have on the page of the 1-D game.
DIVERGENCE_STYLES = {
    "jsd": (CROSS_ENTROPY_COLOR, "solid"),
    "kl": (HINGE_COLOR, "dot"),
    "w1": (NEUTRAL, "longdash"),
}
