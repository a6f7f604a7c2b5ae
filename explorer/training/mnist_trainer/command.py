"""The command line that makes a run: how each setting is called there, and the command for given settings."""

import shlex
from dataclasses import asdict

from explorer.training.mnist_trainer.settings import DEFAULTS, GanSettings

PROGRAM = "python -m explorer train"
SHORTER = {"n_iterations": "iterations", "n_discriminator_steps": "discriminator-steps"}


def option(name: str) -> str:
    """Return the option that a setting has: learning_rate_G is --learning-rate-G."""
    return f"--{SHORTER.get(name, name).replace('_', '-')}"


def command_line(settings: GanSettings, source: str, folder: str = "my-run") -> str:
    """Return the command that makes a run; what its network has by default is left out."""
    words = [PROGRAM, "--data", shlex.quote(source), "--network", settings.network]
    usual = asdict(DEFAULTS[settings.network])
    for name, value in asdict(settings).items():
        if value == usual[name]:
            continue
        if isinstance(value, bool):
            words.append(option(name) if value else option(name).replace("--", "--no-", 1))
        else:
            words += [option(name), f"{value}"]
    return " ".join([*words, "--out", shlex.quote(folder)])
