"""A challenge's box tells the browser how near one is; Begin sets its start; the overview lists them all."""

import json

from streamlit.testing.v1 import AppTest

from explorer.pages import LECTURES
from explorer.theory.densities import Gaussian
from tests.pages.conftest import drag_sliders, open_page

NAMES = [challenge.name for page in LECTURES for challenge in page.challenges]


def told(app: AppTest, component: str = "challenge") -> list[dict]:
    """Return what the browser is told of each challenge."""
    protos = [element.proto for element in app.get("bidi_component")]
    return [
        json.loads(proto.json or proto.mixed.json)
        for proto in protos
        if proto.component_name.rpartition(".")[2] == component
    ]


def moved(app: AppTest, label: str, value: float) -> AppTest:
    next(slider for slider in drag_sliders(app) if label in slider.label).set_value(value).run()
    assert not app.exception
    return app


def test_each_stands_where_the_list_says_and_is_not_solved_where_it_begins() -> None:
    places = [(page, chapter.id) for page in LECTURES for chapter in page.chapters]
    for page, chapter in places:
        here = {challenge.name: challenge for challenge in page.challenges if challenge.chapter == chapter}
        start = {name: str(value) for challenge in here.values() for name, value in challenge.start.items()}
        for link in ({}, start) if page.name != "mode_collapse" else ({},):
            app = open_page(page.name, **{**link, "chapter": chapter})
            boxes = {box["name"]: box for box in told(app)}
            assert set(boxes) == set(here)
            assert not any(box["solved"] for box in boxes.values()), (page.name, chapter, link)


def test_it_follows_the_sliders() -> None:
    app = open_page("lsgan_vs_bce")
    assert not told(app)[0]["solved"]
    assert "t = 4.5" in told(moved(app, "Cursor", 4.5))[0]["near"]
    assert told(moved(app, "Cursor", 3.7))[0]["solved"]


def test_five_moves_are_counted_from_begin() -> None:
    app = open_page("gaussian_1d", mu_data="-1.5", sigma_data="0.8", mu_g="3", sigma_g="2.4")
    assert "Press Begin" in told(app)[0]["near"]
    app.session_state["gaussian_1d_places"] = [Gaussian(3.0, 2.4)]  # what Begin leaves
    for mu in (2.0, 1.0, 0.0):
        moved(app, "Mean μ", mu)
    assert told(app)[0]["near"].startswith("3 moves")
    moved(app, "Mean μ", -1.5)
    assert not told(app)[0]["solved"]
    assert told(moved(app, "Spread σ of $p_g$", 0.8))[0]["solved"]
    moved(app, "Mean μ", -1.4)
    assert told(app)[0]["near"].startswith("6 moves") and not told(app)[0]["solved"]


def test_the_overview_has_a_card_and_a_link_for_each() -> None:
    app = open_page("challenges")
    assert [card["name"] for card in told(app, "challenge_card")] == NAMES
    links = [element.proto for element in app.get("page_link")]
    assert len(links) == len(NAMES)
    assert told(app, "challenge_progress")[0]["names"] == NAMES
