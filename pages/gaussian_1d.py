"""Learning goal: the game between D and G measures a divergence, and p_g reaches p_data when it is gone.

The student sees that the best D is a ratio of densities, that its value is −ln 4 + 2 JSD, that no other D earns more,
and that the way to p_data depends on the generator's loss.
"""

from explorer.chapters.gaussian_1d.code import code
from explorer.chapters.gaussian_1d.convergence import show_convergence
from explorer.chapters.gaussian_1d.game import show_game
from explorer.chapters.gaussian_1d.real_gan import show_real_gan
from explorer.chapters.gaussian_1d.your_own_D import show_your_own_D
from explorer.lectures.gaussian_1d import STEPS
from explorer.ui.chapters import show_chapters
from explorer.ui.page_header import page_header

controls = page_header(
    "gaussian_1d",
    "On a line everything can be computed: the real samples have the density $p_{data}$, the generated ones $p_g$, and "
    "the best possible discriminator $D^*$ is known.",
    STEPS,
    code,
)
show_chapters(
    controls,
    {
        "The game": show_game,
        "Your own D": show_your_own_D,
        "Convergence": show_convergence,
        "Real GAN": show_real_gan,
    },
)
