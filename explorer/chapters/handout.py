"""The handout: a walkthrough with its figures and formulas on paper, each chapter drawn as its step has set it."""

from collections.abc import Callable, Mapping

import streamlit as st

from explorer.chapters.dynamics import circle, cures, disjoint, eigenvalues
from explorer.chapters.gaussian_1d.convergence import show_convergence
from explorer.chapters.gaussian_1d.game import show_game
from explorer.chapters.gaussian_1d.your_own_D import show_your_own_D
from explorer.chapters.lsgan_vs_bce import far_fakes, losses, optimal_d, vanishing_layers
from explorer.chapters.mnist_trainer import recorded
from explorer.chapters.mode_collapse import cures as collapse_cures
from explorer.chapters.mode_collapse import slow_motion
from explorer.chapters.toy_faces import discriminator, faces, generator, opinion_map, together, training
from explorer.lectures.step import Step
from explorer.ui.controls import Controls
from explorer.ui.paper import on_paper
from explorer.ui.still_controls import StillControls

# Chapters that paper can show; a live run it cannot.
CHAPTERS: Mapping[str, Mapping[str, Callable[[Controls], None]]] = {
    "toy_faces": {
        "Faces": faces.show,
        "Discriminator by hand": discriminator.show,
        "Generator by hand": generator.show,
        "Put together": together.show,
        "Training": training.show,
        "Map": opinion_map.show,
    },
    "gaussian_1d": {"The game": show_game, "Your own D": show_your_own_D, "Convergence": show_convergence},
    "lsgan_vs_bce": {
        "Losses and gradients": losses.show,
        "Far fakes": far_fakes.show,
        "Optimal D": optimal_d.show,
        "Vanishing layers": vanishing_layers.show,
    },
    "dynamics": {
        "The circle": circle.show,
        "Eigenvalues": eigenvalues.show,
        "Cures compared": cures.show,
        "Disjoint supports": disjoint.show,
    },
    "mode_collapse": {"Slow motion": slow_motion.show, "Cures": collapse_cures.show},
    "mnist_trainer": {"Recorded runs": recorded.show},
}


def show_step(page: str, number: int, step: Step, is_repeated: bool) -> None:
    """Draw one step; `is_repeated` where its chapter stands above already, so that its formulas need not come again."""
    with st.container(key=f"handout_{'again' if is_repeated else 'first'}_{number}"):
        with st.container(key=f"handout_words_{number}"):
            st.markdown(f"### {number}. {step.title}\n\n{step.say}\n\n:material/visibility: {step.look}")
            settings = st.empty()
        chapter = CHAPTERS[page].get(step.settings.get("chapter", ""))
        if step.is_live or chapter is None:
            st.caption("A live run: paper cannot show it. Open the page at this step.")
            return
        controls = StillControls(f"handout_{number}", step.settings)
        with on_paper(f"handout_{number}_"):
            chapter(controls)
        said = " · ".join(f"{label}: **{value}**" for label, value in controls.said.items())
        if said:
            settings.caption(f"Set to: {said}")
