"""The home page: the living picture and a card a page."""

from explorer.data.toy_faces import FACES
from explorer.lectures.courses import COURSES
from explorer.pages import LECTURES
from explorer.training.toy_faces.gan import train
from tests.pages.conftest import charts_of, drag_sliders, figure_of, open_page


def texts(figure: dict) -> list[str]:
    return [annotation["text"] for annotation in figure["layout"]["annotations"]]


def test_there_is_a_card_for_every_page_with_its_question() -> None:
    app = open_page("home")
    text = " ".join(element.value for element in app.markdown)
    for page in LECTURES:
        assert page.question in text
    assert len(app.get("page_link")) == len(LECTURES) + len(COURSES)
    for course in COURSES:
        assert course.audience in text
    # the picture, and a thumbnail a card: charts, or a picture of digits
    assert len(charts_of(app)) + len(app.image) == 1 + sum(page.has_thumbnail for page in LECTURES)


def test_the_picture_shows_what_D_says_at_the_chosen_epoch() -> None:
    history = train()
    for epoch in (0, 500, 1000):
        app = open_page("home", epoch=str(epoch))
        gan = history.at(epoch)
        expected = {float(gan.D.probability(x)) for x in (gan.G.pixels(0.7), FACES[1])}
        shown = {text for text in texts(figure_of(app)) if "real" in text and "%" in text}
        assert shown == {f"<b>{round(100 * probability)} %</b> real" for probability in expected}


def test_moving_the_slider_redraws_the_picture() -> None:
    app = open_page("home")
    before = figure_of(app)
    drag_sliders(app)[0].set_value(0).run()
    assert not app.exception
    assert figure_of(app) != before


def test_a_bad_epoch_shows_the_end_of_the_run() -> None:
    assert drag_sliders(open_page("home", epoch="-5"))[0].shown == 1000
