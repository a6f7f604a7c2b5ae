"""The walkthrough of the 2-D lab."""

from typing import Any

from explorer.lectures.step import Prediction, Step


def _both(**player: Any) -> dict[str, Any]:
    return {f"{who}_{name}": value for who in "DG" for name, value in player.items()}


_LAYERS = {"show_real": True, "show_fakes": True, "show_heat": True, "show_grid": False, "show_push": True}
_PLAIN = {"loss": "non-saturating", "noise": "uniform", "noise_dim": "2-D", "instance_noise": 0.0, "seed": 0.0}
_START = {**_PLAIN, "n_iterations": 10_000, "batch_size": 150}
_RING = {
    **_START,
    "data": "Ring",
    **_both(n_layers=2, width=16, activation="tanh", optimizer="Adam", momentum=0.5, n_steps=1),
    "D_learning_rate": 5e-3,
    "G_learning_rate": 1e-3,
}
_COLLAPSE = {
    **_START,
    "data": "Ring of 8",
    **_both(n_layers=2, width=16, activation="ReLU", optimizer="Adam", momentum=0.9, n_steps=1, learning_rate=2e-3),
}

STEPS = (
    Step(
        "A game that can be watched",
        "Blue points are real, orange ones fake. The green is where D says *real*, its edge where D is undecided. Each "
        "pink arrow is the push that one fake gets from G's loss. Press Start: the fakes find the ring.",
        {**_LAYERS, **_RING},
    ),
    Step(
        "What G does: it bends a sheet",
        "G is given z, a point of a square. Here is the square's grid, carried along by G; every cell is equally "
        "likely. Press Start. The sheet must become a ring and cannot tear: a few cells are stretched across the hole, "
        "and the stray fakes come from there.",
        {**_LAYERS, "show_push": False, "show_heat": False, "show_grid": True, **_RING},
    ),
    Step(
        "A thread instead of a sheet",
        "Now z is a single number, and G a thread. A thread is all that a ring needs. Press Start again, and look for "
        "the place where its two ends meet.",
        {**_LAYERS, "show_push": False, "show_grid": True, **_RING, "noise_dim": "1-D"},
    ),
    Step(
        "Mode collapse",
        "Eight small modes. Press Start: all fakes run to one or two of them, D learns to refuse them there, they run "
        "on to the next. Watch the bars. The losses do not tell: only counting modes does.",
        {**_LAYERS, **_COLLAPSE},
    ),
    Step(
        "One setting mends it",
        "The same networks, the same seed, but no momentum. With momentum both players overshoot: G runs on to where D "
        "used to be wrong. Press Start again: all eight modes have fakes, and keep them.",
        {**_LAYERS, **_COLLAPSE, "D_momentum": 0.0, "G_momentum": 0.0},
    ),
    Step(
        "How good is perfect?",
        "Smooth units and 32 of them: the fakes come close to the modes. But compare with the dotted lines, not with 0 "
        "and 100 %: even perfect samples have 98.9 % of high quality, and a JSD above 0.",
        {**_LAYERS, **_COLLAPSE, **_both(activation="tanh", width=32, momentum=0.5)},
        predict=Prediction(
            "Somebody draws samples from the eight modes themselves, round Gaussians in the plane. Which share of them"
            " lies within 3σ of its mode?",
            ("100 %", "99.7 %", "98.9 %"),
            "quality of a perfect sampler",
        ),
    ),
    Step(
        "A D that is too good",
        "Ten steps of D for each of G, and the saturating loss. Press Start: D sees through every fake, the arrows are "
        "gone, and G stands still. Then set the loss to non-saturating and start again: the same D, and G moves.",
        {
            **_LAYERS,
            **_RING,
            "data": "Disjoint",
            "loss": "saturating",
            "D_n_steps": 10,
            "D_activation": "ReLU",
            "D_learning_rate": 1e-2,
            "G_learning_rate": 2e-4,
            "n_iterations": 1_000,
        },
        predict=Prediction(
            "D is sure: it gives a fake the probability 0.1 % of being real. How strongly does the saturating loss "
            "push that fake, compared with the non-saturating one?",
            ("The same", "A tenth", "A thousandth"),
            "push against a sure D",
        ),
    ),
)
