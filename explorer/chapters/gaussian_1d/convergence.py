"""Convergence: p_g moved by the exact gradient of each generator loss, against the best D of the moment."""

import streamlit as st

from explorer.chapters.gaussian_1d.convergence_said import NOTICES, journey_said
from explorer.chapters.gaussian_1d.journeys import X, gradient_lengths_of, journey_of, path_of
from explorer.figures.gaussian_1d.flow import NAMES, film, gradient_length_figure, journey_figure, race_figure
from explorer.numbers import INTEGRATED, number, percent
from explorer.quiz.gaussian_1d import patience
from explorer.theory.densities import Gaussian
from explorer.theory.gaussian_pairs import js_level_lines
from explorer.theory.gradient_flow import DISTANCES, FLOW_LOSSES, Path
from explorer.ui import charts
from explorer.ui.challenge import show_challenge
from explorer.ui.controls import Controls
from explorer.ui.film import play_button
from explorer.ui.print_mode import is_printed

JOURNEY, RACE = "gaussian_1d_journey", "gaussian_1d_race"
JS_LEVELS = (0.05, 0.25, 0.5, 0.65)
STEP_SIZES = (0.01, 0.02, 0.05, 0.1, 0.2)
STEPS = (40, 80, 120, 200, 400)
LOSSES_HELP = (
    "What G makes small. saturating: ln(1 − D). non-saturating: −ln D. LSGAN: ½(D − 1)². KL: the Kullback–Leibler "
    "divergence. W1: the Wasserstein distance."
)
STARTS = {
    "distant": ("Distant", {"start_mu": 6.0, "start_sigma": 1.0}),
    "close": ("Close", {"start_mu": 1.5, "start_sigma": 1.0}),
    "wide": ("Wide", {"start_mu": 0.0, "start_sigma": 2.5}),
    "narrow": ("Narrow", {"start_mu": 0.5, "start_sigma": 0.5}),
}


