"""Figures of a real GAN on the line: what it is now (densities, D, G over one axis x), and how it got there.

Plain dicts make the figures, because they are drawn twice a second; every range is known before the run begins.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from explorer.figures.figure import Figure
from explorer.figures.style import (
    DATA,
    DISCRIMINATOR,
    FONT_SIZE,
    GENERATOR,
    HIGHLIGHT,
    NEUTRAL,
    figure_of,
    new_figure,
    translucent,
)
from explorer.figures.training_curves import block_means, loss_range

Array = NDArray[np.float64]

TEMPLATE = new_figure("", "").layout.template

X_RANGE = (-9.0, 9.0)
DENSITY_RANGE = (0.0, 0.9)
D_RANGE = (-0.12, 1.12)  # LSGAN's D may leave [0, 1]
Z_RANGE = (-3.0, 3.0)
LN2 = float(np.log(2.0))
MAX_POINTS = 250
NOW_HEIGHT = 540
HISTORY_HEIGHT = 400
# bottom and top of each panel, in shares of the figure's height
NOW_PANELS = {"density": (0.57, 0.95), "D": (0.28, 0.48), "G": (0.0, 0.19)}
HISTORY_PANELS = {"distance": (0.56, 0.93), "losses": (0.0, 0.43)}


def now_figure(
    p_data: tuple[Array, Array],
    p_g: tuple[Array, Array],
    samples: tuple[Array, Array],
    D: tuple[Array, Array],
    D_star: Array,
    G: tuple[Array, Array],
) -> Figure:
    """Draw one moment of a run: samples and densities, the trained D and the exact D*, and how G carries z to x.

    Parameters
    ----------
    p_data, p_g : x and density, shapes (n,).
    samples : edges of the histogram's bars, shape (m + 1,), and their heights as a density, shape (m,).
    D : x and D(x), shapes (k,).
    D_star : D* at the same x, shape (k,); NaN where neither density has any mass.
    G : z and G(z), shapes (l,).
    """
    edges, heights = samples
    traces = [
        # Bars as one stepped line: sixty bars take the browser longer than all the curves.
        _line(
            edges,
            np.append(heights, heights[-1:]),
            "samples",
            GENERATOR,
            "y",
            width=0,
            shape="hv",
            fill="tozeroy",
            fillcolor=translucent(GENERATOR, 0.35),
        ),
        _line(*p_data, "p_data", DATA, "y", fill="tozeroy", fillcolor=translucent(DATA, 0.16)),
        _line(*p_g, "p_g", GENERATOR, "y"),
        _line(D[0], D_star, "D*", NEUTRAL, "y2", width=5),
        _line(*D, "D", DISCRIMINATOR, "y2"),
        _line(G[1], G[0], "z", GENERATOR, "y3"),
    ]
    layout = {
        "template": TEMPLATE,
        "height": NOW_HEIGHT,
        "showlegend": False,
        "margin": {"l": 44, "r": 16, "t": 8, "b": 48},
        "hovermode": "x",
        "xaxis": _x_axis("x", X_RANGE, "y3") | {"tickvals": list(range(-8, 9, 4))},
        "yaxis": _y_axis(NOW_PANELS["density"], DENSITY_RANGE),
        "yaxis2": _y_axis(NOW_PANELS["D"], D_RANGE) | {"tickvals": [0, 0.5, 1], "ticktext": ["0", "½", "1"]},
        "yaxis3": _y_axis(NOW_PANELS["G"], Z_RANGE) | {"tickvals": [-2, 0, 2], "title": {"text": "z"}},
        "annotations": [
            _title(
                NOW_PANELS["density"],
                f"<b>Samples</b>   {_coloured(DATA, 'real: p<sub>data</sub>')}   "
                f"{_coloured(GENERATOR, 'G: p<sub>g</sub>, bars: samples of it')}",
            ),
            _title(
                NOW_PANELS["D"], f"<b>D</b>   {_coloured(DISCRIMINATOR, 'trained')}   {_coloured(NEUTRAL, 'exact D*')}"
            ),
            _title(NOW_PANELS["G"], f"<b>G</b>   {_coloured(GENERATOR, 'x = G(z)')}"),
        ],
    }
    return figure_of(traces, layout)


def history_figure(
    curves: Mapping[str, Array], n_iterations: int, levels: tuple[float, float], shown: int | None = None
) -> Figure:
    """Draw the JSD, D's distance from D*, and the losses over a run's iterations.

    Parameters
    ----------
    curves
        `iteration`, `js_divergence`, `gap`, `loss_D`, `loss_G`, shape (n,) each; NaN where nothing was measured; may
        be empty.
    n_iterations
        The planned length of the run: the end of the x axis.
    levels
        D's and G's loss at the equilibrium.
    shown
        An iteration to mark in both panels.
    """
    iteration = curves.get("iteration", np.empty(0))
    js_divergence = curves.get("js_divergence", np.empty(0))
    measured = np.isfinite(js_divergence)
    losses = [curves.get(name, np.empty(0)) for name in ("loss_D", "loss_G")]
    block = max(1, -(-n_iterations // MAX_POINTS))
    blocks = block_means(iteration, block)
    traces = [
        _line(iteration[measured], js_divergence[measured], "JSD", HIGHLIGHT, "y"),
        _line(iteration[measured], curves.get("gap", np.empty(0))[measured], "gap", DISCRIMINATOR, "y"),
        _line(blocks, block_means(losses[0], block), "D's loss", DISCRIMINATOR, "y2"),
        _line(blocks, block_means(losses[1], block), "G's loss", GENERATOR, "y2"),
    ]
    lowest = min(0.0, 2.0 * levels[1])
    layout = {
        "template": TEMPLATE,
        "height": HISTORY_HEIGHT,
        "showlegend": False,
        "margin": {"l": 44, "r": 16, "t": 8, "b": 48},
        "xaxis": _x_axis("iteration", (0, n_iterations), "y2"),
        "yaxis": _y_axis(HISTORY_PANELS["distance"], (-0.03, 0.76))
        | {"tickvals": [0, 0.25, 0.5, LN2], "ticktext": ["0", "¼", "½", "ln 2"]},
        "yaxis2": _y_axis(
            HISTORY_PANELS["losses"], loss_range(np.concatenate(losses), lowest, max(2.0 * levels[0], 0.5))
        ),
        "shapes": [
            _level("y", 0.0, HIGHLIGHT),
            _level("y", LN2, HIGHLIGHT),
            _level("y2", levels[0], DISCRIMINATOR),
            _level("y2", levels[1], GENERATOR),
            *([] if shown is None else [_marker(shown)]),
        ],
        "annotations": [
            _title(
                HISTORY_PANELS["distance"],
                f"<b>Distance</b>   {_coloured(HIGHLIGHT, 'JSD')}   {_coloured(DISCRIMINATOR, 'mean |D − D*|')}",
            ),
            _title(
                HISTORY_PANELS["losses"],
                f"<b>Losses</b>   {_coloured(DISCRIMINATOR, 'D')}   {_coloured(GENERATOR, 'G')}   "
                f"{_coloured(NEUTRAL, 'dotted: at the goal')}",
            ),
        ],
    }
    return figure_of(traces, layout)


def _line(
    x: Array, y: Array, name: str, color: str, axis: str, width: float = 2.5, shape: str = "linear", **more: object
) -> dict[str, object]:
    return {
        "type": "scatter",
        "x": x,
        "y": y,
        "name": name,
        "yaxis": axis,
        "mode": "lines",
        "line": {"color": color, "width": width, "shape": shape},
        "hovertemplate": f"{name} %{{y:.3f}}<extra></extra>",
        **more,
    }


def _x_axis(title: str, ends: tuple[float, float], anchor: str) -> dict[str, object]:
    return {"title": {"text": title}, "range": ends, "fixedrange": True, "anchor": anchor}


def _y_axis(panel: tuple[float, float], ends: tuple[float, float]) -> dict[str, object]:
    return {"domain": panel, "range": ends, "fixedrange": True, "anchor": "x"}


def _level(axis: str, y: float, color: str) -> dict[str, object]:
    ends = {"x0": 0, "x1": 1, "xref": "paper", "y0": y, "y1": y, "yref": axis}
    return {"type": "line", "line": {"color": color, "width": 1.5, "dash": "dot"}, **ends}


def _marker(iteration: int) -> dict[str, object]:
    ends = {
        "x0": iteration,
        "x1": iteration,
        "xref": "x",
        "y0": HISTORY_PANELS["losses"][0],
        "y1": HISTORY_PANELS["distance"][1],
        "yref": "paper",
    }
    return {"type": "line", "line": {"color": NEUTRAL, "width": 1.5}, **ends}


def _title(panel: tuple[float, float], text: str) -> dict[str, object]:
    # A coloured name beside each title does what a legend would, in the place where the eye already is.
    return {
        "text": text,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": panel[1] + 0.005,
        "yref": "paper",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": FONT_SIZE},
    }


def _coloured(color: str, text: str) -> str:
    return f'<span style="color:{color}">{text}</span>'
