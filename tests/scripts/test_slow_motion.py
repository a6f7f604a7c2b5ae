"""Slow motion's script, which lets torch take the gradients, against the update that the page shows."""

import numpy as np
import pytest

from explorer.chapters.mode_collapse.slow_settings import AS_IT_OPENS, current_settings
from explorer.training.mode_collapse.slow_motion import Move, slow_update
from tests.scripts.running import Stand, code_of, run

# More updates than the 64 batches that are drawn at once hold: two batches of z go into one.
CASES = [
    {},
    {"data": "two_gaussians", "loss": "saturating", "before": 40, "rate_D": 0.05},
    {"data": "ring_of_8", "loss": "lsgan", "before": 70, "batch": 8, "seed": 3.0},
    {"data": "line", "loss": "hinge", "before": 20, "optimizer": "sgd", "rate_D": 0.2, "rate_G": 0.1},
    {"data": "ring", "loss": "wgan", "before": 40, "batch": 24, "rate_D": 0.05},
]


@pytest.mark.parametrize("chosen", CASES, ids=lambda case: case.get("loss", "as it opens"))
def test_it_prints_the_sums_of_the_page(chosen: dict) -> None:
    values = {**AS_IT_OPENS, **{f"slow_{name}": value for name, value in chosen.items()}}
    controls = Stand("mode_collapse", chapter="slow_motion", **values)
    seen = slow_update(current_settings(controls), chosen.get("before", 0))
    said = run(code_of(controls))

    def check(label: str, *numbers: float) -> None:
        np.testing.assert_allclose(said.pop(label), numbers, rtol=1e-6, atol=1e-8, err_msg=label)

    def check_step(stage: int, who: str, move: Move, before: float, after: float) -> None:
        check(f"stage {stage}, length of {who}'s gradient and of its move", move.gradient, move.size)
        check(f"stage {stage}, {who}'s loss before and after", before, after)
        check(f"stage {stage}, predicted change, actual change", move.promised, after - before)

    check("stage 1, the first fake", *seen.x_fake[0])
    check("stage 2, D's loss on real points, on fakes, sum", seen.real.mean, seen.fake.mean, seen.loss_D)
    check_step(3, "D", seen.move_D, seen.loss_D, seen.loss_D_after)
    mean_push = np.linalg.norm(seen.push, axis=1).mean()
    check("stage 4, G's loss and the mean length of a push", seen.new.mean, mean_push)
    check_step(5, "G", seen.move_G, seen.new.mean, seen.moved.mean)
    moves = seen.x_moved - seen.x_new
    unit = [vectors / np.linalg.norm(vectors, axis=1, keepdims=True) for vectors in (moves, seen.push)]
    check(
        "stage 5, mean move of a fake, and cosine with its push",
        np.linalg.norm(moves, axis=1).mean(),
        (unit[0] * unit[1]).sum(axis=1).mean(),
    )
    assert not said
