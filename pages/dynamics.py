"""Dynamics: whether a GAN's training ends at its equilibrium, on the smallest GAN for which that is a question.

The student sees that two players who both do their best can go round in circles, that the eigenvalues at the
equilibrium tell so, what each cure changes in them, and why no overlap means no gradient.
"""

from explorer.ui.lecture_page import show_page

show_page("dynamics")
