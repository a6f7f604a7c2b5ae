"""Named arrays in one file: npz, a zip archive of npy files, read so that no file can do harm.

`numpy.load` trusts a file's headers: a few bytes can make it ask for gigabytes. Here every size is checked before
anything is unpacked, and arrays are plain numbers, truth values or text: reading executes nothing.

Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html; PKWARE's APPNOTE.TXT, section 4.3.16.
"""

import io
import math
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import IO

import numpy as np
from numpy.typing import NDArray

from explorer.data.files import Malformed
from explorer.data.foreign_file import ZIP, kind_of

MAX_FILE_BYTES = 64 * 1024**2
MAX_BYTES = 200 * 1024**2
MAX_DIRECTORY_BYTES = 256 * 1024
END_OF_DIRECTORY = struct.Struct("<4s4H2LH")
ZIP64_LOCATOR_BYTES = 20
A_FIXED_DATE = (1980, 1, 1, 0, 0, 0)  # the same arrays make the same file

Arrays = dict[str, NDArray[np.generic]]


def write_arrays(file: IO[bytes], arrays: Mapping[str, NDArray[np.generic]]) -> None:
    """Write arrays as npz, which `numpy.load` reads, too. Only pictures are packed: weights hardly get smaller."""
    with zipfile.ZipFile(file, "w") as archive:
        for name, array in arrays.items():
            info = zipfile.ZipInfo(f"{name}.npy", A_FIXED_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED if array.dtype == np.uint8 else zipfile.ZIP_STORED
            with archive.open(info, "w") as member:
                np.lib.format.write_array(member, np.asarray(array, order="C"), version=(1, 0), allow_pickle=False)


def read_arrays(file: IO[bytes]) -> Arrays:
    """Return the arrays of an npz file.

    Raises
    ------
    Malformed
        When it is no such file, is damaged, too large, or holds anything but plain arrays.
    """
    content = file.read(MAX_FILE_BYTES + 1)
    if kind := kind_of(content):
        raise Malformed(f"it is {kind}; nothing in it was read")
    if len(content) > MAX_FILE_BYTES:
        raise Malformed(f"it is larger than {MAX_FILE_BYTES / 1024**2:.0f} MB")
    _check_directory(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > MAX_BYTES:
                raise Malformed(f"it would unpack to more than {MAX_BYTES / 1024**2:.0f} MB")
            if len({member.filename for member in members}) < len(members):
                raise Malformed("it holds two arrays of the same name")
            return {member.filename.removesuffix(".npy"): _array(archive, member) for member in members}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, struct.error, UnicodeError) as error:
        raise Malformed("it is damaged") from error


def _check_directory(content: bytes) -> None:
    """Refuse what is no plain archive with a short list of members: the list is read as a whole, however long."""
    end = content[-END_OF_DIRECTORY.size :]
    if not content.startswith(ZIP):
        raise Malformed("it is no zip archive" if content else "it is empty")
    if len(end) < END_OF_DIRECTORY.size or not end.startswith(b"PK\x05\x06"):
        raise Malformed("it is cut short")
    directory_bytes = END_OF_DIRECTORY.unpack(end)[5]
    is_zip64 = content[: -END_OF_DIRECTORY.size][-ZIP64_LOCATOR_BYTES:].startswith(b"PK\x06\x07")
    if is_zip64 or directory_bytes > MAX_DIRECTORY_BYTES:
        raise Malformed("it holds too many arrays")


def _array(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> NDArray[np.generic]:
    name = member.filename.removesuffix(".npy")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Malformed(f"its array {name:.60} is packed in an unusual way")
    content = archive.read(member)  # never more than the size that the directory names
    header = io.BytesIO(content)
    try:
        if np.lib.format.read_magic(header) != (1, 0):
            raise ValueError("another version")
        shape, is_fortran, dtype = np.lib.format.read_array_header_1_0(header)
    except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError) as error:
        raise Malformed(f"its array {name:.60} cannot be read") from error
    if dtype.hasobject:
        raise Malformed(f"its array {name:.60} holds Python objects, which could run anything when they are unpacked")
    if dtype.kind not in "biufU" or is_fortran:
        raise Malformed(f"its array {name:.60} is of another kind than numbers or text in rows")
    values = content[header.tell() :]
    if math.prod(shape) * dtype.itemsize != len(values) or min(shape, default=0) < 0 or not dtype.itemsize:
        raise Malformed(f"its array {name:.60} has another length than its header says")
    return np.frombuffer(values, dtype).reshape(shape).copy()


def checked(
    arrays: Mapping[str, NDArray[np.generic]], name: str, shape: tuple[int, ...], dtype: type[np.generic]
) -> NDArray[np.generic]:
    """Return the array called `name` if it is what it should be.

    Raises
    ------
    Malformed
        When it is missing, or has another shape or type.
    """
    if name not in arrays:
        raise Malformed(f"it has no {name}")
    array = arrays[name]
    if array.shape != shape or array.dtype != dtype:
        wanted = f"{np.dtype(dtype).name} {shape}"
        raise Malformed(f"its {name} should be {wanted} and is {array.dtype.name} {array.shape}")
    return array
