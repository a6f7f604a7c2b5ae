"""Chapter "On the ring": the same decoder of points of the plane, learned in three ways, live and side by side."""

from functools import partial

import streamlit as st

from explorer.chapters.autoencoders import ring_settings
from explorer.chapters.autoencoders.ring_background import explain_ring
from explorer.chapters.autoencoders.ring_said import in_words, ranges_table
from explorer.chapters.autoencoders.ring_shown import Moment, moment_of, recorded_moment
from explorer.chapters.autoencoders.three_ways_said import TITLES
from explorer.data.autoencoders.ring_recording import N_KEPT, load_ring
from explorer.data.autoencoders.three_ways import WAYS
from explorer.data.mode_collapse.points import distribution
from explorer.figures.autoencoders.ring import ring_figure
from explorer.numbers import percent
from explorer.pages import page_named
from explorer.theory.autoencoders.late_counts import N_MODES
from explorer.theory.sample_metrics import PERFECT_QUALITY
from explorer.training.autoencoders.plane_run import RingRun, RingSnapshot
from explorer.training.autoencoders.plane_settings import DATA, RingSettings
from explorer.training.live.plan import Plan
from explorer.ui import charts, mid_run
from explorer.ui.controls import Controls
from explorer.ui.entry_point import streamlit_page
from explorer.ui.live import LiveRun
from explorer.ui.print_mode import is_printed

WHAT_IS_DRAWN = (
    "Blue rings are the modes, orange points what each decoder draws of random z. Below, by iteration, the modes "
    "hit (grey) and the share of high quality (orange; dotted: a perfect sampler's)."
)
EXTENT = 1.35  # half the side of the square that is shown


def show(controls: Controls) -> None:
    """Draw the chapter."""
    if is_printed():  # where nothing runs
        _show_planes(recorded_moment(ring_settings.current_settings(controls).seed))
        return
    live = LiveRun(f"{controls.page}_ring")  # beside the page's runs on pictures
    buttons, settings = st.columns([1.75, 1], gap="medium", vertical_alignment="center")
    with settings:
        chosen = ring_settings.choose(controls)
    mid_run.follow(live, chosen[1])
    with buttons:
        live.show_buttons(
            lambda: new_run(chosen[1]),
            go_on=partial(mid_run.go_on, live, chosen[1]) if mid_run.is_as_chosen(live, chosen) else None,
        )
    live.show(lambda: _draw(live, chosen))
    _show_ranges()
    explain_ring()
    with st.container(horizontal=True, gap="medium"):
        _link_to("gaussian_1d", "game", "Both KL, as numbers")
        _link_to("mode_collapse", "lab", "The GAN alone, in the lab")


def new_run(settings: RingSettings) -> Plan[RingSnapshot]:
    """Return the plan of a run."""
    return Plan(lambda: RingRun(settings), settings.n_iterations, (DATA, settings), uses_torch=False)


def _draw(live: LiveRun, chosen: mid_run.Choice) -> None:
    live.show_status()
    place = st.container()  # above the slider that says which moment it shows
    followed = live.show_timeline("Look back: the iteration shown")
    now = moment_of(live, followed, chosen[1])
    with place:
        _show_planes(now)
    st.caption(_caption(live, now, chosen))
    charts.notice(f"{WHAT_IS_DRAWN} {in_words(now)}")


def _show_planes(now: Moment) -> None:
    p = distribution(DATA)
    with charts.group("autoencoders_ring"):
        for place, name in zip(st.columns(len(WAYS), gap="medium"), WAYS, strict=True):
            with place:
                way = now.ways[name]
                counts = f"{way.n_modes} of {N_MODES} modes, {percent(way.quality)} high quality"
                st.markdown(
                    f"**{TITLES[name]}** · {way.n_modes} of {N_MODES} modes  \n{percent(way.quality)} high quality"
                )
                figure = ring_figure(
                    EXTENT,
                    p.modes,
                    way.x_fake[:N_KEPT],
                    now.iterations,
                    way.captured / N_MODES,
                    way.qualities,
                    now.n_iterations,
                    PERFECT_QUALITY,
                    now.iteration if now.looks_back else None,
                )
                said = f"{TITLES[name]}: points of random z over the eight modes, and both counts by iteration"
                charts.show(figure, f"autoencoders_ring_{name}", f"{said}: {counts}.")


def _show_ranges() -> None:
    kept = load_ring()
    settings = ring_settings.apart_from_seed(RingSettings(**kept.settings))
    st.markdown(ranges_table(kept))
    st.caption(
        f"Recorded with the seeds {kept.seeds[0]} to {kept.seeds[-1]}, {settings}: in the second half of "
        f"{kept.iterations[-1]:,} iterations, the share of the counts that found all {N_MODES} modes, the fewest "
        f"modes, and the median share of high quality. Recorded by `{kept.command}`."
    )


def _caption(live: LiveRun, now: Moment, chosen: mid_run.Choice) -> str:
    said = ring_settings.in_words(now.settings)
    if now.is_recorded:
        differs = ring_settings.differences(chosen[1], now.settings)
        rest = f" :orange[**The controls say {differs}.**]" if differs else ""
        return f"A recorded run, until you start one, at iteration {now.iteration:,}: {said}.{rest}"
    parted = mid_run.where_they_part(live, chosen, ring_settings.differences)
    return f"Iteration {now.iteration:,} of this run: {said}.{parted}"


def _link_to(name: str, chapter: str, label: str) -> None:
    page = page_named(name)
    link = {f"{name}_chapter": chapter}
    st.page_link(streamlit_page(page), label=f"{label}: **{page.title}**", icon=page.icon, query_params=link)
