"""The walkthrough player: it says each step and sets the page's controls."""

import io
import socket
from urllib.parse import parse_qsl, urlsplit

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from explorer.ui import class_link
from tests.pages.conftest import press


def walkthrough_script() -> None:
    from explorer.lectures.step import Step
    from explorer.ui.controls import Controls
    from explorer.ui.walkthrough import show_walkthrough

    controls = Controls("demo")
    show_walkthrough(
        controls,
        [
            Step("first", "First", "Look left.", {"x": 0.1}),
            Step("second", "Second", "Look right.", {"x": 0.9}),
            Step("third", "Third", "End."),
        ],
    )
    controls.slider("x", "X", 0.0, 1.0, 0.5, 0.1)


def said(app: AppTest) -> str:
    return " ".join(element.value for element in app.markdown)


def test_it_is_closed_until_asked_for() -> None:
    app = AppTest.from_function(walkthrough_script).run()
    assert "First" not in said(app)
    assert app.session_state["demo_x"] == 0.5


def test_opening_it_sets_the_first_step() -> None:
    app = AppTest.from_function(walkthrough_script).run()
    app.toggle[0].set_value(True).run()
    assert "First" in said(app)
    assert app.session_state["demo_x"] == 0.1


def test_next_and_back_say_and_set() -> None:
    app = AppTest.from_function(walkthrough_script).run()
    app.toggle[0].set_value(True).run()
    press(app, "next")
    assert "Look right." in said(app)
    assert app.session_state["demo_x"] == 0.9
    press(app, "back")
    assert app.session_state["demo_x"] == 0.1


def test_it_ends_at_both_ends() -> None:
    app = AppTest.from_function(walkthrough_script).run()
    app.toggle[0].set_value(True).run()
    assert [button.key for button in app.button if button.disabled] == ["_demo_back"]
    press(press(app, "next"), "next")
    assert [button.key for button in app.button if button.disabled] == ["_demo_next"]


def test_a_number_opens_its_step() -> None:
    app = AppTest.from_function(walkthrough_script).run()
    app.toggle[0].set_value(True).run()
    press(app, "step_2")
    assert "Second" in said(app)
    assert app.session_state["demo_x"] == 0.9
    assert app.query_params["demo_step"] == "2"


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("99", 3),
        ("3", 3),
        ("2.5", 2),
        ("2e0", 2),
        ("1e3", 3),
        ("0", 1),
        ("-1", 1),
        ("nan", 1),
        ("x", 1),
        ("9" * 5000, 1),
    ],
)
def test_a_link_to_any_step_opens_the_nearest_with_what_it_sets(written: str, number: int) -> None:
    app = AppTest.from_function(walkthrough_script)
    app.query_params["demo_step"] = written
    app.run()
    app.toggle[0].set_value(True).run()
    assert not app.exception
    assert ("First", "Second", "Third")[number - 1] in said(app)
    assert app.session_state["demo_x"] == (0.1, 0.9, 0.5)[number - 1]


def test_a_link_opens_a_step_with_the_controls_that_the_link_carries() -> None:
    app = AppTest.from_function(walkthrough_script)
    for name, value in {"walkthrough": "true", "step": "2", "x": "0.2"}.items():
        app.query_params[f"demo_{name}"] = value
    app.run()
    assert "Second" in said(app)
    assert app.session_state["demo_x"] == 0.2


def test_back_to_the_step_undoes_what_was_played_with() -> None:
    app = AppTest.from_function(walkthrough_script).run()
    app.toggle[0].set_value(True).run()
    app.session_state["demo_x"] = 0.7
    app.run()
    press(app, "again")
    assert app.session_state["demo_x"] == 0.1


def link_for_the_class(app: AppTest) -> str:
    return press(app, "class_link").code[0].value


