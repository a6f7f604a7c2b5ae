"""Points of one's own on the page of the 2-D lab: links, good files, bad files, and what a bad one leaves alone."""

import numpy as np
from streamlit.testing.v1 import AppTest

from explorer.data.mode_collapse.own_points import EXAMPLE, MAX_POINTS_IN_LINK, points_of, text_of
from tests.pages.conftest import OpenPage, press

PAGE = "mode_collapse"
THREE = text_of(np.array([[-1.2, 0.0], [0.0, 0.0], [1.2, 0.6]]))


def upload(app: AppTest, text: str) -> None:
    app.file_uploader[0].set_value(("mine.csv", text.encode(), "text/csv")).run()
    assert not app.exception, app.exception[0]


def points(app: AppTest) -> str:
    return app.session_state[f"{PAGE}_points"]


def test_a_link_brings_its_points_and_a_broken_one_the_example(open_page: OpenPage) -> None:
    app = open_page(PAGE, data="own", points=THREE)
    assert points(app) == THREE
    assert any("count as **3 modes**" in element.value for element in app.markdown)
    assert any("Your own, 3 points" in caption.value for caption in app.caption)
    assert points(open_page(PAGE, data="own", points="?!")) == EXAMPLE


def test_one_point_is_one_mode(open_page: OpenPage) -> None:
    app = open_page(PAGE, data="own")
    upload(app, "3,4\n")
    assert app.success[0].value.startswith("`mine.csv`: 1 point: moved")
    assert any("It counts as **1 mode**" in element.value for element in app.markdown)
    assert any("Your own, 1 point ·" in caption.value for caption in app.caption)


def test_a_file_comes_onto_the_sheet_and_a_bad_one_leaves_it_as_it_was(open_page: OpenPage) -> None:
    app = open_page(PAGE, data="own")
    upload(app, "x,y\n10,10\n30,10\n")
    np.testing.assert_allclose(points_of(points(app)), [[-1.44, 0.0], [1.44, 0.0]])
    assert "2 points: moved to the middle and multiplied by 0.144" in app.success[0].value
    upload(app, "x,y\n10,ten\n")
    assert "Row 2 says “ten”" in app.error[0].value and len(points_of(points(app))) == 2

    upload(app, "\n".join(f"{i} {i % 7}" for i in range(MAX_POINTS_IN_LINK + 1)))
    assert "stay in this session" in app.success[0].value
    assert len(points_of(points(app))) == MAX_POINTS_IN_LINK + 1 and f"{PAGE}_points" not in app.query_params
    press(app, "step")
    assert not app.exception
    app.session_state[f"_runner_{PAGE}"].reset()
