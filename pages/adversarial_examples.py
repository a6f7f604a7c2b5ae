"""Adversarial examples: how little must change until a network sees something else, and what that has to do with a GAN.

The student sees that noise along the gradient changes an answer where as much random noise does not, why so many pixels
make that possible, and that the gradient which fools a classifier is the one that teaches a generator.
"""

from explorer.ui.lecture_page import show_page

show_page("adversarial_examples")
