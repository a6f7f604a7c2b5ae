"""The challenge of the chapter on the game: p_g home in five moves, each from the press to the letting go."""

import streamlit as st

from explorer.pages import page_named
from explorer.quiz.gaussian_1d import five_moves
from explorer.theory.densities import Density, Gaussian
from explorer.ui import drag_slider
from explorer.ui.challenge import show_challenge
from explorer.ui.controls import Controls

NAME = "five_moves"
START = page_named("gaussian_1d").challenge(NAME).start


def show_five_moves(controls: Controls, p_data: Density, p_g: Gaussian, js: float) -> None:
    """Count where p_g has come to rest since Begin, and draw the challenge."""
    key = controls.key("places")
    places: list[Gaussian] | None = st.session_state.get(key)
    is_dragged = any(drag_slider.is_dragged(controls.key(name)) for name in ("mu_g", "sigma_g"))
    if places is not None and not is_dragged and places[-1] != p_g:
        places.append(p_g)
    playing = places is not None and p_data == Gaussian(START["mu_data"], START["sigma_data"])
    n_moves = len(places) - 1 if places is not None and playing else None

    def begin() -> None:
        st.session_state[key] = [Gaussian(START["mu_g"], START["sigma_g"])]

    show_challenge(controls, NAME, five_moves(js, n_moves), begin)
