"""LSGAN against BCE: why a fake that already fools D stops learning, what least squares change, and what they do not.

The student sees that a loss acts on G only through its gradient by D's output t, that BCE's gradient dies on the side
where D is content while the least squares gradient grows there, and that neither rescues a deep generator from a D
that has become too good.
"""

from explorer.chapters.lsgan_vs_bce import far_fakes, losses, optimal_d, vanishing_layers
from explorer.chapters.lsgan_vs_bce.code import code
from explorer.lectures.lsgan_vs_bce import STEPS
from explorer.ui.chapters import show_chapters
from explorer.ui.page_header import page_header

controls = page_header(
    "lsgan_vs_bce",
    "Binary cross-entropy (BCE) asks D only for the right side; least squares asks for an exact value.",
    STEPS,
    code,
)
show_chapters(
    controls,
    {
        "Losses and gradients": losses.show,
        "Far fakes": far_fakes.show,
        "Optimal D": optimal_d.show,
        "Vanishing layers": vanishing_layers.show,
    },
)
