"""A comparison that runs live: its plan, how far it is, and the shares that it has counted."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explorer.figures.adversarial_examples.compared import Share
from explorer.theory.adversarial_examples.shares import wilson
from explorer.training.adversarial_examples.settings import CompareSettings
from explorer.training.live.plan import Plan, State
from explorer.ui.live import LiveRun

if TYPE_CHECKING:
    from explorer.training.adversarial_examples.compare import Compared


def plan_of(settings: CompareSettings) -> "Plan[Compared]":
    """Return the plan of a comparison."""

    def make_snapshots() -> "Iterator[Compared]":
        from explorer.training.adversarial_examples.compare import compare  # in the training thread: it brings torch

        return compare(settings)

    return Plan(make_snapshots, settings.n_iterations, settings)


def show_run_status(live: LiveRun, counted: "Compared | None") -> None:
    """Draw the progress bar, with the number of pictures that are counted."""
    status = live.runner.status()
    look = _LOOKS.get(status.state)
    if counted is None or look is None or status.n_ahead is not None:
        live.show_status()
        return
    n = live.runner.settings.n
    if status.state is State.FINISHED and counted.n < n:
        look = ":material/stop_circle: Stopped: {} attacked."
    st.progress(status.progress, look.format(f"**{counted.n} of {n} pictures**"))


_LOOKS = {
    State.RUNNING: ":material/blur_on: {} attacked",
    State.PAUSED: ":material/pause_circle: Paused: {} attacked.",
    State.FINISHED: ":green[:material/check_circle: Done: {} attacked.]",
}


def shares_of(counted: "Compared", run: CompareSettings, network: int, attack: int, name: str, look: str) -> Share:
    """Return the curve of one attack on one network, from no noise on: of what `counts` says."""
    k, n = counts(np.concatenate([counted.before[network][None], counted.seen[network, attack]]), run.wanted)
    low, high = wilson(k, n)
    return Share(name, look, k / n, low, high)


def counts(tables: NDArray[np.int64], wanted: int | None) -> tuple[NDArray[np.int64], int]:
    """Return how many of tables (..., 10, 11) are still right, or other digits seen as the wanted, and of how many."""
    if wanted is None:
        k = np.trace(tables[..., :10], axis1=-2, axis2=-1)
        return k, int(tables[0].sum())
    others = np.delete(tables, wanted, axis=-2)
    return others[..., wanted].sum(axis=-1), int(others[0].sum())
