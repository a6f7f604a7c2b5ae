"""The IDX format of the MNIST files: a magic number, the sizes, then bytes; gzipped or not.

Format: http://yann.lecun.com/exdb/mnist/ — big-endian, 0x00 0x00, 0x08 for unsigned bytes, the number of dimensions,
each dimension as 32 bits, then the values in C order.
"""

import gzip
import math
import struct
import zlib

import numpy as np
from numpy.typing import NDArray

from explorer.data.files import Malformed

UNSIGNED_BYTE = 0x08


def unzipped(content: bytes) -> bytes:
    """Return a file's content, unzipped when it is gzipped, whatever its name says.

    Raises
    ------
    Malformed
        When a gzipped file is cut short or damaged.
    """
    if not content.startswith(b"\x1f\x8b"):
        return content
    try:
        return gzip.decompress(content)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise Malformed(f"its gzip stream is damaged or cut short ({error})") from error


def decode(content: bytes) -> NDArray[np.uint8]:
    """Return the array that an IDX file of unsigned bytes holds.

    Raises
    ------
    Malformed
        When the header or the length is not that of such a file.
    """
    if len(content) < 4 or content[:3] != bytes((0, 0, UNSIGNED_BYTE)):
        raise Malformed(f"it begins with {content[:4].hex(' ') or 'nothing'}, not with 00 00 08")
    n_dimensions = content[3]
    header = 4 + 4 * n_dimensions
    if len(content) < header:
        raise Malformed("its header is cut short")
    shape = struct.unpack(f">{n_dimensions}I", content[4:header])
    if len(content) - header != math.prod(shape):
        raise Malformed(f"its header promises {math.prod(shape):,} values and {len(content) - header:,} follow")
    return np.frombuffer(content, np.uint8, offset=header).reshape(shape)
