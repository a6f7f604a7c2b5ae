"""Runs of the 1-D GAN worth watching, each a press of a button, and what its controls offer."""

from explorer import names
from explorer.training.gaussian_1d.settings import Gan1dSettings

LOSSES = {id: names.LOSSES[id] for id in ("saturating", "non_saturating", "lsgan")}
BATCHES = (16, 32, 64, 128, 256, 512)
RATES = (5e-4, 1e-3, 2e-3, 5e-3, 1e-2, 2e-2, 5e-2)
DEFAULT = Gan1dSettings()

# The controls, and what each of them decides.
FIELDS = {
    "gan_start": "start",
    "gan_loss": "loss",
    "gan_k": "n_discriminator_steps",
    "gan_lr_D": "learning_rate_D",
    "gan_lr_G": "learning_rate_G",
    "gan_beta1": "beta1",
    "gan_batch": "batch_size",
    "gan_n": "n_iterations",
}

HELP = {
    "gan_k": "More steps make a better D before G answers, and each iteration slower.",
    "gan_lr_D": "How far Adam moves each of D's weights at a step.",
    "gan_lr_G": "How far Adam moves each of G's weights at a step.",
    "gan_beta1": "How much of the last steps' direction Adam keeps.",
    "gan_batch": "Real samples, and as many fakes, at a step.",
    "gan_n": "How long the run is.",
}

_BALANCE: dict[str, object] = {
    "gan_data": "gaussian",
    "gan_mu_data": 0.0,
    "gan_sigma_data": 1.0,
    **{control: getattr(DEFAULT, field) for control, field in FIELDS.items()},
}
_TWO = {**_BALANCE, "gan_data": "two_gaussians", "gan_apart": 4.0, "gan_bump_sigma": 0.5, "gan_left": 0.5}
_STRONG_D = {**_BALANCE, "gan_k": 10, "gan_lr_D": 5e-2, "gan_lr_G": 1e-3, "gan_start": -6.0, "gan_n": 500}

# id: what its button says, the controls it sets, and what will be seen
PRESETS = {
    "balance": ("Balance", _BALANCE, "D learns ten times as fast as G: $p_g$ comes home."),
    "slow_d": (
        "Slow D",
        {**_BALANCE, "gan_lr_D": 2e-3, "gan_lr_G": 1e-2},
        "G outruns a D that lags behind: $p_g$ shrinks and wanders, while the losses look perfect.",
    ),
    "d_too_good": (
        "D too good",
        {**_STRONG_D, "gan_loss": "saturating"},
        "Ten steps of D for each of G: the saturating loss is flat, and G stands still.",
    ),
    "cure": ("The cure", _STRONG_D, "The same strong D against the non-saturating loss: G moves."),
    "one_bump": (
        "One bump of two",
        {**_TWO, "gan_k": 3, "gan_n": 1000},
        "Mode collapse: G meets one bump of the data and stays there. The JSD sticks at 0.216.",
    ),
    "both_bumps": ("Both bumps", {**_TWO, "gan_start": 0.0}, "Started between the bumps, G reaches both."),
}
