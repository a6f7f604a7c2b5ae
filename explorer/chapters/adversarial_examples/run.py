"""A comparison that runs live: its plan, how far it is, and the shares that it has counted."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

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
    if status.state is not State.RUNNING or status.n_ahead is not None or counted is None:
        live.show_status()
        return
    st.progress(status.progress, f":material/blur_on: **{counted.n} of {live.runner.settings.n} pictures** attacked")


def shares_of(counted: "Compared", run: CompareSettings, network: int, attack: int, name: str, look: str) -> Share:
    """Return the curve of one attack on one network: still right, or seen as wanted, from no noise on."""
    tables = np.concatenate([counted.before[network][None], counted.seen[network, attack]])
    k = np.trace(tables[:, :, :10], axis1=1, axis2=2) if run.wanted is None else tables[:, :, run.wanted].sum(axis=1)
    low, high = wilson(k, counted.n)
    return Share(name, look, k / counted.n, low, high)
