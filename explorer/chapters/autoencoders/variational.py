"""Chapter "Variational": an encoder that says where a code lies and how sure it is, trained live."""

from collections.abc import Callable
from functools import partial
from types import ModuleType

import streamlit as st

from explorer.chapters.autoencoders import live_run, variational_settings
from explorer.chapters.autoencoders import variational_manifold as manifold
from explorer.chapters.autoencoders import variational_one as one
from explorer.chapters.autoencoders import variational_terms as terms
from explorer.chapters.autoencoders.settings import differences
from explorer.chapters.autoencoders.variational_shown import recorded, shown
from explorer.ui import mid_run
from explorer.ui.controls import Controls
from explorer.ui.live import LiveRun
from explorer.ui.print_mode import is_printed
from explorer.ui.real_images import current_images, say_where_from

OF_ANOTHER = ":orange[**The run above is of another chapter: Start again begins a variational one.**]"
# id -> (button, what shows it)
VIEWS = {
    "one": ("One picture", one),
    "terms": ("Two terms", terms),
    "manifold": ("All it draws", manifold),
}
PRESETS = {
    "two_numbers": ("k = 2", {"vae_k": 2, "beta": 1.0}, "A code that is a point of the plane."),
    "twenty_numbers": ("k = 20", {"vae_k": 20, "beta": 1.0, "vae_view": "terms"}, "Enough for most pictures."),
    "collapse": (
        "Posterior collapse",
        {"vae_k": 20, "beta": 10.0, "vae_view": "terms"},
        "Ten times the price for each nat: most coordinates say nothing any more.",
    ),
    "no_price": ("No price", {"vae_k": 2, "beta": 0.0, "vae_view": "one"}, "Without the KL, q shrinks to a point."),
}


def show(controls: Controls) -> None:
    """Draw the chapter."""
    if is_printed():  # where nothing runs
        _show_view(controls, lambda view, options: view.show(controls, recorded(), options))
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        variational_settings.choose_rest(controls)
        controls.preset_row(PRESETS, "Try")
    live, real = LiveRun(controls.page), current_images(controls)
    say_where_from(real.source)
    buttons, sliders = st.columns([1.25, 1], gap="medium", vertical_alignment="center")
    with sliders:
        chosen = variational_settings.choose(controls)
    variational_settings.follow(live, chosen)
    wanted = real.source, chosen
    with buttons:
        live.show_buttons(
            lambda: live_run.new_run(chosen, real),
            go_on=partial(mid_run.go_on, live, chosen) if mid_run.is_as_chosen(live, wanted) else None,
        )
    _show_view(controls, lambda view, options: live.show(lambda: _draw(controls, live, wanted, view, options)))


def _show_view(controls: Controls, draw: Callable[[ModuleType, object], None]) -> None:
    """Let one choose what to see, and draw that; its own choices stand beside, outside of what redraws itself."""
    texts = {id: text for id, (text, _) in VIEWS.items()}
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        view = VIEWS[controls.choice("vae_view", "See", texts, next(iter(texts)), label_visibility="collapsed")][1]
        options = view.choose(controls)
    draw(view, options)
    view.explain()


def _draw(controls: Controls, live: LiveRun, wanted: mid_run.Choice, view: ModuleType, options: object) -> None:
    live.show_status()
    is_ours = variational_settings.is_variational(live)
    if live.runner.settings is not None and not is_ours:
        st.caption(OF_ANOTHER)  # beside its progress, not below what is shown in its place
    network = shown(live)
    view.show(controls, network, options)
    st.caption(network.in_words + (mid_run.where_they_part(live, wanted, differences) if is_ours else ""))
