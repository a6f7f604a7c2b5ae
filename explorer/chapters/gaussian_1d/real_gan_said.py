"""What the real GAN's run comes to at a moment, in words and numbers."""

from typing import TYPE_CHECKING

from explorer.chapters.gaussian_1d.real_gan_presets import LOSSES
from explorer.numbers import counted, number
from explorer.training.gaussian_1d.settings import Gan1dSettings
from explorer.ui.changes import waiting_in_words

if TYPE_CHECKING:
    from explorer.training.gaussian_1d.real_gan import Gan1dSnapshot


def in_numbers(running: Gan1dSettings | None, chosen: Gan1dSettings, shown: "Gan1dSnapshot") -> str:
    """Return the distances at the moment shown, the run's settings, and whether the controls differ from them."""
    changed = waiting_in_words() if running not in (None, chosen) else ""
    at = f"Iteration {shown.iteration:,}" if running else "Where a run begins, after one iteration"
    run = running or chosen
    return (
        f"{at}: JSD {number(shown.js_divergence, '.4f')} nats (0: equal densities; ln 2 = "
        f"0.6931: no overlap); mean |D − D\\*| {number(shown.gap, '.3f')}.\n\nThis run: {LOSSES[run.loss]} · "
        f"{counted(run.n_discriminator_steps, 'step')} of D for each of G · learning rates D "
        f"{number(run.learning_rate_D)}, G {number(run.learning_rate_G)} · β₁ {number(run.beta1)} · batch "
        f"{run.batch_size} · seed {run.seed}.{changed}"
    )
