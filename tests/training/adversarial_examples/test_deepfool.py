"""DeepFool on a linear classifier is the exact distance; on the network it beats every single step."""

import pytest
import torch

from explorer.data.adversarial_examples.pictures import first_pictures
from explorer.training.adversarial_examples.attacks import Goal, norm_of, one_step_to, steepest, uphill
from explorer.training.adversarial_examples.deepfool import deepfool, distances, logits_and_slopes
from explorer.training.adversarial_examples.settings import OVERSHOOT
from explorer.training.classifier.judge import classifier_of
from explorer.training.classifier.train import pixels


def test_on_a_linear_classifier_it_is_the_exact_distance():
    rng = torch.Generator().manual_seed(0)
    W, b = torch.randn(5, 784, generator=rng), torch.randn(5, generator=rng)
    x = 0.3 + 0.4 * torch.rand(20, 1, 28, 28, generator=rng)  # no pixel comes to an end

    def linear(x):
        return x.flatten(1) @ W.T + b

    f = linear(x)
    top = f.argmax(dim=1)
    gaps, apart = f[range(20), top].unsqueeze(1) - f, (W[top].unsqueeze(1) - W).norm(dim=2)
    exact = (gaps / apart.clamp_min(1e-9)).masked_fill(torch.eye(5, dtype=torch.bool)[top], torch.inf).amin(dim=1)
    torch.testing.assert_close(norm_of(deepfool(linear, x), "l2"), (1 + OVERSHOOT) * exact, rtol=1e-3, atol=1e-5)


def test_the_slopes_are_those_of_finite_differences():
    x = torch.rand(2, 1, 28, 28, generator=torch.Generator().manual_seed(1))
    along = torch.randn(x.shape, generator=torch.Generator().manual_seed(2))
    network = classifier_of()
    logits, slopes = logits_and_slopes(network, x)
    torch.testing.assert_close(logits, network(x))
    numerical = (network(x + 1e-3 * along) - network(x - 1e-3 * along)) / 2e-3
    torch.testing.assert_close((slopes * along.unsqueeze(1)).sum(dim=(2, 3, 4)), numerical, rtol=0.05, atol=0.2)


def test_on_the_network_it_fools_with_less_than_a_step_along_the_gradient():
    x = pixels(torch.tensor(first_pictures("built_in", 40)[0]))
    network = classifier_of()
    before = network(x).argmax(dim=1)
    found = distances(network, x)
    assert torch.isfinite(found).all()
    delta = deepfool(network, x)
    assert (network(x + delta).argmax(dim=1) != before).all()
    assert (x + delta).min() >= -1e-6 and (x + delta).max() <= 1 + 1e-6
    step = one_step_to(x, steepest(uphill(network, x, Goal(before)), "l2"), found, "l2")
    assert (network(x + step).argmax(dim=1) != before).float().mean() < 0.6
    assert float(found.median()) == pytest.approx(0.7, abs=0.4)
