"""Every live step has a still that says what it is; a still keeps its picture and its words."""

from pathlib import Path

import pytest
from PIL import Image

from explorer.data.stills import STILLS, save_still, still_of
from explorer.pages import WALKTHROUGHS

LIVE = [(name, step.id) for name, page in WALKTHROUGHS.items() for step in page.walkthrough if step.is_live]
MOST_BYTES = 150_000


@pytest.mark.parametrize(("page", "step"), LIVE)
def test_each_live_step_has_one_that_says_what_it_is(page: str, step: str) -> None:
    still = still_of(page, step)
    assert still.what.startswith("Recorded: ") and "seed" in still.what
    assert still.picture.stat().st_size < MOST_BYTES
    with Image.open(still.picture) as picture:
        assert picture.width > 500 and len(picture.convert("L").getcolors() or range(257)) > 8  # not an empty place


def test_there_are_no_others() -> None:
    assert {path.stem for path in STILLS.iterdir()} == {f"{page}_{step}" for page, step in LIVE}


def test_a_still_is_read_as_it_was_written(tmp_path: Path) -> None:
    picture = Image.new("RGB", (40, 20), "#E07B12")
    save_still("page", "step", picture, "Recorded: an orange, seed 0.", tmp_path)
    still = still_of("page", "step", tmp_path)
    assert still.what == "Recorded: an orange, seed 0."
    with Image.open(still.picture) as read:
        assert read.size == (40, 20) and read.convert("RGB").getpixel((3, 3)) == (224, 123, 18)
