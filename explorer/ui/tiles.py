"""A grid of small pictures, each with a few words under it, that fits itself to the screen's width.

One block of HTML for all of them: a browser draws a hundred images in it faster than ten Streamlit elements. Only
numbers and names of our own go in, escaped.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explorer.ui.pictures import png

EMPTY = "border:1.5px dashed rgba(125,136,150,.6);border-radius:5px;display:grid;place-items:center;opacity:.75;"
# pre-line: a line break in a caption is one on the screen
WORDS = "font-size:.8rem;line-height:1.25;text-align:center;margin-top:2px;white-space:pre-line"
TRACK = "rgba(125,136,150,.28)"


@dataclass(frozen=True)
class Tile:
    """One picture and what stands under it.

    Attributes
    ----------
    picture : uint8, shape (height, width); None for an empty place
    alt : what it shows, for those who cannot see it
    caption : a few words under it
    color : a hex colour for its edge, if any
    share : in [0, 1], the filled part of a bar under the picture; None without a bar
    """

    picture: NDArray[np.uint8] | None
    alt: str
    caption: str = ""
    color: str = ""
    share: float | None = None
    bar_color: str = ""


def show_tiles(tiles: Sequence[Tile], n_columns: int, min_width: int = 0) -> None:
    """Draw pictures of equal size, `n_columns` in a row; fewer where each would be narrower than `min_width` px."""
    st.html(tiles_html(tiles, n_columns, min_width))


def tiles_html(tiles: Sequence[Tile], n_columns: int, min_width: int = 0) -> str:
    """Return the grid's HTML."""
    # a little more than the share that n + 1 columns would have, so that no more than n find place
    width = f"max({min_width}px,{100 / (n_columns + 0.7):.2f}%)"
    columns = f"repeat(auto-fill,minmax({width},1fr))" if min_width else f"repeat({n_columns},minmax(0,1fr))"
    gap = "4px" if n_columns > 8 else "8px"
    figures = "".join(map(_figure, tiles))
    return f'<div style="display:grid;grid-template-columns:{columns};gap:{gap}">{figures}</div>'


def _figure(tile: Tile) -> str:
    bar = ""
    if tile.share is not None:
        filled = f"{100 * min(max(tile.share, 0.0), 1.0):.0f}%"
        fill = f"linear-gradient(to right,{tile.bar_color} {filled},{TRACK} {filled})"
        bar = f'<div style="height:5px;border-radius:3px;margin-top:3px;background:{fill}"></div>'
    caption = f'<figcaption style="{WORDS}">{escape(tile.caption)}</figcaption>' if tile.caption else ""
    return f'<figure style="margin:0;min-width:0">{_image(tile)}{bar}{caption}</figure>'


def _image(tile: Tile) -> str:
    if tile.picture is None:
        return f'<div role="img" aria-label="{escape(tile.alt)}" style="{EMPTY}aspect-ratio:1">–</div>'
    address = "data:image/png;base64," + base64.b64encode(png(tile.picture)).decode("ascii")
    edge = f"border:2px solid {tile.color};" if tile.color else ""
    style = f"{edge}border-radius:4px;width:100%;display:block;image-rendering:pixelated;box-sizing:border-box"
    return f'<img src="{address}" alt="{escape(tile.alt)}" style="{style}">'
