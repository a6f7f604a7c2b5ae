"""Attacks compared on many pictures, a portion at a time: what the network sees after each of them."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from explorer.data.adversarial_examples.pictures import first_pictures
from explorer.models.classifier import N_ANSWERS, N_CLASSES
from explorer.training.adversarial_examples.attacks import (
    Goal,
    Network,
    norm_of,
    one_step_to,
    pgd,
    random_directions,
    steepest,
    uphill,
)
from explorer.training.adversarial_examples.deepfool import deepfool
from explorer.training.adversarial_examples.settings import CHUNK, N_STEPS, NETWORKS, CompareSettings
from explorer.training.classifier.judge import classifier_of
from explorer.training.classifier.train import pixels

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Compared:
    """What has been counted so far.

    Attributes
    ----------
    iteration : portions of pictures, from 1
    n : pictures
    before : shape (n_networks, 10, 11), how many pictures of each digit are seen as what without noise
    seen : shape (n_networks, n_attacks, n_sizes, 10, 11), the same after the attack
    """

    iteration: int
    n: int
    before: Counts
    seen: Counts


def compare(settings: CompareSettings) -> Iterator[Compared]:
    """Attack all pictures of the settings, and yield the counts after every portion."""
    s = settings
    images, labels = first_pictures(s.source, s.n)
    shape = (len(s.networks), len(s.attacks), len(s.sizes), N_CLASSES, N_ANSWERS)
    before, seen = np.zeros((shape[0], *shape[-2:]), np.int64), np.zeros(shape, np.int64)
    torch_rng = torch.Generator().manual_seed(s.seed)
    for iteration, begin in enumerate(range(0, s.n, CHUNK), start=1):
        x, y = pixels(torch.tensor(images[begin : begin + CHUNK])), labels[begin : begin + CHUNK]
        drawn = random_directions(x.shape, s.norm, torch_rng)
        for i, name in enumerate(s.networks):
            network = classifier_of(NETWORKS[name])
            _count(before[i], y, network(x).argmax(dim=1))
            for j, attack in enumerate(s.attacks):
                for k, answers in enumerate(_answers(attack, network, x, torch.tensor(y).long(), drawn, s)):
                    _count(seen[i, j, k], y, answers)
        yield Compared(iteration, begin + len(y), before.copy(), seen.copy())


def _answers(attack: str, network: Network, x: Tensor, y: Tensor, drawn: Tensor, s: CompareSettings) -> list[Tensor]:
    """Return for each size what the network sees after the attack, (batch,)."""
    goal = Goal(y) if s.wanted is None else Goal(torch.full_like(y, s.wanted), towards=True)
    if attack == "deepfool":
        delta = deepfool(network, x)
        before, after, length = network(x).argmax(dim=1), network(x + delta).argmax(dim=1), norm_of(delta, "l2")
        # What is misread already needs no noise; another could only make it right.
        return [torch.where((length <= size) & (before == y), after, before) for size in s.sizes]
    if attack == "pgd":
        n_sizes = len(s.sizes)
        sizes = torch.tensor(s.sizes).repeat_interleave(len(x))
        whole = Goal(goal.answers.repeat(n_sizes), goal.towards)
        many = x.repeat(n_sizes, 1, 1, 1)
        return list(_seen(network, many + pgd(network, many, whole, sizes, s.norm, N_STEPS)).chunk(n_sizes))
    direction = drawn if attack == "random" else steepest(uphill(network, x, goal), s.norm)
    return [_seen(network, x + one_step_to(x, direction, size, s.norm)) for size in s.sizes]


@torch.no_grad()
def _seen(network: Network, x: Tensor) -> Tensor:
    return network(x).argmax(dim=1)


def _count(table: Counts, labels: NDArray[np.uint8], answers: Tensor) -> None:
    np.add.at(table, (labels, answers.numpy()), 1)
