"""Real points of one's own: drawn on a sheet in the page, or read from a CSV file."""

import io
from functools import partial

import streamlit as st

from explorer.data.files import WrongFile
from explorer.data.mode_collapse import own_points as own
from explorer.data.mode_collapse.csv_points import MAX_BYTES, read_points
from explorer.data.mode_collapse.on_sheet import onto_sheet
from explorer.data.mode_collapse.points import MODES_APART, distribution
from explorer.figures.style import DATA
from explorer.numbers import counted, number
from explorer.ui import sketch
from explorer.ui.controls import Controls
from explorer.ui.readings import Readings
from explorer.ui.upload import show_upload

MAX_IN_LINK = 3 * own.MAX_POINTS_IN_LINK


def choose_points(controls: Controls, data: str) -> str:
    """Draw the sheet and the upload where the points are to be one's own; return what a run's settings call the data.

    What has been drawn is kept while other points are chosen, and leaves the link meanwhile.
    """
    is_own = data == own.ID
    text = controls.kept_text("points", own.EXAMPLE, own.is_text_of_points, MAX_IN_LINK if is_own else 0)
    if not is_own:
        return data
    with st.expander("Draw your own points, or upload them", expanded=True, icon=":material/draw:"):
        sheet, words = st.columns([1, 2], gap="medium")
        with sheet:
            sketch.draw(
                controls.key("points"),
                "Sheet to draw real points on",
                text,
                own.EXAMPLE,
                DATA,
                lambda drawn: controls.set(points=drawn),
            )
        with words:
            _show_upload(controls)
            st.markdown(_what_becomes_of_them(text))
    return own.data_of(text)


def current_data(controls: Readings) -> str:
    """Return what the settings of the next run call the data, as the controls stand."""
    data: str = controls.value("data")
    return own.data_of(controls.value("points")) if data == own.ID else data


def _show_upload(controls: Controls) -> None:
    show_upload(
        controls,
        "csv",
        "A CSV file with two columns, x and y",
        ["csv", "tsv", "txt"],
        MAX_BYTES,
        partial(_take, controls),
        f"Up to {own.MAX_POINTS:,} rows of numbers, with or without a header. The file stays in this session.",
    )


_APART = ("It counts as", "All are further than 6σ from each other, so they count as")


def _take(controls: Controls, file: io.BytesIO) -> tuple[str, bool]:
    """Put a file's points on the sheet; return what to say of it, and whether it is good."""
    try:
        read = read_points(file.getvalue())
    except WrongFile as refusal:
        return f"{refusal} The sheet is as it was.", False
    points, scale = onto_sheet(read.points)
    controls.set(points=own.text_of(points))
    factor = number(scale, ".3g")
    many = counted(len(points), "point")
    placed = f"{many}: moved to the middle and multiplied by {factor}, the same on both axes. {read.remark}".strip()
    if len(points) > own.MAX_POINTS_IN_LINK:
        placed += (
            f" More than the {own.MAX_POINTS_IN_LINK} that fit into a link: they stay in this session, and a link "
            "shows the example in their place."
        )
    return placed, True


def _what_becomes_of_them(text: str) -> str:
    modes = distribution(own.data_of(text)).modes
    said = (
        f"Each of your points becomes a small round Gaussian with σ = {own.SIGMA}, all equally likely; real points are "
        "drawn from them. So the density is known exactly, and every measure holds. **Start** trains on them; the link "
        f"holds up to {own.MAX_POINTS_IN_LINK}."
    )
    if len(modes):
        return f"{said} {_APART[len(modes) > 1]} **{counted(len(modes), 'mode')}**."
    return f"{said} Set a few dots further than {number(MODES_APART * own.SIGMA)} apart, and they count as modes."
