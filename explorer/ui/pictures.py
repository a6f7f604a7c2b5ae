"""Grey pictures on a page, sent inside the page's own messages.

`st.image` with an array would keep every picture of a live run in the server's memory until the next full rerun, and
the browser would fetch each by a request of its own. A data URL does neither.
"""

import base64
import struct
import zlib

import numpy as np
import streamlit as st
from numpy.typing import NDArray


def show_picture(picture: NDArray[np.uint8], alt: str) -> None:
    """Draw a grey picture, uint8 (height, width), at full width; `alt` says what it shows."""
    st.image("data:image/png;base64," + base64.b64encode(png(picture)).decode("ascii"), width="stretch", alt=alt)


def png(picture: NDArray[np.uint8]) -> bytes:
    """Encode a grey picture, uint8 (height, width), as PNG (ISO/IEC 15948: 8 bits, colour type 0, filter 0)."""
    height, width = picture.shape
    lines = np.zeros((height, width + 1), np.uint8)  # each line begins with the number of its filter
    lines[:, 1:] = picture
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines.tobytes(), 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
