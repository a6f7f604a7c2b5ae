"""What a GAN is, in one picture: noise → G → fake → D ← real, and the gradient that goes back."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from explorer.arrays import Array
from explorer.figures.figure import Figure
from explorer.figures.style import DATA, DISCRIMINATOR, GENERATOR, HIGHLIGHT, NEUTRAL, SHEET, new_figure, translucent
from explorer.numbers import number, percent

Point = tuple[float, float]
Drawn = dict[str, object]  # a shape or an annotation

TILE, PAD = 1.4, 0.08  # width of a 2×2 picture, and from there to its sheet's edge, in the drawing's units
LIGHT, DARK = np.array([255, 255, 255]), np.array([27, 39, 51])  # the ends of style.INK


def _box(center: Point, color: str) -> Drawn:
    x, y = center
    ends = {"x0": x - 0.85, "x1": x + 0.85, "y0": y - 0.8, "y1": y + 0.8}
    return {"type": "rect", **ends, "line": {"color": color, "width": 3}, "fillcolor": translucent(color, 0.14)}


def _tile(center: Point, pixels: Sequence[float], color: str) -> list[Drawn]:
    left, top = center[0] - TILE / 2, center[1] + TILE / 2
    edge = TILE / 2 + PAD
    ends = {"x0": center[0] - edge, "x1": center[0] + edge, "y0": center[1] - edge, "y1": center[1] + edge}
    squares: list[Drawn] = [{"type": "rect", **ends, "line": {"color": color, "width": 2.5}, **SHEET}]
    for index, pixel in enumerate(pixels):
        row, column = divmod(index, 2)
        shade = LIGHT + pixel * (DARK - LIGHT)
        ends = {
            "x0": left + column * TILE / 2,
            "x1": left + (column + 1) * TILE / 2,
            "y0": top - row * TILE / 2,
            "y1": top - (row + 1) * TILE / 2,
        }
        fill = f"rgb({','.join(str(round(each)) for each in shade.tolist())})"
        squares.append({"type": "rect", **ends, "fillcolor": fill, "line": {"width": 0}})
    return squares


def _words(x: float, y: float, text: str, **font: object) -> Drawn:
    return {"x": x, "y": y, "text": text, "font": {"size": 14, **font}, "showarrow": False}


def _arrow(start: Point, end: Point, color: str = NEUTRAL) -> Drawn:
    ends = {"x": end[0], "y": end[1], "ax": start[0], "ay": start[1]}
    axes = {"xref": "x", "yref": "y", "axref": "x", "ayref": "y"}
    return {"text": "", **ends, **axes, "arrowhead": 2, "arrowwidth": 2, "arrowcolor": color}


def gan_diagram_figure(z: float, x_fake: Array, x_real: Array, D_fake: float, D_real: float) -> Figure:
    """Draw one pass through a GAN with 2×2 pictures.

    Parameters
    ----------
    z : the generator's random input.
    x_fake, x_real : pixels in [0, 1], shape (4,), row by row, 1 = dark.
    D_fake, D_real : the discriminator's probabilities that each is real.
    """
    G, D, fake, real = (2.45, 3.5), (7.3, 2.2), (4.95, 3.5), (4.95, 0.85)
    gradient = {"color": HIGHLIGHT, "width": 2, "dash": "dot"}
    shapes = [
        _box(G, GENERATOR),
        *_tile(fake, x_fake.tolist(), GENERATOR),
        *_tile(real, x_real.tolist(), DATA),
        _box(D, DISCRIMINATOR),
        {"type": "path", "path": "M 7.3,3.1 L 7.3,4.9 L 2.45,4.9 L 2.45,4.55", "line": gradient},
    ]
    below = TILE / 2 + PAD + 0.27
    annotations = [
        _words(0.4, 3.5, f"<b>z</b><br>{number(z)}", size=16),
        _words(0.4, 2.4, "noise"),
        _words(*G, "<b>G</b>", size=30, color=GENERATOR),
        _words(G[0], G[1] - 1.1, "generator"),
        _words(fake[0], fake[1] - below, "fake", color=GENERATOR),
        _words(real[0], real[1] - below, "real", color=DATA),
        _words(*D, "<b>D</b>", size=30, color=DISCRIMINATOR),
        _words(D[0], D[1] - 1.1, "discriminator"),
        _arrow((1.0, 3.5), (1.5, 3.5)),
        _arrow((3.4, 3.5), (4.1, 3.5)),
        _arrow((5.8, 3.3), (6.35, 2.65)),
        _arrow((5.8, 1.1), (6.35, 1.75)),
        _arrow((8.2, 2.45), (8.6, 2.75)),
        _arrow((8.2, 1.95), (8.6, 1.65)),
        _words(9.15, 2.95, f"<b>{percent(D_fake)}</b> real", size=16, color=GENERATOR),
        _words(9.15, 1.45, f"<b>{percent(D_real)}</b> real", size=16, color=DATA),
        _arrow((2.45, 4.6), (2.45, 4.4), HIGHLIGHT),
        _words(4.9, 5.2, "gradient: how to look more real", color=HIGHLIGHT),
    ]
    hidden, margin = {"visible": False}, {"t": 4, "b": 4, "l": 0, "r": 0}
    drawn: dict[str, Any] = {"shapes": shapes, "annotations": annotations}
    return new_figure("", "", (-0.15, 10.15), (-0.35, 5.5), 370, xaxis=hidden, yaxis=hidden, margin=margin, **drawn)
