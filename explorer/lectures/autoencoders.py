"""The walkthrough of the page on autoencoders."""

from explorer.lectures.autoencoders_bound import BOUND_CHALLENGES, BOUND_STEPS
from explorer.lectures.autoencoders_variational import VARIATIONAL_STEPS

STEPS = (*VARIATIONAL_STEPS, *BOUND_STEPS)
CHALLENGES = BOUND_CHALLENGES
