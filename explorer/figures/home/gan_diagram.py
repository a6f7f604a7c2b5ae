"""What a GAN is, in one picture: noise → G → fake → D ← real, and the gradient that goes back."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.figures.figure import Figure
from explorer.figures.style import DATA, DISCRIMINATOR, GENERATOR, HIGHLIGHT, NEUTRAL, new_figure, translucent

Array = NDArray[np.float64]
Point = tuple[float, float]

NAME_FONT = {"size": 14}
TILE = 1.5  # width of a 2×2 picture in the drawing's units
LIGHT, DARK = np.array([255, 255, 255]), np.array([27, 39, 51])  # the ends of style.INK


def _box(figure: Figure, center: Point, letter: str, name: str, color: str) -> None:
    x, y = center
    figure.add_shape(
        type="rect",
        x0=x - 0.85,
        x1=x + 0.85,
        y0=y - 0.8,
        y1=y + 0.8,
        line={"color": color, "width": 3},
        fillcolor=translucent(color, 0.14),
    )
    figure.add_annotation(x=x, y=y, text=f"<b>{letter}</b>", font={"size": 30, "color": color}, showarrow=False)
    figure.add_annotation(x=x, y=y - 1.1, text=name, font=NAME_FONT, showarrow=False)


def _tile(figure: Figure, center: Point, pixels: Sequence[float], name: str, color: str) -> None:
    left, top = center[0] - TILE / 2, center[1] + TILE / 2
    for index, pixel in enumerate(pixels):
        row, column = divmod(index, 2)
        shade = LIGHT + pixel * (DARK - LIGHT)
        figure.add_shape(
            type="rect",
            x0=left + column * TILE / 2,
            x1=left + (column + 1) * TILE / 2,
            y0=top - row * TILE / 2,
            y1=top - (row + 1) * TILE / 2,
            fillcolor=f"rgb({shade[0]:.0f},{shade[1]:.0f},{shade[2]:.0f})",
            line={"color": color, "width": 2},
        )
    figure.add_annotation(
        x=center[0], y=center[1] - TILE / 2 - 0.3, text=name, font={**NAME_FONT, "color": color}, showarrow=False
    )


def _arrow(figure: Figure, start: Point, end: Point, color: str = NEUTRAL) -> None:
    figure.add_annotation(
        x=end[0],
        y=end[1],
        ax=start[0],
        ay=start[1],
        xref="x",
        yref="y",
        axref="x",
        ayref="y",
        arrowhead=2,
        arrowwidth=2,
        arrowcolor=color,
        text="",
    )


def _verdict(figure: Figure, y: float, probability: float, color: str) -> None:
    figure.add_annotation(
        x=9.15, y=y, text=f"<b>{probability:.0%}</b> real", font={"color": color, "size": 16}, showarrow=False
    )


def gan_diagram_figure(z: float, x_fake: Array, x_real: Array, D_fake: float, D_real: float) -> Figure:
    """Draw one pass through a GAN with 2×2 pictures.

    Parameters
    ----------
    z : the generator's random input.
    x_fake, x_real : pixels in [0, 1], shape (4,), row by row, 1 = dark.
    D_fake, D_real : the discriminator's probabilities that each is real.
    """
    hidden, margin = {"visible": False}, {"t": 4, "b": 4, "l": 0, "r": 0}
    figure = new_figure("", "", (-0.15, 10.15), (-0.35, 5.5), 370, xaxis=hidden, yaxis=hidden, margin=margin)
    figure.add_annotation(x=0.4, y=3.5, text=f"<b>z</b><br>{z:.2f}", font={"size": 16}, showarrow=False)
    figure.add_annotation(x=0.4, y=2.4, text="noise", font=NAME_FONT, showarrow=False)
    _box(figure, (2.45, 3.5), "G", "generator", GENERATOR)
    _tile(figure, (4.95, 3.5), x_fake.tolist(), "fake", GENERATOR)
    _tile(figure, (4.95, 0.85), x_real.tolist(), "real", DATA)
    _box(figure, (7.3, 2.2), "D", "discriminator", DISCRIMINATOR)
    _arrow(figure, (1.0, 3.5), (1.5, 3.5))
    _arrow(figure, (3.4, 3.5), (4.1, 3.5))
    _arrow(figure, (5.8, 3.3), (6.35, 2.65))
    _arrow(figure, (5.8, 1.1), (6.35, 1.75))
    _arrow(figure, (8.2, 2.45), (8.6, 2.75))
    _arrow(figure, (8.2, 1.95), (8.6, 1.65))
    _verdict(figure, 2.95, D_fake, GENERATOR)
    _verdict(figure, 1.45, D_real, DATA)
    gradient = {"color": HIGHLIGHT, "width": 2, "dash": "dot"}
    figure.add_shape(type="path", path="M 7.3,3.1 L 7.3,4.9 L 2.45,4.9 L 2.45,4.55", line=gradient)
    _arrow(figure, (2.45, 4.6), (2.45, 4.4), HIGHLIGHT)
    figure.add_annotation(
        x=4.9, y=5.2, text="gradient: how to look more real", font={**NAME_FONT, "color": HIGHLIGHT}, showarrow=False
    )
    return figure
