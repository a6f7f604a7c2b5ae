"""The GAN with the autoencoders' decoder, and the search for a z."""

import numpy as np
import torch

from explorer.data.mnist_trainer.digits import load_built_in
from explorer.models.autoencoders.decoder import Decoder
from explorer.models.autoencoders.networks import TwoLayers
from explorer.training.autoencoders.gan import DecoderGan, found_by_descent


def test_a_run_follows_from_its_seed_and_draws_with_the_average_of_its_weights() -> None:
    images = load_built_in().images
    runs = [DecoderGan(images, 4, seed) for seed in (1, 1, 2)]
    losses = [[next(run) for _ in range(4)] for run in runs]
    assert losses[0] == losses[1] != losses[2]
    assert np.isfinite(losses).all()
    drawn, now = runs[0].averaged_G.weight_2, runs[0].G.weight_2
    assert not torch.equal(drawn, now.detach())
    np.testing.assert_array_equal(runs[0].decoder().weight_2, drawn.numpy())


def test_the_generator_is_as_large_as_the_autoencoders_decoder() -> None:
    shapes = [p.shape for p in DecoderGan(load_built_in().images, 4, 0).G.parameters()]
    assert shapes == [p.shape for p in TwoLayers(4, 784, False, torch.Generator()).parameters()]


def test_descent_finds_the_z_of_a_picture_that_the_decoder_has_drawn() -> None:
    rng = np.random.default_rng(0)
    sizes = ((3, 256), (256,), (256, 784), (784,))
    decoder = Decoder(*(rng.normal(0, 0.3, size).astype(np.float32) for size in sizes))
    z = rng.normal(0, 0.7, (5, 3))
    images = decoder.pictures(z)
    found = decoder.pixels(found_by_descent(decoder, images))
    far = decoder.pixels(np.zeros((5, 3)))
    at_goal, at_start = (np.square(x - decoder.pixels(z)).mean() for x in (found, far))
    assert at_goal < 0.05 * at_start
