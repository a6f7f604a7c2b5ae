"""What the ids that several pages share are called where they are shown."""

LOSSES = {
    "saturating": "saturating",
    "non_saturating": "non-saturating",
    "lsgan": "LSGAN",
    "hinge": "hinge",
    "wgan": "WGAN",
    "wgan_gp": "WGAN-GP",
}

# The Dirac-GAN's: how it is trained, who steps when.
METHODS = {
    "gan": "GAN",
    "non_saturating": LOSSES["non_saturating"],
    "wgan": LOSSES["wgan"],
    "wgan_gp": LOSSES["wgan_gp"],
    "lsgan": LOSSES["lsgan"],
    "instance_noise": "instance noise",
    "r1": "R1",
    "consensus": "consensus",
}
SCHEDULES = {"simultaneous": "simultaneous", "alternating": "alternating", "five_steps": "5 steps of D"}
DIVERGENCES = {"jsd": "JSD", "kl": "KL", "w1": "W1"}
