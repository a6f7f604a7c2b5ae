"""On a phone a picture and the sliders that move it are seen together, or are next to each other."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app import open_page, wait_until_idle

PHONE = {"width": 390, "height": 844}
# page, chapter, its group of sliders, the figure that these move; whether both fit on the screen
CHAPTERS = [
    ("gaussian_1d", "game", "densities", "gaussian_1d_game_figure", True),
    ("gaussian_1d", "your_own_d", "own", "gaussian_1d_value_line", True),
    ("gaussian_1d", "your_own_d", "own", "gaussian_1d_own_D_figure", False),
    ("gaussian_1d", "convergence", "journey", "gaussian_1d_journey", False),
    ("toy_faces", "discriminator", "D", "toy_chart_d_network", True),
    ("toy_faces", "generator", "G", "toy_chart_g_network", True),
    ("lsgan_vs_bce", "optimal_d", "coding_and_p_g", "optimal_D", True),
    ("lsgan_vs_bce", "optimal_d", "coding_and_p_g", "criterion", False),
]


@pytest.mark.parametrize(("name", "chapter", "sliders", "figure", "fits"), CHAPTERS)
def test_a_figure_is_near_its_sliders(
    page: Page, address: str, name: str, chapter: str, sliders: str, figure: str, fits: bool
) -> None:
    page.set_viewport_size(PHONE)
    open_page(page, f"{address}/{name}?{name}_chapter={chapter}")
    expect(page.locator(f'[data-chart="{figure}"][data-drawn]')).to_be_visible()
    wait_until_idle(page)
    above = page.locator(f".st-key-_{name}_{sliders}_drag").bounding_box()
    below = page.locator(f".st-key-{figure}").bounding_box()
    assert above is not None and below is not None
    # From the first slider to the figure's lower edge, or, where that is more than a screen, to its upper one.
    end = below["y"] + (below["height"] if fits else 0)
    assert above["y"] < below["y"] and end - above["y"] <= PHONE["height"]
