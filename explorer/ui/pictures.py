"""Grey pictures on a page, sent inside the page's own messages.

`st.image` with an array would keep every picture of a live run in the server's memory until the next full rerun, and
the browser would fetch each by a request of its own. A data URL does neither.
"""

import base64
import io

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from PIL import Image


def show_picture(picture: NDArray[np.uint8], alt: str) -> None:
    """Draw a grey picture, uint8 (height, width), at full width; `alt` says what it shows."""
    st.image("data:image/png;base64," + base64.b64encode(png(picture)).decode("ascii"), width="stretch", alt=alt)


def png(picture: NDArray[np.uint8]) -> bytes:
    """Encode a grey picture, uint8 (height, width), as PNG, as fast as it goes."""
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "png", compress_level=1)
    return file.getvalue()
