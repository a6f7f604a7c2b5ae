"""Learning goal: the game between D and G measures a divergence, and p_g reaches p_data when it is gone.

The student sees that the best D is a ratio of densities, that its value is −ln 4 + 2 JSD, that no other D earns more,
and that the way to p_data depends on the generator's loss.
"""

from explorer.ui.lecture_page import show_page

show_page("gaussian_1d")
