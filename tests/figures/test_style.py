"""The palette: legible on both backgrounds, and distinct for colour-blind eyes."""

import itertools
import tomllib

import numpy as np
import pytest

from explorer.figures import style
from tests.conftest import ROOT

NAMES = ("DATA", "GENERATOR", "DISCRIMINATOR", "HIGHLIGHT", "NEUTRAL")
# Machado, Oliveira & Fernandes 2009, severity 1, in linear RGB.
VISION = {
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
}


def linear_rgb(color: str) -> np.ndarray:
    channels = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def luminance(color: str) -> float:
    return float(np.array([0.2126, 0.7152, 0.0722]) @ linear_rgb(color))


def contrast(one: str, other: str) -> float:
    """WCAG 2.1 contrast ratio."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def lab(linear: np.ndarray) -> np.ndarray:
    """CIE L*a*b* under D65."""
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = to_xyz @ np.clip(linear, 0, 1) / np.array([0.95047, 1.0, 1.08883])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_every_color_stands_out_on_both_backgrounds(name: str, theme: str) -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    background = settings["theme"][theme]["backgroundColor"]
    assert contrast(getattr(style, name), background) >= 3.0


@pytest.mark.parametrize("vision", VISION)
def test_the_three_players_stay_apart_for_colour_blind_eyes(vision: str) -> None:
    seen = [lab(np.array(VISION[vision]) @ linear_rgb(getattr(style, name))) for name in NAMES[:3]]
    assert min(np.linalg.norm(a - b) for a, b in itertools.combinations(seen, 2)) > 20


def test_translucent_keeps_the_colour() -> None:
    assert style.translucent("#0B84D0", 0.25) == "rgba(11,132,208,0.25)"


def test_axes_are_fixed_and_titled() -> None:
    figure = style.new_figure("x", "density", x_range=(-1, 1), y_range=(0, 2))
    assert tuple(figure.layout.xaxis.range) == (-1, 1)
    assert figure.layout.xaxis.fixedrange and figure.layout.yaxis.fixedrange
    assert figure.layout.yaxis.title.text == "density"
