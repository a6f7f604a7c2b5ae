"""The data sets that come as four IDX files: MNIST and Fashion-MNIST, what their files hold and who serves them.

Every file is checked by the SHA-256 of its uncompressed content, because copies are gzipped in different ways. A wrong
one is named and left alone: it is never used, overwritten or passed over in silence.
"""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from explorer.arrays import Images
from explorer.data.files import Malformed, WrongFile, reading
from explorer.data.foreign_file import kind_of
from explorer.data.mnist_trainer.idx import decode, unzipped
from explorer.data.paths import is_file, shown, trouble_with
from explorer.names import DIGITS


class IdxFile(NamedTuple):
    """What one of the four files is known by.

    Attributes
    ----------
    sha256 : of the uncompressed content
    gzipped_bytes : length of the file as the mirrors serve it, for the progress of all four together
    """

    sha256: str
    gzipped_bytes: int


@dataclass(frozen=True)
class IdxSet:
    """Labelled images of 28×28 pixels in ten classes, as four IDX files.

    Attributes
    ----------
    id : one of `explorer.names.DIGITS`
    content : what an image shows, in the plural
    variable : environment variable that may name a folder with the four files
    cache_name : folder for downloads, in the project's cache
    class_names : names of the labels 0 to 9
    files : what each of the four files is known by
    mirrors : addresses to which a file's name and .gz are added
    """

    id: str
    content: str
    variable: str
    cache_name: str
    class_names: tuple[str, ...]
    files: dict[str, IdxFile]
    mirrors: tuple[str, ...]

    @property
    def name(self) -> str:
        """What it is called."""
        return DIGITS[self.id]

    @property
    def torchvision_name(self) -> str:
        """What torchvision calls its folder."""
        return self.name.replace("-", "")

    @property
    def gzipped_bytes(self) -> int:
        """Bytes of a whole download."""
        return sum(file.gzipped_bytes for file in self.files.values())


# LeCun, Cortes & Burges, http://yann.lecun.com/exdb/mnist/
MNIST = IdxSet(
    "mnist",
    "handwritten digits",
    "GAN_EXPLORER_DATA",
    "mnist",
    tuple("0123456789"),
    {
        "train-images-idx3-ubyte": IdxFile(
            "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db", 9_912_422
        ),
        "train-labels-idx1-ubyte": IdxFile("65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5", 28_881),
        "t10k-images-idx3-ubyte": IdxFile(
            "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7", 1_648_877
        ),
        "t10k-labels-idx1-ubyte": IdxFile("ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2", 4_542),
    },
    (
        "https://ossci-datasets.s3.amazonaws.com/mnist/",
        "https://storage.googleapis.com/cvdf-datasets/mnist/",
    ),
)

# Xiao, Rasul & Vollgraf 2017, "Fashion-MNIST", arXiv 1708.07747, https://github.com/zalandoresearch/fashion-mnist
FASHION_MNIST = IdxSet(
    "fashion_mnist",
    "pieces of clothing",
    "GAN_EXPLORER_FASHION_DATA",
    "fashion-mnist",
    ("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"),
    {
        "train-images-idx3-ubyte": IdxFile(
            "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888", 26_421_880
        ),
        "train-labels-idx1-ubyte": IdxFile("bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9", 29_515),
        "t10k-images-idx3-ubyte": IdxFile(
            "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b", 4_422_102
        ),
        "t10k-labels-idx1-ubyte": IdxFile("0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34", 5_148),
    },
    (
        "https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
        "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
    ),
)

IDX_SETS = {idx_set.id: idx_set for idx_set in (MNIST, FASHION_MNIST)}


def find_file(idx_set: IdxSet, folder: Path, name: str) -> Path | None:
    """Return where `folder` holds the IDX file called `name`, plain or gzipped; None when it does not.

    With a dot for the last hyphen but one, as some unpack it; in torchvision's folders below it; or in one of its own
    name.
    """
    dotted = name.replace("-idx", ".idx")
    below = (".", "raw", f"{idx_set.torchvision_name}/raw", name, dotted)
    written = (name, f"{name}.gz", dotted, f"{dotted}.gz")
    return next((path for place in below for each in written if is_file(path := folder / place / each)), None)


def checked_array(idx_set: IdxSet, folder: Path, name: str) -> Images:
    """Return the array of one file, plain or gzipped, after checking its SHA-256.

    Raises
    ------
    WrongFile
        When the file is missing, cannot be read, or has another content than it should.
    """
    path = find_file(idx_set, folder, name)
    if path is None:
        raise WrongFile(f"{idx_set.name}'s file {name} (or {name}.gz) was expected in {_without_it(folder)}.")
    with reading(shown(path), f"not {idx_set.name}'s {name}"):
        content = unzipped(path.read_bytes())
        expected, found = idx_set.files[name].sha256, sha256(content)
        if found != expected:
            raise Malformed(
                f"uncompressed, its SHA-256 should be {expected} and is {found} ({_described(content)}). "
                "Nothing was changed: move the file away or put the right one in its place"
            )
        return decode(content)


def _without_it(folder: Path) -> str:
    """Say which folder lacks a file, and why, if that is known."""
    try:
        is_folder = folder.is_dir()
    except OSError as error:
        return f"a folder that cannot be looked at: {trouble_with(error).removesuffix('.')}"
    if not is_folder:
        return f"{shown(folder)}, which is not a folder"
    may_be_read = os.access(folder, os.R_OK | os.X_OK)
    return f"{shown(folder)}, which {'has no such file' if may_be_read else 'may not be read'}"


def sha256(content: bytes) -> str:
    """Return the SHA-256 of `content` in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _described(content: bytes) -> str:
    for known in IDX_SETS.values():
        for name, file in known.files.items():
            if file.sha256 == sha256(content):
                return f"it is {known.name}'s {name}"
    try:
        array = decode(content)
    except Malformed as error:
        return kind_of(content) or f"no IDX file: {error}"
    return f"an IDX file of shape {' × '.join(map(str, array.shape))}"
