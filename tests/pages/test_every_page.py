"""Every page: every chapter opened, every control moved to both ends, every button clicked, every step visited."""

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import cycle

import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest

from explorer.pages import LECTURES, WALKTHROUGHS, page_named
from explorer.ui.old_links import ID_OF
from tests.pages.conftest import charts_of, drag_sliders, open_page

NAMES = [page.name for page in LECTURES]


def specs(app: AppTest, name: str) -> dict:
    """Return what the page's controls accept, by control name."""
    return app.session_state[f"_specs_{name}"]


def open_chapter(name: str, chapter: str) -> AppTest:
    return open_page(name, chapter=chapter)


CHAPTERS = [(page.name, chapter.id) for page in LECTURES for chapter in page.chapters]


def widgets(app: AppTest) -> Iterator[object]:
    for kind in (drag_sliders(app), app.slider, app.select_slider, app.number_input, app.button_group, app.toggle):
        yield from kind


def other_values(spec: object, present: object) -> list[object]:
    """Return the values at a control's ends, or all its options, save the present one."""
    candidates = list(spec.options) if spec.options is not None else [spec.low, spec.high]
    return [value for value in candidates if value != present]


def controls_of(app: AppTest, name: str) -> dict[str, object]:
    drawn = {getattr(widget, "key", None): widget for widget in widgets(app)}
    return {control: drawn[f"{name}_{control}"] for control in specs(app, name) if f"{name}_{control}" in drawn}


def shape_of(part: object) -> object:
    """Return a figure with other numbers: figures that differ in nothing else are the same to Plotly's validators."""
    if isinstance(part, dict):
        if "bdata" in part:
            return [1]
        return {key: value if key == "colorscale" else shape_of(value) for key, value in part.items()}
    if isinstance(part, list):
        is_long = len(part) > 2 and all(isinstance(value, float | int) for value in part)
        return [1] if is_long else [shape_of(value) for value in part]
    return 1.0 if isinstance(part, float) else part


@cache
def known_to_plotly(figure: str) -> None:
    """Raise for a property that Plotly does not know; once for all figures that differ in their numbers alone."""
    go.Figure(json.loads(figure))


def check(app: AppTest, what: object) -> None:
    """No exception, and of every chart Plotly knows each property and keeps each label: the app does not check that."""
    assert not app.exception, (what, app.exception[0])
    for chart in charts_of(app):
        known_to_plotly(json.dumps(shape_of(chart["figure"])))
        for trace in chart["figure"]["data"]:
            is_labelled = "text" in trace.get("mode", "")
            assert not (is_labelled and "" in list(trace.get("text") or [])), (what, "NO_WORDS of figures/figure.py")


@pytest.mark.parametrize("name, chapter", CHAPTERS)
def test_a_link_may_say_numbers_that_no_slider_reaches_and_words_that_are_no_numbers(name: str, chapter: str) -> None:
    known = specs(open_chapter(name, chapter), name)
    ranges = {control: (spec.low, spec.high) for control, spec in known.items() if spec.low is not None}
    near_the_lower_end = {control: repr(low + (high - low) / 1000) for control, (low, high) in ranges.items()}
    words = dict(zip(known, cycle(["9" * 5000, "nan", "1,5\0"]), strict=False))
    for link in (near_the_lower_end, words):
        check(open_page(name, **{**link, "chapter": chapter}), link)


@pytest.mark.parametrize("name, chapter", CHAPTERS)
def test_every_control_moves_to_both_its_ends(name: str, chapter: str) -> None:
    app = open_chapter(name, chapter)
    for control in controls_of(app, name):
        if control in ("walkthrough", "step", "chapter"):
            continue
        before = app.session_state[f"{name}_{control}"]
        for value in other_values(specs(app, name)[control], before):
            widget = controls_of(app, name).get(control)
            if widget is None or getattr(widget, "disabled", False):
                break  # an earlier control has hidden it or switched it off
            widget.set_value(value).run()
            check(app, (control, value))
            assert app.session_state[f"{name}_{control}"] == value
        if f"{name}_{control}" in app.session_state:
            app.session_state[f"{name}_{control}"] = before
            app.run()
            check(app, (control, before))


@pytest.mark.parametrize("name, chapter", CHAPTERS)
def test_every_button_can_be_clicked(name: str, chapter: str) -> None:
    app = open_chapter(name, chapter)
    keys = [button.key for button in app.button]
    for key in keys:
        button = next((button for button in app.button if button.key == key), None)
        if button is not None and not button.disabled:
            button.click().run()
            check(app, key)
    app.button(key=f"_{name}_reset").click().run()
    assert not app.exception


def is_id(option: object) -> bool:
    """Say whether an option may stand in links and keys for good: a number, or ASCII that no translation changes."""
    return not isinstance(option, str) or bool(re.fullmatch(r"[a-z0-9_]+|[0-9.]+(e-[0-9]+)?", option))


