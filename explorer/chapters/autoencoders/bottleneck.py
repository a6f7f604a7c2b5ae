"""Chapter "Bottleneck": pictures through a code of k numbers and back, trained live, beside principal components."""

import numpy as np
import streamlit as st

from explorer.chapters.autoencoders import background, live_run
from explorer.chapters.autoencoders import settings as choosing
from explorer.chapters.autoencoders.baseline import measured_of
from explorer.chapters.autoencoders.keep import show_keep
from explorer.chapters.autoencoders.live_run import Moment
from explorer.data.autoencoders.measured import N_MEASURED, UNSEEN
from explorer.data.mnist_trainer.digits import Digits
from explorer.figures.autoencoders.code_map import map_figure
from explorer.figures.autoencoders.error import error_figure
from explorer.figures.montage import montage
from explorer.numbers import number, percent
from explorer.quiz.autoencoders import half_of_pca
from explorer.training.autoencoders.settings import AutoencoderSettings
from explorer.ui import charts, mid_run, real_images
from explorer.ui.challenge import show_challenge
from explorer.ui.controls import Controls
from explorer.ui.live import LiveRun
from explorer.ui.pictures import show_picture

OF_ANOTHER = " :orange[**The controls describe another run: Start again begins it.**]"


def show(controls: Controls) -> None:
    """Draw the chapter."""
    live = LiveRun(controls.page)
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        source = real_images.choose_digits(controls)
        choosing.choose_code_size(controls)
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        choosing.choose_loss(controls)
        with st.popover("More settings", icon=":material/tune:"):
            choosing.choose_more(controls)
        with st.popover("Save or load", icon=":material/save:"):
            show_keep(live.runner, controls)
    real_images.say_where_from(source)
    choosing.say_what_is_not_possible(controls)
    chosen, real = choosing.current_settings(controls), real_images.current_images(controls)
    mid_run.follow(live, chosen)
    go_on = (lambda: mid_run.go_on(live, chosen)) if mid_run.is_as_chosen(live, (real.source, chosen)) else None
    live.show_buttons(lambda: live_run.new_run(chosen, real), go_on=go_on)
    live.show(lambda: _draw(controls, live, (real.source, chosen)))
    background.explain_bottleneck(chosen)


def _draw(controls: Controls, live: LiveRun, chosen: tuple[str, AutoencoderSettings]) -> None:
    live.show_status()
    pictures, error = st.columns([1, 1], gap="medium")
    with pictures:
        place = charts.group("autoencoders_pictures")  # above the slider that says which moment they show
        followed = live.show_timeline("Look back: the iteration shown")
    now = live_run.moment_of(live, live.at_this_moment(followed), chosen[1].latent_dim)
    looks_back = followed is not None and followed is not live.runner.frames()[-1]
    with place:
        _show_pictures(now)
    with error:
        _show_error(now, live, chosen[1], now.frame.iteration if looks_back else None)
    st.caption(_caption(live, now, chosen))
    codes, measures = st.columns([1, 1], gap="medium")
    with codes:
        _show_map(now)
    with measures:
        _show_measures(now)
    error_now = now.frame.error if live.runner.frames() and not looks_back else np.nan
    show_challenge(controls, "half_of_pca", half_of_pca(error_now, now.pca.error))


def _show_pictures(now: Moment) -> None:
    came_out = now.frame.reconstructions
    assert came_out is not None
    difference = np.abs(came_out.astype(np.int16) - now.row).astype(np.uint8)
    k = now.settings.latent_dim
    rows = ("what goes in", f"what comes out of {k} {'numbers' if k > 1 else 'number'}", "the difference")
    st.caption(f"From above: {', '.join(rows)}, and what PCA, principal components, makes of as many.")
    show_picture(
        montage(np.concatenate([now.row, came_out, difference, now.pca.row]), n_columns=len(now.row)),
        alt=f"Ten pictures, one of each class, and below each {rows[1]}, {rows[2]}, and PCA's picture: {_place(now)}",
    )