def show(controls: Controls) -> None:
    """Draw the chapter."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        loss = controls.choice("flow_loss", "The generator's loss", NAMES, "non_saturating", help=LOSSES_HELP)
        controls.preset_row(STARTS, "Where $p_g$ starts")
    _play(controls, loss)
    _explain()


@st.fragment
def _play(controls: Controls, loss: str) -> None:
    left, right = st.columns([1, 2], gap="large")
    with left, controls.together("journey"):
        start, p_data, step_size, n_steps = _choose(controls)
        share = controls.drag_slider("moment", "Moment of the journey", 0, 100, 0, 1, unit="%")
    path = path_of(loss, start, p_data, step_size, n_steps)
    moments = [round(part / 100 * (len(path.step) - 1)) for part in range(101)]  # a percentage's
    journey, moment = journey_of(path, p_data), moments[100 if is_printed() else share]
    with left:
        play_button(
            "gaussian_1d_film",
            controls.key("moment"),
            f"{loss} {start} {p_data} {step_size} {n_steps}",
            lambda: film(journey, (JOURNEY, RACE), (path.js, path.accuracy), moments),
        )
    with right:
        levels = dict(zip(JS_LEVELS, js_level_lines(p_data, JS_LEVELS), strict=True))
        charts.show(
            journey_figure(X, p_data.pdf(X), journey, levels, (p_data.mu, p_data.sigma), moment),
            JOURNEY,
            f"The fakes under the {NAMES[loss]} loss at step {path.step[moment]}, with D* and the path in the plane "
            "of its mean and spread.",
        )
    charts.notice(NOTICES[loss])
    # The other losses' paths come after the journey: it need not wait for them.
    paths = {name: path_of(name, start, p_data, step_size, n_steps) for name in FLOW_LOSSES}
    _compare(paths, loss, start, p_data, moment)
    _table(paths, loss)
    charts.notice(journey_said(paths[loss], loss, p_data))
    show_challenge(controls, "patience", patience(loss, start, p_data, float(paths[loss].js[-1])))


def _choose(controls: Controls) -> tuple[Gaussian, Gaussian, float, int]:
    start = Gaussian(
        controls.drag_slider("start_mu", "Mean μ at the start", -8.0, 8.0, 6.0, 0.1),
        controls.drag_slider("start_sigma", "Spread σ at the start", 0.5, 2.5, 1.0, 0.05),
    )
    step_size = controls.drag_steps("step_size", "Step size", STEP_SIZES, 0.1)
    n_steps = controls.drag_steps("n_steps", "Number of steps", STEPS, 120)
    p_data = Gaussian(
        controls.drag_slider("goal_mu", "Mean of $p_{data}$", -2.0, 2.0, 0.0, 0.1),
        controls.drag_slider("goal_sigma", "Spread σ of $p_{data}$", 0.8, 2.0, 1.0, 0.05),
    )
    return start, p_data, step_size, n_steps


def _compare(paths: dict[str, Path], loss: str, start: Gaussian, p_data: Gaussian, moment: int) -> None:
    race, lengths = st.columns(2, gap="large")
    with race:
        charts.show(
            race_figure(
                paths[loss].step,
                {name: path.js for name, path in paths.items()},
                {name: path.accuracy for name, path in paths.items()},
                loss,
                moment,
            ),
            RACE,
            "JSD, value of the game and accuracy of D* against the step, for every loss.",
        )
        charts.notice(
            "**Every loss from the same start.** The Jensen–Shannon divergence JSD is 0 where both densities are the "
            "same and ln 2 where they never overlap. V, the value of the game, is −ln 4 + 2 JSD: one curve, read on "
            "two axes. At home D\\* is right half of the time. Click a name in the legend to hide its curve."
        )
    with lengths:
        charts.show(
            gradient_length_figure(
                DISTANCES, gradient_lengths_of(start.sigma, p_data), loss, abs(start.mu - p_data.mu)
            ),
            "gaussian_1d_gradient_length",
            "Length of each loss's gradient against the distance between the means, on a logarithmic axis.",
        )
        charts.notice(
            "**How strong the gradient is, by distance.** Each mark upwards is ten times more. Far out saturating and "
            "LSGAN **vanish** with the distance; non-saturating and KL grow with it; W1 stays."
        )


def _table(paths: dict[str, Path], loss: str) -> None:
    # Names in plain text: formulas are typeset anew whenever a number in the table changes.
    rows = ["| At the end | μ | σ | JSD | V(D\\*, G) | D\\* right |", "|:--|--:|--:|--:|--:|--:|"]
    for name, path in paths.items():
        end = (path.mu[-1], path.sigma[-1], path.js[-1], path.value[-1])
        cells = " | ".join(number(each, ".3f", INTEGRATED) for each in end)
        right = percent(path.accuracy[-1], 1)
        rows.append(f"| {f'**{NAMES[name]}**' if name == loss else NAMES[name]} | {cells} | {right} |")
    st.markdown("\n".join(rows))


def _explain() -> None:
    rows = [f"| {NAMES[loss.id]} | ${loss.formula}$ | ${loss.descends}$ |" for loss in FLOW_LOSSES.values()]
    table = "\n".join(["| Loss | G minimises | $p_g$ descends |", "|:--|:--|:--|", *rows])
    with st.expander("What exactly is computed, and where it comes from"):
        st.markdown(
            "G(z) = μ + σz. Before each step D is made optimal for the present $p_g$ and held still while G's loss is "
            "differentiated, as by backpropagation through it. The step goes down that gradient in **μ** and **ln σ**: "
            f"σ stays positive. Held still, D turns each loss into the gradient of a divergence:\n\n{table}\n\n"
            "LSGAN's labels are 0 and 1, whose best D is the same $p_{data}/(p_{data}+p_g)$. KL is "
            "KL($p_g$ ‖ $p_{data}$). The lengths in the last figure are taken at the chosen starting σ. "
            "*Goodfellow et al. 2014, Theorem 1; Arjovsky & Bottou 2017, Theorem 2.5 (non-saturating); Mao et al. "
            "2017; Arjovsky et al. 2017.*"
        )
