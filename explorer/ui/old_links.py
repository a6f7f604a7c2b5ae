"""What links said before options had ids: the texts of those days, by url parameter, and the ids that they are now.

Links stand in slides, on handouts and in mails: a text that was once in a link stays here for good.
"""

from collections.abc import Mapping

from explorer.old_words import CURES, DIGITS, LOSSES, POINTS


def _some(ids: Mapping[str, str], *words: str) -> dict[str, str]:
    return {word: ids[word] for word in words}


_KINDS = {"Gaussian": "gaussian", "Two Gaussians": "two_gaussians", "Uniform": "uniform"}
_ACTIVATIONS = {"ReLU": "relu", "leaky ReLU": "leaky_relu"}
_OPTIMIZERS = {"Adam": "adam", "SGD": "sgd"}
_RECORDINGS = {
    "Plain run": "default",
    "Least squares": "lsgan",
    "Dense": "dense_20000",
    "Convolutional": "convolutional",
    "Collapse": "collapse",
    "Cure": "cure",
}

ID_OF: Mapping[str, Mapping[str, str]] = {
    "toy_faces_chapter": {
        "Faces": "faces",
        "Discriminator by hand": "discriminator",
        "Generator by hand": "generator",
        "Put together": "together",
        "Training": "training",
        "Map": "opinion_map",
    },
    "toy_faces_picture": {
        **{f"Face {i}": f"face_{i}" for i in range(1, 6)},
        "Non-face": "non_face",
        "Noise": "noise",
        "Slash": "slash",
        "All dark": "all_dark",
        "All light": "all_light",
        "Yours": "yours",
    },
    "toy_faces_start": {"by hand": "by_hand", "all zero": "all_zero"},
    "toy_faces_map_of": {"by hand": "by_hand"},
    "gaussian_1d_chapter": {
        "The game": "game",
        "Your own D": "your_own_d",
        "Convergence": "convergence",
        "Real GAN": "real_gan",
    },
    "gaussian_1d_data": _KINDS,
    "gaussian_1d_own_data": _KINDS,
    "gaussian_1d_gan_data": _KINDS,
    "gaussian_1d_flow_loss": {**_some(LOSSES, "non-saturating", "LSGAN"), "KL": "kl", "W1": "w1"},
    "gaussian_1d_gan_loss": _some(LOSSES, "non-saturating", "LSGAN"),
    "lsgan_vs_bce_chapter": {
        "Losses and gradients": "losses",
        "Far fakes": "far_fakes",
        "Optimal D": "optimal_d",
        "Vanishing layers": "vanishing_layers",
    },
    "lsgan_vs_bce_player": {"Generator": "generator", "Discriminator": "discriminator"},
    "lsgan_vs_bce_bce": _some(LOSSES, "non-saturating"),
    "lsgan_vs_bce_coding": {"-1, 1, 0": "pearson", "0, 1, 1": "binary"},
    "lsgan_vs_bce_activation": {"LeakyReLU": "leaky_relu"},
    "dynamics_chapter": {
        "The circle": "circle",
        "Eigenvalues": "eigenvalues",
        "Cures compared": "cures",
        "Disjoint supports": "disjoint",
    },
    "dynamics_method": {
        **LOSSES,
        "GAN": "gan",
        "instance noise": "instance_noise",
        "R1": "r1",
    },
    "dynamics_schedule": {"5 steps of D": "five_steps"},
    "mode_collapse_chapter": {"The lab": "lab", "Slow motion": "slow_motion", "Cures": "cures"},
    "mode_collapse_loss": LOSSES,
    "mode_collapse_data": POINTS,
    "mode_collapse_noise": {"Gaussian": "gaussian"},
    "mode_collapse_noise_dim": {"2-D": "2", "1-D": "1"},
    "mode_collapse_D_activation": _ACTIVATIONS,
    "mode_collapse_G_activation": _ACTIVATIONS,
    "mode_collapse_D_optimizer": _OPTIMIZERS,
    "mode_collapse_G_optimizer": _OPTIMIZERS,
    "mode_collapse_beside": {"Curves": "curves", "Best D": "best_d", "Densities": "densities"},
    "mode_collapse_slow_data": _some(POINTS, "Ring", "Two Gaussians", "Ring of 8", "Line"),
    "mode_collapse_slow_optimizer": _OPTIMIZERS,
    "mode_collapse_slow_stage": {
        "G makes fakes": "fakes",
        "D judges both": "d_judges",
        "D moves": "d_moves",
        "D judges new fakes": "d_judges_new",
        "G moves": "g_moves",
    },
    "mode_collapse_cure": CURES,
    "mode_collapse_cure_data": _some(POINTS, "Ring of 8", "Grid of 25"),
    "mode_collapse_slow_loss": _some(LOSSES, "non-saturating", "LSGAN", "WGAN"),
    "mnist_trainer_chapter": {
        "Train": "train",
        "Question it": "question",
        "Make it fail": "failures",
        "Side by side": "side_by_side",
        "Recorded runs": "recorded",
        "Code and files": "files",
    },
    "mnist_trainer_digits": DIGITS,
    "mnist_trainer_loss": _some(LOSSES, "non-saturating", "LSGAN", "WGAN-GP"),
    "mnist_trainer_side_loss": _some(LOSSES, "non-saturating", "LSGAN", "WGAN-GP"),
    "mnist_trainer_side_minibatch_stddev": {"False": "false", "True": "true"},
    "mnist_trainer_side_conditional": {"False": "false", "True": "true"},
    "mnist_trainer_side_by": {
        "learning rate of D": "learning_rate_d",
        "learning rate of G": "learning_rate_g",
        "steps of D": "steps_of_d",
        "label smoothing": "label_smoothing",
        "R1": "r1",
        "instance noise": "instance_noise",
        "batch spread": "batch_spread",
    },
    "mnist_trainer_failure": {
        "Mode collapse": "mode_collapse",
        "No gradient": "no_gradient",
        "Oscillation": "oscillation",
        "Divergence": "divergence",
    },
    "mnist_trainer_question": {
        "What does D say?": "opinion",
        "Is it memorised?": "memory",
        "Walk": "walk",
        "One coordinate": "coordinate",
        "Average of a class": "average",
        "Write a number": "number",
    },
    "mnist_trainer_recording": _RECORDINGS,
    "mnist_trainer_compare": _RECORDINGS,
}


def as_id(parameter: str, text: str | None) -> str | None:
    """Return what a link's parameter says, in ids."""
    return ID_OF.get(parameter, {}).get(text or "", text)
