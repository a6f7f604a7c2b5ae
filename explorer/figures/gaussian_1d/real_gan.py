"""Figures of a real GAN on the line: what it is now (densities, D, G over one axis x), and how it got there.

Plain dicts make the figures, because they are drawn twice a second; every range is known before the run begins.
"""

from collections.abc import Mapping

import numpy as np

from explorer.arrays import Array
from explorer.figures.figure import Figure
from explorer.figures.panels import axis, coloured, level, line, mark, panels_figure, words, x_axis
from explorer.figures.style import DATA, DISCRIMINATOR, GENERATOR, HIGHLIGHT, NEUTRAL, translucent
from explorer.figures.training_curves import block_means, loss_range

X_RANGE = (-9.0, 9.0)
DENSITY_RANGE = (0.0, 0.9)
D_RANGE = (-0.12, 1.12)  # LSGAN's D may leave [0, 1]
Z_RANGE = (-3.0, 3.0)
LN2 = float(np.log(2.0))
MAX_POINTS = 250
NOW_HEIGHT = 460
HISTORY_HEIGHT = 400
MARGIN = {"l": 44, "r": 16, "t": 8, "b": 48}
# bottom and top of each panel, in shares of the figure's height
NOW_PANELS = ((0.57, 0.95), (0.28, 0.48), (0.0, 0.19))  # densities, D, G
HISTORY_PANELS = ((0.56, 0.93), (0.0, 0.43))  # distances, losses


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
        {
            **_line(edges, np.append(heights, heights[-1:]), "samples", GENERATOR, "y"),
            **_filled(GENERATOR, 0.35),
            "line": {"width": 0, "shape": "hv"},
        },
        {**_line(*p_data, "p<sub>data</sub>", DATA, "y"), **_filled(DATA, 0.16)},
        _line(*p_g, "p<sub>g</sub>", GENERATOR, "y"),
        _line(D[0], D_star, "D*", NEUTRAL, "y2", width=5),
        _line(*D, "D", DISCRIMINATOR, "y2"),
        _line(G[1], G[0], "z", GENERATOR, "y3"),
    ]
    titles = (
        f"<b>Samples</b>   {coloured(DATA, 'real: p<sub>data</sub>')}   "
        f"{coloured(GENERATOR, 'G: p<sub>g</sub>, bars: samples of it')}",
        f"<b>D</b>   {coloured(DISCRIMINATOR, 'trained')}   {coloured(NEUTRAL, 'exact D*')}",
        f"<b>G</b>   {coloured(GENERATOR, 'x = G(z)')}",
    )
    density, of_D, of_G = NOW_PANELS
    return panels_figure(
        traces,
        NOW_HEIGHT,
        MARGIN,
        hovermode="x",
        xaxis=x_axis("x", X_RANGE, anchor="y3", tickvals=list(range(-8, 9, 4))),
        yaxis=axis(DENSITY_RANGE, domain=density),
        yaxis2=axis(D_RANGE, domain=of_D, tickvals=[0, 0.5, 1], ticktext=["0", "½", "1"]),
        yaxis3=axis(Z_RANGE, domain=of_G, tickvals=[-2, 0, 2], title={"text": "z"}),
        annotations=[words(title, y=top) for title, (_, top) in zip(titles, NOW_PANELS, strict=True)],
    )


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
    distances = f"<b>Distance</b>   {coloured(HIGHLIGHT, 'JSD')}   {coloured(DISCRIMINATOR, 'mean |D − D*|')}"
    titles = f"<b>Losses</b>   {coloured(DISCRIMINATOR, 'D')}   {coloured(GENERATOR, 'G')}   "
    titles += coloured(NEUTRAL, "dotted: at the goal")
    above, below = HISTORY_PANELS
    return panels_figure(
        traces,
        HISTORY_HEIGHT,
        MARGIN,
        xaxis=x_axis("iteration", (0, n_iterations), anchor="y2"),
        yaxis=axis((-0.03, 0.76), domain=above, tickvals=[0, 0.25, 0.5, LN2], ticktext=["0", "¼", "½", "ln 2"]),
        yaxis2=axis(loss_range(np.concatenate(losses), lowest, max(2.0 * levels[0], 0.5)), domain=below),
        shapes=[
            level(0.0, HIGHLIGHT),
            level(LN2, HIGHLIGHT),
            level(levels[0], DISCRIMINATOR, "y2"),
            level(levels[1], GENERATOR, "y2"),
            *([] if shown is None else [mark(shown, NEUTRAL, above[1])]),
        ],
        annotations=[words(distances, y=above[1]), words(titles, y=below[1])],
    )


def _line(x: Array, y: Array, name: str, color: str, yaxis: str, width: float = 2.5) -> dict[str, object]:
    return line(x, y, color, width, yaxis=yaxis, name=name, hovertemplate=f"{name} %{{y:.3f}}<extra></extra>")


def _filled(color: str, alpha: float) -> dict[str, object]:
    return {"fill": "tozeroy", "fillcolor": translucent(color, alpha)}