def _place(now: Moment) -> str:
    at = f"iteration {now.frame.iteration:,}"
    return f"a recorded run on MNIST, {at}" if now.is_recorded else at


def _is_of_another_kind(now: Moment, chosen: AutoencoderSettings) -> bool:
    """Whether what was recorded says nothing about the network that is chosen."""
    return now.is_recorded and (now.settings.linear, now.settings.loss) != (chosen.linear, chosen.loss)


def _show_error(now: Moment, live: LiveRun, chosen: AutoencoderSettings, at: int | None) -> None:
    n_iterations = live.runner.status().n_iterations or now.settings.n_iterations
    n = 0 if _is_of_another_kind(now, chosen) else len(now.iterations)
    figure = error_figure(
        now.iterations[:n],
        now.errors[:n],
        n_iterations,
        (now.settings.latent_dim, now.pca.error),
        now.pca.variance,
        at,
        [change.iteration for change in live.runner.changes],
    )
    said = f"{number(now.frame.error, '.4f')} at {_place(now)}, PCA's {number(now.pca.error, '.4f')}"
    charts.show(figure, "autoencoders_error", f"Squared error a pixel by iteration, beside PCA's: {said}.")


def _caption(live: LiveRun, now: Moment, chosen: tuple[str, AutoencoderSettings]) -> str:
    in_words = choosing.settings_in_words(now.settings, now.source)
    if now.is_recorded:
        said = f"Shown: {_place(now)}: {in_words}."
        said = f":orange[**{said}**]" if _is_of_another_kind(now, chosen[1]) else said
        return f"{said} Yours begins with **Start**."
    parted = mid_run.where_they_part(live, chosen, choosing.differences, OF_ANOTHER if _is_another(now) else "")
    return f"Shown: {_place(now)} of this run: {in_words}.{parted}"


def _is_another(now: Moment) -> bool:
    return now.settings.model != choosing.FIRST.model


def _show_map(now: Moment) -> None:
    codes, k = now.frame.codes, now.settings.latent_dim
    assert codes is not None
    titles = ("z₁", "z₂") if k == 2 else ("z", "class") if k == 1 else ("first axis of the codes", "second")
    names = Digits(now.source, now.row, now.labels, "").class_names if now.is_recorded else _class_names(now.source)
    figure = map_figure(codes, now.labels, names, titles)
    where = "Where their codes lie" if k <= 2 else f"The two directions in which their {k} numbers differ most"
    charts.show(figure, "autoencoders_map", f"{where}: {len(codes)} pictures in the colours of their classes.")


def _class_names(source: str) -> tuple[str, ...]:
    return real_images.images_of(source).class_names


def _show_measures(now: Moment) -> None:
    frame, pca = now.frame, now.pca
    rows = (
        ("Squared error a pixel", number(frame.error, ".5f"), number(pca.error, ".5f"), "0"),
        ("Absolute error a pixel", number(frame.absolute_error, ".5f"), number(pca.absolute_error, ".5f"), "0"),
        ("Grey pixels (0.2 to 0.8)", *(percent(share, 1) for share in (frame.grey, pca.grey, pca.real_grey))),
    )
    lines = "\n".join(f"| {name} | **{here}** | {there} | {real} |" for name, here, there, real in rows)
    k = now.settings.latent_dim
    st.markdown(f"| measured | this network | PCA, k = {k} | the pictures |\n|:--|--:|--:|--:|\n{lines}")
    measured_on = UNSEEN.format(N_MEASURED) if now.is_recorded else measured_of(now.source).in_words
    st.caption(f"On {measured_on}. PCA is fitted to all pictures that the network learns from.")
    charts.notice(
        "Press **Start**: the curve falls to the pink line, principal components with the same k, and through it. "
        "Then switch **Linear** on and start again: now it comes to the line and stays there. **Try** k = 1 and 64, "
        "and the **absolute** error: where a squared error leaves a doubtful pixel grey, it makes it black or white, "
        "and thin strokes go."
    )
