import numpy as np
import torch

from explorer.models.gaussian_1d import INPUT_SCALE, Discriminator1d, Generator1d


def rng(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def test_the_generator_by_hand() -> None:
    G = Generator1d(5, -3.0, rng())
    W1, b1, W2, b2 = (parameter.detach().double().numpy() for parameter in G.parameters())
    z = np.array([[-1.0], [0.0], [2.5]])
    expected = np.tanh(z @ W1.T + b1) @ W2.T + b2
    with torch.no_grad():
        np.testing.assert_allclose(G(torch.from_numpy(z).float()).numpy(), expected, rtol=1e-5)


def test_the_discriminator_by_hand() -> None:
    D = Discriminator1d(5, rng())
    W1, b1, W2, b2 = (parameter.detach().double().numpy() for parameter in D.parameters())
    x = np.array([[-4.0], [0.0], [8.0]])
    expected = (np.tanh(x / INPUT_SCALE @ W1.T + b1) @ W2.T + b2)[:, 0]
    with torch.no_grad():
        np.testing.assert_allclose(D(torch.from_numpy(x).float()).numpy(), expected, rtol=1e-5)


def test_start_moves_the_generator_and_nothing_else() -> None:
    z = torch.linspace(-3, 3, 7).unsqueeze(1)
    with torch.no_grad():
        moved = Generator1d(16, 4.0, rng())(z) - Generator1d(16, 0.0, rng())(z)
        np.testing.assert_allclose(moved.numpy(), 4.0, rtol=1e-6)
        assert abs(float(Generator1d(16, -5.0, rng(3))(z).mean()) + 5.0) < 1.5


def test_weights_come_from_the_generator_given_and_leave_the_process_wide_one_alone() -> None:
    state = torch.get_rng_state()
    first, again, other = (Discriminator1d(16, rng(seed)) for seed in (1, 1, 2))
    assert torch.equal(torch.get_rng_state(), state)
    weights = [torch.nn.utils.parameters_to_vector(D.parameters()).detach() for D in (first, again, other)]
    assert torch.equal(weights[0], weights[1])
    assert not torch.equal(weights[0], weights[2])


def test_hidden_units_bend_in_different_places() -> None:
    D = Discriminator1d(16, rng())
    weight, bias = list(D.parameters())[:2]
    bends = (-INPUT_SCALE * bias / weight[:, 0]).detach().numpy()
    assert np.ptp(np.clip(bends, -9, 9)) > 4.0
