"""What a file of another program is, told from its bytes alone: nothing in it is unpacked or run."""

import pickletools
from itertools import islice

# How files begin, and what they are.
BEGINNINGS = {
    b"\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19.": "a PyTorch checkpoint",  # as before PyTorch 1.6
    b"\x93NUMPY": "a single NumPy array",
    b"\x89HDF\r\n\x1a\n": "an HDF5 file",
    b"MATLAB 5.0": "a MATLAB file",
    b"]\0\0": "an lzma file",
    b"\xfd7zXZ\0": "an xz file",
    b"BZh": "a bzip2 file",
    b"\x1f\x8b": "a gzip file",
    b"7z\xbc\xaf\x27\x1c": "a 7-Zip archive",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old Office document",
    b"PAR1": "a Parquet file",
    b"ARROW1": "a Feather file",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"<!DOCTYPE": "a web page",
    b"<html": "a web page",
    b"version https://git-lfs": "a Git LFS pointer and not the file that it stands for",
}
ZIP = b"PK\x03\x04"
# What is named in the first or last bytes of a zip archive, and what that is.
MEMBERS = {
    b"/data.pkl": "a PyTorch checkpoint",
    b"xl/workbook": "an Excel workbook",
    b"[Content_Types].xml": "an Office document",
    b"opendocument.spreadsheet": "an OpenDocument spreadsheet",
    b"model.weights.h5": "a Keras model",
}
ZLIB = (b"x\x01", b"x^", b"x\x9c", b"x\xda")
FIRST_BYTES, LAST_BYTES = 512, 4096
# A pickle of the protocols 0 and 1 begins with a list, a dict, a tuple, a number, a text or the name of a class.
OPENS = {bytes([code]) for code in b"(])}cFGIJKLMSTUVX"}
ENOUGH_OPCODES = 1000


def kind_of(content: bytes) -> str | None:
    """Return what a file of another program is, such as "a PyTorch checkpoint"; None where that cannot be told."""
    ends = content[:FIRST_BYTES] + content[-LAST_BYTES:]
    if content.startswith(ZIP):
        return next((kind for name, kind in MEMBERS.items() if name in ends), None)
    for beginning, kind in BEGINNINGS.items():
        if content.startswith(beginning):
            return kind
    if content[:2] in ZLIB and not content[:FIRST_BYTES].isascii():
        return "a compressed joblib file"
    if content[257:262] == b"ustar":
        return "a tar archive"
    if content[8:9] == b"{" and 2 <= int.from_bytes(content[:8], "little") <= len(content) - 8:
        return "a safetensors file"
    if _is_pickle(content):
        return "a joblib file" if b"joblib" in ends else "a Python pickle"
    return None


def _is_pickle(content: bytes) -> bool:
    """Whether these are the opcodes of a pickle, of any protocol; they are named here, and never carried out."""
    if content[:1] == b"\x80":
        return content[1:2] in (b"\x02", b"\x03", b"\x04", b"\x05")
    if content[:1] not in OPENS or content[-1:] != b".":
        return False
    try:
        return sum(1 for _ in islice(pickletools.genops(content), ENOUGH_OPCODES)) > 2
    except (ValueError, OverflowError, MemoryError):
        return False
