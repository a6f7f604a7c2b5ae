"""Dynamics: whether a GAN's training ends at its equilibrium, on the smallest GAN for which that is a question.

The student sees that two players who both do their best can go round in circles, that the eigenvalues at the
equilibrium tell so, what each cure changes in them, and why no overlap means no gradient.
"""

from explorer.chapters.dynamics import circle, cures, disjoint, eigenvalues
from explorer.chapters.dynamics.code import code
from explorer.lectures.dynamics import STEPS
from explorer.ui.chapters import show_chapters
from explorer.ui.page_header import page_header

controls = page_header(
    "dynamics",
    "The data are one point, the fake is one point, D is a straight line: two numbers in all, θ and ψ, and every path "
    "can be seen.",
    STEPS,
    code,
)
show_chapters(
    controls,
    {
        "The circle": circle.show,
        "Eigenvalues": eigenvalues.show,
        "Cures compared": cures.show,
        "Disjoint supports": disjoint.show,
    },
)
