"""A lost run is noticed, an ordinary one is not taken for lost."""

from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from explorer.training.mnist_trainer.collapse import MAX_LOSS, N_PICTURES, CollapseWatch, diversity
from explorer.training.mnist_trainer.settings import LOSSES

REAL = np.random.default_rng(0).integers(0, 256, (500, 28, 28), dtype=np.uint8)


@dataclass(frozen=True)
class Snapshot:
    iteration: int
    loss_D: float
    loss_G: float
    images: NDArray[np.uint8] | None


def alike(seed: int) -> NDArray[np.uint8]:
    """Sixty-four nearly equal pictures, another one each time."""
    rng = np.random.default_rng(seed)
    one = rng.integers(20, 230, (1, 28, 28))
    return (one + rng.integers(-9, 10, (64, 28, 28))).astype(np.uint8)


def different(seed: int) -> NDArray[np.uint8]:
    return REAL[seed : seed + 64]


def said(
    watch: CollapseWatch, pictures: list[NDArray[np.uint8]], loss_D: float = 1.0, loss_G: float = 1.0, every: int = 10
) -> list[str]:
    """Show the watch a run with pictures in every tenth iteration; return what it says."""
    sentences = []
    for i, images in enumerate(pictures):
        for j in range(1, every + 1):
            sentence = watch(Snapshot(i * every + j, loss_D, loss_G, images if j == every else None))
            sentences += [sentence] if sentence else []
    return sentences


def test_diversity_is_the_mean_standard_deviation_of_a_pixel() -> None:
    images = np.array([[[0, 10]], [[100, 10]]], np.uint8)
    assert diversity(images) == pytest.approx((50.0 + 0.0) / 2)
    assert diversity(REAL) == pytest.approx(255 / np.sqrt(12), rel=0.01)  # uniform pixels


def test_the_same_picture_for_every_z_is_a_collapse_even_if_it_changes_over_time() -> None:
    sentences = said(CollapseWatch(REAL, "non_saturating"), [alike(seed) for seed in range(N_PICTURES)])
    assert len(sentences) == 1 and sentences[0].startswith(f"Collapsed by iteration {N_PICTURES * 10}:")


def test_a_run_that_gets_over_it_is_let_alone() -> None:
    pictures = [alike(i) if i % N_PICTURES else different(i) for i in range(6 * N_PICTURES)]
    assert said(CollapseWatch(REAL, "non_saturating"), pictures) == []


def test_different_pictures_are_no_collapse() -> None:
    assert said(CollapseWatch(REAL, "lsgan"), [different(i) for i in range(3 * N_PICTURES)]) == []


@pytest.mark.parametrize("loss", ["saturating", "non_saturating"])
def test_d_has_won_when_its_loss_stays_at_zero(loss: str) -> None:
    pictures = [different(i) for i in range(N_PICTURES)]
    sentences = said(CollapseWatch(REAL, loss), pictures, loss_D=0.001)
    assert len(sentences) == 1 and sentences[0].startswith(f"D has won by iteration {N_PICTURES * 10}:")
    assert said(CollapseWatch(REAL, loss), pictures, loss_D=0.3) == []


@pytest.mark.parametrize("loss", ["lsgan", "hinge", "wgan_gp"])
@pytest.mark.parametrize("loss_D", [0.001, -5.0])
def test_where_fakes_are_pulled_at_all_the_same_d_cannot_win(loss: str, loss_D: float) -> None:
    assert said(CollapseWatch(REAL, loss), [different(i) for i in range(2 * N_PICTURES)], loss_D) == []


@pytest.mark.parametrize("loss", [loss for loss in LOSSES if loss != "wgan_gp"])
@pytest.mark.parametrize("losses", [(2.0 * MAX_LOSS, 1.0), (1.0, -2.0 * MAX_LOSS)])
def test_losses_that_grow_without_bound_end_a_run(loss: str, losses: tuple[float, float]) -> None:
    sentences = said(CollapseWatch(REAL, loss), [different(0)], *losses)
    assert len(sentences) == 1 and sentences[0].startswith("Diverged by iteration 10: the losses have grown")


def test_under_wgan_gp_only_the_difference_that_d_pays_can_diverge() -> None:
    pictures = [different(i) for i in range(N_PICTURES)]
    assert said(CollapseWatch(REAL, "wgan_gp"), pictures, loss_D=-3.0, loss_G=-1_205.0) == []
    assert said(CollapseWatch(REAL, "wgan_gp"), pictures[:1], loss_D=-2.0 * MAX_LOSS, loss_G=0.0)


def test_a_single_wild_loss_is_no_divergence() -> None:
    watch = CollapseWatch(REAL, "lsgan")
    assert watch(Snapshot(1, 5.0 * MAX_LOSS, 1.0, None)) is None
    assert said(watch, [different(i) for i in range(3)]) == []


def test_one_bad_batch_for_d_begins_the_count_anew() -> None:
    watch = CollapseWatch(REAL, "non_saturating")
    pictures = [different(i) for i in range(N_PICTURES - 1)]
    assert said(watch, pictures, loss_D=0.001) == []
    assert said(watch, [different(0)], loss_D=0.5) == []
    assert said(watch, pictures, loss_D=0.001) == []
