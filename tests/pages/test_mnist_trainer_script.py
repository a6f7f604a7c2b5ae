"""The part of the trainer's page that shows its run as a script."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from explorer.training.mnist_trainer.script import file_name, gan_script
from explorer.training.mnist_trainer.settings import DEFAULTS
from tests.pages.conftest import TIMEOUT_S


def draw():
    from explorer.chapters.mnist_trainer import code
    from explorer.ui.controls import Controls

    code.show(Controls("mnist_trainer"))


@pytest.fixture
def app(monkeypatch, tmp_path):
    for name in ("GAN_EXPLORER_DATA", "GAN_EXPLORER_FASHION_DATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("explorer.data.mnist_trainer.digits.cache_folder", lambda: tmp_path)
    return AppTest.from_function(draw, default_timeout=TIMEOUT_S)


def test_the_script_is_shown_and_offered_for_the_settings_as_they_stand(app):
    app.run()
    assert not app.exception
    first = DEFAULTS["compact"]
    assert app.code[0].value == gan_script(first, "built_in").rstrip()
    assert f"`python {file_name(first)}`" in app.markdown[1].value
    app.session_state["mnist_trainer_loss"] = "hinge"
    app.session_state["mnist_trainer_r1"] = 1.0
    app.run()
    assert (
        app.code[0].value == gan_script(replace(first, loss="hinge", r1=1.0, label_smoothing=0.0), "built_in").rstrip()
    )
    assert app.get("download_button")[0].proto.label == "Download gan_compact_hinge.py"


def test_a_link_says_the_settings_of_a_chapter_that_is_closed(open_page):
    app = open_page("mnist_trainer", chapter="files", loss="hinge", batch_size="32", conditional="true")
    assert "--loss hinge" in app.code[0].value
    assert "--batch-size 32" in app.code[0].value
    assert "--conditional" in app.code[0].value


@pytest.mark.parametrize(
    "broken", [{"network": "huge"}, {"loss": "none"}, {"batch_size": "1e999"}, {"beta1": "nan"}, {"digits": "cats"}]
)
def test_a_broken_link_to_a_closed_chapter_is_not_believed(open_page, broken):
    app = open_page("mnist_trainer", chapter="files", **broken)
    assert not app.exception
    plain = open_page("mnist_trainer", chapter="files")
    assert app.code[0].value == plain.code[0].value
