"""What the ids that several pages share are called where they are shown."""

LOSSES = {
    "saturating": "saturating",
    "non_saturating": "non-saturating",
    "lsgan": "LSGAN",
    "hinge": "hinge",
    "wgan": "WGAN",
    "wgan_gp": "WGAN-GP",
}
