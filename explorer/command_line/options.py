"""What `python -m explorer train` accepts: options for the run and for what comes of it, and what help says of them."""

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path

from explorer.data.paths import typed_path
from explorer.old_words import LOSSES, as_id
from explorer.training.mnist_trainer.command import PROGRAM, option
from explorer.training.mnist_trainer.settings import CHOICES, DEFAULTS, RANGES, GanSettings, check

# choice -> what else it may be called
ALIASES = {"network": {"conv": "convolutional"}, "loss": LOSSES}
MAX_SAMPLES = 100_000

# group -> setting -> what it does
HELP: dict[str, dict[str, str]] = {
    "the game": {
        "loss": "what D and G make small",
        "conditional": "tell both networks the label",
        "label_smoothing": "real samples aim at 1 minus this; saturating, non-saturating and LSGAN only",
        "r1": "weight γ of R1's penalty γ/2 E|∇t(x)|² on real samples; 0 is off",
        "minibatch_stddev": "let D see how much its batch varies, so that equal pictures give themselves away",
        "instance_noise": "standard deviation of noise on all that D sees; pixels go from -1 to 1; 0 is off",
    },
    "the steps": {
        "batch_size": "real and fake samples in a step",
        "learning_rate_D": "of D's Adam",
        "learning_rate_G": "of G's Adam",
        "beta1": "Adam's β₁: how much of the steps before is kept",
        "beta2": "Adam's β₂: how much of the squared gradients before is kept",
        "n_discriminator_steps": "steps of D for each step of G",
        "separate_batches": "D makes an update on the real batch, then one on the fakes, in place of one on both",
        "shared_fakes": "G steps on the fakes that D has just seen, in place of fresh ones: faster",
        "averaging": "decay of the moving average of G's weights that draws the pictures; 0 is off",
    },
    "the run": {
        "seed": "all chance comes from it: same seed, same machine, same run",
        "images_every": "iterations between two pictures of the fixed z",
    },
}

EPILOG = f"""examples:
  {PROGRAM} --out digits
      the recommended run, on MNIST if it is on this machine, else on the built-in digits
  {PROGRAM} --data ~/mnist --network conv --seconds 600 --out big
      ten minutes of the full-size network on the four IDX files in ~/mnist
  {PROGRAM} --data Fashion-MNIST --loss hinge --conditional --seed 7 --out clothes
  {PROGRAM} --resume digits --iterations 5000
      goes on with a finished or interrupted run, as if it had never stopped

what it writes into the folder:
  config.json   every setting              samples.npz  images, uint8, n x 28 x 28 (and labels)
  history.csv   one row an iteration       grid.png     what G makes of 64 fixed z
  run.npz       networks and optimizers, to go on with, here or on the page "Code and files"
  run.webp      the 64 pictures along the run (run.gif where Pillow has no WebP)

exit codes:
  0 done   1 the digits cannot be fetched, or the run cannot be written any more
  2 wrong options, or ones that name a file or a folder that cannot be used
  3 the training diverged; its history is kept
  130 interrupted by Ctrl-C, 143 by SIGTERM, 129 by SIGHUP; everything is kept
"""


def network_of(arguments: Sequence[str]) -> str:
    """Return the network that the arguments choose, so that the other options can show its defaults."""
    first = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    first.add_argument("--network")
    try:
        name = first.parse_known_args(arguments)[0].network
    except argparse.ArgumentError:
        name = None
    name = as_id(ALIASES["network"], name)
    return name if name in DEFAULTS else "compact"


def make_parser(network: str) -> argparse.ArgumentParser:
    """Return the parser; the defaults in its help are those of the network."""
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        usage=f"{PROGRAM} --out DIR [options]\n       {PROGRAM} --resume DIR [--iterations N | --seconds S]",
        description=f"Train a GAN on handwritten digits. The defaults shown are those of the {network} network.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("command", choices=["train"], help=argparse.SUPPRESS)
    _add_run(parser, network)
    for title, settings in HELP.items():
        group = parser.add_argument_group(title)
        for name, help in settings.items():
            _add_setting(group, name, help, getattr(DEFAULTS[network], name))
    return parser


