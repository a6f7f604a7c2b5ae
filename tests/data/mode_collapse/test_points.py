"""The lab's distributions: densities against closed forms and quadrature, samples against densities."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.special import ive, ndtr
from scipy.stats import chisquare, multivariate_normal

from explorer.data.mode_collapse.points import DISTRIBUTIONS, N_NODES, Curve, Planar, cell_masses
from explorer.theory.kernel_density import density_on_grid

N = 20_000


def density(p: Planar, x: np.ndarray) -> np.ndarray:
    """Return p(x), (n,), for x (n, 2): the page's density on a grid of one point, which each x in turn is moved to."""
    return np.array([density_on_grid(p.centres - at, p.sigma, np.zeros(1)).item() for at in x])


@pytest.fixture(params=DISTRIBUTIONS)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


def test_the_ring_of_8_has_8_distinct_modes_at_radius_1() -> None:
    p = DISTRIBUTIONS["ring_of_8"]
    assert len(np.unique(p.modes.round(9), axis=0)) == 8
    assert np.linalg.norm(p.modes, axis=1) == pytest.approx(1.0)
    assert p.sigma == 0.01


def test_the_grid_of_25_is_the_published_one() -> None:
    p = DISTRIBUTIONS["grid_of_25"]
    ends = {-4.0, -2.0, 0.0, 2.0, 4.0}
    assert {tuple(mode) for mode in p.modes} == {(x, y) for x in ends for y in ends}
    assert p.sigma == 0.05


def test_the_density_of_gaussians_is_their_mean() -> None:
    p = DISTRIBUTIONS["two_gaussians"]
    x = np.random.default_rng(0).uniform(-1, 1, (50, 2))
    expected = np.mean([multivariate_normal(mode, p.sigma**2 * np.eye(2)).pdf(x) for mode in p.modes], axis=0)
    np.testing.assert_allclose(density(p, x), expected, rtol=1e-10)


def test_the_density_of_the_ring_is_rices() -> None:
    """A point of the unit circle plus N(0, σ²I) at radius r: exp(−(r − 1)²/2σ²) e^(−r/σ²) I₀(r/σ²)/(2πσ²)."""
    p = DISTRIBUTIONS["ring"]
    r = np.linspace(0.7, 1.3, 41)
    x = np.stack([r * np.cos(1.1), r * np.sin(1.1)], axis=1)
    expected = np.exp(-((r - 1) ** 2) / (2 * p.sigma**2)) * ive(0, r / p.sigma**2) / (2 * np.pi * p.sigma**2)
    np.testing.assert_allclose(density(p, x), expected, rtol=1e-8)


def test_the_density_of_a_line_is_a_difference_of_normal_distribution_functions() -> None:
    p = DISTRIBUTIONS["line"]
    rng = np.random.default_rng(0)
    ends = p.along(np.array([0.0, 1.0]))
    length = np.linalg.norm(ends[1] - ends[0])
    along = (ends[1] - ends[0]) / length
    s, t = rng.uniform(-0.2, length + 0.2, 200), rng.uniform(-0.15, 0.15, 200)
    x = ends[0] + s[:, None] * along + t[:, None] * np.array([-along[1], along[0]])
    across = np.exp(-0.5 * (t / p.sigma) ** 2) / (p.sigma * np.sqrt(2 * np.pi))
    expected = across * (ndtr(s / p.sigma) - ndtr((s - length) / p.sigma)) / length
    np.testing.assert_allclose(density(p, x), expected, rtol=2e-3, atol=1e-6)


@pytest.mark.parametrize("curve", [name for name, p in DISTRIBUTIONS.items() if isinstance(p, Curve)])
def test_the_density_of_a_curve_is_the_mean_along_it(curve: str) -> None:
    p = DISTRIBUTIONS[curve]
    for x in p.sample(3, np.random.default_rng(1)):

        def kernel(u: float, x: np.ndarray = x) -> float:
            return float(multivariate_normal(p.along(np.array([u]))[0], p.sigma**2 * np.eye(2)).pdf(x))

        expected, _ = quad(kernel, 0, 1, limit=500, points=np.linspace(0, 1, 41)[1:-1])
        assert density(p, x[None])[0] == pytest.approx(expected, rel=1e-3)


def test_the_points_of_a_curve_lie_closer_than_its_blur(name: str) -> None:
    p = DISTRIBUTIONS[name]
    if isinstance(p, Curve):
        steps = np.linalg.norm(np.diff(p.centres, axis=0), axis=1)
        steps[steps > 0.5] = 0  # from one part of the curve to the next
        assert len(p.centres) == N_NODES and np.quantile(steps, 0.99) < p.sigma / 2


def test_the_density_integrates_to_one_and_its_cells_add_up_to_it(name: str) -> None:
    p = DISTRIBUTIONS[name]
    edges = np.linspace(-p.extent, p.extent, 9)
    masses = cell_masses(p, edges)
    assert masses.sum() == pytest.approx(1.0, abs=1e-4)
    nodes, weights = np.polynomial.legendre.leggauss(160)
    row, column = np.unravel_index(masses.argmax(), masses.shape)
    half = (edges[1] - edges[0]) / 2
    x, y = edges[column] + half * (nodes + 1), edges[row] + half * (nodes + 1)
    grid = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    mass = half**2 * density(p, grid) @ np.outer(weights, weights).ravel()
    assert mass == pytest.approx(masses[row, column], rel=2e-3)


def test_samples_fall_into_the_cells_as_often_as_their_masses_say(name: str) -> None:
    p = DISTRIBUTIONS[name]
    edges = np.linspace(-p.extent, p.extent, 21)
    masses = cell_masses(p, edges)
    x = p.sample(N, np.random.default_rng(3))
    counts = np.histogram2d(x[:, 1], x[:, 0], bins=[edges, edges])[0]
    often = masses * N >= 5
    observed = np.append(counts[often], N - counts[often].sum())
    expected = np.append(masses[often], 1 - masses[often].sum()) * N
    if expected[-1] < 1:
        observed, expected = observed[:-1], expected[:-1] * observed[:-1].sum() / expected[:-1].sum()
    assert chisquare(observed, expected).pvalue > 1e-3


def test_the_same_seed_draws_the_same_points(name: str) -> None:
    first, again = (DISTRIBUTIONS[name].sample(7, np.random.default_rng(5)) for _ in range(2))
    assert first.shape == (7, 2)
    np.testing.assert_array_equal(first, again)
