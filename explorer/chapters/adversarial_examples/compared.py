"""Chapter "Attacks compared": each on many pictures, counted live."""

from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from explorer.chapters.adversarial_examples import earlier
from explorer.chapters.adversarial_examples.choose import choose_source, say_where_from
from explorer.chapters.adversarial_examples.how_little import OTHER, WANTED, WANTED_PX
from explorer.chapters.adversarial_examples.run import counts, plan_of, shares_of, show_run_status
from explorer.figures.adversarial_examples.compared import becomes_figure, shares_figure
from explorer.names import ATTACKS, CLASSIFIERS, NORMS
from explorer.numbers import counted, number, percent
from explorer.training.adversarial_examples.settings import N_STEPS, SIZES, CompareSettings
from explorer.ui import charts
from explorer.ui.changes import waiting_in_words
from explorer.ui.controls import Controls
from explorer.ui.live import LiveRun

if TYPE_CHECKING:
    from explorer.training.adversarial_examples.compare import Compared

N_PICTURES = ("100", "200", "500")


def show(controls: Controls) -> None:
    """Draw the chapter."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        source = choose_source(controls, "attacked_pictures")
        norm = controls.choice("attack_norm", "Norm", NORMS, "l2", help="L2: √(Σ δᵢ²) of the noise δ. L∞: max |δᵢ|.")
        with st.container(width=WANTED_PX):
            wanted = controls.choice("attack_wanted", "Wanted answer", WANTED, OTHER, in_list=True)
    place = st.container(horizontal=True, gap="medium", vertical_alignment="center")
    with place:
        n = controls.choice("n_attacked", "How many", N_PICTURES, "200")
        seed = controls.seed("attack_seed")
        network = controls.choice(
            "attacked_network", "Network", CLASSIFIERS, "plain", help="Robust: that of the chapter *A defence*."
        )
    chosen = CompareSettings(source, norm, None if wanted == OTHER else int(wanted), int(n), seed, (network,))
    live = LiveRun(f"{controls.page}_compared")
    live.show_buttons(lambda: plan_of(chosen))
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        shown = controls.choice("shown_attack", "Table of", {id: ATTACKS[id] for id in chosen.attacks}, "pgd")
        size = controls.steps(f"shown_{norm}", "with noise of", SIZES[norm], SIZES[norm][3])
    live.show(lambda: _draw(live, chosen, shown, SIZES[norm].index(size)))
    say_where_from(source, (network,))
    _explain()


def _draw(live: LiveRun, chosen: CompareSettings, shown: str, at: int) -> None:
    run: CompareSettings = live.runner.settings or chosen
    now: Compared | None = live.runner.latest()
    show_run_status(live, now)
    left, right = charts.group("adversarial_compared").columns([5, 4], gap="medium")
    at = min(at, len(run.sizes) - 1)  # until a run of the chosen norm begins
    attack = run.attacks.index(shown) if shown in run.attacks else run.attacks.index("pgd")
    past = earlier.before(live, run, now)
    with left:
        curves = (
            []
            if now is None
            else [shares_of(now, run, 0, j, ATTACKS[name], name) for j, name in enumerate(run.attacks)]
        )
        what = "Still right" if run.wanted is None else f"Others seen as {run.wanted}"
        pale = [
            shares_of(each.counted, each.settings, 0, attack, str(each.number), run.attacks[attack]) for each in past
        ]
        figure = shares_figure(run.sizes, curves, what, NORMS[run.norm], run.sizes[at], pale)
        charts.show(figure, "adversarial_shares", f"{what}: the share of pictures by the norm of the noise.")
    with right:
        table = np.zeros((10, 11), np.int64) if now is None else now.seen[0, attack, at]
        alt = f"Which digit is seen as what after {ATTACKS[run.attacks[attack]]}."
        charts.show(becomes_figure(table, run.wanted), "adversarial_becomes", alt)
    said = earlier.in_words(past, run) if now else ""
    st.caption(said + (waiting_in_words() if run != chosen else ""))
    charts.notice(_found(now, run, attack, at) if now else "Press **Start**: every picture is attacked in every way.")


def _found(now: "Compared", run: CompareSettings, attack: int, at: int) -> str:
    tables = now.seen[0, :, at]
    k, n = counts(tables, run.wanted)
    said = ", ".join(f"{ATTACKS[name]} **{percent(float(p))}**" for name, p in zip(run.attacks, k / n, strict=True))
    of, what = ("pictures", "still right") if run.wanted is None else ("other digits", f"seen as {run.wanted}")
    table = tables[attack].copy()
    np.fill_diagonal(table, 0)
    i, j = np.unravel_index(int(table.argmax()), table.shape)
    often = (
        f" What {ATTACKS[run.attacks[attack]]} makes of them most often: a {i} is seen as "
        f"{'none' if j == 10 else j}, {counted(int(table[i, j]), 'time')}."
        if table.max()
        else ""
    )
    return f"With {NORMS[run.norm]} {number(run.sizes[at])}, of {n} {of} are {what}: {said}.{often}"


def _explain() -> None:
    st.markdown(
        "**One step** goes along the gradient at the picture, once (under L∞ that is FGSM, the fast gradient sign "
        f"method). **PGD**, projected gradient descent, takes {N_STEPS} small steps and looks at the gradient anew "
        "before each; what leaves the ball of the norm is brought back. **DeepFool** goes to the nearest border as if "
        "the network were linear, again and again, until it is over, so that it needs no norm: it counts from the norm "
        "that it took. **Random noise** is as long as the others, after clipping."
    )
    st.latex(
        r"\delta_{k+1}=\Pi_{\lVert\delta\rVert\le\varepsilon}\bigl(\delta_k+\alpha\,g_k/\lVert g_k\rVert\bigr),"
        r"\quad g_k=\nabla_x L(x+\delta_k)\qquad\text{(PGD; with sign }g_k\text{ under L}\infty)"
    )
    st.caption(
        "L is the loss −ln p of the right answer, Π the nearest point of the ball, α its step. Bars: 95 % intervals of "
        "the shares (Wilson 1927). Goodfellow et al. 2014 (arXiv 1412.6572); Madry et al. 2017 (arXiv 1706.06083); "
        "Moosavi-Dezfooli et al. 2016 (arXiv 1511.04599)."
    )
