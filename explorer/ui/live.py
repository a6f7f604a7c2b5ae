"""Live training on a page: its buttons and status, and the part of the page that redraws itself.

    live = LiveRun("mnist_trainer")              # finds the session's run again after a page switch
    live.show_buttons(lambda: Plan(...))         # Start, Pause or Resume, One step, Stop, Reset, one player's step
    live.show(draw)                              # calls draw() now, and more than twice a second while the run runs

`draw` uses `live.show_status()`, `live.show_timeline()` and `live.runner.curves()`. It must keep its layout: fixed
heights, fixed axes, the same elements in every state; else the page jumps while it trains.
"""

import math
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import streamlit as st

from explorer.numbers import counted, number
from explorer.training.live.plan import Plan, State, Status, TrainingDiverged
from explorer.ui import heartbeat
from explorer.ui.controls import Controls
from explorer.ui.session_runner import session_runner

REFRESH_S = 0.33  # so that a page on a busy machine is still drawn twice a second
WAIT_S = 1.5  # a button waits this long for the iteration at hand, so that its rerun already shows the outcome
TIMELINE_STEPS = 100
GO, ANEW = "P", "A"  # keys: the first never begins anew where a run is over
BEGINS_ANEW = "Begins a new run with the settings as they stand."
FULL = "full"
SPEEDS = {FULL: "Full", "slow": "Slow", "slower": "Slower"}
PACES = {FULL: None, "slow": 500, "slower": 100}  # iterations a second


