"""Many small pictures as one large one: a single image costs a browser far less than 64."""

import numpy as np
from numpy.typing import NDArray


def montage(images: NDArray[np.uint8], n_columns: int = 8, scale: int = 3, gap: int = 1) -> NDArray[np.uint8]:
    """Lay pictures out row by row, `gap` pixels of mid-grey between them, and enlarge each pixel to a square.

    Parameters
    ----------
    images : uint8, shape (n, height, width)
    scale : each pixel becomes scale × scale, so that edges stay crisp when the browser stretches the picture

    Returns
    -------
    uint8, shape (scale · (n_rows (height + gap) − gap), scale · (n_columns (width + gap) − gap)); places without a
    picture are grey.
    """
    n, height, width = images.shape
    n_rows = -(-n // n_columns)
    cells = np.full((n_rows * n_columns, height + gap, width + gap), 96, np.uint8)
    cells[:n, :height, :width] = images
    rows = cells.reshape(n_rows, n_columns, height + gap, width + gap).swapaxes(1, 2)
    sheet = rows.reshape(n_rows * (height + gap), n_columns * (width + gap))
    sheet = sheet[: sheet.shape[0] - gap, : sheet.shape[1] - gap]
    return sheet.repeat(scale, axis=0).repeat(scale, axis=1)