def _add_run(parser: argparse.ArgumentParser, network: str) -> None:
    what = parser.add_argument_group("what to train, and for how long")
    what.add_argument(
        "--data",
        type=_data,
        metavar="WHERE",
        help="MNIST, Fashion-MNIST, built-in, or a folder with four IDX files (MNIST if here)",
    )
    what.add_argument(
        "--network",
        type=partial(as_id, ALIASES["network"]),
        choices=CHOICES["network"],
        help=f"(default {network})",
    )
    length = what.add_mutually_exclusive_group()
    n_iterations = DEFAULTS[network].n_iterations
    length.add_argument(
        "--iterations", type=int, metavar="N", help=f"all in all, also with --resume (default {n_iterations:,})"
    )
    length.add_argument("--seconds", type=float, metavar="S", help="train for so many seconds instead")
    where = parser.add_argument_group("what comes of it")
    where.add_argument("--out", type=_path, metavar="DIR", help="folder for the outcome; made where there is none")
    where.add_argument(
        "--resume", type=_path, metavar="DIR", help="go on with the run in a folder, or in a saved run file"
    )
    where.add_argument("--overwrite", action="store_true", help="replace the run that --out already holds")
    where.add_argument(
        "--samples", type=int, default=1_000, metavar="N", help="pictures in samples.npz (default 1,000)"
    )


def _data(text: str) -> str:
    """Return what --data says; a folder of a user's is one of somebody who is."""
    if not text.strip():
        raise argparse.ArgumentTypeError("it names nothing: say MNIST, Fashion-MNIST, built-in or a folder")
    _path(text)
    return text


def _path(text: str) -> Path:
    path = typed_path(text)
    if not text.strip() or (text.startswith("~") and str(path).startswith("~")):
        raise argparse.ArgumentTypeError(f"there is no user for {text}" if text.strip() else "it names no folder")
    return path


def _add_setting(group: argparse._ArgumentGroup, name: str, help: str, usual: str | float) -> None:
    shown = ("on" if usual else "off") if isinstance(usual, bool) else f"{usual:g}" if name in RANGES else usual
    help = f"{help} (default {shown})"
    if isinstance(usual, bool):
        group.add_argument(option(name), dest=name, action=argparse.BooleanOptionalAction, default=None, help=help)
    elif name in CHOICES:
        group.add_argument(
            option(name), dest=name, type=partial(as_id, ALIASES[name]), choices=CHOICES[name], help=help
        )
    else:
        group.add_argument(option(name), dest=name, type=type(usual), metavar=_METAVAR[type(usual)], help=help)


_METAVAR = {int: "N", float: "X"}


def read(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the options; wrong ones end the program with a sentence and exit code 2."""
    parser = make_parser(network_of(arguments))
    options = parser.parse_args(arguments)
    given = given_settings(options)
    if options.resume is None and options.out is None:
        parser.error("say with --out DIR where the run is to be kept")
    if options.resume is not None and (given or options.network):
        names = ", ".join(map(option, ["network"] * bool(options.network) + list(given)))
        parser.error(f"--resume goes on with the settings that the run has: leave out {names}")
    if options.resume is not None and options.overwrite:
        parser.error("--resume keeps the run that is there, --overwrite does not: choose one")
    if not 1 <= options.samples <= MAX_SAMPLES:
        parser.error(f"--samples is {options.samples}; it must be from 1 to {MAX_SAMPLES:,}")
    if options.seconds is not None and not 0 < options.seconds < float("inf"):
        parser.error(f"--seconds is {options.seconds}; it must be a positive number")
    low, high = RANGES["n_iterations"]
    if options.iterations is not None and not low <= options.iterations <= high:
        parser.error(f"--iterations is {options.iterations}; it must be from {low} to {high:,}")
    try:
        check(settings_of(options))
    except ValueError as error:
        name, rest = str(error).split(" ", 1)
        parser.error(f"{option(name)} {rest}")
    return options


def given_settings(options: argparse.Namespace) -> dict[str, object]:
    """Return the settings that were given, besides the network and the number of iterations."""
    names = [name for group in HELP.values() for name in group]
    return {name: getattr(options, name) for name in names if getattr(options, name) is not None}


def settings_of(options: argparse.Namespace) -> GanSettings:
    """Return the settings of a new run."""
    usual = DEFAULTS[options.network or "compact"]
    n_iterations = options.iterations or (RANGES["n_iterations"][1] if options.seconds else usual.n_iterations)
    return GanSettings(**{**asdict(usual), **given_settings(options), "n_iterations": int(n_iterations)})
