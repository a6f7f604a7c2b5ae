"""Two small networks that only see samples play the game live, beside what the theory says about every moment of it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import streamlit as st

from explorer.chapters.gaussian_1d.choose_densities import Slider, as_set, choose_kind, p_data_by_sliders
from explorer.chapters.gaussian_1d.real_gan_presets import BATCHES, DEFAULT, FIELDS, HELP, LOSSES, PRESETS, RATES
from explorer.chapters.gaussian_1d.real_gan_said import in_numbers
from explorer.figures.gaussian_1d.real_gan import X_RANGE, history_figure, now_figure
from explorer.theory.densities import Density, display_grid
from explorer.theory.equilibrium import equilibrium_losses
from explorer.theory.pushforward import D_star_of_masses, bin_masses
from explorer.training.gaussian_1d.settings import CENTRES, EDGES, HISTOGRAM_EDGES, N_SAMPLES, Gan1dSettings, Z
from explorer.training.live.plan import Plan
from explorer.ui import charts
from explorer.ui.controls import Controls
from explorer.ui.indices import show_indexed
from explorer.ui.live import LiveRun
from explorer.ui.readings import Readings

if TYPE_CHECKING:
    from explorer.training.gaussian_1d.real_gan import Gan1dSnapshot

N_POINTS = 241


def show(controls: Controls) -> None:
    """Draw the chapter."""
    controls.preset_row(PRESETS, "Try these, each with Start")
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        choose_kind(controls, "gan_")
        controls.choice("gan_loss", "Loss", LOSSES, DEFAULT.loss)
        with st.popover("More settings", icon=":material/tune:"):
            controls.seed("gan_seed")
            controls.slider("gan_n", "Iterations", 500, 5000, DEFAULT.n_iterations, 500, help=HELP["gan_n"])
            controls.steps("gan_batch", "Batch size", BATCHES, DEFAULT.batch_size, help=HELP["gan_batch"])
            controls.slider("gan_beta1", "Adam's momentum β₁", 0.0, 0.9, DEFAULT.beta1, 0.1, help=HELP["gan_beta1"])
    live = LiveRun(controls.page)
    live.show_buttons(lambda: _plan(current_settings(controls)))
    _play(controls, live)
    _explain()


@st.fragment
def _play(controls: Controls, live: LiveRun) -> None:
    left, right = st.columns([1, 2], gap="large")
    with left:
        with controls.together("gan_densities"):
            _p_data(controls, controls.drag_slider)
            controls.drag_slider("gan_start", "$p_g$ begins near x =", -6.0, 6.0, DEFAULT.start, 0.5)
        controls.slider(
            "gan_k", "Steps of D for each step of G", 1, 10, DEFAULT.n_discriminator_steps, 1, help=HELP["gan_k"]
        )
        controls.steps("gan_lr_D", "Learning rate of D", RATES, DEFAULT.learning_rate_D, help=HELP["gan_lr_D"])
        controls.steps("gan_lr_G", "Learning rate of G", RATES, DEFAULT.learning_rate_G, help=HELP["gan_lr_G"])
        charts.notice(
            "Run **Slow D**: both losses lie on their dotted lines, as if all were well, yet the JSD, the "
            "Jensen–Shannon divergence of $p_g$ from $p_{data}$, stays high: D says ½ out of ignorance. Run **D too "
            "good**, then **The cure**: the same strong D, and only the loss of G differs."
        )
    settings = current_settings(controls)
    with right:
        live.show(lambda: _draw(live, settings))


def _p_data(controls: Readings, slider: Slider) -> Density:
    return p_data_by_sliders(controls.value("gan_data", "gaussian"), slider, "gan_", 3.0, (0.5, 2.0))


def current_settings(controls: Readings) -> Gan1dSettings:
    """Return the settings of the next run, as the controls stand."""
    fields = {field: controls.value(name, getattr(DEFAULT, field)) for name, field in FIELDS.items()}
    return Gan1dSettings(
        _p_data(controls, as_set(controls)), **fields, seed=int(controls.value("gan_seed", DEFAULT.seed))
    )


def _plan(settings: Gan1dSettings) -> "Plan[Gan1dSnapshot]":
    def make_snapshots() -> "Iterator[Gan1dSnapshot]":
        from explorer.training.gaussian_1d.real_gan import train_gan_1d  # in the training thread: it brings torch

        return train_gan_1d(settings)

    return Plan(make_snapshots, settings.n_iterations, settings)


@st.cache_data(max_entries=50, show_spinner=False)
def _first_frame(settings: Gan1dSettings) -> "Gan1dSnapshot":
    """Return the first frame of a run that nobody has started yet, so that the page shows where it would begin."""
    from explorer.training.gaussian_1d.real_gan import train_gan_1d

    return next(train_gan_1d(settings))


def _draw(live: LiveRun, chosen: Gan1dSettings) -> None:
    running: Gan1dSettings = live.runner.settings or chosen
    live.show_status()
    figure = st.container()  # above the slider that says which moment it shows
    shown = live.show_timeline("Look back: the iteration shown") or _first_frame(running)
    with figure:
        _draw_now(running, shown)
    show_indexed(in_numbers(live.runner.settings, chosen, shown), small=True)
    charts.notice(
        "Bars are samples of G; the orange line is its exact density. The trained **D** (green) has seen nothing but "
        "samples: does it lie on the exact **D\\*** (grey)? Where $p_g$ equals $p_{data}$, both are ½ wherever "
        "samples fall."
    )
    levels = equilibrium_losses(running.loss)
    charts.show(
        history_figure(live.runner.curves(), running.n_iterations, levels, shown.iteration),
        "gaussian_1d_gan_history",
        "Jensen–Shannon divergence between ln 2 and 0, the distance of D from D*, and both losses, by iteration.",
    )


def _draw_now(settings: Gan1dSettings, shown: Any) -> None:
    x = display_grid(*X_RANGE, N_POINTS, settings.p_data)
    figure = now_figure(
        (x, settings.p_data.pdf(x)),
        (CENTRES, shown.p_g[1:-1] / np.diff(EDGES)),
        (HISTOGRAM_EDGES, shown.histogram / (N_SAMPLES * np.diff(HISTOGRAM_EDGES))),
        (CENTRES, shown.D),
        D_star_of_masses(bin_masses(settings.p_data, EDGES), shown.p_g)[1:-1],
        (Z, shown.G),
    )
    charts.show(
        figure,
        "gaussian_1d_gan_now",
        "The histogram of generated samples over the density of the data, the trained D beside the exact D*, and the "
        "curve x = G(z).",
    )


def _explain() -> None:
    with st.expander("What is computed, and how exactly"):
        st.markdown(
            r"""Both networks are as small as networks get: one number in, 16 tanh units, one number out. G gets
z ~ N(0, 1). One iteration: D learns, once or several times, from a batch of real samples and a batch of fakes, then G
takes one step. Both use Adam. *Goodfellow et al. 2014, Algorithm 1; LSGAN: Mao et al. 2017, eq. 2, with the targets 0
and 1, and no sigmoid on D.*

$$P(G(z)\le e)=\int_{G(z)\le e}\varphi(z)\,dz,\qquad D^*=\frac{p_{data}}{p_{data}+p_g}$$

The networks never see $p_g$, but we can: G is evaluated at 361 values of z, and the probability of the z that land in
each bin of width 0.1 is added up with the normal density φ: no sampling, no noise. $D^*$ and the JSD compare these bins
with those of $p_{data}$. (Bins can only hide differences: this JSD is never more than the true one.) $D^*$ is drawn
wherever a sample may fall at all."""
        )
