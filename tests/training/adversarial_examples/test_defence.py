"""The robust network: its file is what the recording makes, and it holds where the plain one does not."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from explorer.data.adversarial_examples.pictures import first_pictures, picture_of
from explorer.data.mnist_trainer.digits import load_built_in
from explorer.training.adversarial_examples import robust
from explorer.training.adversarial_examples.attacks import Goal, norm_of, pgd
from explorer.training.adversarial_examples.defence import attacked, gradients
from explorer.training.adversarial_examples.settings import NETWORKS
from explorer.training.classifier.file import ROBUST_FILE, load_classifier_file
from explorer.training.classifier.judge import classifier_of, load_classifier
from explorer.training.classifier.train import pixels
from recording import classifier
from recording import robust as command
from recording.classifier import Size
from recording.no_digits import KINDS

torch.set_num_threads(1)
MOST_BYTES = 150_000


def test_the_file_is_small_and_its_network_good():
    assert ROBUST_FILE.stat().st_size <= MOST_BYTES
    assert load_classifier_file(ROBUST_FILE).facts.accuracy >= 0.98


def test_it_holds_where_the_plain_one_does_not():
    images, labels = first_pictures("built_in", 100)
    x, y = pixels(torch.tensor(images)), torch.tensor(labels).long()
    right = {}
    for name, file in NETWORKS.items():
        network = classifier_of(file)
        delta = pgd(network, x, Goal(y), 1.5, "l2", 10)
        right[name] = int((network(x + delta).argmax(dim=1) == y).sum())
    assert right["robust"] > 40 and right["plain"] < 10


@pytest.mark.parametrize("network", NETWORKS)
def test_a_picture_under_attack(network):
    shown = attacked(picture_of("built_in", 4, 1), "l2", 2.0, network)
    assert shown.size == pytest.approx(np.linalg.norm(shown.delta), rel=1e-5) and shown.size <= 2.0001
    x = torch.from_numpy(shown.x + shown.delta).reshape(1, 1, 28, 28)
    after = classifier_of(NETWORKS[network])(x).softmax(dim=1)[0].numpy()
    np.testing.assert_allclose(shown.said, after, atol=1e-6)
    was = int(shown.before.argmax())
    assert shown.said[was] < shown.before[was]


def test_the_robust_networks_gradients_follow_the_strokes():
    """They are small where there is neither ink nor paper beside it."""
    images, labels = first_pictures("built_in", 50)
    near = np.maximum.reduce([np.roll(images > 60, (i, j), (1, 2)) for i in range(-3, 4) for j in range(-3, 4)])
    far = {}
    for name in NETWORKS:
        g = gradients(images, labels, name)
        assert np.abs(g).reshape(50, -1).max(axis=1) == pytest.approx(np.ones(50))
        far[name] = (g**2)[~near].sum() / (g**2).sum()
    assert far["robust"] < 0.6 * far["plain"]


def test_training_replaces_a_batch_by_its_worst_case_within_the_ball():
    digits = load_built_in()
    network = load_classifier(load_classifier_file().weights).requires_grad_(True)
    x, y = pixels(torch.tensor(digits.images[:30])), torch.tensor(digits.labels[:30]).long()
    worst = robust.worst_case(network, x, y)
    assert (norm_of(worst - x, "l2") <= robust.SIZE * 1.0001).all()
    loss = torch.nn.functional.cross_entropy
    assert loss(network(worst), y) > 5 * loss(network(x), y)
    assert all(weight.requires_grad for weight in network.parameters()) and not worst.requires_grad
    few, labels = digits.images[:256], digits.labels[:256]
    plain = load_classifier(load_classifier_file().weights).requires_grad_(True)
    epochs = list(robust.train_robustly(plain, few, labels, 2, torch.Generator().manual_seed(0)))
    assert [epoch.number for epoch in epochs] == [1, 2] and epochs[0].loss > 0.5


def test_the_command_writes_what_the_page_reads(tmp_path, monkeypatch, capsys):
    whole = load_built_in()
    digits = replace(whole, images=whole.images[:300], labels=whole.labels[:300])
    monkeypatch.setattr(classifier, "load_digits", lambda _: digits)
    for module in (classifier, command):
        monkeypatch.setattr(module, "load_test_digits", lambda _: digits)
    monkeypatch.setattr(command, "N_ATTACKED", 40)
    monkeypatch.delitem(KINDS, "early_generators")  # trains a GAN for each
    path = tmp_path / "robust.npz"
    file = command.main(path, Size(n_epochs=1, floor_n=(128,), n_none=20, n_tried=10))
    np.testing.assert_array_equal(load_classifier_file(path).weights["logits.bias"], file.weights["logits.bias"])
    assert "under PGD-40 within L2 1.5" in capsys.readouterr().out
