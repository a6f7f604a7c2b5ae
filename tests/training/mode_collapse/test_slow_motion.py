"""One update taken apart, against the same written in torch with automatic differentiation, and against the run."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch

from explorer.training.live.plan import TrainingDiverged
from explorer.training.mode_collapse.gan import Gan2d
from explorer.training.mode_collapse.run import heat_axis
from explorer.training.mode_collapse.settings import LOSSES, Gan2dSettings, Player
from explorer.training.mode_collapse.slow_motion import SlowUpdate, losses_of_D_around_its_steps, slow_update
from tests.training.mode_collapse.test_gan import flat, loss_of_D, loss_of_G, twin

SMALL = Gan2dSettings(
    data="ring_of_8", batch_size=7, clip=0.4, D=Player(width=5, learning_rate=0.02), G=Player(width=4, n_layers=1)
)
BEFORE = 3


def columns(x: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(np.ascontiguousarray(x))


def step(player: torch.nn.Module, loss: torch.Tensor, rate: float, clip: float | None) -> tuple[float, np.ndarray]:
    """Make one step of plain descent; return the gradient and the move."""
    before, gradient = flat(player), torch.autograd.grad(loss, list(player.parameters()))
    with torch.no_grad():
        for parameter, slope in zip(player.parameters(), gradient, strict=True):
            parameter -= rate * slope
            if clip is not None:
                parameter.clamp_(-clip, clip)
    length = np.sqrt(sum(float((slope**2).sum()) for slope in gradient))
    return length, flat(player) - before


@pytest.mark.parametrize("loss", [name for name in LOSSES if name != "wgan_gp"])
def test_every_stage_is_torchs(loss: str) -> None:
    plain: dict[str, Any] = {"optimizer": "sgd", "momentum": 0.0}
    s = replace(SMALL, loss=loss, D=replace(SMALL.D, **plain), G=replace(SMALL.G, **plain))
    seen = slow_update(s, BEFORE)
    gan = Gan2d(s, np.float64)
    for _ in range(BEFORE):
        gan.iterate()
    G, D = twin(gan.G), twin(gan.D)
    assert seen.number == BEFORE + 1

    np.testing.assert_allclose(seen.x_fake, G(columns(seen.z)).detach(), rtol=1e-9)

    x_real, x_fake = columns(seen.x_real), columns(seen.x_fake)
    np.testing.assert_allclose(seen.real.t, D(x_real)[:, 0].detach(), rtol=1e-9)
    on_batch = loss_of_D(D(x_real), D(x_fake), loss)
    assert seen.loss_D == pytest.approx(on_batch.item())
    for verdict, of in ((seen.real, lambda t: loss_of_D(t, t.detach(), loss)), (seen.fake, None)):
        t = torch.from_numpy(verdict.t.copy()).requires_grad_()
        whole = of(t) if of else loss_of_D(t.detach(), t, loss)
        np.testing.assert_allclose(verdict.slope / len(t), torch.autograd.grad(whole, t)[0], atol=1e-12)

    length, move = step(D, on_batch, s.D.learning_rate, s.clip if loss == "wgan" else None)
    assert seen.move_D.gradient == pytest.approx(length)
    assert seen.move_D.size == pytest.approx(np.linalg.norm(move))
    if loss != "wgan":  # straight down: the promise is −η‖g‖²
        assert seen.move_D.promised == pytest.approx(-s.D.learning_rate * length**2)
    assert seen.loss_D_after == pytest.approx(loss_of_D(D(x_real), D(x_fake), loss).item())
    corner = heat_axis(1.6)[[0, -1]]
    np.testing.assert_allclose(seen.D_after[-1, 0], D(columns(corner)[None])[0, 0].item(), rtol=1e-9)

    x_new = G(columns(seen.z_new)).detach().requires_grad_()
    np.testing.assert_allclose(seen.x_new, x_new.detach(), rtol=1e-9)
    on_new = loss_of_G(D(x_new), loss)
    assert seen.new.mean == pytest.approx(on_new.item())
    by_x = torch.autograd.grad(on_new, x_new)[0] * s.batch_size  # of each fake's own loss
    np.testing.assert_allclose(seen.push, -by_x, rtol=1e-8, atol=1e-12)

    length, move = step(G, loss_of_G(D(G(columns(seen.z_new))), loss), s.G.learning_rate, None)
    assert seen.move_G.gradient == pytest.approx(length)
    assert seen.move_G.size == pytest.approx(np.linalg.norm(move))
    assert seen.move_G.promised == pytest.approx(-s.G.learning_rate * length**2)
    np.testing.assert_allclose(seen.x_moved, G(columns(seen.z_new)).detach(), rtol=1e-9)
    assert seen.moved.mean == pytest.approx(loss_of_G(D(G(columns(seen.z_new))), loss).item())


def test_it_is_the_runs_own_next_update() -> None:
    gan = Gan2d(SMALL, np.float64)
    for _ in range(BEFORE):
        gan.iterate()
    loss_D, loss_G = gan.iterate()
    seen = slow_update(SMALL, BEFORE)
    assert (seen.loss_D, seen.new.mean) == pytest.approx((loss_D, loss_G), rel=1e-12)
    np.testing.assert_allclose(seen.x_moved.T, gan.G(seen.z_new.T), rtol=1e-12)


def test_the_losses_around_ds_steps_are_those_of_the_slow_updates() -> None:
    around = list(losses_of_D_around_its_steps(SMALL, BEFORE + 1))
    slow: list[SlowUpdate] = [slow_update(SMALL, before) for before in range(BEFORE + 1)]
    np.testing.assert_allclose(around, [(seen.loss_D, seen.loss_D_after) for seen in slow], rtol=1e-12)


def test_a_small_step_keeps_its_promise() -> None:
    careful = replace(SMALL, D=replace(SMALL.D, learning_rate=1e-5), G=replace(SMALL.G, learning_rate=1e-5))
    seen = slow_update(careful, 0)
    assert seen.loss_D_after - seen.loss_D == pytest.approx(seen.move_D.promised, rel=1e-3)
    assert seen.moved.mean - seen.new.mean == pytest.approx(seen.move_G.promised, rel=1e-3)


def test_numbers_that_leave_every_scale_end_with_a_sentence() -> None:
    wild = Player(width=5, activation="relu", optimizer="sgd", learning_rate=1e30, momentum=0.0)
    with pytest.raises(TrainingDiverged, match="no longer finite"):
        slow_update(replace(SMALL, loss="lsgan", D=wild, G=wild), 50)
