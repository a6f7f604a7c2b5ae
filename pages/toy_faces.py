"""The smallest GAN there is: four pixels, thirteen parameters, everything by hand.

Learning goal: to know what D and G compute, what each wants, and how a gradient step moves their weights, well enough
to predict the next step.
"""

from explorer.ui.lecture_page import show_page

show_page("toy_faces")
