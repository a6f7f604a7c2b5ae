"""Probabilistic PCA and the linear VAE against published optima, scikit-learn, SciPy and autograd."""

import numpy as np
import pytest
import torch
from scipy.stats import multivariate_normal
from sklearn.decomposition import PCA

from explorer.data.digits_8x8 import load_8x8
from explorer.theory.autoencoders.probabilistic_pca import (
    Decoder,
    Encoder,
    best_decoder,
    best_encoder,
    covariance,
    elbo,
    greatest_log_likelihoods,
    log_likelihood,
    train,
)

DIGITS = load_8x8().pixels
S = covariance(DIGITS)


def random_model(k: int) -> tuple[Decoder, Encoder]:
    rng = np.random.default_rng(k)
    W, V = rng.standard_normal((64, k)), 0.1 * rng.standard_normal((k, 64))
    return Decoder(W, 0.3), Encoder(V, rng.uniform(0.1, 1.0, k))


def test_the_optima_of_the_digits() -> None:
    greatest = greatest_log_likelihoods(S, 10)
    np.testing.assert_allclose(greatest[[0, 1, 4, 9]], [-3.74846, 0.00571, 8.90764, 17.45195], atol=6e-6)


@pytest.mark.parametrize("k", [1, 3, 20])
def test_the_optimum_is_scikit_learns(k: int) -> None:
    data = DIGITS[:, S.diagonal() > 0]  # it wants the covariance to have an inverse
    scaled = covariance(data)
    fitted = PCA(k, svd_solver="full").fit(data)
    # It divides by n − 1, and asks of its own covariance: the same model, with every variance n/(n − 1) times ours.
    n, d = data.shape
    ratio = n / (n - 1)
    ours = greatest_log_likelihoods(scaled, k)[-1]
    assert fitted.score(data) == pytest.approx(ours - 0.5 * d * (np.log(ratio) + 1 / ratio - 1), abs=1e-8)


def test_the_likelihood_is_a_gaussians() -> None:
    decoder, _ = random_model(3)
    C = decoder.W @ decoder.W.T + decoder.variance * np.eye(64)
    expected = multivariate_normal(DIGITS.mean(axis=0), C).logpdf(DIGITS).mean()
    assert log_likelihood(decoder, S) == pytest.approx(expected, abs=1e-8)


@pytest.mark.parametrize("k", [1, 4])
def test_the_elbo_is_the_mean_over_the_pictures(k: int) -> None:
    decoder, encoder = random_model(k)
    x = torch.tensor(DIGITS - DIGITS.mean(axis=0))
    W, V, variances = (torch.tensor(each) for each in (decoder.W, encoder.V, encoder.variances))
    q = torch.distributions.Normal(x @ V.T, variances.sqrt())
    kl = torch.distributions.kl_divergence(q, torch.distributions.Normal(0.0, 1.0)).sum(1)
    at_the_mean = torch.distributions.Normal(q.mean @ W.T, decoder.variance**0.5).log_prob(x).sum(1)
    spread = (variances * (W**2).sum(0)).sum() / decoder.variance
    assert elbo(decoder, encoder, S) == pytest.approx(float((at_the_mean - 0.5 * spread - kl).mean()), abs=1e-8)


def gradients(decoder: Decoder, encoder: Encoder) -> dict[str, float]:
    """Return the ELBO's slopes in W, ln σ², V and ln δ, by differences along random directions."""
    rng, h = np.random.default_rng(1), 1e-5

    def moved(part: str, direction: np.ndarray, by: float) -> float:
        W, log_variance, V, log_delta = decoder.W, np.log(decoder.variance), encoder.V, np.log(encoder.variances)
        W = W + by * direction if part == "W" else W
        log_variance = log_variance + by * direction if part == "variance" else log_variance
        V = V + by * direction if part == "V" else V
        log_delta = log_delta + by * direction if part == "delta" else log_delta
        return elbo(Decoder(W, float(np.exp(log_variance))), Encoder(V, np.exp(log_delta)), S)

    shapes = {"W": decoder.W.shape, "variance": (), "V": encoder.V.shape, "delta": encoder.variances.shape}
    slopes = {}
    for part, shape in shapes.items():
        direction = rng.standard_normal(shape)
        slopes[part] = (moved(part, direction, h) - moved(part, direction, -h)) / (2 * h)
    return slopes


def test_the_best_answers_leave_no_slope() -> None:
    decoder, _ = random_model(3)
    slopes = gradients(decoder, best_encoder(decoder))
    assert max(abs(slopes["V"]), abs(slopes["delta"])) < 1e-5 < abs(slopes["W"])
    _, encoder = random_model(3)
    slopes = gradients(best_decoder(encoder, S), encoder)
    assert max(abs(slopes["W"]), abs(slopes["variance"])) < 1e-5 < abs(slopes["V"])


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("k", [1, 2, 5, 10])
def test_the_linear_vae_comes_up_to_the_likelihood_and_never_above(k: int, seed: int) -> None:
    trained = train(S, k, range(1001), np.random.default_rng(seed))
    greatest = greatest_log_likelihoods(S, k)[-1]
    assert (np.diff(trained.elbo) > -1e-9).all()
    assert (trained.elbo <= trained.log_likelihood + 1e-9).all()
    assert (trained.log_likelihood <= greatest + 1e-9).all()
    assert trained.elbo[-1] == pytest.approx(greatest, abs=0.02)