def test_the_link_for_the_class_holds_the_page_as_it_stands() -> None:
    app = AppTest.from_function(walkthrough_script)
    app.query_params["demo_walkthrough"] = "true"
    app.query_params["demo_x"] = "0.2"
    app.run()
    assert link_for_the_class(app).endswith("?demo_walkthrough=true&demo_x=0.2")
    app.session_state["demo_x"] = 0.5  # its default
    assert link_for_the_class(app).endswith("?demo_walkthrough=true")


def test_the_link_for_the_class_is_of_the_step_that_is_shown_and_leaves_the_presenters_view_to_the_presenter() -> None:
    app = AppTest.from_function(walkthrough_script)
    app.query_params["course"] = "quick"
    app.query_params["other_present"] = "true"
    app.query_params["demo_present"] = "true"
    app.run()
    app.toggle[0].set_value(True).run()
    press(app, "next")
    said = dict(parse_qsl(urlsplit(link_for_the_class(app)).query))
    assert said == {"course": "quick", "demo_walkthrough": "true", "demo_step": "2", "demo_x": "0.9"}


@pytest.mark.parametrize(
    ("link", "address", "shared"),
    [
        ("http://localhost:8501/gaussian_1d?a=1", "192.0.2.7", "http://192.0.2.7:8501/gaussian_1d?a=1"),
        ("http://[::1]:8501/", "192.0.2.7", "http://192.0.2.7:8501/"),
        ("http://localhost/x", "192.0.2.7", "http://192.0.2.7/x"),
        ("http://localhost:8501/x", None, "http://localhost:8501/x"),
        ("https://gan.example.org/x?a=1", "192.0.2.7", "https://gan.example.org/x?a=1"),
    ],
)
def test_a_link_of_this_computer_is_made_one_for_its_network(
    monkeypatch: pytest.MonkeyPatch, link: str, address: str | None, shared: str
) -> None:
    monkeypatch.setattr(class_link, "lan_address", lambda: address)
    made, said = class_link.for_other_machines(link)
    assert made == shared
    assert ("this computer only" in said) == (address is None)
    assert ("192.0.2.7 is this computer" in said) == (made != link)


def test_a_server_that_listens_to_its_own_computer_gives_no_address_that_would_not_answer() -> None:
    made, said = class_link.for_other_machines("http://localhost:8501/x", listens_here_only=True)
    assert made == "http://localhost:8501/x" and "this computer only" in said


@pytest.mark.parametrize(("here", "found"), [("192.168.1.20", "192.168.1.20"), ("127.0.0.1", None), ("", None)])
def test_the_address_is_found_without_sending_anything(
    monkeypatch: pytest.MonkeyPatch, here: str, found: str | None
) -> None:
    class Socket:
        def __init__(self, family: int, kind: int) -> None:
            assert kind == socket.SOCK_DGRAM  # to connect one sends nothing

        def __enter__(self) -> "Socket":
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def connect(self, address: tuple[str, int]) -> None:
            if not here:
                raise OSError("Network is unreachable")

        def getsockname(self) -> tuple[str, int]:
            return here, 50000

    monkeypatch.setattr(socket, "socket", Socket)
    assert class_link.lan_address() == found


def test_a_qr_code_is_a_picture_that_grows_with_its_link() -> None:
    codes = [class_link.qr_code("https://x.org/" + "a" * n) for n in (1, 300)]
    short, long = (Image.open(io.BytesIO(code)) for code in codes)
    assert short.size[0] == short.size[1] < long.size[0]
    # The finder pattern of ISO/IEC 18004: seven dark modules in a row, behind a margin of three.
    n = 16  # pixels a module
    modules = [short.convert("L").getpixel((n * i + n // 2, n * 3 + n // 2)) for i in range(11)]
    assert modules == [255] * 3 + [0] * 7 + [255]


@pytest.mark.parametrize("written", ["0", "4", "-1", "2.5", "x", "9" * 5000, "٣"])
def test_a_link_that_enters_no_step_enters_none(written: str) -> None:
    app = AppTest.from_function(walkthrough_script)
    app.query_params["at"] = written
    app.run()
    assert not app.exception and not app.toggle[0].value and "at" not in app.query_params
