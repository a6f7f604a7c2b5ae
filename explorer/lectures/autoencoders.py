"""The walkthrough of the page on autoencoders."""

from explorer.lectures.autoencoders_bound import BOUND_CHALLENGES, BOUND_STEPS

STEPS = BOUND_STEPS
CHALLENGES = BOUND_CHALLENGES
