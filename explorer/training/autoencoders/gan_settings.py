"""How the GAN with the autoencoders' decoder is trained. Needs no torch."""

from dataclasses import replace

from explorer.training.mnist_trainer.settings import DEFAULTS

# The trainer's dense networks with R1 and averaged weights; docs/recipe.md tells of both.
WITH_OUR_DECODER = replace(
    DEFAULTS["dense"],
    batch_size=64,
    beta1=0.0,
    beta2=0.99,
    averaging=0.999,
    r1=0.3,
    separate_batches=False,
    shared_fakes=True,
)
