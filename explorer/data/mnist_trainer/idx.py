"""The IDX format of the MNIST files: a magic number, the sizes, then bytes; gzipped or not.

Format: http://yann.lecun.com/exdb/mnist/ — big-endian, 0x00 0x00, 0x08 for unsigned bytes, the number of dimensions,
each dimension as 32 bits, then the values in C order.
"""

import gzip
import math
import struct
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

UNSIGNED_BYTE = 0x08


class NotIdx(ValueError):
    """The bytes are not an IDX file of unsigned bytes; the message says what is wrong with them."""


def read_bytes(path: Path) -> bytes:
    """Return a file's content, unzipped when it is gzipped, whatever its name says.

    Raises
    ------
    NotIdx
        When a gzipped file is cut short or damaged.
    """
    content = path.read_bytes()
    if not content.startswith(b"\x1f\x8b"):
        return content
    try:
        return gzip.decompress(content)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise NotIdx(f"its gzip stream is damaged or cut short ({error})") from error


def decode(content: bytes) -> NDArray[np.uint8]:
    """Return the array that an IDX file of unsigned bytes holds.

    Raises
    ------
    NotIdx
        When the header or the length is not that of such a file.
    """
    if len(content) < 4 or content[:3] != bytes((0, 0, UNSIGNED_BYTE)):
        raise NotIdx(f"it begins with {content[:4].hex(' ') or 'nothing'}, not with 00 00 08")
    n_dimensions = content[3]
    header = 4 + 4 * n_dimensions
    if len(content) < header:
        raise NotIdx("its header is cut short")
    shape = struct.unpack(f">{n_dimensions}I", content[4:header])
    if len(content) - header != math.prod(shape):
        raise NotIdx(f"its header promises {math.prod(shape):,} values and {len(content) - header:,} follow")
    return np.frombuffer(content, np.uint8, offset=header).reshape(shape)
