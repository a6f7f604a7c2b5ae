"""Attacks: gradients by finite differences, noise in its ball and of its size, and the order of the attacks."""

import pytest
import torch
import torch.nn.functional as F

from explorer.data.adversarial_examples.pictures import first_pictures
from explorer.training.adversarial_examples.attacks import (
    Goal,
    clipped,
    norm_of,
    one_step,
    one_step_to,
    pgd,
    random_directions,
    steepest,
    uphill,
)
from explorer.training.classifier.file import load_classifier_file
from explorer.training.classifier.judge import classifier_of, load_classifier
from explorer.training.classifier.train import pixels

NORMS = ("l2", "linf")


@pytest.fixture(scope="module")
def network():
    return classifier_of()


@pytest.fixture(scope="module")
def digits():
    """Return 60 built-in digits that the network takes for what they are, and their labels."""
    images, labels = first_pictures("built_in", 100)
    x, y = pixels(torch.tensor(images)), torch.tensor(labels).long()
    is_right = classifier_of()(x).argmax(dim=1) == y
    return x[is_right][:60], y[is_right][:60]


def torch_rng(seed=0):
    return torch.Generator().manual_seed(seed)


@pytest.mark.parametrize("towards", [False, True])
def test_the_gradient_points_where_the_cross_entropy_does_by_finite_differences(towards, digits):
    network = load_classifier(load_classifier_file().weights).double()
    x, y = (each[:3] for each in digits)
    x = x.double()
    answers = (y + 1) % 10 if towards else y
    g = uphill(network, x, Goal(answers, towards)).flatten(1)

    def loss(x):
        return F.cross_entropy(network(x), answers, reduction="none")

    sign = -1.0 if towards else 1.0
    for seed in range(4):
        along = torch.randn(x.shape, generator=torch_rng(seed), dtype=x.dtype)
        h = 1e-6
        slope = sign * (loss(x + h * along) - loss(x - h * along)) / (2 * h)
        # d loss = (1 − p) d log odds
        rest = 1.0 - torch.exp(-loss(x))
        torch.testing.assert_close(rest * (g * along.flatten(1)).sum(dim=1), slope, rtol=1e-4, atol=1e-9)


def test_the_gradient_is_there_where_single_precision_has_none_of_the_cross_entropy():
    logits = torch.tensor([[40.0, 0.0, -1.0]], requires_grad=True)
    (plain,) = torch.autograd.grad(F.cross_entropy(logits, torch.tensor([0])), logits)
    (ours,) = torch.autograd.grad(Goal(torch.tensor([0])).score(logits).sum(), logits)
    assert plain[0, 0] == 0.0
    assert ours[0, 0] == -1.0 and ours[0, 1:].sum() == pytest.approx(1.0)


@pytest.mark.parametrize("norm", NORMS)
def test_no_direction_of_size_1_goes_further_up_than_the_steepest(norm):
    g = torch.randn(2, 1, 28, 28, generator=torch_rng())
    best = steepest(g, norm)
    torch.testing.assert_close(norm_of(best, norm), torch.ones(2))
    for seed in range(1, 20):
        other = random_directions(g.shape, norm, torch_rng(seed))
        torch.testing.assert_close(norm_of(other, norm), torch.ones(2))
        assert ((g * other).sum(dim=(1, 2, 3)) < (g * best).sum(dim=(1, 2, 3))).all()
    dual = g.flatten(1).norm(dim=1) if norm == "l2" else g.flatten(1).abs().sum(dim=1)
    torch.testing.assert_close((g * best).sum(dim=(1, 2, 3)), dual)


def test_no_gradient_is_no_direction():
    assert steepest(torch.zeros(1, 1, 28, 28), "l2").abs().max() == 0


@pytest.mark.parametrize("norm", NORMS)
@pytest.mark.parametrize("size", [0.05, 0.3])
def test_pgd_and_one_step_stay_in_their_ball_and_in_the_range_of_pixels(norm, size, network, digits):
    x, y = digits
    size = 5 * size if norm == "l2" else size
    step = one_step(x, steepest(uphill(network, x, Goal(y)), norm), size)
    for delta in (step, pgd(network, x, Goal(y), size, norm, 10)):
        assert (norm_of(delta, norm) <= size * (1 + 1e-5)).all()
        assert (x + delta).min() >= -1e-6 and (x + delta).max() <= 1 + 1e-6
        assert norm_of(delta, norm).min() > 0.3 * size


def test_one_size_for_each_picture(network, digits):
    x, y = (each[:4] for each in digits)
    sizes = torch.tensor([0.5, 1.0, 1.5, 2.0])
    together = pgd(network, x, Goal(y), sizes, "l2", 5)
    alone = torch.cat([pgd(network, x[i : i + 1], Goal(y[i : i + 1]), float(sizes[i]), "l2", 5) for i in range(4)])
    torch.testing.assert_close(together, alone, atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize("size", [0.2, 1.0, 3.0, 8.0])
def test_a_step_to_a_size_has_it_after_clipping(size, digits):
    x, _ = digits
    for norm in NORMS:
        wanted = size if norm == "l2" else size / 10
        delta = one_step_to(x, random_directions(x.shape, norm, torch_rng()), wanted, norm)
        torch.testing.assert_close(norm_of(delta, norm), torch.full((len(x),), wanted), rtol=1e-4, atol=1e-6)
        torch.testing.assert_close(delta, clipped(x, delta))


def test_where_all_pixels_are_at_their_ends_no_more_can_be_added():
    x = torch.full((1, 1, 28, 28), 0.25)
    up = torch.full_like(x, 1 / 28)
    assert norm_of(one_step_to(x, up, 1000.0, "l2"), "l2").item() == pytest.approx(0.75 * 28)
    assert norm_of(one_step_to(x, -up, 1000.0, "l2"), "l2").item() == pytest.approx(0.25 * 28)
    assert one_step_to(x, torch.zeros_like(x), 2.0, "l2").abs().max() == 0


def test_the_order_of_the_attacks(network, digits):
    """As many norms as the published table has: PGD ≤ one step ≤ random noise, and each less for more norm."""
    x, y = digits
    g = uphill(network, x, Goal(y))

    def right(delta):
        return int((network(x + delta).argmax(dim=1) == y).sum())

    for norm, sizes in (("l2", (0.5, 1.0, 1.5, 2.0)), ("linf", (0.05, 0.1, 0.2))):
        drawn = random_directions(x.shape, norm, torch_rng())
        counts = [
            (
                right(pgd(network, x, Goal(y), size, norm, 20)),
                right(one_step(x, steepest(g, norm), size)),
                right(one_step(x, drawn, size)),
            )
            for size in sizes
        ]
        for by_pgd, by_step, by_chance in counts:
            assert by_pgd <= by_step <= by_chance
        assert counts[0][0] > counts[-1][0] and counts[-1][2] > 0.85 * len(x)
        assert counts[-1][0] <= 0.1 * len(x)


def test_towards_an_answer(network, digits):
    x, y = digits
    wanted = (y + 3) % 10
    delta = pgd(network, x, Goal(wanted, towards=True), 4.0, "l2", 20)
    assert (network(x + delta).argmax(dim=1) == wanted).float().mean() > 0.8
