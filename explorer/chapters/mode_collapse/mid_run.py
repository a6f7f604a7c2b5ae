"""What a run of the 2-D lab takes over while it runs, how it goes on after its end, and the words that say so."""

from explorer.data.mode_collapse import own_points
from explorer.names import ACTIVATIONS, LOSSES, OPTIMIZERS
from explorer.numbers import number
from explorer.training.live.plan import State
from explorer.training.mode_collapse.run import Gan2dSnapshot
from explorer.training.mode_collapse.settings import Gan2dSettings
from explorer.ui.changes import changes_in_words, waiting_in_words
from explorer.ui.go_on import as_long_as
from explorer.ui.live import LiveRun

SAME_START = (
    "The seed decides the initial weights: with the same seed, networks and noise z a run begins with the very same, "
    "whatever the data, the loss, the optimizers and the batch."
)


def follow(live: LiveRun, chosen: Gan2dSettings) -> None:
    """Let the run go on with the settings as they stand, unless something of them needs a new start."""
    running: Gan2dSettings | None = live.runner.settings
    wanted = as_long_as(running, chosen)
    if running and running != wanted and not running.needs_new_start(wanted):
        live.runner.change(wanted, lambda loop: loop.change(wanted))


def is_as_chosen(live: LiveRun, chosen: Gan2dSettings) -> bool:
    """Whether the run is the one that the controls describe: after a preset, Start is to begin another."""
    running: Gan2dSettings | None = live.runner.settings
    return running is not None and running == as_long_as(running, chosen)


def caption(live: LiveRun, shown: Gan2dSnapshot, chosen: Gan2dSettings) -> str:
    """Return what is shown: the iteration, its settings, whether they were changed, and what waits for a new start."""
    running: Gan2dSettings = live.runner.settings or chosen
    place = f"Iteration {shown.iteration:,} of this run" if live.runner.settings else "Where a run begins"
    return (
        f"{place}: {in_words(shown.settings or running)}."
        f"{_changed(live)}{_waiting(running, as_long_as(running, chosen), live.runner.state)}"
    )


def _changed(live: LiveRun) -> str:
    said = changes_in_words(live.runner.changes, differences)
    return f" :orange[**{said}**] *The code* begins with the settings as they stand." if said else ""


def _waiting(running: Gan2dSettings, chosen: Gan2dSettings, state: State) -> str:
    if running == chosen:
        return ""
    return waiting_in_words(running.needs_new_start(chosen) if state in (State.RUNNING, State.PAUSED) else ())


def in_words(s: Gan2dSettings) -> str:
    """Return a run's settings in a line."""
    players = [
        f"{who} {p.n_layers}×{p.width} {ACTIVATIONS[p.activation]}, {OPTIMIZERS[p.optimizer]} "
        f"{number(p.learning_rate)}, momentum {number(p.momentum)}, k = {p.n_steps}"
        for who, p in (("D", s.D), ("G", s.G))
    ]
    run = [f"batch {s.batch_size}", f"seed {s.seed}"]
    return " · ".join([own_points.in_words(s.data), LOSSES[s.loss], *_smoother(s).values(), *players, *run])


def differences(settings: Gan2dSettings, other: Gan2dSettings) -> str:
    """Say what `settings` has that `other` has not, and what it lacks; empty where a run of both would be the same."""
    mine, others = _named(settings), _named(other)
    has = [words for name, words in mine.items() if others.get(name) != words]
    return ", ".join(has + [f"no {name}" for name in others if name not in mine])


def _named(s: Gan2dSettings) -> dict[str, str]:
    """Return every setting in words, by its name."""
    named = {"data": own_points.in_words(s.data), "loss": LOSSES[s.loss], **_smoother(s)}
    for who, p in (("D", s.D), ("G", s.G)):
        named |= {
            f"{who}'s units": f"{who} {p.n_layers}×{p.width} {ACTIVATIONS[p.activation]}",
            f"{who}'s optimizer": f"{who} {OPTIMIZERS[p.optimizer]} {number(p.learning_rate)}",
            f"{who}'s momentum": f"{who}'s momentum {number(p.momentum)}",
            f"{who}'s steps": f"{p.n_steps} of {who}'s steps",
        }
    noise = f"{s.noise_dim}-D {s.noise} z"
    return named | {"noise": noise, "batch": f"batch {s.batch_size}", "seed": f"seed {s.seed}"}


def _smoother(s: Gan2dSettings) -> dict[str, str]:
    """Return what of all that smooths D is on, in words, by its name."""
    offered = [
        (s.is_clipped, "clipping", f"c = {number(s.clip)}"),
        (s.loss == "wgan_gp", "gradient penalty", f"λ = {number(s.gradient_penalty)}"),
        (s.r1 > 0, "R1", f"R1 γ = {number(s.r1)}"),
        (s.spectral_norm, "spectral normalisation", "spectral normalisation"),
        (s.instance_noise > 0, "instance noise", f"instance noise {number(s.instance_noise)}"),
        (s.decay, "falling rates", f"rates fall to 0 from iteration {s.n_iterations // 2:,} to {s.n_iterations:,}"),
    ]
    return {name: words for is_on, name, words in offered if is_on}
