"""A digit of one's own: points of a line drawn on the sheet, and the picture that they become, as MNIST's were made.

MNIST's digits were scaled to fit into 20×20 pixels and then shifted until their centre of mass was that of the 28×28
(LeCun et al. 1998). So is a drawing, whose line gets MNIST's thickness whatever it was drawn with. Its points are a
text that a link can hold, `data/mode_collapse/own_points.py`.
"""

import numpy as np

from explorer.arrays import Array, Images
from explorer.data.mnist_trainer.digits import SIDE
from explorer.data.mode_collapse.own_points import REACH, STEP, points_of, text_of

BOX = 20.0  # pixels, into which the ink fits
PEN = 1.35  # half of a line's thickness, in pixels; another half a pixel on each side is soft
SPACING = 12 * STEP  # between two points of a line, in units of the sheet
DOT = 20 * STEP  # of the pen on the sheet: as thick as the line will be, where the sheet is filled
GAP = 1.6 * SPACING  # two points nearer than this belong to one line
MOST_ENLARGED = 4.0  # a dot stays one


def picture_of_drawing(text: str) -> Images:
    """Return the picture, uint8 (28, 28), of a drawing; what is no drawing raises `ValueError`."""
    return _inked(_placed(points_of(text)))


def _placed(points: Array) -> Array:
    """Return the points in pixels from the upper left corner, x and y, their box fitted into 20×20."""
    x = points * [1.0, -1.0]
    size = float(np.ptp(x, axis=0).max())
    whole = SIDE / (2.0 * REACH)  # pixels a unit, if the sheet were the picture
    scale = min((BOX - 2.0 * PEN) / max(size, 1e-9), MOST_ENLARGED * whole)
    middle = 0.5 * (x.min(axis=0) + x.max(axis=0))
    placed = scale * (x - middle) + SIDE / 2.0
    ink = _ink(placed, scale)
    centre = np.array([(ink.sum(axis=0) @ _MIDDLES), (ink.sum(axis=1) @ _MIDDLES)]) / ink.sum()
    return np.column_stack([placed + SIDE / 2.0 - centre, np.full(len(x), scale)])


def _inked(placed: Array) -> Images:
    return np.rint(255.0 * _ink(placed[:, :2], placed[0, 2])).astype(np.uint8)


_MIDDLES = np.arange(SIDE) + 0.5  # of the pixels


def _ink(placed: Array, scale: float) -> Array:
    """Return ink from 0 to 1, (28, 28): 1 where a pixel lies well within the line, fading over its edge."""
    begin, end = placed, np.concatenate([placed[1:], placed[-1:]])
    apart = np.linalg.norm(end - begin, axis=1) > GAP * scale
    end = np.where(apart[:, None], begin, end)
    pixel = np.stack(np.meshgrid(_MIDDLES, _MIDDLES), axis=-1).reshape(-1, 1, 2)
    along = end - begin
    length2 = (along**2).sum(axis=1)
    share = ((pixel - begin) * along).sum(axis=2) / np.maximum(length2, 1e-12)
    nearest = begin + share.clip(0.0, 1.0)[..., None] * along
    distance = np.linalg.norm(pixel - nearest, axis=2).min(axis=1)
    ink: Array = (PEN + 0.5 - distance).clip(0.0, 1.0).reshape(SIDE, SIDE)
    return ink


def drawn_through(corners: Array) -> str:
    """Return the drawing of a line from corner to corner, shape (n, 2), in units of the sheet."""
    points = [corners[:1]]
    for begin, end in zip(corners[:-1], corners[1:], strict=True):
        n = max(int(np.linalg.norm(end - begin) / SPACING), 1)
        points.append(begin + (end - begin) * np.arange(1, n + 1)[:, None] / n)
    return text_of(np.concatenate(points))


# A three.
EXAMPLE = drawn_through(
    np.array([[-0.4, 0.7], [0.2, 0.8], [0.35, 0.45], [-0.1, 0.1], [0.4, -0.3], [0.1, -0.8], [-0.45, -0.6]])
)
