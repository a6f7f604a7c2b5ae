"""The questions of the page on autoencoders: the answers to its predictions, and how near its challenges are."""

import numpy as np
from numpy.typing import NDArray

from explorer.arrays import Array
from explorer.data.autoencoders.recorded import load_recorded
from explorer.data.mnist_trainer.digits import load_built_in
from explorer.models.autoencoders.decoder import Decoder
from explorer.numbers import number, percent
from explorer.quiz.autoencoders_ring import misses_modes as misses_modes
from explorer.quiz.autoencoders_variational import live_at_beta as live_at_beta
from explorer.quiz.autoencoders_variational import nothing_to_say as nothing_to_say
from explorer.quiz.autoencoders_variational import variance_of_score as variance_of_score
from explorer.quiz.outcome import Answer, Controls, State
from explorer.theory.autoencoders.codes import drawn_from, gaussian_of
from explorer.theory.autoencoders.pca import principal_axes
from explorer.theory.autoencoders.sharpness import grey_share
from explorer.training.classifier.judgement import SURE

N_SOLVES = 30  # of decoder and encoder in turn: far more than it takes
SAME, CLEARLY = 0.02, 0.8
N_RANDOM = 2_000
SHARES = {"most": 0.8, "some": 0.4, "few": 0.05}
HALF, THE_DIGIT = 0.5, 9


def linear_against_pca(s: Controls) -> Answer:
    """The error of the best linear autoencoder of the built-in digits, solved in turn for decoder and encoder."""
    k, images = int(s["latent_dim"]), load_built_in().images
    x = images.reshape(len(images), -1) / 255.0
    pca = float(principal_axes(images, k).squared_errors(x)[k])
    best = best_linear_error(x, k)
    ratio = best / pca
    return Answer(
        "equal" if abs(ratio - 1) < SAME else "below" if ratio < 1 else "above",
        f"On the built-in digits the best linear autoencoder with k = {k} has {number(best, '.5f')}, principal "
        f"components {number(pca, '.5f')}.",
        {
            "below": "Its k numbers are weighted sums of the pixels, and so is each pixel of them: of all such codes "
            "principal components leave the least.",
            "above": "Several layers in a row are still one matrix of rank k, and each such matrix can be learned; "
            "there is no other minimum in which it could be caught.",
        },
    )


def best_linear_error(x: Array, k: int) -> float:
    """Return the smallest mean squared error of x̂ = x W D, x centred (n, n_pixels), by least squares in turn."""
    centred = x - x.mean(axis=0)
    W = np.random.default_rng(0).standard_normal((x.shape[1], k))
    for _ in range(N_SOLVES):
        D = np.linalg.lstsq(centred @ W, centred, rcond=None)[0]  # the best decoder of these codes
        W = np.linalg.pinv(D)  # the best codes for this decoder
    return float(np.square(centred - centred @ W @ D).mean())


def greys_of_the_absolute_error(_: Controls) -> Answer:
    """How many pixels of the best single picture are grey: the median of all pictures against their mean."""
    images = load_built_in().images
    x = images.reshape(len(images), -1) / 255.0
    by_squared, by_absolute = grey_share(x.mean(axis=0)), grey_share(np.median(x, axis=0))
    ratio = by_absolute / by_squared
    return Answer(
        "fewer" if ratio < CLEARLY else "more" if ratio > 1 / CLEARLY else "same",
        "For all built-in digits together the best picture by the squared error, their mean, has "
        f"{percent(by_squared)} grey pixels; by the absolute error, their median, {percent(by_absolute)}.",
        {
            "same": "The two errors want different things of a pixel that is open: the squared one its mean, here 0.4, "
            "the absolute one its median, here black.",
            "more": "A grey of 0.4 has a mean absolute error of 0.48 there, black one of 0.4: black is better.",
        },
    )


def sure_of_random_codes(s: Controls) -> Answer:
    """Of how many pictures of random z the classifier is sure, by the recorded decoder."""
    from explorer.training.classifier.judge import probabilities, share_of_sure  # brings torch

    recorded = load_recorded(int(s["recorded_k"]))
    decoder = Decoder(**recorded.weights, is_linear=False)
    z = drawn_from(*gaussian_of(recorded.codes), N_RANDOM, np.random.default_rng(int(s["draw_seed"])))
    sure, usual = (share_of_sure(probabilities(decoder.pictures(codes))) for codes in (z, recorded.codes))
    option = min(SHARES, key=lambda option: abs(SHARES[option] - sure))
    return Answer(
        option,
        f"The classifier is sure (> {SURE}) of {percent(sure)} of {N_RANDOM:,} pictures of random z, and of "
        f"{percent(usual)} of those of real pictures' codes.",
        {
            "most": "That would be so if the codes filled their Gaussian evenly. They lie in clumps, a class here and "
            "a class there, and most of the Gaussian is between.",
            "few": "The decoder is smooth: near a code it draws nearly the same digit, and some random z are near one.",
        },
    )


def half_of_pca(error: float, pca_error: float) -> State:
    """The error of the newest frame is at most half of PCA's; nan where nothing was trained."""
    if not np.isfinite(error):
        return State("Press Begin, then Start.", False)
    share = error / pca_error
    return State(f"The error of your run is {percent(share)} of that of principal components.", bool(share <= HALF))


def find_a_nine(said: NDArray[np.floating]) -> State:
    """The classifier, which gives the picture these probabilities, (11,), is sure of a 9."""
    sure = float(said[THE_DIGIT])
    return State(f"The classifier gives the 9 a probability of {number(sure, '.3g')}.", sure > SURE)
