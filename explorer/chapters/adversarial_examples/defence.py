"""Chapter "A defence": the same network, trained on its own worst cases."""

from typing import TYPE_CHECKING

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explorer.arrays import Images
from explorer.chapters.adversarial_examples.choose import N_NUMBERS, choose_digit, choose_source, say_where_from
from explorer.chapters.adversarial_examples.how_little import SIZES
from explorer.chapters.adversarial_examples.run import plan_of, shares_of, show_run_status
from explorer.data.adversarial_examples.pictures import first_pictures, picture_of
from explorer.figures.adversarial_examples.compared import shares_figure
from explorer.figures.adversarial_examples.rows import ANSWERS, Row, answers_figure, rows_figure
from explorer.figures.adversarial_examples.strips import Strip, strips_figure
from explorer.names import NORMS
from explorer.numbers import number, percent
from explorer.training.adversarial_examples.settings import N_STEPS, N_STEPS_DRAGGED, NETWORKS, CompareSettings
from explorer.training.classifier.file import load_classifier_file
from explorer.ui import charts
from explorer.ui.changes import waiting_in_words
from explorer.ui.controls import Controls
from explorer.ui.live import LiveRun
from explorer.ui.print_mode import is_printed

if TYPE_CHECKING:
    from explorer.training.adversarial_examples.compare import Compared
    from explorer.training.adversarial_examples.defence import Attacked

STRIPS_PX = 300
NAMES = {"plain": "Plain", "robust": "Robust"}


def show(controls: Controls) -> None:
    """Draw the chapter."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        source = choose_source(controls, "defence_pictures")
        digit = choose_digit(controls, source, "defence_digit")
        norm = controls.choice("defence_norm", "Norm", NORMS, "l2", help="L2: √(Σ δᵢ²) of the noise δ. L∞: max |δᵢ|.")
    _play(controls, source, digit, norm)
    _show_gradients(source)
    if not is_printed():
        _show_live(controls, source, norm)
    say_where_from(source, tuple(NETWORKS))
    _explain()


@st.fragment
def _play(controls: Controls, source: str, digit: int, norm: str) -> None:
    _, label, most, usual, step = SIZES[norm]
    with controls.together("defence", columns=None):
        size = controls.drag_slider(f"defence_{norm}", label, 0.0, most, usual, step)
        which = controls.drag_slider("defence_number", "Which picture", 1, N_NUMBERS, 1, 1)
    picture = picture_of(source, digit, which)
    both = {name: _attacked(picture, norm, size, name) for name in NETWORKS}
    rows = [Row(NAMES[name], each.delta, each.said, each.before) for name, each in both.items()]
    pictures, bars = charts.group("adversarial_defence").columns([4, 3], gap="small")
    seen = "; ".join(f"{row.name} sees {ANSWERS[int(row.said.argmax())]}" for row in rows)
    with pictures:
        alt = f"A picture, the worst noise for each network, and their sums. {seen}."
        charts.show(rows_figure(both["plain"].x, rows), "adversarial_worst", alt)
    with bars:
        charts.show(answers_figure(rows), "adversarial_both", "What each network says of its sum.")
    sizes = " and ".join(f"**{number(each.size, '.2f')}**" for each in both.values())
    charts.notice(
        f"Each network gets the noise that PGD, the strongest attack of this page, finds for it within this norm; of "
        f"{NORMS[norm]} {sizes} is added. The robust one mostly gives in later, and what "
        "that takes can mostly be seen: parts of another digit. Drag the norm: where does each turn?"
    )


@st.cache_data(max_entries=256, show_spinner=False)
def _attacked(picture: Images, norm: str, size: float, network: str) -> "Attacked":
    from explorer.training.adversarial_examples.defence import attacked  # brings torch

    return attacked(picture, norm, size, network)


def _show_gradients(source: str) -> None:
    images, _ = first_pictures(source, 10)
    strips = [Strip("<b>Pictures</b>", images / 255.0)]
    strips += [Strip(f"<b>{name} network</b>, gradient", _gradients(source, id), True) for id, name in NAMES.items()]
    alt = "Ten digits, and the gradient of the loss in the pixels of each, for both networks."
    charts.show(strips_figure(strips, len(images), STRIPS_PX), "adversarial_gradients", alt)
    charts.notice(
        "Green pixels raise the loss when they get ink, magenta ones when they lose it. The robust network's "
        "gradients lie on the strokes and beside them, where a person would change the ink, too; the plain one's lie "
        "all over the sheet."
    )


@st.cache_data(max_entries=4, show_spinner=False)
def _gradients(source: str, network: str) -> NDArray[np.float32]:
    from explorer.training.adversarial_examples.defence import gradients

    return gradients(*first_pictures(source, 10), network)


def _show_live(controls: Controls, source: str, norm: str) -> None:
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        n = controls.choice("n_defended", "How many", ("100", "200"), "100")
        seed = controls.seed("defence_seed")
    chosen = CompareSettings(source, norm, None, int(n), seed, tuple(NETWORKS), ("pgd",))
    live = LiveRun(f"{controls.page}_defence")
    live.show_buttons(lambda: plan_of(chosen))
    live.show(lambda: _draw(live, chosen))


def _draw(live: LiveRun, chosen: CompareSettings) -> None:
    run: CompareSettings = live.runner.settings or chosen
    counted: Compared | None = live.runner.latest()
    show_run_status(live, counted)
    curves = (
        []
        if counted is None
        else [shares_of(counted, run, i, 0, f"{NAMES[name]}, PGD", name) for i, name in enumerate(run.networks)]
    )
    figure = shares_figure(run.sizes, curves, "Still right", NORMS[run.norm])
    charts.show(figure, "adversarial_defended", "The share of pictures still right under PGD, for both networks.")
    if run != chosen:
        st.caption(waiting_in_words().strip())


def _explain() -> None:
    plain, robust = (load_classifier_file(file).facts.accuracy for file in NETWORKS.values())
    st.markdown(
        "**Adversarial training** replaces every picture of a batch by its worst case within a ball, found by a few "
        "steps of PGD with the weights as they are, and then takes the usual step. It is a game: min over the weights "
        "of the max over the noise, as a GAN's is of two networks. It costs something: of MNIST's 10,000 test pictures "
        f"without noise the plain network reads {percent(plain, 2)}, the robust one {percent(robust, 2)}."
    )
    st.latex(r"\min_{\theta}\ \mathbb E_{(x,y)}\ \max_{\lVert\delta\rVert_2\le1.75}\ -\ln p_\theta(y\mid x+\delta)")
    st.caption(
        "θ are the weights, y is the right answer. The robust network has the same layers and as many weights, began "
        f"with those of the plain one, and was recorded by `python -m recording.robust`; the attacks here are PGD of "
        f"{N_STEPS_DRAGGED} steps above, and of {N_STEPS} below. Madry et al. 2017 (arXiv 1706.06083); Tsipras et al. "
        "2018 (arXiv 1805.12152) on gradients that look like what they mean."
    )
