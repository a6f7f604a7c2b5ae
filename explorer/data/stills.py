"""Recorded stills: what a live step of a walkthrough comes to, as one picture, for paper.

A still is a PNG of the figure as the page drew it at the end of a run; what it is stands in the file's own text.
`make stills` takes them.
"""

from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops
from PIL.PngImagePlugin import PngInfo

from explorer.data.recordings import FOLDER

STILLS = FOLDER / "stills"
WHAT = "Description"  # the keyword that the PNG specification has for it
N_COLORS = 96
FAINT = 12  # of 255: white that a palette has tinted


@dataclass(frozen=True)
class Still:
    """A picture of a run, and a sentence on what it is."""

    picture: Path
    what: str


def still_of(page: str, step: str, folder: Path = STILLS) -> Still:
    """Return the still of a page's step, named by its id; FileNotFoundError where none was taken."""
    path = folder / f"{page}_{step}.png"
    with Image.open(path) as picture:
        return Still(path, picture.info[WHAT])


def save_still(page: str, step: str, picture: Image.Image, what: str, folder: Path = STILLS) -> Path:
    """Write a still; figures have few colours, so that a palette makes a small file of it."""
    folder.mkdir(exist_ok=True)
    said = PngInfo()
    said.add_text(WHAT, what)
    path = folder / f"{page}_{step}.png"
    trimmed(picture.convert("RGB")).quantize(N_COLORS).save(path, "PNG", optimize=True, pnginfo=said)
    return path


def trimmed(picture: Image.Image) -> Image.Image:
    """Return a picture without the white around it: what is left is printed the larger."""
    box = ImageChops.invert(picture).point(lambda ink: ink * (ink > FAINT)).getbbox()
    return picture.crop(box) if box else picture