class LiveRun:
    """The live run of the page called `page`, as the page draws it this time."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.runner = session_runner(page)
        self.runner.touch()
        self._drawn = self.runner.state

    def show_buttons(
        self,
        plan: Callable[[], Plan[Any]],
        *,
        alone: bool = False,
        same_start: str = "",
        go_on: Callable[[], None] | None = None,
        speed_of: Controls | None = None,
    ) -> None:
        """Draw what a run can do now in one button, Start, Pause or Resume in turn, and the rest beside it.

        As wide in every state: a button that moves between a pointer's press and release never hears of the click.
        `plan` is called when a run is to begin.

        Parameters
        ----------
        alone
            Whether to draw *D alone* and *G alone*, too, for a loop whose `single` says who moves in an iteration.
        same_start
            A sentence on what two runs have in common that begin alike.
        go_on
            Lets a run that is done or was stopped go on, for a loop that can.
        speed_of
            The page's controls, where the run's speed can be chosen.
        """
        runner, state = self.runner, self._drawn
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key=f"{self.page}_run_buttons"):
            begins = f"{BEGINS_ANEW} {same_start}".strip()
            is_over = not self._show_main_button(plan, begins, go_on)
            # At a run that is done it would begin another, and that one would be lost.
            can_step = state in (State.IDLE, State.RUNNING, State.PAUSED) or runner.status().can_go_on
            self._button(
                "Start again",
                "replay",
                begins,
                lambda: runner.start(plan()),
                key="anew",
                width=140,
                on=state is not State.IDLE,
                primary=is_over,
                shortcut=None if state is State.IDLE else ANEW,
            )
            self._button(
                "One step",
                "skip_next",
                "One iteration, then a pause.",
                lambda: self._step(plan, "DG" if alone else ""),
                key="step",
                width=125,
                on=can_step,
                shortcut="O",
            )
            for player in "DG" if alone else "":
                self._button(
                    f"{player} alone",
                    None,
                    f"One step of {player} while the other stands still, then a pause. It counts as an iteration.",
                    partial(self._step, plan, player),
                    key=f"step_{player.lower()}",
                    width=80,
                    on=can_step,
                )
            with st.popover("End it", icon=":material/stop_circle:", disabled=state is State.IDLE):
                self._button(
                    "Stop",
                    "stop",
                    "Ends the run and keeps what it has recorded.",
                    runner.stop,
                    key="stop",
                    width=110,
                    on=state in (State.RUNNING, State.PAUSED),
                )
                self._button(
                    "Reset",
                    "delete",
                    f"Forgets the run. {same_start}".strip(),
                    runner.reset,
                    key="forget",
                    width=110,
                )
            if speed_of:
                self._choose_speed(speed_of)

    def _show_main_button(self, plan: Callable[[], Plan[Any]], begins: str, go_on: Callable[[], None] | None) -> bool:
        """Draw Start, Pause or Resume, whichever the run needs now; return whether there is any: a run may be over.

        Then it says so and can only start again, by the button beside it: a press that was meant for Pause, and comes a
        moment too late, must not lose the run.
        """
        runner, state = self.runner, self._drawn
        status = runner.status()
        draw = partial(self._button, key="run", width=150, primary=True)
        if state is State.IDLE:
            draw("Start", "play_arrow", begins, lambda: runner.start(plan()), shortcut=GO)
        elif state is State.RUNNING:
            draw("Pause", "pause", "Keeps its place.", lambda: self._wait(runner.pause), shortcut=GO)
        elif state is State.PAUSED:
            draw("Resume", "resume", "Goes on.", runner.resume, shortcut=GO)
        elif state is State.FAILED and status.can_go_on:
            draw("Go on anyway", "resume", "Goes on.", runner.resume, shortcut=GO)
        elif state is State.FINISHED and go_on and status.iteration:
            draw("Go on", "resume", self._how_far(status), go_on, shortcut=GO)
        else:
            over = "This run is over. *Start again* begins one with the settings as they stand."
            draw("Ended", "flag", over, runner.touch, primary=False, on=False)
            return False
        return True

    @staticmethod
    def _how_far(status: Status) -> str:
        is_done = status.iteration >= status.n_iterations
        return "The same run, for as many iterations again." if is_done else "The same run, on to its end."

    def _button(
        self,
        label: str,
        icon: str | None,
        help: str,
        on_click: Callable[[], None],
        *,
        key: str,
        width: int,
        on: bool = True,
        primary: bool = False,
        shortcut: str | None = None,
    ) -> None:
        st.button(
            label,
            key=f"_{self.page}_{key}",
            icon=f":material/{icon}:" if icon else None,
            help=help,
            on_click=on_click,
            disabled=not on,
            type="primary" if primary else "secondary",
            shortcut=shortcut,
            width=width,
        )

    def _step(self, plan: Callable[[], Plan[Any]], players: str) -> None:
        order: Callable[[Any], None] | None = (lambda loop: loop.single(players)) if players else None
        self._wait(lambda: self.runner.step(plan(), order))

    def _wait(self, press: Callable[[], None]) -> None:
        press()
        self.runner.wait(WAIT_S)

    def _choose_speed(self, controls: Controls) -> None:
        """Draw the choice of how fast the run goes, which it follows at once."""
        speed = controls.choice(
            "speed",
            "Speed",
            SPEEDS,
            FULL,
            help=f"Full: as fast as this server computes. Slow and slower: at most {PACES['slow']} and "
            f"{PACES['slower']} iterations a second, so that every move is seen. May change while the run runs.",
        )
        self.runner.pace = PACES[speed]

    def at_this_moment(self, frame: Any) -> Any:
        """Return the run as it stands where `frame` is its newest, and it goes slowly or rests; else `frame`.

        Frames are kept some way apart; the slower a run goes, held back or on a slow machine, the more of what is seen
        lies between them.
        """
        frames, status = self.runner.frames(), self.runner.status()
        if not frames or frame is not frames[-1] or frame.iteration == status.iteration or self._is_broken(status):
            return frame
        if status.state is State.RUNNING and self.runner.pace is None:
            soon = math.inf if status.rate is None else REFRESH_S * status.rate
            if status.iteration - frame.iteration <= soon:  # the next frame comes before the next drawing
                return frame
        with suppress(TrainingDiverged):  # the run itself is about to say so
            return self.runner.consult(lambda loop: loop.look()) or frame
        return frame

    @staticmethod
    def _is_broken(status: Status) -> bool:
        return status.state is State.FAILED and not status.can_go_on

    def show(self, draw: Callable[[], None], refresh_s: float = REFRESH_S) -> None:
        """Call `draw` as a fragment that reruns by itself, every `refresh_s` while the run runs; once on a page."""

        def redraw() -> None:
            self.runner.touch()
            draw()
            if self.runner.state is not self._drawn:
                st.rerun()  # the buttons follow the state
            heartbeat.beat(f"_{self.page}", refresh_s if self._drawn is State.RUNNING else 0)

        st.fragment(redraw)()

    def show_status(self) -> None:
        """Draw the progress bar with the status in words, one element in every state."""
        status = self.runner.status()
        st.progress(status.progress, _in_words(status))

    def show_timeline(self, label: str = "Timeline: the iteration shown") -> Any:
        """Draw the slider that scrubs through the run's frames, and return the frame to show; None without any.

        Its range is the whole run from the start, so that the handle never moves by itself; to the right of the newest
        frame it follows the run.
        """
        end = max(self.runner.status().n_iterations, 1)
        moments = [*range(0, end, max(1, end // TIMELINE_STEPS)), end]
        chosen = st.select_slider(
            label,
            moments,
            end,
            # The last frame up to there: to the right of the newest one that is the newest.
            lambda moment: "the newest" if moment == end else f"up to {moment:,}",
            key=f"{self.page}_timeline_{self.runner.run_number}_{end}",
            disabled=not self.runner.frames(),
            help="Drag to look back. At the right end it follows the newest.",
        )
        return self.runner.frame_at(chosen)


def _in_words(status: Status) -> str:
    place = f"iteration {status.iteration:,} of {status.n_iterations:,}"
    if status.state is State.IDLE:
        return ":material/info: Nothing runs yet. Press **Start**."
    if status.state is State.PAUSED:
        return f":material/pause_circle: **Paused** at {place}."
    if status.state is State.FINISHED:
        return f":green[:material/check_circle: **{status.message}**]"
    if status.state is State.FAILED:
        return f":red[:material/error: **{status.message}**] What it has recorded is kept."
    if status.n_ahead is not None:
        return f":orange[:material/hourglass_top: **{_waiting_in_words(status)}**]"
    if status.preparation:
        return f":material/download: **{status.preparation[1]}**"
    planned = counted(status.n_iterations, "iteration")
    done = f":material/model_training: **Training**: {status.iteration:,} of {planned}"
    if status.rate is None or status.seconds_left is None:
        return done
    rate = f"{round(status.rate):,}" if status.rate >= 100 else number(status.rate, ".3g")
    return f"{done} · {rate} a second · {_duration(status.seconds_left)} left"


def _waiting_in_words(status: Status) -> str:
    others = "another run is" if status.n_training == 1 else f"{status.n_training} other runs are"
    place = "you are next" if not status.n_ahead else f"{status.n_ahead} ahead of you"
    said = f"Waiting for a free place: {others} training on this server, {place}."
    return f"{said} Runs take turns; yours goes on by itself."


def _duration(seconds: float) -> str:
    return f"{round(seconds)} s" if seconds < 90 else f"{round(seconds / 60)} min"