@pytest.mark.parametrize("name, chapter", CHAPTERS)
def test_links_and_keys_hold_ids_only(name: str, chapter: str) -> None:
    app = open_chapter(name, chapter)
    for control, spec in specs(app, name).items():
        assert all(is_id(option) for option in spec.options or ()), (control, spec.options)
    for button in app.main.button:
        assert button.key and is_id(button.key), (button.label, button.key)


@pytest.mark.parametrize("name", WALKTHROUGHS)
def test_answers_have_ids(name: str) -> None:
    for step in WALKTHROUGHS[name].walkthrough:
        assert step.predict is None or all(map(is_id, step.predict.options)), step.id


@pytest.mark.parametrize("name", WALKTHROUGHS)
def test_every_step_of_the_walkthrough_sets_what_it_says(name: str) -> None:
    steps = WALKTHROUGHS[name].walkthrough
    app = open_page(name)
    app.toggle(key=f"{name}_walkthrough").set_value(True).run()
    for number, step in enumerate(steps, start=1):
        if step.predict:  # its controls come with its figure
            app.button(key=f"_{name}_show_anyway").click().run()
        assert not app.exception, (step.title, app.exception[0])
        assert any(step.title in element.value and step.say in element.value for element in app.markdown)
        known = specs(app, name)
        for control, value in step.settings.items():
            assert control in known, f"step {number} sets {control}, which is not drawn at that step"
            assert app.session_state[f"{name}_{control}"] == value, f"step {number} cannot set {control} to {value}"
        if number < len(steps):
            app.button(key=f"_{name}_next").click().run()
    assert len(steps) >= 4


@pytest.mark.parametrize("name, chapter", CHAPTERS)
def test_bad_links_fall_back_to_the_defaults(name: str, chapter: str) -> None:
    clean = open_chapter(name, chapter)
    names = [control for control in controls_of(clean, name) if control not in ("walkthrough", "step", "chapter")]
    for bad in ("bogus", "1e999", "-999999999"):
        parameters = {control: bad for control in names}
        app = open_page(name, **parameters, chapter=chapter)
        for control in names:
            assert app.session_state[f"{name}_{control}"] == clean.session_state[f"{name}_{control}"], (control, bad)


def in_link(app: AppTest, parameter: str) -> str | None:
    value = app.query_params.get(parameter)  # a list as long as nobody has set it
    return value[-1] if isinstance(value, list) else value


@pytest.mark.parametrize("name, chapter", CHAPTERS)
def test_the_link_opens_a_chapter_and_keeps_its_id(name: str, chapter: str) -> None:
    if len(page_named(name).chapters) == 1:
        return  # nothing to choose
    app = open_chapter(name, chapter)
    assert app.session_state[f"{name}_chapter"] == chapter
    default = page_named(name).chapters[0].id
    assert in_link(app, f"{name}_chapter") == (None if chapter == default else chapter)


LEAD_AWAY = ("_chapter", "_side_by")  # from where the others are: tried last


def follow_old_links(app: AppTest, name: str, untested: set[str]) -> None:
    """Set each of the drawn controls by the words of before and by its ids, and what only these draw."""
    drawn = [parameter for parameter in untested if parameter in app.session_state]
    untested.difference_update(drawn)
    for parameter in sorted(drawn, key=lambda parameter: (parameter.endswith(LEAD_AWAY), parameter)):
        options = specs(app, name)[parameter.removeprefix(f"{name}_")].options or ()
        for text, id in {**ID_OF[parameter], **{option: option for option in options}}.items():
            app.query_params[parameter] = str(text)
            app.run()
            assert app.session_state[parameter] == id
            assert in_link(app, parameter) in (None, id)  # a default stands in no link
            follow_old_links(app, name, untested)


@pytest.mark.parametrize("name", NAMES)
def test_a_link_from_before_options_had_ids_still_says_the_same(name: str) -> None:
    untested = {parameter for parameter in ID_OF if parameter.startswith(f"{name}_")}
    for chapter in page_named(name).chapters:
        follow_old_links(open_chapter(name, chapter.id), name, untested)
    assert not untested


@pytest.mark.parametrize("name", NAMES)
def test_reset_brings_a_changed_page_back(name: str) -> None:
    app = open_page(name)
    start = {control: app.session_state[f"{name}_{control}"] for control in controls_of(app, name)}
    for control in start:
        if control not in ("walkthrough", "step", "chapter"):
            app.session_state[f"{name}_{control}"] = other_values(specs(app, name)[control], start[control])[0]
    app.run()
    app.button(key=f"_{name}_reset").click().run()
    assert not app.exception
    assert {control: app.session_state[f"{name}_{control}"] for control in start} == start
