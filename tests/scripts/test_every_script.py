"""What holds for every script: as clean as the project, owing it nothing, and running alone."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import product

import pytest

from explorer.chapters.autoencoders.code import ways_code
from explorer.chapters.mode_collapse import slow_settings
from explorer.chapters.mode_collapse.values import values_of
from explorer.data.adversarial_examples import own_digit
from explorer.data.autoencoders.three_ways import WAYS
from explorer.data.mode_collapse.own_points import EXAMPLE, data_of
from explorer.data.mode_collapse.points import DISTRIBUTIONS
from explorer.models.mode_collapse.mlp import ACTIVATIONS
from explorer.names import NORMS, PIXEL_LOSSES
from explorer.pages import page_named
from explorer.scripts.script import Script
from explorer.theory.autoencoders.estimators import INTEGRANDS
from explorer.theory.dynamics.dirac_gan import METHODS
from explorer.training.descent import OPTIMIZERS
from explorer.training.mode_collapse.cures_settings import CURES, DATA_SETS
from explorer.training.mode_collapse.settings import LOSSES, NOISES, Gan2dSettings, Player
from tests.conftest import ROOT
from tests.scripts.running import Stand, code_of

MAY_IMPORT = {"numpy", "scipy", "scikit-learn", "torch"}
KINDS = ("gaussian", "two_gaussians", "uniform")
SCHEDULES = ("simultaneous", "alternating", "five_steps")


def sliders(*names: str) -> dict[str, float]:
    return {name: round(0.3 + i / 7, 2) for i, name in enumerate(names)}


# What training has left has every digit that a script may have to hold.
TOY = {
    **sliders("x1", "x2", "x3", "x4", "z"),
    **{name: -(i + 1) / 7 for i, name in enumerate(f"{name}{i}" for name in ("dw", "gw", "gb") for i in range(1, 5))},
    "db": 1 / 3,
    **{"noise": 1.0, "picture": "yours", "start_seed": 3.0, "face": "2", "seed": 42.0},
    **{"epochs": 50, "rate": 0.01, "k": 1, "moment": 57, "moves": "F1-0.5", "start": "random", "map_of": "trained"},
}
LSGAN = {
    **sliders("t", "a", "b", "c", "distance", "height", "gap", "step_size", "label_a", "label_b", "label_c", "mu"),
    **{"sigma": 1.5, "points_seed": 0.0, "steps": 4, "coding": "pearson", "depth": 2, "d_steps": 5, "layer_seed": 1.0},
}
DIRAC = {**sliders("h", "theta", "psi", "distance", "descent_h"), "steps": 9}
DIRAC |= sliders("clip", "gp_weight", "ls_target", "noise", "r1_weight", "consensus_weight")
ADVERSARIAL = {
    **{"size_l2": 1.35, "size_linf": 0.07, "digit": "3", "number": 5, "noise_seed": 2.0, "drawing": own_digit.EXAMPLE},
    **{"pair": "4_9", "eps": 0.045, "signs_seed": 1.0, "n_attacked": "100", "attack_seed": 1.0},
    **{"defence_pictures": "built_in", "defence_digit": "2", "defence_number": 3, "defence_l2": 1.5},
    **{"plane_pictures": "built_in", "plane_digit": "4", "way": "random", "plane_seed": 1.0},
    **{"plane_a": 1.3, "plane_b": -0.4},
    **{"defence_linf": 0.1, "climb_network": "robust", "climb_digit": "7", "climb_seed": 1.0, "climb_steps": 30},
}


LINE = {**sliders("q_mu", "q_sigma", "line_x", "line_a", "line_b", "line_s2"), "draws_seed": 0.0, "linear_seed": 1.0}


def chapters_of(page: str) -> list[str]:
    return [chapter.id for chapter in page_named(page).chapters]


def every_script() -> Iterator[Script]:
    """Every chapter's script with every choice that changes its lines."""
    for chapter in chapters_of("toy_faces"):
        for start, moves in (("random", "_".join(["F1-0.5", "N0.7-0.5", "G0.7-0.5"] * 9)), ("trained", "")):
            parameters = "by_hand" if moves else "trained"
            yield code_of(
                Stand("toy_faces", **{**TOY, "start": start, "moves": moves, "map_of": parameters}, chapter=chapter)
            )
    for chapter, kind, loss, unit in product(
        chapters_of("gaussian_1d"), KINDS, ("saturating", "non_saturating", "lsgan"), ("nats", "bits")
    ):
        flow = sliders("start_mu", "start_sigma", "goal_mu", "goal_sigma", "step_size", "c0", "c1", "c2")
        settings = {**flow, "n_steps": 40, "data": kind, "own_data": kind, "gan_data": kind, "gan_loss": loss}
        yield code_of(Stand("gaussian_1d", **settings, unit=unit, chapter=chapter))
    for chapter, player, yes, choice in product(
        chapters_of("lsgan_vs_bce"), ("generator", "discriminator"), (False, True), range(3)
    ):
        activation = ("sigmoid", "tanh", "leaky_relu")[choice]
        bce = ("non_saturating", "saturating")[yes]
        choices = {"player": player, "activation": activation, "bce": bce}
        switches = dict.fromkeys(("more", "sigmoid", "refit", "wgan"), yes)
        yield code_of(Stand("lsgan_vs_bce", **LSGAN, **choices, **switches, chapter=chapter))
    for chapter, method, schedule, width in product(chapters_of("dynamics"), METHODS, SCHEDULES, (0.0, 0.4)):
        choices = {"method": method, "schedule": schedule, "noise_width": width}
        yield code_of(Stand("dynamics", **DIRAC, **choices, chapter=chapter))
    for norm, wanted, source in product(NORMS, ("other", "8"), ("built_in", "own")):
        choices = {"norm": norm, "wanted": wanted, "pictures": source}
        yield code_of(Stand("adversarial_examples", **ADVERSARIAL, **choices, chapter="how_little"))
    for norm, wanted, source in product(NORMS, ("other", "8"), ("built_in", "mnist")):
        choices = {"attack_norm": norm, "attack_wanted": wanted, "attacked_pictures": source}
        yield code_of(Stand("adversarial_examples", **ADVERSARIAL, **choices, chapter="compared"))
    yield code_of(Stand("adversarial_examples", **ADVERSARIAL, chapter="generator"))
    yield code_of(Stand("adversarial_examples", **ADVERSARIAL, chapter="boundary"))
    for norm in NORMS:
        yield code_of(Stand("adversarial_examples", **ADVERSARIAL, defence_norm=norm, chapter="defence"))
    for source, n in product(("built_in", "mnist"), (49, 784)):
        choices = {"linear_pictures": source, "n": n}
        yield code_of(Stand("adversarial_examples", **ADVERSARIAL, **choices, chapter="dimension"))
    for cure, data in product(CURES, DATA_SETS):
        yield code_of(Stand("mode_collapse", chapter="cures", cure=cure, cure_data=data, cure_seed=1.0))
    players = [
        Player(1 + i, 8, activation, optimizer)
        for i, (activation, optimizer) in enumerate(product(ACTIVATIONS, OPTIMIZERS))
    ]
    for i, (data, loss, noise) in enumerate(product((*DISTRIBUTIONS, data_of(EXAMPLE)), LOSSES, NOISES)):
        D, G = players[i % 6], players[i // 6 % 6]
        s = Gan2dSettings(
            data, noise, 1 + i % 2, loss, replace(D, n_steps=i % 3), replace(G, n_steps=max((i + 1) % 4, i % 3 == 0))
        )
        yield code_of(
            Stand(
                "mode_collapse", **values_of(replace(s, instance_noise=0.1 * (i % 2), decay=i % 5 < 2)), chapter="lab"
            )
        )
    yield code_of(Stand("autoencoders", chapter="ring", ring_s=0.1, ring_length=1_000, ring_seed=2.0))
    for source in ("built_in", "mnist"):
        yield ways_code(source, 20, 0, dict.fromkeys(WAYS, 1_000))
        yield ways_code(source, 20, 0, seconds=30)
    for loss, linear, noise in product(PIXEL_LOSSES, (False, True), (0.0, 0.3)):
        settings = {"loss": loss, "linear": linear, "noise": noise, "digits": "built_in"}
        for chapter in ("bottleneck", "draw"):
            yield code_of(Stand("autoencoders", chapter=chapter, **settings))
    for data, loss, optimizer in product(slow_settings.DATA, slow_settings.LOSSES, slow_settings.MOMENTUM):
        choices = {"slow_data": data, "slow_loss": loss, "slow_optimizer": optimizer, "slow_before": 7}
        yield code_of(Stand("mode_collapse", **{**slow_settings.AS_IT_OPENS, **choices}, chapter="slow_motion"))

    for view, f, k in (("gap", "square", 1), *(("gradient", f, 1) for f in INTEGRANDS), ("linear", "square", 12)):
        choices = {"bound_view": view, "f": f, "linear_k": k, "linear_step": 100}
        yield code_of(Stand("autoencoders", **LINE, **choices, chapter="bound"))
    for source, k in (("built_in", 1), ("built_in", 20), ("mnist", 2)):
        yield code_of(Stand("autoencoders", chapter="variational", digits=source, vae_k=k, vae_length=500))


@cache
def scripts() -> list[Script]:
    return list({script.text: script for script in every_script()}.values())


def test_scripts_are_as_clean_as_the_project(tmp_path):
    for i, script in enumerate(scripts()):
        (tmp_path / f"{i}_{script.file_name}").write_text(script.text, encoding="utf-8")
    config = ("--config", str(ROOT / "pyproject.toml"))
    for command in (("check", *config, "--ignore", "T201"), ("format", *config, "--check", "--diff")):
        done = subprocess.run([sys.executable, "-m", "ruff", *command, "--no-cache", tmp_path], capture_output=True)
        assert not done.returncode, done.stdout.decode()[:8000]


def test_scripts_owe_the_project_nothing_and_use_every_name_that_they_define():
    for script in scripts():
        assert set(script.packages) <= MAY_IMPORT
        assert "explorer" not in script.text.replace("GAN Explorer", "")
        tree = ast.parse(script.text)
        read = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
        defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        defined |= {
            name.id
            for node in tree.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            for name in ast.walk(target)
            if isinstance(name, ast.Name) and name.id.isupper()
        }
        assert defined <= read | {"_"}, (script.file_name, defined - read)


@pytest.mark.parametrize("chapter", ["discriminator", "together"])
def test_a_script_runs_alone_in_an_empty_folder(tmp_path, chapter):
    script = code_of(Stand("toy_faces", **TOY, chapter=chapter))
    (tmp_path / script.file_name).write_text(script.text, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [sys.executable, "-I", script.file_name], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0 and not done.stderr, done.stderr
    assert "D" in done.stdout
    assert script.command == f"python {script.file_name}"
