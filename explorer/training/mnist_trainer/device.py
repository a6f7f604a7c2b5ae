"""Where the networks live: on a GPU when there is one. Nothing needs it."""

from functools import cache

import torch


@cache
def compute_device() -> torch.device:
    """Return the device that networks are trained on."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")
