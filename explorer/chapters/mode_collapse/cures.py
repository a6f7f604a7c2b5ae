"""Chapter "Cures": six of them beside the plain GAN, recorded over five seeds, and any of them live."""

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explorer import names
from explorer.chapters.mode_collapse.cures_explained import SETUP, show_explanation
from explorer.chapters.mode_collapse.cures_found import found
from explorer.chapters.mode_collapse.cures_live import show_live
from explorer.data.files import WrongFile
from explorer.data.mode_collapse.cures import Cell, CureRecording, load_cures
from explorer.data.mode_collapse.points import DISTRIBUTIONS
from explorer.figures.mode_collapse.cures import NAMES, Range, pictures_figure, ranges_figure
from explorer.numbers import number, percent
from explorer.theory.sample_metrics import PERFECT_QUALITY, count_modes
from explorer.training.mode_collapse.cures_settings import CURES, DATA_SETS, N_SAMPLES, SEEDS
from explorer.ui import charts
from explorer.ui.charts import notice
from explorer.ui.controls import Controls
from explorer.ui.print_mode import is_printed

ON_PAPER = 330  # px: room for two lines above each picture
N_DRAWN = 300
HALVES = (tuple(CURES)[:4], tuple(CURES)[4:])  # two figures, so that a phone shows them one below the other


def show(controls: Controls) -> None:
    """Draw the chapter."""
    try:
        recording = load_cures()
    except WrongFile as problem:
        st.warning(str(problem), icon=":material/movie_off:")
        return
    st.markdown(
        "A plain GAN, and six cures for mode collapse that papers propose, each explained below. Each ran with five "
        "seeds on two data sets; **networks, optimizer and iterations are the same for all**, so that only the cure "
        "differs."
    )
    places = charts.group("mode_collapse_cure_ranges").columns(2, gap="medium")
    for data, place in zip(DATA_SETS, places, strict=True):
        with place:
            _show_ranges(recording, data)
    for data in DATA_SETS:
        notice(found(recording, data, len(DISTRIBUTIONS[data].modes)))
    st.caption("More and fewer, better and worse: the middle seed of a cure lies beyond all five of the plain GAN's.")
    _show_pictures(controls, recording)
    with st.expander("All numbers of the recording", icon=":material/table:"):
        st.markdown(_table(recording))
        st.caption(f"Recorded by `{recording.command}`.")
    show_explanation(controls)
    if not is_printed():
        show_live(controls, recording)
    with st.expander("The setup that all share, and how it is measured", icon=":material/science:"):
        st.markdown(SETUP)


def _rows(recording: CureRecording, data: str) -> dict[str, Range]:
    cells = {cure: recording.cells[data, cure] for cure in CURES}
    return {cure: Range(cell.n_modes[:, -1], cell.quality[:, -1]) for cure, cell in cells.items()}


def _show_ranges(recording: CureRecording, data: str) -> None:
    rows, n_modes = _rows(recording, data), len(DISTRIBUTIONS[data].modes)
    figure = ranges_figure(data, n_modes, rows, PERFECT_QUALITY)
    said = ", ".join(f"{names.CURES[cure]} {_span(row.n_modes)}" for cure, row in rows.items())
    charts.show(
        figure,
        f"mode_collapse_cures_{DATA_SETS.index(data)}",
        f"{names.POINTS[data]}: modes captured, least to most of five seeds: {said}; and their share of high quality.",
    )


def _show_pictures(controls: Controls, recording: CureRecording) -> None:
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        data = controls.choice(
            "cure_data",
            "Real points",
            {id: names.POINTS[id] for id in DATA_SETS},
            DATA_SETS[0],
            help="Of the pictures, and of the live run.",
        )
        seed = controls.choice(
            "cure_shown",
            "Recorded seed",
            [str(seed) for seed in SEEDS],
            str(SEEDS[0]),
            help="Each cure was trained once with each of them.",
        )
    p, i = DISTRIBUTIONS[data], recording.seeds.index(int(seed))
    places = charts.group("mode_collapse_cure_pictures").columns(2, gap="medium")
    for half, (cures, place) in enumerate(zip(HALVES, places, strict=True)):
        cells = {cure: recording.cells[data, cure] for cure in cures}
        said = {cure: _said(cell, i, len(p.modes)) for cure, cell in cells.items()}
        points = {cure: cell.x_fake[i] for cure, cell in cells.items()}
        if len(cures) < len(HALVES[0]):  # room for one more
            points["perfect"], said["perfect"] = _perfect(data)
        figure = pictures_figure(p.extent, p.modes, points, said, in_blue="perfect")
        with place:
            listed = ", ".join(f"{NAMES[id]}: {words}" for id, words in said.items())
            alt = f"Fakes at the end of each run. {listed}."
            charts.show(figure, f"mode_collapse_cure_pictures_{half}", alt, least_on_paper=ON_PAPER)
    notice(
        "Blue rings are the modes, orange points the fakes at the end. An empty ring is a mode that is lost; threads "
        "between rings are G's sheet, which cannot tear. **Try** the other seeds: with a single one anything could be "
        "claimed."
    )


@st.cache_data(max_entries=2, show_spinner=False)
def _perfect(data: str) -> tuple[NDArray[np.float64], str]:
    """Return points of the data themselves, and what as many as are counted of a G score."""
    p = DISTRIBUTIONS[data]
    x = p.sample(N_SAMPLES, np.random.default_rng(0))
    found = count_modes(x, p.modes, p.sigma)
    return x[:N_DRAWN], f"{found.n_captured} of {len(p.modes)}, {percent(found.quality, 1)}"


def _said(cell: Cell, seed: int, n_modes: int) -> str:
    return f"{cell.n_modes[seed, -1]} of {n_modes}, {percent(cell.quality[seed, -1], 1)}"


def _span(values: np.ndarray) -> str:
    return f"{number(values.min())} to {number(values.max())}"


def _table(recording: CureRecording) -> str:
    heads = [f"{names.POINTS[data]}: modes | high quality" for data in DATA_SETS]
    lines = [f"| min · **median** · max | {' | '.join(heads)} |", "|:--|" + "--:|" * 4]
    for cure in CURES:
        row = [names.CURES[cure]]
        for data in DATA_SETS:
            cell = recording.cells[data, cure]
            low, middle, high = np.quantile(cell.n_modes[:, -1], (0, 0.5, 1))
            row.append(f"{number(low)} · **{number(middle)}** · {number(high)}")
            low, middle, high = np.quantile(cell.quality[:, -1], (0, 0.5, 1))
            row.append(f"{percent(low, 1)} · **{percent(middle, 1)}** · {percent(high, 1)}")
        lines.append(f"| {' | '.join(row)} |")
    return "\n".join(lines)
